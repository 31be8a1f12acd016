import type { DateTime } from 'luxon';
import type { Person, Standing } from './person.ts';
import { instant } from './time.ts';

/** What holds back automatic messages (promise 5). */

export type Hold =
  | 'deceased'
  | 'death-reported'
  | 'wrong-number'
  | 'number-failed'
  | 'opted-out'
  | 'stop-asked-by-another'
  | 'personal-contact-only'
  | 'paused'
  | 'no-agreement';

/** Why nothing unsolicited may go to this person at `at`; undefined when it may. */
export function holdOn(person: Person, at: DateTime, production: boolean): Hold | undefined {
  const { standing } = person;
  if (standing.deceased) return 'deceased';
  if (standing.deathReportedAt) return 'death-reported';
  if (standing.wrongNumberAt) return 'wrong-number';
  if (standing.numberFailedAt) return 'number-failed';
  if (standing.optedOutAt) return 'opted-out';
  if (standing.stopAskedBy) return 'stop-asked-by-another';
  if (standing.personalContactOnly) return 'personal-contact-only';
  if (isPausedAt(standing, at)) return 'paused';
  if (production && !person.agreement) return 'no-agreement';
  return undefined;
}

/** In hospital there are people to ask; nothing else is held back by it than what asks or reminds. */
export function isInHospital({ standing: { inHospital } }: Person, at: DateTime): boolean {
  return inHospital !== undefined && (!inHospital.until || at < instant(inHospital.until));
}

/**
 * Why a message nobody asked for may not go to `to`, which may be somebody close to the patient: they are written to by their own agreement
 * alone, whatever the patient's standing, so it also goes on after a death.
 */
export function holdOnNumber(person: Person, to: string, at: DateTime, production: boolean): Hold | undefined {
  const contact = to === person.phone ? undefined : person.contacts.find(({ phone }) => phone === to);
  if (contact) return contact.agreement ? undefined : 'no-agreement';
  return holdOn(person, at, production);
}

/** A pause may begin later than it is asked for: "no texts over Christmas". */
function isPausedAt({ paused }: Standing, at: DateTime): boolean {
  if (!paused || (paused.from && at < instant(paused.from))) return false;
  return !paused.until || at < instant(paused.until);
}
