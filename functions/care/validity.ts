import type { DateTime } from 'luxon';
import type { Dispatch } from './dispatch.ts';
import type { Draft } from './draft.ts';
import type { Person } from './person.ts';
import { isPressing } from './say.ts';
import { instant, later } from './time.ts';
import { zoneOf } from './zones.ts';

/** For how long the networks may go on trying to deliver a text, so that none of those that nobody asked for arrives in the night. */

/**
 * The most that the provider takes, and what it takes when nothing is said: https://www.twilio.com/docs/messaging/api/message-resource
 * It counts the time in the provider's own queue; how far the networks behind it honour it is theirs to say.
 */
const MOST_SECONDS = 36_000;

/**
 * Seconds from now; undefined for as long as the provider takes, as for safety. What nobody asked for is given up when
 * the person's quiet hours begin or its window ends, whichever is first.
 */
export function validSeconds(draft: Draft, { purpose, until }: Dispatch): number | undefined {
  const { now, person, service } = draft;
  if (isPressing(purpose)) return undefined;
  const ends =
    purpose === 'unsolicited' ? [quietFrom(person, now), until && instant(until)] : [later(now, service.limits.validity.answers)];
  const seconds = ends.flatMap((end) => (end ? [Math.floor(end.diff(now, 'seconds').seconds)] : []));
  return Math.max(Math.min(MOST_SECONDS, ...seconds), 1);
}

/** When the person's next quiet hours begin; undefined when there are none. */
function quietFrom({ quietHours: { from, to }, timeZone }: Person, now: DateTime): DateTime | undefined {
  if (from === to) return undefined;
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  const local = now.setZone(zoneOf(timeZone));
  const today = local.set({ hour, minute, second: 0, millisecond: 0 });
  return today > local ? today : today.plus({ days: 1 });
}
