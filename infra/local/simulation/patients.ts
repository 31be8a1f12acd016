import { closings } from './closings.ts';
import type { Need } from './diary.ts';
import type { SeenText } from './doors.ts';
import { ASKS, delay, FIRST, isSilent, type Life, mark, needOf, newLife, stands } from './life.ts';
import { nhsNumber, phoneNumber } from './numbers.ts';
import { afterAsking, byNurse } from './nurses-word.ts';
import { happenings } from './people-events.ts';
import { DAY, MINUTE, type Simulation } from './simulation.ts';
import { strangers } from './strangers.ts';
import texts from './texts.json' with { type: 'json' };
import { writing } from './writing.ts';

/** The people who are cared for, their relatives, and numbers that nobody knows: what they write, when, and what they answer. */

export interface Patients {
  /** Something may have come to these handsets: their people look. */
  look(number: string): Promise<void>;
  /** It rings there, or will in a moment. */
  rings(number: string): Promise<void>;
}

export function patients(simulation: Simulation, count: number): Patients {
  const { diary, doors, service } = simulation;
  const lives = new Map<string, Life>();
  const happening = happenings(simulation);
  let numbers = 0;
  const nextNumber = () => phoneNumber(numbers++);

  const { write, take, unreachable } = writing(simulation, (number, text) => {
    const life = lives.get(number);
    if (life) reactTo(life, text);
  });
  for (let place = 0; place < count; place += 1) begin(place);
  strangers(simulation, Math.ceil(count / 8), nextNumber, write);

  function begin(place: number): void {
    const life = newLife(simulation, place, nextNumber);
    const { chance } = life;
    lives.set(life.number, life);
    diary.patients.push(life);
    const days = (simulation.end - simulation.start) / DAY;
    const from = simulation.start + chance.number() * Math.min(days / 2, 30) * DAY;
    simulation.plans.add(Math.round(from), () => enrol(life));
  }

  async function enrol(life: Life): Promise<void> {
    const { chance, name, number, relative } = life;
    const { status, body } = await doors.api('lena', 'POST', '/patients', {
      name,
      nhsNumber: nhsNumber(life.place),
      phone: number,
      nurse: chance.pick(['ann', 'bel']),
      deputy: 'bel',
      ...(life.voice && { channel: 'voice' }),
      ...(life.nation !== service.nation && { nation: life.nation }),
      ...(life.zone !== service.timeZone && { timeZone: life.zone }),
      ...(life.quietHours !== service.quietHours && { quietHours: life.quietHours }),
      ...(relative && { contacts: [{ name: 'Sister', relation: 'sister', phone: relative }] }),
    });
    if (status !== 201) throw new Error(`person ${life.place} could not be enrolled: ${JSON.stringify(body)}`);
    life.id = body.id;
    diary.tell(simulation.now(), number, `is enrolled as ${body.id}`);
    await happening.record(life, 'diagnosis');
    planLife(life);
  }

  function planLife(life: Life): void {
    const { chance } = life;
    sometimes(life, 5 * DAY, () => writes(life));
    sometimes(life, 20 * DAY, () => happening.something(life));
    sometimes(life, 40 * DAY, () => byNurse(simulation, life));
    if (life.relative) sometimes(life, 30 * DAY, () => relativeWrites(life));
    sometimes(life, 150 * DAY, () => othersAskToStop(life));
    for (const at of closings(simulation)) if (chance.happens(0.15)) simulation.plans.add(at, () => tiresBeforeClosure(life));
    sometimes(life, 40 * DAY, () => losesSignal(life));
    if (chance.happens(0.12)) {
      const left = simulation.end - simulation.now();
      simulation.plans.add(simulation.now() + Math.round(chance.number() * left), () => dies(life));
    }
  }

  /** Again and again, on average every so many milliseconds, at any hour. */
  function sometimes({ chance }: Life, every: number, does: () => Promise<void>): void {
    const next = () =>
      simulation.plans.add(simulation.now() + Math.round(-Math.log(1 - chance.number()) * every) + MINUTE, again);
    async function again(): Promise<void> {
      await does();
      next();
    }
    next();
  }

  async function writes(life: Life): Promise<void> {
    if (isSilent(life)) return;
    const { chance } = life;
    const what = chance.weighed({
      somebody: 10,
      nobody: 5,
      danger: 4,
      automatic: 0.5,
      stop: 0.7,
      stopInDanger: 0.2,
      start: stands(life, 'stop') || stands(life, 'pause') ? 6 : 0.2,
      pause: 0.4,
      pauseForTwoWeeks: 0.3,
      later: 1,
      laterToday: 0.5,
      pace: 0.4,
      otherwise: 0.5,
    });
    await text(life, chance.pick(texts[what]), needOf(what));
    const at = simulation.now();
    if (what === 'stop' || what === 'stopInDanger') mark(simulation, life, 'stop');
    if (what === 'start') mark(simulation, life, 'start');
    if (what === 'pause') mark(simulation, life, 'pause', at + 7 * DAY);
    // It ends in the morning of its last day.
    if (what === 'pauseForTwoWeeks') mark(simulation, life, 'pause', at + 13 * DAY);
    if (what === 'later' || what === 'laterToday') life.laters.push(at);
    if (what === 'pace') life.paces.push(at);
  }

  async function text(life: Life, body: string, need: Need): Promise<void> {
    await write(life.number, body, need);
    if (life.chance.happens(0.03)) await write(life.number, body, need);
  }

  function reactTo(life: Life, { body }: SeenText): void {
    const { chance } = life;
    if (FIRST.test(body)) {
      const what = chance.weighed({ ok: 80, wrong: 4, nothing: 16 });
      if (what === 'nothing') return;
      simulation.after(delay(chance), async () => {
        if (isSilent(life)) return;
        if (what === 'wrong') mark(simulation, life, 'wrong');
        await text(life, what === 'ok' ? chance.pick(['ok', 'OK', 'Ok yes']) : chance.pick(texts.wrong), 'unjudged');
      });
    }
    if (!ASKS.test(body)) return;
    const what = chance.weighed({ one: 45, two: 14, three: 3, words: 14, later: 3, laterToday: 2, never: 20 });
    if (what === 'never') return;
    simulation.after(delay(chance), () => answers(life, what));
  }

  async function answers(life: Life, what: 'one' | 'two' | 'three' | 'words' | 'later' | 'laterToday'): Promise<void> {
    if (isSilent(life)) return;
    const { chance } = life;
    if (what === 'later' || what === 'laterToday') life.laters.push(simulation.now());
    if (what === 'one') await text(life, chance.pick(['1', '1.', ' 1 ', '1 thanks']), 'unjudged');
    else if (what === 'two') await text(life, chance.pick(['2', '2.']), 'somebody');
    else if (what === 'three') await text(life, chance.pick(['3', 'three']), 'danger');
    else if (what === 'later' || what === 'laterToday') await text(life, chance.pick(texts[what]), 'nobody');
    else await text(life, chance.pick(texts.somebody), 'somebody');
  }

  async function dies(life: Life): Promise<void> {
    const { chance } = life;
    if (life.relative && chance.happens(0.5)) {
      mark(simulation, life, 'died');
      await write(life.relative, chance.pick(texts.death), 'somebody');
    }
    simulation.after(chance.whole(60, 2 * 86_400), async () => {
      await doors.api('bel', 'POST', `/patients/${life.id}/deceased`, {});
      mark(simulation, life, 'died');
      if (!chance.happens(0.15)) return;
      simulation.after(chance.whole(3_600, 5 * 86_400), async () => {
        await doors.api('ann', 'POST', `/patients/${life.id}/not-deceased`, {});
        mark(simulation, life, 'alive');
      });
    });
  }

  async function relativeWrites({ chance, relative = '' }: Life): Promise<void> {
    const body = chance.pick(texts.relative);
    await write(relative, body, 'unjudged');
  }

  /** In the third person on her own phone, or from the phone of somebody close to her; a nurse asks her days later. */
  async function othersAskToStop(life: Life): Promise<void> {
    if (isSilent(life)) return;
    const { chance, number, relative } = life;
    await write(relative && chance.happens(0.5) ? relative : number, chance.pick(texts.stopForHer), 'somebody');
    mark(simulation, life, 'stop-asked');
    simulation.after(chance.whole(3_600, 10 * 86_400), () => afterAsking(simulation, life));
  }

  async function tiresBeforeClosure(life: Life): Promise<void> {
    if (!isSilent(life)) await text(life, life.chance.pick(texts.lowSymptom), 'somebody');
  }

  async function losesSignal({ number, chance }: Life): Promise<void> {
    unreachable.add(number);
    await doors.handset(number, 'PUT', '', { behaviour: 'unreachable' });
    simulation.after(chance.whole(600, 12 * 3_600), async () => {
      if (unreachable.delete(number)) await doors.handset(number, 'PUT', '', { behaviour: 'manual' });
    });
  }

  async function rings(number: string): Promise<void> {
    const life = lives.get(number);
    const { chance } = life ?? { chance: simulation.chance(`rings ${number}`) };
    simulation.after(chance.whole(4, 25), async () => {
      if (!chance.happens(0.8)) return;
      const { status } = await doors.handset(number, 'POST', '/answer');
      if (status !== 200) return;
      diary.tell(simulation.now(), number, 'answers a call');
      if (!life) return;
      simulation.after(chance.whole(2, 6), async () => {
        const digits = chance.weighed({ '1': 60, '2': 20, '3': 4, '9': 4, none: 12 });
        if (digits === 'none') return;
        // The first key says that somebody is there; nothing is asked before.
        await doors.handset(number, 'POST', '/keys', { digits: '1' });
        simulation.after(chance.whole(2, 6), async () => {
          await doors.handset(number, 'POST', '/keys', { digits });
        });
      });
    });
  }

  return {
    async look(number) {
      const { body } = await doors.handset(number);
      await take(number, body);
    },
    rings,
  };
}
