import { DateTime } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import type { Hours, Line, Service, Weekday, WeeklyHours } from './service.ts';
import { nextOpening, type Opening, openNow } from './time.ts';
import { zoneOf } from './zones.ts';

/** When a line answers, in its own zone and by the bank holidays of the nation that it keeps. */

type Holidays = Catalogue['bankHolidays'];

/** What its hours are read by. */
export interface Around {
  service: Service;
  holidays: Holidays;
}

export function answersNow(line: Line, { service, holidays }: Around, now: DateTime): boolean {
  if (line.hours === 'always') return true;
  if (line.hours === 'staffed') return openNow(service, holidays, now) !== undefined;
  return openings(line, line.hours, { service, holidays }, now, 1).some(({ from, to }) => now >= from && now < to);
}

/** When it answers next; undefined when it answers now, or within no fortnight. */
export function answersNext(line: Line, around: Around, now: DateTime): DateTime | undefined {
  if (line.hours === 'always' || answersNow(line, around, now)) return undefined;
  if (line.hours === 'staffed') return nextOpening(around.service, around.holidays, now).from;
  return openings(line, line.hours, around, now, 14).find(({ from }) => from > now)?.from;
}

/** The stretches in which a line with hours of its own answers, from one moment to another. */
export function answersBetween(line: Line, around: Around, from: DateTime, to: DateTime): Opening[] {
  if (typeof line.hours === 'string') return [];
  const days = Math.ceil(to.diff(from, 'days').days) + 1;
  return openings(line, line.hours, around, from, days)
    .map((each) => ({ from: DateTime.max(each.from, from), to: DateTime.min(each.to, to) }))
    .filter((each) => each.from < each.to);
}

/** The hours that begin yesterday, which may go on past midnight, today, and so many days on. */
function openings(line: Line, hours: WeeklyHours, around: Around, now: DateTime, days: number): Opening[] {
  const today = now.setZone(zoneOf(line.timeZone ?? around.service.timeZone)).startOf('day');
  return Array.from({ length: days + 1 }, (_, place) => today.plus({ days: place - 1 })).flatMap((day) => {
    const found = hoursOn(line, hours, around, day);
    return found ? [between(day, found)] : [];
  });
}

function hoursOn(line: Line, hours: WeeklyHours, { service, holidays }: Around, day: DateTime): Hours | undefined {
  const { bankHolidays } = hours;
  const isHoliday = holidays[line.holidaysOf ?? service.nation].includes(day.toISODate() ?? '');
  if (!isHoliday || bankHolidays === 'as-usual') return hours[String(day.weekday) as Weekday];
  return bankHolidays === 'closed' ? undefined : bankHolidays;
}

/** By the clock on the wall of that day: hours that end no later than they begin end on the next. */
function between(day: DateTime, { from, to }: Hours): Opening {
  const at = (time: string, date: DateTime) => DateTime.fromISO(`${date.toISODate()}T${time}`, { zone: day.zone });
  return { from: at(from, day), to: at(to, to > from ? day : day.plus({ days: 1 })) };
}
