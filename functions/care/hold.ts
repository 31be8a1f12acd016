import type { DateTime } from 'luxon';
import type { Person } from './person.ts';
import { instant } from './time.ts';

/** What holds back automatic messages (promise 5). */

export type Hold = 'deceased' | 'death-reported' | 'wrong-number' | 'number-failed' | 'opted-out' | 'paused' | 'no-agreement';

/** Why nothing unsolicited may go to this person at `at`; undefined when it may. */
export function holdOn(person: Person, at: DateTime, production: boolean): Hold | undefined {
  const { standing } = person;
  if (standing.deceased) return 'deceased';
  if (standing.deathReportedAt) return 'death-reported';
  if (standing.wrongNumberAt) return 'wrong-number';
  if (standing.numberFailedAt) return 'number-failed';
  if (standing.optedOutAt) return 'opted-out';
  if (standing.paused && (!standing.paused.until || at < instant(standing.paused.until))) return 'paused';
  if (production && !person.agreement) return 'no-agreement';
  return undefined;
}
