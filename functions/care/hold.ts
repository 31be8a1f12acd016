import type { DateTime } from 'luxon';
import type { Person, Standing } from './person.ts';
import { instant } from './time.ts';

/** What holds back automatic messages (promise 5). */

export type Hold = 'deceased' | 'death-reported' | 'wrong-number' | 'opted-out' | 'paused' | 'no-agreement';

/** Why nothing unsolicited may go to this person at `at`; undefined when it may. */
export function holdOn(person: Person, at: DateTime, production: boolean): Hold | undefined {
  const { standing } = person;
  if (standing.deceased) return 'deceased';
  if (standing.deathReportedAt) return 'death-reported';
  if (standing.wrongNumberAt) return 'wrong-number';
  if (standing.optedOutAt) return 'opted-out';
  if (isPausedAt(standing, at)) return 'paused';
  if (production && !person.agreement) return 'no-agreement';
  return undefined;
}

/** A pause may begin later than it is asked for: "no texts over Christmas". */
function isPausedAt({ paused }: Standing, at: DateTime): boolean {
  if (!paused || (paused.from && at < instant(paused.from))) return false;
  return !paused.until || at < instant(paused.until);
}
