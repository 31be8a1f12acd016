import type { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { Service } from '../../../functions/care/service.ts';
import type { LocalClock } from '../clock.ts';
import type { Act } from './acts.ts';
import type { Diary } from './diary.ts';
import type { Answer, Doors } from './doors.ts';
import { observe } from './observing.ts';
import type { Plans } from './plans.ts';
import { type Chance, chance } from './random.ts';

/** What everybody in a simulation shares. */
export interface Simulation {
  readonly seed: number;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly faults: boolean;
  readonly clock: LocalClock;
  readonly doors: Doors;
  readonly plans: Plans;
  readonly diary: Diary;
  /** What the service should be, whatever has been done to the one that runs. */
  readonly catalogue: Catalogue;
  readonly service: Service;
  now(): number;
  /** Lets something be done in so many seconds. */
  after(seconds: number, does: () => Promise<void>): void;
  /** Does something at a door, at once, and notes it. */
  act(act: Omit<Act, 'at'>): Promise<Answer>;
  /** Does something with a handset. */
  uses(who: string, path: string, body?: Record<string, unknown>): Promise<Answer>;
  /** A stream of chance of one's own. */
  chance(name: string): Chance;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How much longer something may take while wakes get lost and the index lags: each costs until the next sweep. */
export function grace({ faults }: Simulation): number {
  return faults ? 3 * MINUTE : 0;
}

/** Whether the nurses work on the day of `moment`, in the service's zone. */
export function isWorkingDay({ service, catalogue }: Pick<Simulation, 'service' | 'catalogue'>, moment: DateTime): boolean {
  const local = moment.setZone(service.timeZone);
  const isHoliday = catalogue.bankHolidays[service.nation].includes(local.toISODate() ?? '');
  return service.hours[String(local.weekday)] !== undefined && !isHoliday;
}

export function newSimulation(parts: Omit<Simulation, 'now' | 'after' | 'act' | 'uses' | 'chance' | 'service'>): Simulation {
  const [service] = parts.catalogue.services;
  if (!service) throw new Error('templates/service holds no service');
  const now = () => parts.clock.now().toMillis();
  const simulation: Simulation = {
    ...parts,
    service,
    now,
    after: (seconds, does) => parts.plans.add(now() + Math.round(seconds * SECOND), does),
    async act(does) {
      const act = { at: now(), ...does };
      parts.diary.acts.push(act);
      const answer = await parts.doors.take(act);
      if (answer.status >= 500 && !parts.faults) throw new Error(`${act.method} ${act.path} answered ${answer.status}`);
      observe(simulation, act, answer);
      return answer;
    },
    uses: (who, path, body = {}) => simulation.act({ who, door: 'handset', method: 'POST', path, body }),
    chance: (name) => chance(parts.seed, name),
  };
  return simulation;
}
