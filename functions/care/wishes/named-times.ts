import { type DateTime, Duration } from 'luxon';
import type { TimeOfDay } from '../person.ts';
import { numbersIn } from '../reading/number-words.ts';
import { clockAt } from './clock-times.ts';
import type { Unit } from './control-table.ts';
import { daysAt } from './named-days.ts';
import { meantAt, type TimeWords } from './time-words.ts';
import type { Moment } from './wish.ts';

/** A time that a text names: a day or several (`day` to before `after`), a part or a time of the day, or how long. */
export interface NamedTime {
  readonly at: number;
  readonly end: number;
  readonly day?: DateTime;
  readonly after?: DateTime;
  readonly part?: TimeOfDay;
  /** `HH:mm` */
  readonly time?: string;
  readonly length?: Duration;
  /** It is over already, or no such day is to come. */
  readonly isPast?: true;
}

/** Small words between the day and the time on it: "friday at about 6", "the evening of the 5th". */
const JOINING: ReadonlySet<string> = new Set([
  'at',
  'in',
  'on',
  'the',
  'about',
  'around',
  'of',
  ',',
  'early',
  'late',
  'yn',
  'y',
  'am',
  'ar',
]);

/** Every time of a text, in order; a day and the time on it are one. */
export function timesIn(words: readonly string[], known: TimeWords, moment: Moment): NamedTime[] {
  const all: NamedTime[] = [];
  const today = moment.now.startOf('day');
  for (let at = 0; at < words.length; ) {
    const found = timeAt(words, at, known, moment, today);
    const last = all.at(-1);
    if (found && last && isNear(words, last.end, found.at) && fits(last, found))
      all[all.length - 1] = { ...last, ...found, at: last.at };
    else if (found) all.push(found);
    at = found?.end ?? at + 1;
  }
  return all;
}

function isNear(words: readonly string[], end: number, at: number): boolean {
  return at - end <= 3 && words.slice(end, at).every((word) => JOINING.has(word));
}

function fits(a: NamedTime, b: NamedTime): boolean {
  if (a.length || b.length || (a.day && b.day)) return false;
  return Boolean(a.day) !== Boolean(b.day) || (Boolean(a.part) !== Boolean(b.part) && !a.day);
}

function timeAt(words: readonly string[], at: number, known: TimeWords, moment: Moment, today: DateTime): NamedTime | undefined {
  const days = daysAt(words, at, known, moment, today);
  if (days) return { at, ...days };
  const length = lengthAt(words, at, known);
  if (length) return { at, ...length };
  const clock = clockAt(words, at, known);
  if (clock) return { at, ...clock };
  const part = meantAt(known, words, at, 'part');
  return part?.means.is === 'part' ? { at, end: part.end, part: part.means.part } : undefined;
}

type Found = Omit<NamedTime, 'at'>;

/** "Two weeks", "a fortnight", "couple of months", "half an hour". */
function lengthAt(words: readonly string[], at: number, known: TimeWords): Found | undefined {
  const amount = meantAt(known, words, at, 'amount');
  const [number] = numbersIn(words.slice(at, at + 4));
  const said = amount?.means.is === 'amount' ? { value: amount.means.amount, end: amount.end } : undefined;
  const { value, end } =
    number?.at === 0 && !said ? { value: number.value, end: at + number.end } : (said ?? { value: 1, end: at });
  const skipped = ['more', 'or', 'to', 'whole'].includes(words[end] ?? '') ? end + 1 : end;
  // "A week or two", "2 to 3 weeks", "2 3 weeks": the longer.
  const longer = numbersIn(words.slice(skipped, skipped + 2))[0];
  if (longer?.at === 0 && value !== longer.value) {
    const unit = unitAt(words, skipped + longer.end, known);
    if (unit) return { end: unit.end, length: lengthOf(Math.max(value, longer.value), unit.unit) };
  }
  const unit = unitAt(words, words[end] === 'more' ? end + 1 : end, known);
  if (!unit || (end === at && unit.unit !== 'fortnight' && !isBareUnit(words, at))) return undefined;
  const more = words[unit.end] === 'or' ? numbersIn(words.slice(unit.end + 1, unit.end + 2))[0] : undefined;
  if (more) return { end: unit.end + 2, length: lengthOf(more.value, unit.unit) };
  return { end: unit.end, length: lengthOf(value, unit.unit) };
}

/** Welsh has no "a": "am wythnos", "am fis". */
function isBareUnit(words: readonly string[], at: number): boolean {
  return words[at - 1] === 'am' || words[at - 1] === 'mewn';
}

function unitAt(words: readonly string[], at: number, known: TimeWords): { unit: Unit; end: number } | undefined {
  const found = meantAt(known, words, at, 'unit');
  return found?.means.is === 'unit' ? { unit: found.means.unit, end: found.end } : undefined;
}

function lengthOf(value: number, unit: Unit): Duration {
  if (unit === 'fortnight') return Duration.fromObject({ weeks: 2 * value });
  if (unit === 'month' && value < 1) return Duration.fromObject({ weeks: 2 });
  if (unit === 'week' && !Number.isInteger(value)) return Duration.fromObject({ days: Math.round(7 * value) });
  return Duration.fromObject({ [`${unit}s`]: value });
}
