import { DateTime, Duration } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import type { Person } from './person.ts';
import type { Service } from './service.ts';

/** The hours that somebody is there, and the moments when a person may be contacted unasked. */

type Holidays = Catalogue['bankHolidays'];

/** An instant read back from what is kept. */
export function instant(iso: string): DateTime {
  const at = DateTime.fromISO(iso, { zone: 'utc' });
  if (!at.isValid) throw new Error('a kept instant does not read as a time');
  return at;
}

export function later(now: DateTime, duration: string): DateTime {
  const length = Duration.fromISO(duration);
  if (!length.isValid) throw new Error(`"${duration}" is not an ISO duration`);
  return now.plus(length);
}

/** A time of day on the day of `day`, in its zone; one that a clock change skips becomes the next that exists. */
export function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}

export interface Opening {
  from: DateTime;
  to: DateTime;
}

/** The hours of the day on which `day` falls in the service's zone; undefined when nobody is there that day. */
export function openingOn(service: Service, holidays: Holidays, day: DateTime): Opening | undefined {
  const local = day.setZone(service.timeZone);
  const hours = service.hours[String(local.weekday)];
  if (!hours || holidays[service.nation].includes(local.toISODate() ?? '')) return undefined;
  return { from: atTime(local, hours.from), to: atTime(local, hours.to) };
}

/** The opening that `now` falls in: from its first minute to just before its last. */
export function openNow(service: Service, holidays: Holidays, now: DateTime): Opening | undefined {
  const today = openingOn(service, holidays, now);
  return today && now >= today.from && now < today.to ? today : undefined;
}

/** The first opening that begins after `now`. */
export function nextOpening(service: Service, holidays: Holidays, now: DateTime): Opening {
  const start = now.setZone(service.timeZone).startOf('day');
  for (let days = 0; days < 30; days += 1) {
    const opening = openingOn(service, holidays, start.plus({ days }));
    if (opening && opening.from > now) return opening;
  }
  throw new Error(`service ${service.id} does not open within 30 days`);
}

/** The last end of a staffed day that is not after `now`. */
export function lastClosing(service: Service, holidays: Holidays, now: DateTime): DateTime {
  const today = now.setZone(service.timeZone).startOf('day');
  for (let days = 0; days < 30; days += 1) {
    const opening = openingOn(service, holidays, today.minus({ days }));
    if (opening && opening.to <= now) return opening.to;
  }
  throw new Error(`service ${service.id} was not open within 30 days`);
}

/** The end of the staffed day that lies `workingDays` staffed days after today; when closed now, the next opening counts as the first. */
export function dueAfterWorkingDays(service: Service, holidays: Holidays, now: DateTime, workingDays: number): DateTime {
  let opening = openNow(service, holidays, now) ?? nextOpening(service, holidays, now);
  const daysToGo = openNow(service, holidays, now) ? workingDays : workingDays - 1;
  for (let day = 0; day < daysToGo; day += 1) opening = nextOpening(service, holidays, opening.to);
  return opening.to;
}

/** Whether `at` falls in the person's quiet hours, which may span midnight. */
export function isQuiet(person: Person, at: DateTime): boolean {
  const { from, to } = person.quietHours;
  if (from === to) return false;
  const time = at.setZone(person.timeZone).toFormat('HH:mm');
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** The first moment from `at` on that is outside the person's quiet hours. */
export function afterQuietHours(person: Person, at: DateTime): DateTime {
  if (!isQuiet(person, at)) return at;
  const local = at.setZone(person.timeZone);
  const end = atTime(local, person.quietHours.to);
  return end > local ? end : atTime(local.plus({ days: 1 }), person.quietHours.to);
}

/** A time of day on a date where the person is, moved out of quiet hours; one that a clock change skips becomes the next that exists. */
export function onDate(person: Person, date: string, time: string, daysLater = 0): DateTime {
  const day = DateTime.fromISO(date, { zone: person.timeZone }).plus({ days: daysLater });
  if (!day.isValid) throw new Error(`"${date}" is not a date`);
  return afterQuietHours(person, atTime(day, time));
}

/** A time of day as people say it: `6pm`, `10:14am`. */
export function saidClock(hour: number, minute: number): string {
  return `${hour % 12 || 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`;
}

/** The time as `saidTime` words, such as `5pm today`, in the zone of whoever reads it. Dates are by language. */
export function saidTime(at: DateTime, now: DateTime, zone: string, words: (id: string) => string, locale: string): string {
  const local = at.setZone(zone).setLocale(locale);
  const clock = saidClock(local.hour, local.minute);
  const days = local.startOf('day').diff(now.setZone(zone).startOf('day'), 'days').days;
  const day = days === 0 ? words('today') : days === 1 ? words('tomorrow') : local.toFormat(days < 7 ? 'cccc' : 'cccc d LLLL');
  return `${clock} ${day}`;
}
