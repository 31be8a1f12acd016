import type { DateTime } from 'luxon';
import type { Draft } from './draft.ts';
import { afterQuietHours, instant, openingOn } from './time.ts';
import { isUnattended } from './unattended.ts';
import { zoneOf } from './zones.ts';

/** When something that nobody asked for may go out: one voice, however many series speak (promise 5). */

/** How many days ahead a moment is looked for: no limit that is kept puts anything off for longer. */
const DAYS_AHEAD = 8;

/**
 * The first moment from `from` on when something more may be planned that nobody asked for: not in quiet hours, within the
 * day's and the week's limit, counting what has been sent and what is still to be.
 */
export function nextFree(draft: Draft, from: DateTime): DateTime | undefined {
  return nextAllowed(draft, from, stillToGo(draft));
}

/** The moments at which what nobody asked for was decided on that has not gone out yet. */
export function stillToGo({ dispatches }: Pick<Draft, 'dispatches'>): string[] {
  return dispatches.filter(({ purpose, state }) => purpose === 'unsolicited' && state === 'pending').map(({ at }) => at);
}

/** The same for what is planned already and would go out now: only what has been sent counts, and `planned` if given. */
export function nextAllowed(
  draft: Draft,
  from: DateTime,
  planned: readonly string[] = [],
  suits: (moment: DateTime) => boolean = () => true,
): DateTime | undefined {
  let moment: DateTime = afterQuietHours(draft.person, from).setZone(zoneOf(draft.person.timeZone));
  for (let tries = 0; tries < DAYS_AHEAD; tries += 1) {
    if (suits(moment) && isWithinLimits(draft, moment, planned)) return moment;
    moment = afterQuietHours(draft.person, moment.plus({ days: 1 }).startOf('day'));
  }
  return undefined;
}

/** Whether one more thing that nobody asked for may go out at `moment`, by the day's and the week's limit over all series. */
export function isWithinLimits(draft: Draft, moment: DateTime, planned: readonly string[] = []): boolean {
  const { unsolicitedPerDay, unsolicitedPerWeek } = draft.service.limits;
  const local = moment.setZone(zoneOf(draft.person.timeZone));
  const sent = [...draft.person.unsolicited, ...planned].map((at) => instant(at).setZone(zoneOf(draft.person.timeZone)));
  const sameDay = sent.filter((at) => at.hasSame(local, 'day')).length;
  const sameWeek = sent.filter((at) => at > local.minus({ days: 7 })).length;
  return sameDay < unsolicitedPerDay && sameWeek < unsolicitedPerWeek;
}

/** Somebody is there on that day to read what is answered, and it is no weekend and no bank holiday where the person lives. */
export function isStaffedDay({ service, words, person }: Draft, moment: DateTime): boolean {
  if (!openingOn(service, words.bankHolidays, moment)) return false;
  const local = moment.setZone(zoneOf(person.timeZone));
  // Saturday morning in Auckland is Friday evening in London, and nobody is there any more until Monday.
  if (!service.hours[String(local.weekday)]) return false;
  return !words.bankHolidays[person.nation ?? service.nation].includes(local.toISODate() ?? '');
}

/** An urgent matter is open with the nurse or rings: nobody asks in the midst of it how she is. */
export function isMatterOpen({ queue, escalation }: Draft): boolean {
  return escalation !== undefined || queue.some(isUnattended);
}
