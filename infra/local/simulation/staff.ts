import { DateTime } from 'luxon';
import { iso, type StaffAct } from './diary.ts';
import type { SeenHandset } from './doors.ts';
import type { Chance } from './random.ts';
import { DAY, HOUR, isWorkingDay, type Simulation } from './simulation.ts';
import texts from './texts.json' with { type: 'json' };
import { lookAtEscalations, lookAtQueue } from './watching.ts';

/** The nurses in their hours and whoever is rung at any hour, with the phones and the habits that people have. */

export interface StaffPeople {
  isStaff(number: string): boolean;
  rings(number: string): void;
  look(number: string): Promise<void>;
}

const NURSES = ['ann', 'bel', 'lena'];
const OUTCOMES = { spoke: 6, 'handed-over': 1, 'could-not-reach': 2 } as const;

export function staff(simulation: Simulation, connected: (number: string) => void): StaffPeople {
  const { diary, doors, service } = simulation;
  const byPhone = new Map(service.staff.flatMap(({ id, phone }) => (phone ? [[phone, id] as const] : [])));
  const chances = new Map<string, Chance>(service.staff.map(({ id }) => [id, simulation.chance(`staff ${id}`)]));
  const seen = new Map<string, number>();
  const chanceOf = (id: string) => chances.get(id) ?? simulation.chance(id);

  for (const [phone, id] of byPhone) moods(phone, chanceOf(id));
  for (const id of NURSES) for (let day = simulation.start; day < simulation.end; day += DAY) workingDay(id, day);
  for (let at = simulation.start + HOUR; at < simulation.end; at += 4 * HOUR) {
    simulation.plans.add(at, async () => {
      await lookAtQueue(simulation);
      await lookAtEscalations(simulation);
    });
  }

  /** A phone is in a pocket, switched off, busy or in a drawer, for hours at a time. */
  function moods(phone: string, chance: Chance): void {
    simulation.after(chance.whole(1_800, 10 * 3_600), async () => {
      const behaviour = chance.weighed({ manual: 70, voicemail: 7, busy: 5, 'no-answer': 6, unreachable: 6, answers: 6 });
      await doors.handset(phone, 'PUT', '', { behaviour });
      moods(phone, chance);
    });
  }

  function workingDay(id: string, day: number): void {
    const local = DateTime.fromMillis(day, { zone: service.timeZone }).startOf('day');
    const hours = service.hours[String(local.weekday)];
    const chance = chanceOf(id);
    if (!hours || !isWorkingDay(simulation, local) || chance.happens(0.1)) return;
    const [from, to] = [hours.from, hours.to].map((time) =>
      local.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) }).toMillis(),
    );
    for (let at = (from ?? 0) + chance.whole(1, 40) * 60_000; at < (to ?? 0); at += chance.whole(30, 120) * 60_000) {
      if (at > simulation.start) simulation.plans.add(at, () => round(id, chance));
    }
  }

  /** A nurse looks at the queue and does something about some of it. */
  async function round(id: string, chance: Chance): Promise<void> {
    for (const item of await lookAtQueue(simulation)) {
      if (item.claimedBy && item.claimedBy !== id && !chance.happens(0.1)) continue;
      const does = chance.weighed({ claim: 2, reply: 2, close: 5, nothing: 3 });
      if (does === 'claim') await claim(id, item.id);
      if (does === 'reply') await reply(id, chance, item.id);
      if (does === 'close')
        await close(id, item.id, chance.weighed({ ...OUTCOMES, 'no-action': 2, replied: 2, 'Rang her, all well': 2 }));
    }
    for (const escalation of await lookAtEscalations(simulation)) {
      if (escalation.state === 'closed' || chance.happens(0.5)) continue;
      if (escalation.state !== 'accepted') await acceptInConsole(id, escalation.id);
      else if (escalation.acceptedBy === id || chance.happens(0.2)) await settle(id, chance, escalation.id, escalation.from);
    }
  }

  async function claim(id: string, item: string): Promise<void> {
    const { status, body } = await doors.api(id, 'POST', `/queue-items/${item}/claim`, {});
    if (status === 200) note(id, 'claimed', item, body.from);
  }

  function note(id: string, what: StaffAct['what'], about: string, from: string, outcome = ''): void {
    diary.staffActs.push({ at: simulation.now(), staff: id, what, about, person: from });
    diary.tell(simulation.now(), from, `${id} ${what} ${outcome}`.trim());
  }

  async function reply(id: string, chance: Chance, item: string): Promise<void> {
    const isUnfit = chance.happens(0.1);
    const body = isUnfit ? chance.pick(texts.repliesNotForLockScreens) : chance.pick(texts.replies);
    const override = isUnfit && chance.happens(0.5);
    const { status, body: answered } = await doors.api(id, 'POST', `/queue-items/${item}/reply`, {
      body,
      ...(override && { override }),
    });
    if (status !== 200) return;
    note(id, 'claimed', item, answered.from);
    if (override) diary.overridden.push(body);
  }

  async function close(id: string, item: string, outcome: string): Promise<void> {
    const { status, body } = await doors.api(id, 'POST', `/queue-items/${item}/close`, { outcome });
    if (status !== 200) return;
    const what = outcome === 'could-not-reach' ? 'attempted' : 'closed';
    note(id, what, item, body.from, `the item: ${outcome}`);
    if (what === 'closed' && (!body.outcome?.by || !body.outcome.words)) throw new Error('an item was closed without an outcome');
  }

  async function acceptInConsole(id: string, escalation: string): Promise<void> {
    const { status } = await doors.api(id, 'POST', `/escalations/${escalation}/accept`, {});
    if (status !== 200) return;
    diary.staffActs.push({ at: simulation.now(), staff: id, what: 'accepted-in-console', about: escalation });
    willSettle(id, escalation);
  }

  /** Whoever has accepted rings the patient, and mostly remembers to say what came of it. */
  function willSettle(id: string, escalation?: string): void {
    const chance = chanceOf(id);
    if (chance.happens(0.12)) return;
    simulation.after(chance.whole(120, 1_500), async () => {
      const mine = (await lookAtEscalations(simulation)).filter(
        (each) => each.state === 'accepted' && each.acceptedBy === id && (!escalation || each.id === escalation),
      );
      for (const each of mine) await settle(id, chance, each.id, each.from);
    });
  }

  async function settle(id: string, chance: Chance, escalation: string, from: string): Promise<void> {
    const outcome = chance.weighed(OUTCOMES);
    const { status } = await doors.api(id, 'POST', `/escalations/${escalation}/close`, { outcome });
    if (status !== 200) return;
    const what = outcome === 'could-not-reach' ? 'attempted' : 'closed';
    note(id, what, escalation, from, `the escalation: ${outcome}`);
    if (what === 'attempted') willSettle(id, escalation);
  }

  function rings(number: string): void {
    const id = byPhone.get(number) ?? '';
    const chance = chanceOf(id);
    // Every rung is watched: an escalation that is open must ring again before long.
    simulation.after(11 * 60, async () => void (await lookAtEscalations(simulation)));
    if (!chance.happens(0.75)) return;
    simulation.after(chance.whole(3, 20), () => pickUp(number, id, chance, 3));
  }

  async function pickUp(number: string, id: string, chance: Chance, tries: number): Promise<void> {
    const { status } = await doors.handset(number, 'POST', '/answer');
    if (status === 200) {
      const first = chance.weighed({ '1': 85, '9': 6, silence: 6, 'hang-up': 3 });
      if (first !== 'silence') simulation.after(chance.whole(2, 7), () => press(number, id, chance, first, 1));
    } else if (tries > 0) simulation.after(5, () => pickUp(number, id, chance, tries - 1));
    else await listenToMachine(number, id, chance);
  }

  /** A phone that answers by itself has somebody near it at times. */
  async function listenToMachine(number: string, id: string, chance: Chance): Promise<void> {
    const { body } = await doors.handset(number);
    if (body.calls.at(-1)?.state === 'answered' && chance.happens(0.5)) await press(number, id, chance, '1', 1);
  }

  async function press(number: string, id: string, chance: Chance, key: string, place: number): Promise<void> {
    if (key === 'hang-up') {
      await doors.handset(number, 'POST', '/hangup');
      return;
    }
    const { status, body } = await doors.handset(number, 'POST', '/keys', { digits: key });
    if (status !== 200) return;
    const heard = saidLast(body);
    if (/it is yours/.test(heard)) {
      if (/putting you through/.test(heard))
        for (const each of await lookAtEscalations(simulation))
          if (each.acceptedBy === id && each.state === 'accepted') connected(each.from);
      willSettle(id);
      return;
    }
    if (place > 3 || !/Press 1 to accept/.test(heard)) return;
    const next = chance.weighed({ '1': 72, '4': 8, '2': 8, '3': 6, '7': 3, silence: 3 });
    if (next !== 'silence') simulation.after(chance.whole(2, 7), () => press(number, id, chance, next, place + 1));
  }

  function saidLast({ calls }: SeenHandset): string {
    const lines = calls.filter(({ state }) => state !== 'ringing').at(-1)?.transcript ?? [];
    return lines
      .slice(lines.findLastIndex(({ who }) => who === 'person') + 1)
      .map(({ says }) => says ?? '')
      .join(' ');
  }

  async function look(number: string): Promise<void> {
    const id = byPhone.get(number) ?? '';
    const chance = chanceOf(id);
    const { body } = await doors.handset(number);
    const incoming = body.texts.filter(({ to }) => to === number);
    const fresh = incoming.slice(seen.get(number) ?? 0);
    seen.set(number, incoming.length);
    for (const each of fresh) {
      const [, code] = /with the code (\d{4})/.exec(each.body) ?? [];
      if (!code || !chance.happens(0.12)) continue;
      simulation.after(chance.whole(10, 400), async () => {
        const words = chance.pick([code, `ACCEPT ${code}`, `${code} ok`, 'yes']);
        const { body: after } = await doors.handset(number, 'POST', '/texts', { body: words });
        // Coded or not, it is a text like anybody's.
        diary.texts.push({ at: simulation.now(), number, body: words, need: 'unjudged', isQueued: false });
        const told = after.texts.filter(({ to }) => to === number).at(-1)?.body ?? '';
        if (!/it is yours/.test(told)) return;
        diary.staffActs.push({ at: simulation.now(), staff: id, what: 'coded-text', about: iso(simulation.now()) });
        willSettle(id);
      });
    }
  }

  return { isStaff: (number) => byPhone.has(number), rings, look };
}
