import { DateTime } from 'luxon';
import type { Line, Service } from './service.ts';
import { later } from './time.ts';
import { zoneOf } from './zones.ts';

/**
 * The numbers that people are told to ring. Each is good for as long as the service has set from the day somebody made sure of it; after that no message tells
 * it any more, while whatever rings by it goes on ringing.
 */

/** By the date of the check, for as long as the service's settings stand: every text asks for all of them. */
const ends = new WeakMap<Service, Map<string, DateTime>>();

/** The end of the last day on which it may be told, where the service is. */
function goodUntil({ checkedOn }: Line, service: Service): DateTime {
  const known = ends.get(service) ?? new Map<string, DateTime>();
  ends.set(service, known);
  const { limits, timeZone } = service;
  const end =
    known.get(checkedOn) ?? later(DateTime.fromISO(checkedOn, { zone: zoneOf(timeZone) }), limits.contactsGoodFor).endOf('day');
  known.set(checkedOn, end);
  return end;
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
