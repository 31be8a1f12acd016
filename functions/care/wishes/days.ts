import type { DateTime } from 'luxon';
import type { Festival } from './control-table.ts';

/** Which day is meant: always one that is still to come, where the person is. `today` is the beginning of a day there. */

/** "Friday": the next one after today. "Next Friday": that of the week after this. */
export function weekdayAfter(today: DateTime, weekday: number, isNext: boolean): DateTime {
  if (isNext) return today.startOf('week').plus({ weeks: 1, days: weekday - 1 });
  const ahead = (weekday - today.weekday + 7) % 7;
  return today.plus({ days: ahead === 0 ? 7 : ahead });
}

/** "The 5th": this month's, or that of the next month that has such a day. */
export function dayOfMonth(today: DateTime, day: number): DateTime | undefined {
  if (day < 1 || day > 31) return undefined;
  for (let months = 0; months < 3; months += 1) {
    const month = today.startOf('month').plus({ months });
    const found = month.set({ day });
    if (found.month === month.month && found > today) return found;
  }
  return undefined;
}

/** More than so many days ahead, a date without a year is taken for one that has just been. */
const FARTHEST_DAYS = 300;

/**
 * "5 December", "5/12/2026": without a year the next one, or `past` when it has just been. Undefined when there is no such day: 29 February
 * is looked for in the years that have one.
 */
export function dateNamed(today: DateTime, day: number, month: number, year?: number): DateTime | 'past' | undefined {
  const inYear = (each: number): DateTime | undefined => {
    const first = today.set({ year: each, month: 1, day: 1 }).set({ month: Math.min(month, 12) });
    const found = first.set({ day });
    return month >= 1 && month <= 12 && day >= 1 && found.month === month && found.day === day ? found : undefined;
  };
  if (year !== undefined) {
    const found = inYear(year < 100 ? 2000 + year : year);
    return found && found <= today ? 'past' : found;
  }
  const isLeapDay = day === 29 && month === 2;
  const years = isLeapDay ? 8 : 1;
  for (let ahead = 0; ahead <= years; ahead += 1) {
    const found = inYear(today.year + ahead);
    if (!found || found <= today) continue;
    return !isLeapDay && found > today.plus({ days: FARTHEST_DAYS }) ? 'past' : found;
  }
  return undefined;
}

export interface Days {
  readonly day: DateTime;
  /** The day after the last. */
  readonly after: DateTime;
}

/** The next of a festival's days that has not ended. */
export function festivalAfter(today: DateTime, { begins, ends }: Festival, holidays: readonly string[]): Days | undefined {
  for (const year of [today.year - 1, today.year, today.year + 1]) {
    const day = festivalDay(today, year, begins, holidays);
    const last = festivalDay(today, year, ends, holidays);
    if (!day || !last) continue;
    const after = (last < day ? last.plus({ years: 1 }) : last).plus({ days: 1 });
    if (after > today.plus({ days: 1 }) || day > today) return { day, after };
  }
  return undefined;
}

function festivalDay(today: DateTime, year: number, said: Festival['begins'], holidays: readonly string[]): DateTime | undefined {
  if (said === 'bank-holiday') {
    const next = holidays.find((date) => date > (today.toISODate() ?? '') && date.startsWith(String(year)));
    return next === undefined ? undefined : today.set(ymd(next));
  }
  if (typeof said === 'number') return easter(today, year).plus({ days: said });
  return today.set(ymd(`${year}-${said}`));
}

function ymd(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(today: DateTime, year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return today.set({ year, month: Math.floor(f / 31), day: (f % 31) + 1 });
}
