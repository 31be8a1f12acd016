import { isDenied } from './denied-number.ts';
import type { Place } from './finder.ts';
import { numbersIn, type Spoken } from './number-words.ts';
import { covered, type PlainText } from './plain-text.ts';
import type { Thresholds } from './tables.ts';

/** Pain from 0 to 10, as people score it. */

export type PainBand = 'strong' | 'some' | 'none';

/** Every score is in one band, whatever a service has set. */
export function painBand(score: number, { painFrom }: Pick<Thresholds, 'painFrom'>): PainBand {
  if (score <= 0) return 'none';
  return score >= painFrom ? 'strong' : 'some';
}

export interface PainScore extends Place {
  readonly band: PainBand;
  /** Nothing but "9/10", which does not say of what. */
  readonly bare: boolean;
}

export function painScoresIn(text: PlainText, thresholds: Thresholds): PainScore[] {
  const scores = scoresIn(text).filter((score) => !isDenied(text, score.at));
  const now = scores.filter((score) => isNow(text, score));
  const counted = now.length > 0 ? now : scores.filter((score, place) => !isLeft(text, score, scores[place + 1]));
  return counted.map(({ at, end, value, bare }) => ({ at, end, bare, band: painBand(value, thresholds) }));
}

interface Score extends Place {
  readonly value: number;
  readonly bare: boolean;
}

const MOST = 10;

function scoresIn(text: PlainText): Score[] {
  const words = text.masked;
  const scales = covered(text.found.of('thresholds.scales'));
  const spoken = numbersIn(words).map((number) => ({ number, end: outOfTen(words, number.end) }));
  const numbers = [...fractions(words), ...spoken].toSorted((a, b) => a.number.at - b.number.at);
  const tens = covered(numbers.flatMap(({ number, end }) => (end === undefined ? [] : [{ at: number.end, end }])));
  const isAlone = aloneIn(words);
  return numbers
    .filter(({ number }) => !scales.has(number.at) && !tens.has(number.at))
    .flatMap(({ number, end }) => scoreOf(text, number, end, isAlone) ?? []);
}

const ALONE = new Set('its it is today now still about im at a an this morning , x please thanks'.split(' '));

/** Tells of a place whether the text has nothing beside it but such words. */
function aloneIn(words: readonly string[]): (place: Place) => boolean {
  const first = words.findIndex((word) => !ALONE.has(word));
  const last = words.findLastIndex((word) => !ALONE.has(word));
  return ({ at, end }) => at <= first && last < end;
}

interface OutOfTen {
  readonly number: Spoken;
  /** The place after the ten, when one is said. */
  readonly end: number | undefined;
}

/** "8/10", "7.5/10". */
function fractions(words: readonly string[]): OutOfTen[] {
  return words.flatMap((word, at) => {
    const match = /^(\d{1,3}(?:\.\d)?)\/10$/.exec(word);
    return match === null ? [] : [{ number: { at, end: at + 1, value: Number(match[1]), decimal: false }, end: at + 1 }];
  });
}

/** The place after "out of ten", "of 10", "o 10", "over ten". */
function outOfTen(words: readonly string[], at: number): number | undefined {
  let place = at;
  if (words[place] === 'out') place += 1;
  if (words[place] === 'of' || words[place] === 'o' || words[place] === 'allan') place += 1;
  if (words[place] === 'o' || words[place] === 'a') place += 1;
  const isTen = words[place] === '10' || words[place] === 'ten' || words[place] === 'deg';
  return place > at && isTen ? place + 1 : undefined;
}

/** More than ten out of ten is ten. Without the ten the number must stand beside a word for pain. */
function scoreOf(
  text: PlainText,
  { at, end, value }: Spoken,
  tenEnd: number | undefined,
  isAlone: (place: Place) => boolean,
): Score | undefined {
  const score = { at, end: tenEnd ?? end, value: Math.min(value, MOST), bare: false };
  if (tenEnd === undefined) return value <= MOST && (isBeside(text, at, end) || isOnScale(text, score)) ? score : undefined;
  if (isAlone(score)) return { ...score, bare: true };
  return isOfPain(text, score) ? score : undefined;
}

/** Of the words for what is scored out of ten the nearest in the sentence is one for pain. */
function isOfPain(text: PlainText, { at, end }: Place): boolean {
  const start = text.startOf(at);
  const own = nearest(text, at, end, start, text.endOf(at));
  if (own !== undefined) return own === 'pain';
  return start > 0 && nearest(text, at, end, text.startOf(start - 1), start) === 'pain';
}

function nearest(text: PlainText, at: number, end: number, from: number, to: number): 'pain' | 'other' | undefined {
  let best: { distance: number; what: 'pain' | 'other' } | undefined;
  for (const what of ['pain', 'other'] as const) {
    const group = what === 'pain' ? 'thresholds.painWords' : 'thresholds.otherScores';
    const before = text.last(group, from, Math.min(at, to));
    const after = text.first(group, Math.max(from, at), to);
    const distances = [
      ...(before === undefined ? [] : [Math.max(0, at - before.end)]),
      // "Pain 8/10, sickness 3/10": what comes behind a comma has a score of its own.
      ...(after === undefined ? [] : [Math.max(0, after.at - end) + (text.masked.slice(end, after.at).includes(',') ? 10 : 1)]),
    ];
    const distance = Math.min(...distances);
    if (distances.length > 0 && (best === undefined || distance < best.distance)) best = { distance, what };
  }
  return best?.what;
}

const LINKS = new Set(
  'is was now at about a an today score scores level levels rating rated around like up to down from gone been still hitting , or and reading out of ten 10 currently sitting constant constantly has have had went jumped risen increased rose climbed dropped gets got hit hits hitting more less than maybe probably easily definitely worst best only'.split(
    ' ',
  ),
);
const REACH = 7;

/** A number close behind a word for pain: "pain is 8", "pain 3 sickness 0", "pain went from 4 to 9". */
function isBeside(text: PlainText, at: number, end: number): boolean {
  const words = text.masked;
  if (
    text.first('thresholds.otherUnits', end, end + 1) !== undefined ||
    text.first('thresholds.notScores', end, end + 1) !== undefined
  )
    return false;
  const pain = text.last('thresholds.painNames', Math.max(text.startOf(at), at - REACH), at);
  if (pain === undefined) return false;
  const between = words.slice(pain.end, at);
  // "Pain at 8 last night" is a time: a score is "at an 8", or nothing comes after it.
  const isTime = words[at - 1] === 'at' && text.first('thresholds.timesOfDay', end, end + 1) !== undefined;
  return !isTime && between.every((word) => LINKS.has(word) || isSmallNumber(word));
}

function isSmallNumber(word: string): boolean {
  return /^(?:10|\d(?:\.\d)?|\d\/10)$/.test(word) || numbersIn([word]).some(({ value }) => value <= MOST);
}

/** "On a scale of 1 to 10 it is a 9", "an 8 on the pain scale". */
function isOnScale(text: PlainText, { at, end }: Place): boolean {
  const scale = text.last('thresholds.scales', text.startOf(at), at);
  if (
    scale !== undefined &&
    at - scale.end <= 5 &&
    text.first('thresholds.otherScores', text.startOf(at), text.endOf(at)) === undefined
  )
    return true;
  return (
    text.first('thresholds.scales', end, end + 4) !== undefined &&
    text.first('thresholds.painWords', text.startOf(at), text.endOf(at)) !== undefined
  );
}

const NOW = new Set(['now', 'today', 'currently', 'tonight', 'present', 'moment']);

/** "Now 3", "down to 3", "3 today": beside another score this one counts. */
function isNow({ masked }: PlainText, { at, end }: Score): boolean {
  const near = [...masked.slice(Math.max(0, at - 2), at), ...masked.slice(end, end + 2)];
  return near.some((word) => NOW.has(word)) || (masked[at - 1] === 'to' && masked[at - 2] === 'down');
}

/** "From 8 to 3": only the second. */
function isLeft({ masked }: PlainText, { at, end }: Score, next: Score | undefined): boolean {
  const from =
    masked[at - 1] === 'from' ||
    (masked[at - 1] === 'a' && masked[at - 2] === 'from') ||
    (masked[at - 1] === 'an' && masked[at - 2] === 'from');
  return from && next !== undefined && next.at - end <= 3;
}
