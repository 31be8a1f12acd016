import { isDenied } from './denied-number.ts';
import type { Place } from './finder.ts';
import { numbersIn, ordinalAt, type Spoken } from './number-words.ts';
import type { PlainText } from './plain-text.ts';
import type { Thresholds } from './tables.ts';

/** How many times somebody was sick, or had to run to the toilet. */

export type Counted = 'vomiting' | 'diarrhoea';

export interface CountedTimes extends Place {
  readonly concept: Counted;
  readonly often: boolean;
  /** The word for what is counted can mean nothing else: "the runs", and not "the loo". */
  readonly sure: boolean;
}

/** Whether it is often enough to be `urgent`, by what a service has set. */
export function isOften(
  concept: Counted,
  times: number,
  thresholds: Pick<Thresholds, 'vomitingFrom' | 'diarrhoeaFrom'>,
): boolean {
  return times >= (concept === 'vomiting' ? thresholds.vomitingFrom : thresholds.diarrhoeaFrom);
}

export function countsIn(text: PlainText, thresholds: Thresholds): CountedTimes[] {
  return timesIn(text).flatMap((count) => {
    if (count.value <= 0 || isDenied(text, count.at)) return [];
    return conceptsOf(text, count).map(({ concept, sure }) => ({
      at: count.at,
      end: count.end,
      concept,
      sure,
      often: isOften(concept, count.value, thresholds),
    }));
  });
}

interface Times extends Place {
  readonly value: number;
  /** "Been 8", "8 so far", which says nothing of times: what is counted must stand right before it. */
  readonly bare: boolean;
}

const TIMES = new Set('times time x xs gwaith weithiau tims timea'.split(' '));
/** Between a number and the "times" that it counts. */
const FILLERS = new Set(
  'and plus ish odd or more so separate different further big small massive huge full proper whole good at least lots very really loose watery liquid runny explosive bad'.split(
    ' ',
  ),
);
const ADVERBS: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
  ['dwywaith', 2],
  ['teirgwaith', 3],
]);
/** More than anybody counts, and what "several" is taken for. */
const UNCOUNTED = 12;
const SEVERAL = 5;
const VAGUE: ReadonlyMap<string, number> = new Map([
  ...'umpteen umpteenth countless numerous loads dozens hundreds millions endless infinite'
    .split(' ')
    .map((word) => [word, UNCOUNTED] as const),
  ...'several multiple many'.split(' ').map((word) => [word, SEVERAL] as const),
  ...'few couple'.split(' ').map((word) => [word, word === 'few' ? 3 : 2] as const),
]);

function timesIn(text: PlainText): Times[] {
  const words = text.masked;
  const numbers = [...numbersIn(words), ...vague(words), ...fractions(words)].filter(
    ({ value, decimal }) => !decimal && value < 100,
  );
  return [
    ...numbers.flatMap((number) => timesOf(text, number) ?? []),
    ...words.flatMap((word, at) => {
      const often = ADVERBS.get(word);
      if (often !== undefined) return perDay(text, { at, end: at + 1, value: often, bare: false }) ?? [];
      return ordinalTimes(text, at) ?? everySoOften(words, at) ?? [];
    }),
  ];
}

const ASKED = new Set(['how', 'too', 'so']);

function vague(words: readonly string[]): Spoken[] {
  return words.flatMap((word, at) => {
    const value = VAGUE.get(word);
    return value === undefined || ASKED.has(words[at - 1] ?? '')
      ? []
      : [{ at, end: words[at + 1] === 'of' ? at + 2 : at + 1, value, decimal: false }];
  });
}

/** "5/6 times" for five or six. */
function fractions(words: readonly string[]): Spoken[] {
  return words.flatMap((word, at) => {
    if (!/^\d{1,2}\/\d{1,2}$/.test(word)) return [];
    const [least, most] = word.split('/').map(Number);
    return least !== undefined && most !== undefined && most > least ? [{ at, end: at + 1, value: most, decimal: false }] : [];
  });
}

/** "6 times", "x 6", "6 x", "6 or more separate times", "7 loose stools", "6 bouts", "5 a day", "count is 8", "been 8". */
function timesOf(text: PlainText, { at, end, value }: Spoken): Times | undefined {
  const words = text.masked;
  if (words[at - 1] === 'x' && text.first('thresholds.otherUnits', end, end + 1) === undefined)
    return perDay(text, { at: at - 1, end, value, bare: false });
  if (words[at - 1] === 'grade' || words[at - 1] === 'day') return undefined;
  let place = end;
  while (FILLERS.has(words[place] ?? '') && place < end + 4) place += 1;
  if (TIMES.has(words[place] ?? '')) return perDay(text, { at, end: place + 1, value, bare: false });
  const episode = text.first('thresholds.episodes', end, place + 1);
  if (episode !== undefined) return perDay(text, { at, end: episode.end, value, bare: false });
  if (text.first('thresholds.soFar', place, place + 1) !== undefined) return { at, end: place, value, bare: true };
  if (text.first('thresholds.otherUnits', end, end + 1) !== undefined) return undefined;
  const isLast = place >= words.length || words[place] === ',' || words[place] === '|';
  const isCount = text.last('thresholds.tallies', Math.max(0, at - 4), at) !== undefined;
  return isLast || isCount ? { at, end, value, bare: true } : undefined;
}

/** "6th time today", "on my seventh trip to the loo". */
function ordinalTimes(text: PlainText, at: number): Times | undefined {
  const ordinal = ordinalAt(text.masked, at);
  if (ordinal === undefined) return undefined;
  const { value, end } = ordinal;
  const isTime = TIMES.has(text.masked[end] ?? '') || text.first('thresholds.episodes', end, end + 2) !== undefined;
  return isTime ? perDay(text, { at, end: end + 1, value, bare: false }) : undefined;
}

/** "Every hour", "every 20 minutes", "hourly": as often as that is in a day. */
function everySoOften(words: readonly string[], at: number): Times | undefined {
  if (words[at] === 'hourly') return { at, end: at + 1, value: 24, bare: false };
  if (words[at] !== 'every') return undefined;
  const half = words[at + 1] === 'half';
  const [number] = half ? [] : numbersIn(words.slice(at + 1, at + 4));
  let end = number?.at === 0 ? at + 1 + number.end : half ? at + 2 : at + 1;
  while (words[end] === 'or' || words[end] === 'so' || words[end] === 'an' || /^\d+$/.test(words[end] ?? '')) end += 1;
  const unit = words[end] ?? '';
  const amount = number?.at === 0 ? number.value : half ? 0.5 : 1;
  if (/^(?:hour|hours|hr|hrs|awr)$/.test(unit)) return { at, end: end + 1, value: 24 / amount, bare: false };
  return /^(?:minute|minutes|min|mins)$/.test(unit) ? { at, end: end + 1, value: (24 * 60) / amount, bare: false } : undefined;
}

const PER = new Set([
  'a',
  'per',
  'this',
  'last',
  'in',
  'over',
  'the',
  'each',
  'every',
  'for',
  'past',
  'within',
  'about',
  'during',
]);
const LONGER = new Set(['week', 'weeks', 'month', 'months', 'year', 'years', 'fortnight', 'wk', 'wks', 'wythnos']);

/** How many that is in a day: "6 times in two days" is three; what is counted over weeks is not counted. */
function perDay(text: PlainText, count: Times): Times | undefined {
  const words = text.masked;
  let place = count.end;
  while (PER.has(words[place] ?? '')) place += 1;
  if (place === count.end) return count;
  if (LONGER.has(words[place] ?? '')) return undefined;
  const [number] = numbersIn(words.slice(place, place + 2));
  if (number?.at !== 0 || words[count.end] === 'a') return count;
  const unit = words[place + number.end] ?? '';
  if (LONGER.has(unit)) return undefined;
  const days = unit === 'days' ? number.value : /^(?:hours|hrs|hr|h)$/.test(unit) ? number.value / 24 : 1;
  return { ...count, value: count.value / Math.max(1, days) };
}

interface Meant {
  readonly concept: Counted;
  readonly sure: boolean;
}

const CONCEPTS = [
  { group: 'thresholds.vomitingWords', concept: 'vomiting', sure: true },
  { group: 'thresholds.diarrhoeaWords', concept: 'diarrhoea', sure: true },
  { group: 'thresholds.toiletWords', concept: 'diarrhoea', sure: false },
  { group: 'thresholds.otherCounts', concept: undefined, sure: false },
] as const;

/**
 * What is counted: the nearest word for it in the sentence, or in the sentence before when this one has none ("Diarrhoea again. 6 times
 * now"). "Been 6 times" is the toilet when nothing else is near. Passing water is nothing to count.
 */
function conceptsOf(text: PlainText, count: Times): Meant[] {
  const start = text.startOf(count.at);
  const end = text.endOf(count.at);
  const found = count.bare ? bareConcepts(text, count) : nearest(text, count, start, end);
  const gone = !count.bare && GONE.has(text.masked[count.at - 1] ?? '') && !found?.some(({ sure }) => sure);
  const meant: readonly Meant[] = gone ? [{ concept: 'diarrhoea', sure: false }] : (found ?? nextDoor(text, count, start, end));
  return meant.filter(({ sure }) => sure || text.first('thresholds.passingWater', start, end) === undefined);
}

/** What the sentence before or behind names. */
function nextDoor(text: PlainText, count: Times, start: number, end: number): readonly Meant[] {
  if (count.bare) return [];
  const before = start > 0 ? nearest(text, count, text.startOf(start - 1), start) : undefined;
  return before ?? nearest(text, count, end, text.endOf(end + 1)) ?? [];
}

const GONE = new Set(['been', 'gone', 'go', 'going', 'went', 'goes', 'mynd']);

/** The concepts of the nearest word; "d and v" is both. Empty when the nearest word is of something else; undefined when there is none. */
function nearest(text: PlainText, count: Place, start: number, end: number): Meant[] | undefined {
  const places = CONCEPTS.flatMap(({ group, concept, sure }) =>
    [text.last(group, start, Math.min(count.at, end)), text.first(group, count.at, end)].flatMap((place) =>
      place === undefined ? [] : [{ concept, sure, distance: distanceOf(text, place, count) }],
    ),
  );
  if (places.length === 0) return undefined;
  const least = Math.min(...places.map(({ distance }) => distance));
  const met = places.filter(({ distance }) => distance === least);
  if (met.some(({ concept }) => concept === undefined)) return [];
  const vomiting = met.filter(({ concept }) => concept === 'vomiting').slice(0, 1);
  const diarrhoea = met.filter(({ concept }) => concept === 'diarrhoea').slice(0, 1);
  return [...vomiting, ...diarrhoea].flatMap(({ concept, sure }) => (concept === undefined ? [] : [{ concept, sure }]));
}

/** In words; a comma between is another thought. */
function distanceOf({ masked }: PlainText, { at, end }: Place, count: Place): number {
  const between = at < count.at ? masked.slice(end, count.at) : masked.slice(count.end, at);
  return between.length + (between.includes(',') ? 2 : 0);
}

/** "Runs 6 today", "been 8", "stool count 7": what is counted stands right before the number, and a score of sickness is not a count. */
function bareConcepts(text: PlainText, { at, end }: Times): Meant[] {
  const isScored = text.found.of('thresholds.painWords').length > 0;
  const isSoFar = text.first('thresholds.soFar', end, end + 1) !== undefined;
  for (const { group, concept, sure } of CONCEPTS) {
    const place = text.last(group, Math.max(0, at - 4), at);
    const isBeside = place !== undefined && text.masked.slice(place.end, at).every((word) => LINKS.has(word));
    if (!isBeside) continue;
    if (concept === undefined || ((concept === 'vomiting' || isScored) && !isSoFar)) return [];
    return [{ concept, sure }];
  }
  return text.last('thresholds.tallies', Math.max(0, at - 4), at) === undefined ? [] : [{ concept: 'diarrhoea', sure: false }];
}

const LINKS = new Set(
  'is was at about around now today count total number been had got , already like approx roughly'.split(' '),
);
