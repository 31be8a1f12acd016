import { iso, type Need, type SimulatedPatient, type StandingChange } from './diary.ts';
import type { Chance } from './random.ts';
import type { Simulation } from './simulation.ts';

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
    number: nextNumber(),
    name: `Person ${place + 1}`,
    voice: chance.happens(0.08),
    zone: chance.happens(0.06) ? chance.pick(ZONES) : timeZone,
    nation: chance.happens(0.4) ? chance.pick(NATIONS) : nation,
    quietHours: chance.happens(0.1) ? chance.pick(QUIET_HOURS) : quietHours,
    ...(chance.happens(0.3) && { relative: nextNumber() }),
    standing: [],
    events: [],
    laters: [],
    paces: [],
    chance,
    place,
  };
}

export function mark({ diary, now }: Simulation, life: Life, what: StandingChange, until?: number): void {
  life.standing.push({ at: now(), what, ...(until && { until }) });
  diary.tell(now(), life.number, `stands: ${what}${until ? ` until ${iso(until)}` : ''}`);
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

/** What the lists in `texts.json` need. */
export function needOf(list: string): Need {
  if (list === 'danger' || list === 'stopInDanger') return 'danger';
  return list === 'somebody' ? 'somebody' : list === 'nobody' ? 'nobody' : 'unjudged';
}
