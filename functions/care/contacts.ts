import { DateTime } from 'luxon';
import type { Line, Service } from './service.ts';
import { later } from './time.ts';

/**
 * The numbers that people are told to ring. Each is good for as long as the service has set from the day somebody made sure of it; after that no message tells
 * it any more, while whatever rings by it goes on ringing.
 */

/** The end of the last day on which it may be told, where the service is. */
function goodUntil({ checkedOn }: Line, { limits, timeZone }: Service): DateTime {
  return later(DateTime.fromISO(checkedOn, { zone: timeZone }), limits.contactsGoodFor).endOf('day');
}

export function isPastItsDate(line: Line, service: Service, now: DateTime): boolean {
  return now > goodUntil(line, service);
}

/** Nobody is told, or rung for, a line that has not agreed to it, that nobody has tried, or that refused when it was. */
export function isAgreedAndTested({ agreed, tested }: Line): boolean {
  return agreed !== undefined && tested !== undefined && !tested.refused;
}

/** Whether people may be told its number now. */
export function mayBeTold(line: Line, service: Service, now: DateTime): boolean {
  return isAgreedAndTested(line) && !isPastItsDate(line, service, now);
}

export interface ToCheck {
  line: Line;
  /** The last day on which it may be told, as an ISO date. */
  until: string;
  isPast: boolean;
}

/** What somebody must make sure of: what is past its date and what soon will be, the oldest first. */
export function contactsToCheck(service: Service, now: DateTime): ToCheck[] {
  return service.lines
    .map((line) => ({ line, until: goodUntil(line, service) }))
    .filter(({ until }) => later(now, service.limits.contactsWarning) > until)
    .sort((a, b) => a.until.toMillis() - b.until.toMillis())
    .map(({ line, until }) => ({ line, until: until.toISODate() ?? '', isPast: now > until }));
}
