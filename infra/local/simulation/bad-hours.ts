import { fortune } from './random.ts';
import { HOUR, MINUTE, type Simulation } from './simulation.ts';

/** Hours in which a part of the service itself does nothing. Which they are depends on the seed alone, so that whoever judges can know them. */

/** Once in ten days the schedule does not sweep for an hour; once in twenty a deployment makes the worker fail at everything for an hour. */
const MISSED_SWEEPS = 1 / 240;
const BAD_DEPLOYMENT = 1 / 480;

const hourOf = (at: number) => Math.floor(at / HOUR);

export function isSweepMissed(seed: number, at: number): boolean {
  return fortune(seed, `no sweep ${hourOf(at)}`) < MISSED_SWEEPS;
}

export function isWorkerBroken(seed: number, at: number): boolean {
  return fortune(seed, `bad deployment ${hourOf(at)}`) < BAD_DEPLOYMENT;
}

/** What is left undone in such an hour is done in the minutes after it: until then nobody can expect it. */
const CAUGHT_UP = 12 * MINUTE;

/** Notes each of these hours when it begins, for whoever judges what could be expected. */
export function noteBadHours({ seed, start, end, plans, diary }: Simulation): void {
  for (let hour = hourOf(start) * HOUR; hour < end; hour += HOUR) {
    if (!isSweepMissed(seed, hour) && !isWorkerBroken(seed, hour)) continue;
    plans.add(Math.max(hour, start), async () => void diary.downs.unshift({ from: hour, to: hour + HOUR + CAUGHT_UP }));
  }
}
