import type { Upcoming } from '../../care/forecast.ts';
import type { Plan } from '../../flows/look.ts';
import type { World } from '../../flows/world.ts';
import { plainly, worded } from '../words.ts';

/** What is coming as a program reads it: what will be sent, what will be left out and why, and what holds everything back. */
export function shownPlan({ catalogue }: Pick<World, 'catalogue'>, { upcoming, held }: Plan) {
  const because = (codes: readonly string[]) =>
    codes.map((code) => worded(catalogue.console, `because-${code}`, {}, plainly(code)));
  return {
    entries: upcoming
      .filter(({ kind }) => kind !== 'skipped')
      .map((each: Upcoming) => ({ ...each, because: because(each.because) })),
    skipped: upcoming
      .filter(({ kind }) => kind === 'skipped')
      .map(({ due, why, because: codes }) => ({ due, why, because: because(codes) })),
    ...(held && { held, heldBecause: worded(catalogue.console, `held-${held}`, {}, plainly(held)) }),
  };
}
