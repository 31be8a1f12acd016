import { type Broken, iso } from './diary.ts';
import type { Simulation } from './simulation.ts';

/** Notes a broken promise for the telling. */
export function say(
  { diary, now }: Pick<Simulation, 'diary' | 'now'>,
  promise: string,
  patient: string,
  what: string,
  at = now(),
): void {
  const broken: Broken = { promise, patient, at: iso(at), what };
  diary.broken.push(broken);
}
