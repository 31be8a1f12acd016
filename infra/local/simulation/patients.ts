import { clockChanges, closings } from './closings.ts';
import { SEEN_AT_ONCE, type SeenText } from './doors.ts';
import { ASKS, delay, FIRST, isSilent, type Life, meaningOf, newLife, stands } from './life.ts';
import { nhsNumber, phoneNumber } from './numbers.ts';
import { afterAsking, byNurse, toHospital } from './nurses-word.ts';
import { happenings } from './people-events.ts';
import { picksUp } from './picking-up.ts';
import { AFTER_AN_EVENT, ratesFor, WRITERS } from './rates.ts';
import { ringsIn, withheldCallers } from './ringing-in.ts';
import { DAY, MINUTE, type Simulation } from './simulation.ts';
import { strangers } from './strangers.ts';
import { type List, wordsOf } from './words.ts';
import { behaves, writing } from './writing.ts';

/** The people who are cared for, their relatives, and numbers that nobody knows: what they write, when, and what they answer. */

export interface Patients {
  /** Something may have come to these handsets: their people look. */
  look(number: string): Promise<void>;
  /** It rings there, or will in a moment. */
  rings(number: string): void;
}

export function patients(simulation: Simulation, count: number): Patients {
  const { diary, doors, service, act } = simulation;
  const days = (simulation.end - simulation.start) / DAY;
  const rates = ratesFor(count * days);
  const lives = new Map<string, Life>();
  const happening = happenings(simulation, rates, (life) => writesMore(life));
  const evenings = closings(simulation);
  let numbers = 0;
  const nextNumber = () => phoneNumber(numbers++);

  const { write, take, inReach, unreachable } = writing(simulation, (number, text) => {
    const life = lives.get(number);
    if (life) reactTo(life, text);
  });
  for (let place = 0; place < count; place += 1) begin(place);
  withheldCallers(simulation, Math.ceil((count * days * DAY) / rates.every('withheld')));
  strangers(simulation, Math.ceil((count * days * DAY) / rates.every('stranger')), nextNumber, write);

  function begin(place: number): void {
    const life = newLife(simulation, place, nextNumber);
    const { chance } = life;
    lives.set(life.number, life);
    diary.know(life);
    const from = simulation.start + chance.number() * Math.min(days / 2, 30) * DAY;
    simulation.plans.add(Math.round(from), () => enrol(life));
  }

  async function enrol(life: Life): Promise<void> {
    const { chance, name, number, relative } = life;
    const enrolment = {
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
    };
    const { status, body } = await act({ who: 'lena', door: 'api', method: 'POST', path: '/patients', body: enrolment });
    if (status !== 201) throw new Error(`person ${life.place} could not be enrolled: ${JSON.stringify(body)}`);
    await happening.record(life, 'diagnosis');
    planLife(life);
  }

  function planLife(life: Life): void {
    const { chance } = life;
    const { every } = rates;
    sometimes(life, every(chance.weighed(WRITERS)), () => writes(life));
    sometimes(life, every('something'), () => happening.something(life));
    sometimes(life, every('hospital'), () => toHospital(simulation, life));
    sometimes(life, every('nursesWord'), () => byNurse(simulation, life));
    if (life.relative) sometimes(life, every('relativeWrites'), () => relativeWrites(life));
    sometimes(life, every('othersAskToStop'), () => othersAskToStop(life));
    for (const at of clockChanges(simulation))
      if (at > simulation.now() && chance.happens(AWAKE_AT_CLOCK_CHANGE))
        simulation.plans.add(at + chance.whole(-90, 90) * MINUTE, () => writes(life));
    for (const at of evenings)
      if (at > simulation.now() && chance.happens(TIRES_BEFORE_CLOSURE * Math.min(rates.liveliness, 5)))
        simulation.plans.add(at, () => tiresBeforeClosure(life));
    sometimes(life, every('ringsIn'), () => ringsHere(life));
    sometimes(life, every('losesSignal'), () => losesSignal(life));
    simulation.plans.add(simulation.now() + Math.round(-Math.log(1 - chance.number()) * every('death')), () => dies(life));
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

  /** In the weeks after something has happened there is more to say. */
  function writesMore(life: Life): void {
    const { chance } = life;
    for (let more = chance.whole(0, AFTER_AN_EVENT.most); more > 0; more -= 1)
      simulation.plans.add(simulation.now() + Math.round(chance.number() * AFTER_AN_EVENT.within), () => writes(life));
  }

  async function writes(life: Life): Promise<void> {
    if (isSilent(life)) return;
    const { chance } = life;
    const what = chance.weighed({
      somebody: 10,
      nobody: 5,
      unjudged: 0.3,
      danger: rates.danger / 4,
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
    await text(life, what);
  }

  /** One of a list, now and then sent twice. */
  async function text(life: Life, list: List, number = life.number): Promise<void> {
    const { chance } = life;
    const body = wordsOf(list, chance);
    const means = meaningOf(list, simulation.now());
    await write(number, body, means);
    if (chance.happens(0.03)) await write(number, body, means);
  }

  function reactTo(life: Life, { body }: SeenText): void {
    const { chance } = life;
    if (FIRST.test(body)) {
      const what = chance.weighed({ ok: 80, wrong: 4, nothing: 16 });
      if (what === 'nothing') return;
      simulation.after(delay(chance), async () => {
        if (isSilent(life)) return;
        await text(life, what);
      });
    }
    if (!ASKS.test(body)) return;
    const what = chance.weighed({
      one: 43,
      two: 12,
      three: rates.danger / 2,
      words: 14,
      odd: 6,
      later: 3,
      laterToday: 2,
      never: 20,
    });
    if (what === 'never') return;
    simulation.after(delay(chance), () => answers(life, what));
    // Some change their minds, or have forgotten that they have answered.
    if (chance.happens(0.05)) simulation.after(delay(chance), () => answers(life, chance.pick(['one', 'two', 'words', 'odd'])));
  }

  async function answers(life: Life, what: 'one' | 'two' | 'three' | 'words' | 'odd' | 'later' | 'laterToday'): Promise<void> {
    if (isSilent(life)) return;
    await text(life, what === 'words' ? 'somebody' : what);
  }

  async function dies(life: Life): Promise<void> {
    const { chance } = life;
    if (life.relative && chance.happens(0.5)) {
      await text(life, 'death', life.relative);
    }
    simulation.after(chance.whole(60, 2 * 86_400), async () => {
      await act({ who: 'bel', door: 'api', method: 'POST', path: `/patients/${life.id}/deceased`, body: {} });
      if (!chance.happens(0.15)) return;
      simulation.after(chance.whole(3_600, 5 * 86_400), async () => {
        await act({ who: 'ann', door: 'api', method: 'POST', path: `/patients/${life.id}/not-deceased`, body: {} });
      });
    });
  }

  async function relativeWrites(life: Life): Promise<void> {
    const list = life.chance.weighed({ relative: 6, somebody: 3, nobody: 2, danger: rates.danger / 10 });
    await text(life, list, life.relative);
  }

  /** In the third person on her own phone, or from the phone of somebody close to her; a nurse asks her days later. */
  async function othersAskToStop(life: Life): Promise<void> {
    if (isSilent(life)) return;
    const { chance, number, relative } = life;
    await text(life, 'stopForHer', relative && chance.happens(0.5) ? relative : number);
    simulation.after(chance.whole(3_600, 10 * 86_400), () => afterAsking(simulation, life));
  }

  async function tiresBeforeClosure(life: Life): Promise<void> {
    if (!isSilent(life)) await text(life, 'lowSymptom');
  }

  async function ringsHere(life: Life): Promise<void> {
    if (isSilent(life)) return;
    await inReach(life.number);
    await ringsIn(simulation, life.number, life.chance);
  }

  /** Without a signal or out of hearing: calls come to a machine or to nothing. */
  async function losesSignal({ number, chance }: Life): Promise<void> {
    unreachable.add(number);
    await behaves(simulation, number, chance.weighed({ unreachable: 6, voicemail: 2, 'no-answer': 1, busy: 1 }));
    simulation.after(chance.whole(600, 12 * 3_600), async () => {
      if (unreachable.delete(number)) await behaves(simulation, number, 'manual');
    });
  }

  return {
    look: async (number) => take(number, await doors.handset(number, SEEN_AT_ONCE)),
    rings(number) {
      const chance = lives.get(number)?.chance;
      if (chance) picksUp(simulation, number, chance, { isAsked: true, danger: rates.danger });
      else picksUp(simulation, number, simulation.chance(`rings ${number}`), { isAsked: false, danger: 0 });
    },
  };
}

/** How many write around the hour that there is twice, or not at all. */
const AWAKE_AT_CLOCK_CHANGE = 0.1;

/** How many tell of something on the evening before nobody is there for days. */
const TIRES_BEFORE_CLOSURE = 0.03;
