import { DateTime, Duration } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import type { Person } from './person.ts';
import type { Service } from './service.ts';
import { zoneOf } from './zones.ts';

/** The hours that somebody is there, and the moments when a person may be contacted unasked. */

type Holidays = Catalogue['bankHolidays'];

/** An instant read back from what is kept. */
export function instant(iso: string): DateTime {
  return DateTime.fromMillis(millisOf(iso), { zone: 'utc' });
}

/** The same in milliseconds since 1970, for what is only compared. */
export function millisOf(iso: string): number {
  // The form in which instants are kept is the engine's own, which reads it in a tenth of the time.
  const at = iso.endsWith('Z') ? Date.parse(iso) : DateTime.fromISO(iso, { zone: 'utc' }).toMillis();
  if (Number.isNaN(at)) throw new Error('a kept instant does not read as a time');
  return at;
}

interface Length {
  duration: Duration;
  /** Undefined for months and years, of which no two need be of one length. */
  milliseconds: number | undefined;
}

/** The durations of the tables are few, and each is asked for again and again. */
const lengths = new Map<string, Length>();
const MOST_LENGTHS = 1_000;

function lengthOf(written: string): Length {
  const known = lengths.get(written);
  if (known) return known;
  const duration = Duration.fromISO(written);
  if (!duration.isValid) throw new Error(`"${written}" is not an ISO duration`);
  const { years, quarters, months } = duration;
  const length = { duration, milliseconds: years || quarters || months ? undefined : duration.toMillis() };
  if (lengths.size >= MOST_LENGTHS) lengths.clear();
  lengths.set(written, length);
  return length;
}

export function later(now: DateTime, written: string): DateTime {
  const { duration, milliseconds } = lengthOf(written);
  // In UTC a day is always as long.
  const isPlain = milliseconds !== undefined && now.zone.isUniversal;
  return isPlain ? DateTime.fromMillis(now.toMillis() + milliseconds, { zone: now.zone }) : now.plus(duration);
}

/** When so long has passed since a kept instant, in milliseconds since 1970. */
export function passedAt(since: string, written: string): number {
  const { milliseconds } = lengthOf(written);
  return milliseconds === undefined ? later(instant(since), written).toMillis() : millisOf(since) + milliseconds;
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

/** A day of a service, by its date there. */
interface Day {
  opening?: Opening;
  /** The first opening of a later day, once somebody has asked. */
  next?: Opening;
}

interface Days {
  holidays: readonly string[];
  byDate: Map<string, Day>;
  /** The moment that was asked about last: one decision asks about one moment again and again. */
  last?: { at: number; day: Day };
}

/**
 * The days of a service, for as long as its settings stand: every text of a day asks for the same few, many times. They are worked out from a date
 * alone, so that it makes no difference who asks first.
 */
const days = new WeakMap<Service, Days>();
const MOST_DAYS = 1_000;

/** The day on which a moment falls in the service's zone. */
function dayAt(service: Service, holidays: Holidays, at: DateTime): Day {
  const closed = holidays[service.nation];
  let kept = days.get(service);
  if (kept?.holidays !== closed) {
    kept = { holidays: closed, byDate: new Map() };
    days.set(service, kept);
  }
  const moment = at.toMillis();
  if (kept.last?.at !== moment) kept.last = { at: moment, day: dayOf(service, kept, at.setZone(zoneOf(service.timeZone))) };
  return kept.last.day;
}

function dayOf(service: Service, { holidays, byDate }: Days, local: DateTime): Day {
  const date = local.toISODate() ?? '';
  const known = byDate.get(date);
  if (known) return known;
  const hours = holidays.includes(date) ? undefined : service.hours[String(local.weekday)];
  const start = local.startOf('day');
  const day: Day = hours ? { opening: { from: atTime(start, hours.from), to: atTime(start, hours.to) } } : {};
  if (byDate.size >= MOST_DAYS) byDate.clear();
  byDate.set(date, day);
  return day;
}

/** The hours of the day on which `day` falls in the service's zone; undefined when nobody is there that day. */
export function openingOn(service: Service, holidays: Holidays, day: DateTime): Opening | undefined {
  return dayAt(service, holidays, day).opening;
}

/** The opening that `now` falls in: from its first minute to just before its last. */
export function openNow(service: Service, holidays: Holidays, now: DateTime): Opening | undefined {
  const today = openingOn(service, holidays, now);
  return today && now >= today.from && now < today.to ? today : undefined;
}

/** The first opening that begins after `now`. */
export function nextOpening(service: Service, holidays: Holidays, now: DateTime): Opening {
  const today = dayAt(service, holidays, now);
  if (today.opening && today.opening.from > now) return today.opening;
  today.next ??= openingAfter(service, holidays, now.setZone(zoneOf(service.timeZone)).startOf('day'));
  return today.next;
}

function openingAfter(service: Service, holidays: Holidays, start: DateTime): Opening {
  for (let later = 1; later < 30; later += 1) {
    const opening = openingOn(service, holidays, start.plus({ days: later }));
    if (opening) return opening;
  }
  throw new Error(`service ${service.id} does not open within 30 days`);
}

/** The last end of a staffed day that is not after `now`. */
export function lastClosing(service: Service, holidays: Holidays, now: DateTime): DateTime {
  const today = now.setZone(zoneOf(service.timeZone)).startOf('day');
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
  const time = at.setZone(zoneOf(person.timeZone)).toFormat('HH:mm');
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** The first moment from `at` on that is outside the person's quiet hours. */
export function afterQuietHours(person: Person, at: DateTime): DateTime {
  if (!isQuiet(person, at)) return at;
  const local = at.setZone(zoneOf(person.timeZone));
  const end = atTime(local, person.quietHours.to);
  return end > local ? end : atTime(local.plus({ days: 1 }), person.quietHours.to);
}

/** A time of day on a date where the person is, moved out of quiet hours; one that a clock change skips becomes the next that exists. */
export function onDate(person: Person, date: string, time: string, daysLater = 0): DateTime {
  const day = DateTime.fromISO(date, { zone: zoneOf(person.timeZone) }).plus({ days: daysLater });
  if (!day.isValid) throw new Error(`"${date}" is not a date`);
  return afterQuietHours(person, atTime(day, time));
}

/** A time of day as people say it: `6pm`, `10:14am`. */
export function saidClock(hour: number, minute: number): string {
  return `${hour % 12 || 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`;
}

/** Whole days from the date of one local time to that of another: a day on which the clocks change is one as well. */
function daysBetween(from: DateTime, to: DateTime): number {
  return Math.round((to.startOf('day').toMillis() - from.startOf('day').toMillis()) / 86_400_000);
}

/** The time as `saidTime` words, such as `5pm today`, in the zone of whoever reads it. Dates are by language. */
export function saidTime(at: DateTime, now: DateTime, zone: string, words: (id: string) => string, locale: string): string {
  const local = at.setZone(zoneOf(zone)).setLocale(locale);
  const clock = saidClock(local.hour, local.minute);
  const days = daysBetween(now.setZone(zoneOf(zone)), local);
  const day = days === 0 ? words('today') : days === 1 ? words('tomorrow') : local.toFormat(days < 7 ? 'cccc' : 'cccc d LLLL');
  return `${clock} ${day}`;
}
