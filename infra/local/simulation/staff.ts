import { DateTime } from 'luxon';
import { iso } from './diary.ts';
import { SEEN_AT_ONCE, type SeenHandset } from './doors.ts';
import type { Chance } from './random.ts';
import { DAY, HOUR, isWorkingDay, type Simulation } from './simulation.ts';
import texts from './texts.json' with { type: 'json' };
import { lookAtEscalations, lookAtQueue } from './watching.ts';
import { behaves } from './writing.ts';

/** The nurses in their hours and whoever is rung at any hour, with the phones and the habits that people have. */

export interface StaffPeople {
  isStaff(number: string): boolean;
  rings(number: string): void;
  look(number: string): Promise<void>;
}

/** The rota is changed once in so long, on average about. */
const ROTA_CHANGES = 6 * DAY;
const NURSES = ['ann', 'bel', 'lena'];
/** A nurse attends to so many items in a round, most urgent first. */
const AT_ONCE = 12;
const CODE = /with the code (\d{4})/;
const OUTCOMES = { spoke: 6, 'handed-over': 1, 'could-not-reach': 2 } as const;

/** @param isOnlyWatched nobody does anything of their own: the acts of a history are told again */
export function staff(
  simulation: Simulation,
  { isOnlyWatched, connected }: { isOnlyWatched: boolean; connected: (number: string) => void },
): StaffPeople {
  const { doors, service, act, uses } = simulation;
  const byPhone = new Map(service.staff.flatMap(({ id, phone }) => (phone ? [[phone, id] as const] : [])));
  const chances = new Map<string, Chance>(service.staff.map(({ id }) => [id, simulation.chance(`staff ${id}`)]));
  const seen = new Map<string, string>();
  const chanceOf = (id: string) => chances.get(id) ?? simulation.chance(id);

  const isStaff = (number: string) => byPhone.has(number);
  if (isOnlyWatched) return { isStaff, rings: () => undefined, look: async () => undefined };
  for (const [phone, id] of byPhone) moods(phone, chanceOf(id));
  for (const id of NURSES) for (let day = simulation.start; day < simulation.end; day += DAY) workingDay(id, day);

  changesRota();

  /** A phone is in a pocket, switched off, busy or in a drawer, for hours at a time. */
  function moods(phone: string, chance: Chance): void {
    simulation.after(chance.whole(1_800, 10 * 3_600), async () => {
      const behaviour = chance.weighed({ manual: 70, voicemail: 7, busy: 5, 'no-answer': 6, unreachable: 6, answers: 6 });
      await behaves(simulation, phone, behaviour);
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
    const phone = service.staff.find((each) => each.id === id)?.phone;
    const saysHere = (from ?? 0) + chance.whole(-20, 12) * 60_000;
    if (phone && saysHere > simulation.start && chance.happens(0.4))
      simulation.plans.add(
        saysHere,
        async () => void (await uses(phone, '/texts', { body: chance.pick(['HERE', 'here', "I'm in"]) })),
      );
    for (let at = (from ?? 0) + chance.whole(1, 40) * 60_000; at < (to ?? 0); at += chance.whole(30, 120) * 60_000) {
      if (at > simulation.start) simulation.plans.add(at, () => round(id, chance));
    }
  }

  /** The lead puts somebody else on a duty for a while, as somebody is on leave or ill, whether or not anybody is being rung. */
  function changesRota(): void {
    const chance = simulation.chance('rota');
    const next = () => simulation.plans.add(simulation.now() + Math.round((0.3 + chance.number()) * ROTA_CHANGES), again);
    async function again(): Promise<void> {
      const duty = chance.pick(['night-first', 'night-second', 'day-duty', 'lead']);
      const staff = chance.pick(duty === 'day-duty' ? ['ann', 'bel', 'duty'] : ['sam', 'alex', 'lena']);
      const begins = simulation.now() + chance.whole(0, 48) * HOUR;
      const body = { duty, staff, from: iso(begins), to: iso(begins + chance.whole(2, 96) * HOUR), why: 'on leave' };
      const { status, body: made } = await api('lena', '/rota/overrides', body);
      if (status === 201 && chance.happens(0.2))
        simulation.after(chance.whole(60, 86_400), async () => {
          await act({ who: 'lena', door: 'api', method: 'DELETE', path: `/rota/overrides/${made.id}` });
        });
      next();
    }
    next();
  }

  /** A nurse looks at the queue and does something about some of it. */
  async function round(id: string, chance: Chance): Promise<void> {
    for (const item of (await lookAtQueue(simulation)).slice(0, AT_ONCE)) {
      if (item.claimedBy && item.claimedBy !== id && !chance.happens(0.1)) continue;
      const does = chance.weighed({ claim: 1, reply: 2, close: 6, nothing: 2 });
      if (does === 'claim') await claim(id, item.id);
      if (does === 'reply') await reply(id, chance, item.id);
      if (does === 'close')
        await close(id, item.id, chance.weighed({ ...OUTCOMES, 'no-action': 2, replied: 2, 'Rang her, all well': 2 }));
    }
    for (const escalation of await lookAtEscalations(simulation)) {
      if (escalation.state === 'closed' || chance.happens(0.5)) continue;
      if (escalation.state !== 'accepted') await acceptInConsole(id, escalation.id);
      else if (escalation.acceptedBy === id || chance.happens(0.2)) await settle(id, chance, escalation.id);
    }
  }

  const api = (who: string, path: string, body: Record<string, unknown> = {}) =>
    act({ who, door: 'api', method: 'POST', path, body });

  async function claim(id: string, item: string): Promise<void> {
    await api(id, `/queue-items/${item}/claim`);
  }

  async function reply(id: string, chance: Chance, item: string): Promise<void> {
    const isUnfit = chance.happens(0.1);
    const body = isUnfit ? chance.pick(texts.repliesNotForLockScreens) : chance.pick(texts.replies);
    const override = isUnfit && chance.happens(0.5);
    await api(id, `/queue-items/${item}/reply`, { body, ...(override && { override }) });
  }

  async function close(id: string, item: string, outcome: string): Promise<void> {
    await api(id, `/queue-items/${item}/close`, { outcome });
  }

  async function acceptInConsole(id: string, escalation: string): Promise<void> {
    const { status } = await api(id, `/escalations/${escalation}/accept`);
    if (status === 200) willSettle(id, escalation);
  }

  /** Whoever has accepted rings the patient, and mostly remembers to say what came of it. */
  function willSettle(id: string, escalation?: string): void {
    const chance = chanceOf(id);
    if (chance.happens(0.12)) return;
    if (escalation && chance.happens(0.05)) {
      simulation.after(chance.whole(30, 600), async () => void (await api(id, `/escalations/${escalation}/pass`)));
      return;
    }
    simulation.after(chance.whole(120, 1_500), async () => {
      const mine = (await lookAtEscalations(simulation)).filter(
        (each) => each.state === 'accepted' && each.acceptedBy === id && (!escalation || each.id === escalation),
      );
      for (const each of mine) await settle(id, chance, each.id);
    });
  }

  async function settle(id: string, chance: Chance, escalation: string): Promise<void> {
    const outcome = chance.weighed(OUTCOMES);
    const { status } = await api(id, `/escalations/${escalation}/close`, { outcome });
    if (status === 200 && outcome === 'could-not-reach') willSettle(id, escalation);
  }

  function rings(number: string): void {
    const id = byPhone.get(number) ?? '';
    const chance = chanceOf(id);
    if (chance.happens(0.75)) simulation.after(chance.whole(3, 20), () => pickUp(number, id, chance, 3));
    else if (chance.happens(0.3)) simulation.after(chance.whole(50, 400), () => ringBack(number, id, chance));
  }

  /** Whoever has slept through a call rings back, with the code of the text or a wrong one. */
  async function ringBack(number: string, id: string, chance: Chance): Promise<void> {
    const { texts: all } = await doors.handset(number, SEEN_AT_ONCE);
    const code = all.flatMap(({ to, body }) => (to === number ? (CODE.exec(body)?.[1] ?? []) : [])).at(-1);
    const { status } = await uses(number, '/calls');
    if (status !== 200) return;
    const digits = chance.weighed({ code: 80, wrong: 10, none: 10 });
    if (digits !== 'none') simulation.after(chance.whole(3, 9), () => press(number, id, chance, keyed(digits, code), 2));
    simulation.after(chance.whole(60, 240), async () => void (await uses(number, '/hangup')));
  }

  const keyed = (digits: 'code' | 'wrong', code = '0000') =>
    digits === 'code' ? code : String((Number(code) + 1) % 10_000).padStart(4, '0');

  async function pickUp(number: string, id: string, chance: Chance, tries: number): Promise<void> {
    const { status } = await uses(number, '/answer');
    if (status === 200) {
      const first = chance.weighed({ '1': 85, '9': 6, silence: 6, 'hang-up': 3 });
      if (first !== 'silence') simulation.after(chance.whole(2, 7), () => press(number, id, chance, first, 1));
    } else if (tries > 0) simulation.after(5, () => pickUp(number, id, chance, tries - 1));
    else await listenToMachine(number, id, chance);
  }

  /** A phone that answers by itself has somebody near it at times. */
  async function listenToMachine(number: string, id: string, chance: Chance): Promise<void> {
    const { calls } = await doors.handset(number, 1);
    if (calls.at(-1)?.state === 'answered' && chance.happens(0.5)) await press(number, id, chance, '1', 1);
  }

  async function press(number: string, id: string, chance: Chance, key: string, place: number): Promise<void> {
    if (key === 'hang-up') {
      await uses(number, '/hangup');
      return;
    }
    const { status, body } = await uses(number, '/keys', { digits: key });
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
    const { texts: all } = await doors.handset(number, SEEN_AT_ONCE);
    const before = seen.get(number) ?? '';
    seen.set(number, all.at(-1)?.at ?? before);
    for (const each of all) {
      const [, code] = CODE.exec(each.body) ?? [];
      if (each.to !== number || each.at <= before || !code || !chance.happens(0.12)) continue;
      simulation.after(chance.whole(10, 400), async () => {
        const words = chance.pick([
          code,
          `ACCEPT ${code}`,
          `${code} ok`,
          'yes',
          keyed('wrong', code),
          `${code} pass`,
          `${code} no answer`,
        ]);
        const { body } = await uses(number, '/texts', { body: words });
        const told = (body as SeenHandset).texts.filter(({ to }) => to === number).at(-1)?.body ?? '';
        if (/it is yours/.test(told)) willSettle(id);
      });
    }
  }

  return { isStaff, rings, look };
}
