import type { Meaning, Need } from './acts.ts';
import { newPatient, type SimulatedPatient } from './diary.ts';
import type { Chance } from './random.ts';
import { DAY, type Simulation } from './simulation.ts';

/** Who a simulated patient is, and where she stands. */

export interface Life extends SimulatedPatient {
  chance: Chance;
  place: number;
}

/** Whatever asks how somebody is, and the first text: how a person tells what came unasked. */
export const ASKS = /How are you today|Is anything new|No hurry|We have not heard from you|How is it today/;
/** A check-in. To a number that has never answered, a nudge has the same words. */
export const QUESTION = /How are you today|Is anything new/;
export const FIRST = /^Hello\b.*Somebody gave us this number/;

const NATIONS = ['wales', 'scotland', 'northern-ireland'] as const;
const ZONES = ['Europe/Madrid', 'Asia/Kolkata', 'America/New_York'];
const QUIET_HOURS = [
  { from: '21:30', to: '08:00' },
  { from: '18:00', to: '11:00' },
  { from: '23:00', to: '06:30' },
];

export function newLife(simulation: Simulation, place: number, nextNumber: () => string): Life {
  const chance = simulation.chance(`patient ${place}`);
  const { timeZone, quietHours, nation } = simulation.service;
  return {
    ...newPatient(nextNumber()),
    name: `Person ${place + 1}`,
    voice: chance.happens(0.08),
    zone: chance.happens(0.06) ? chance.pick(ZONES) : timeZone,
    nation: chance.happens(0.4) ? chance.pick(NATIONS) : nation,
    quietHours: chance.happens(0.1) ? chance.pick(QUIET_HOURS) : quietHours,
    ...(chance.happens(0.3) && { relative: nextNumber() }),
    chance,
    place,
  };
}

/** Whether the last change of a kind that has an opposite still stands, whatever its time. */
export function stands(
  { standing }: Pick<SimulatedPatient, 'standing'>,
  what: 'stop' | 'pause' | 'died' | 'stop-asked',
): boolean {
  const ends = {
    stop: ['start'],
    pause: ['start', 'resume'],
    died: ['alive'],
    'stop-asked': ['wants-texts', 'wants-no-texts'],
  }[what];
  return standing.findLast((change) => change.what === what || ends.includes(change.what))?.what === what;
}

/** Whoever has died, or never was the patient, writes no more. */
export function isSilent(life: Life): boolean {
  return stands(life, 'died') || life.standing.some(({ what }) => what === 'wrong');
}

/** Mostly within the hour, sometimes in the night, sometimes days later; in seconds. */
export function delay(chance: Chance): number {
  const kind = chance.weighed({ soon: 60, today: 25, days: 15 });
  if (kind === 'soon') return chance.whole(20, 3_600);
  return kind === 'today' ? chance.whole(3_600, 43_200) : chance.whole(86_400, 4 * 86_400);
}

/** What the lists of `words.ts` need. */
function needOf(list: string): Need {
  if (list === 'danger' || list === 'stopInDanger' || list === 'three') return 'danger';
  if (
    list === 'somebody' ||
    list === 'stranger' ||
    list === 'relative' ||
    list === 'lowSymptom' ||
    list === 'two' ||
    list === 'death' ||
    list === 'stopForHer'
  )
    return 'somebody';
  return list === 'nobody' ? 'nobody' : 'unjudged';
}

/** What somebody means who writes one of a list of `words.ts`. */
export function meaningOf(list: string, at: number): Meaning {
  const need = { need: needOf(list) };
  if (list === 'stop' || list === 'stopInDanger') return { ...need, stands: { what: 'stop' } };
  if (list === 'start') return { ...need, stands: { what: 'start' } };
  if (list === 'pause') return { ...need, stands: { what: 'pause', until: at + 7 * DAY } };
  // It ends in the morning of its last day.
  if (list === 'pauseForTwoWeeks') return { ...need, stands: { what: 'pause', until: at + 13 * DAY } };
  if (list === 'wrong') return { ...need, stands: { what: 'wrong' } };
  if (list === 'death') return { ...need, stands: { what: 'died' } };
  if (list === 'stopForHer') return { ...need, stands: { what: 'stop-asked' } };
  if (list === 'later' || list === 'laterToday') return { ...need, later: true };
  return list === 'pace' ? { ...need, pace: true } : need;
}
