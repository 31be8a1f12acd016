import type { DateTime } from 'luxon';
import { ordinalAt } from '../reading/number-words.ts';
import type { Unit } from './control-table.ts';
import { dateNamed, dayOfMonth, festivalAfter, weekdayAfter } from './days.ts';
import { type Meant, meantAt, type TimeWords } from './time-words.ts';
import type { Moment } from './wish.ts';

/** Days as people name them: "friday", "the 5th", "next week", "over christmas". */

export interface NamedDays {
  readonly end: number;
  readonly day?: DateTime;
  /** The day after the last. */
  readonly after?: DateTime;
  readonly isPast?: true;
}

/** The days that are named from a place of a text on. */
export function daysAt(
  words: readonly string[],
  at: number,
  known: TimeWords,
  { holidays }: Moment,
  today: DateTime,
): NamedDays | undefined {
  const one = (day: DateTime | 'past' | undefined, end: number): NamedDays | undefined =>
    day === 'past' ? { end, isPast: true } : day && { end, day, after: day.plus({ days: 1 }) };
  const date = dateAt(words, at, known, today);
  if (date) return one(date.day, date.end);
  const end = endOfAt(words, at, known, today);
  if (end) return end;
  const current = words[at] === 'this' ? unitNamed(words, at + 1, known) : undefined;
  if (current?.unit === 'week' || current?.unit === 'month')
    return { end: current.end, day: today, after: today.startOf(current.unit).plus({ [`${current.unit}s`]: 1 }) };
  const isNext = meantAt(known, words, at, 'next');
  const place = isNext?.end ?? at;
  const found = meantAt(known, words, place);
  if (!found) return undefined;
  const { means } = found;
  if (!isNext && isDoubtful(words, place, found.end, known)) return undefined;
  if (means.is === 'unit') return isNext ? nextUnit(means.unit, found.end, today) : welshNext(words, known, found, today);
  if (means.is === 'weekday') return weekdayAt(words, known, found, means.weekday, isNext !== undefined, today, one);
  if (means.is === 'weekend') {
    const day = isNext ? weekdayAfter(today, 6, true) : today.startOf('week').plus({ days: 5 });
    return { end: found.end, day: day < today ? today : day, after: day.plus({ days: 2 }) };
  }
  if (means.is === 'month') return monthFrom(today, means.month, found.end);
  if (isNext && means.is === 'festival') return undefined;
  if (means.is === 'day') return one(today.plus({ days: means.ahead }), found.end);
  if (means.is === 'festival') return { end: found.end, ...festivalAfter(today, means.festival, holidays) };
  return undefined;
}

/** "I may", "in the sun": a time only where a word before says so. */
function isDoubtful(words: readonly string[], at: number, end: number, known: TimeWords): boolean {
  if (end - at > 1 || !meantAt(known, words, at, 'doubtful')) return false;
  const before = words[at - 1] ?? '';
  return !TIME_COMES.has(before) && !meantAt(known, words, at - 1);
}

const TIME_COMES: ReadonlySet<string> = new Set(['by', 'on', 'of', 'in', 'this', 'next', 'at']);

function weekdayAt(
  words: readonly string[],
  known: TimeWords,
  { end }: Meant,
  weekday: number,
  isNext: boolean,
  today: DateTime,
  one: (day: DateTime, end: number) => NamedDays | undefined,
): NamedDays | undefined {
  // "Wednesday next week", "Llun nesaf", and "Monday week" are those of a week later.
  const after = meantAt(known, words, end, 'next');
  const week = meantAt(known, words, after?.end ?? end, 'unit');
  if (week?.means.is === 'unit' && week.means.unit === 'week')
    return one(after ? weekdayAfter(today, weekday, true) : weekdayAfter(today, weekday, false).plus({ weeks: 1 }), week.end);
  // "Friday the 5th", "Friday 5 December": the date says which.
  const place = words[end] === 'the' ? end + 1 : end;
  const date = dateAt(words, place, known, today);
  if (date) return date.day === 'past' ? { end: date.end, isPast: true } : one(date.day, date.end);
  return one(weekdayAfter(today, weekday, isNext || after !== undefined), after?.end ?? end);
}

/** "Next week", "next month". */
function nextUnit(unit: Unit, end: number, today: DateTime): NamedDays | undefined {
  if (unit !== 'week' && unit !== 'month') return undefined;
  const day = today.startOf(unit).plus({ [`${unit}s`]: 1 });
  return { end, day, after: day.plus({ [`${unit}s`]: 1 }) };
}

/** In Welsh what is next stands behind: "wythnos nesaf". */
function welshNext(words: readonly string[], known: TimeWords, { means, end }: Meant, today: DateTime): NamedDays | undefined {
  const next = meantAt(known, words, end, 'next');
  return next && means.is === 'unit' ? nextUnit(means.unit, next.end, today) : undefined;
}

function monthFrom(today: DateTime, month: number, end: number): NamedDays {
  const day = today.startOf('month').set({ month });
  const first = day > today ? day : day.plus({ years: 1 });
  return { end, day: first, after: first.plus({ months: 1 }) };
}

/** "The end of the month", "the end of next week", "the end of January": the day after it. */
function endOfAt(words: readonly string[], at: number, known: TimeWords, today: DateTime): NamedDays | undefined {
  const end = meantAt(known, words, at, 'endOf');
  if (!end) return undefined;
  const next = meantAt(known, words, end.end, 'next');
  const unit = meantAt(known, words, next?.end ?? end.end);
  if (unit?.means.is === 'month') {
    const { after } = monthFrom(today, unit.means.month, unit.end);
    const isThis = unit.means.month === today.month;
    const day = isThis ? today.startOf('month').plus({ months: 1 }) : after;
    return day && { end: unit.end, day, after: day };
  }
  if (unit?.means.is !== 'unit' || (unit.means.unit !== 'week' && unit.means.unit !== 'month')) return undefined;
  const day = today.startOf(unit.means.unit).plus({ [`${unit.means.unit}s`]: next ? 2 : 1 });
  return { end: unit.end, day, after: day };
}

/** "The 5th", "5th of December", "December 5", "5/12", "5/12/2026". A bare "5" is no date. */
function dateAt(
  words: readonly string[],
  at: number,
  known: TimeWords,
  today: DateTime,
): { day: DateTime | 'past'; end: number } | undefined {
  const stroke = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(words[at] ?? '');
  if (stroke) {
    const day = dateNamed(today, Number(stroke[1]), Number(stroke[2]), stroke[3] ? Number(stroke[3]) : undefined);
    return { day: day ?? 'past', end: at + 1 };
  }
  const spoken = ordinalAt(words, at);
  const plain = /^\d{1,2}$/.test(words[at] ?? '') ? { value: Number(words[at]), end: at + 1 } : undefined;
  const number = spoken ?? plain;
  const month = number && meantAt(known, words, words[number.end] === 'of' ? number.end + 1 : number.end, 'month');
  if (number && month?.means.is === 'month') return dated(today, number.value, month.means, words, month.end);
  const first = meantAt(known, words, at, 'month');
  if (first?.means.is === 'month') {
    const place = words[first.end] === 'the' ? first.end + 1 : first.end;
    const day =
      ordinalAt(words, place) ??
      (/^\d{1,2}$/.test(words[place] ?? '') ? { value: Number(words[place]), end: place + 1 } : undefined);
    return day && dated(today, day.value, first.means, words, day.end);
  }
  // "First", "second" are more often something else; "5th" is a day.
  const day = spoken && plain && dayOfMonth(today, spoken.value);
  return day && { day, end: spoken.end };
}

function dated(today: DateTime, day: number, { month }: { month: number }, words: readonly string[], end: number) {
  const year = /^20\d\d$/.test(words[end] ?? '') ? Number(words[end]) : undefined;
  // "30 February" is no day at all.
  const found = dateNamed(today, day, month, year) ?? 'past';
  return { day: found, end: year === undefined ? end : end + 1 } as const;
}

function unitNamed(words: readonly string[], at: number, known: TimeWords): { unit: Unit; end: number } | undefined {
  const found = meantAt(known, words, at, 'unit');
  return found?.means.is === 'unit' ? { unit: found.means.unit, end: found.end } : undefined;
}
