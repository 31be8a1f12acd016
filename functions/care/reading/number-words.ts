import { isNumber, type Place } from './finder.ts';

/** Numbers as people write, type and dictate them. What a number is of is not known here. */

export interface Spoken extends Place {
  readonly value: number;
  /** It has a decimal part, in figures or spoken. */
  readonly decimal: boolean;
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WELSH = 'dim un dau tri pedwar pump chwech saith wyth naw deg'.split(' ');
const WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...WELSH.map((word, value) => [word, value] as const),
  ...TENS.map((word, place) => [word, (place + 2) * 10] as const),
  ...Object.entries({
    nil: 0,
    nought: 0,
    dwy: 2,
    tair: 3,
    pedair: 4,
    pum: 5,
    chwe: 6,
    sic: 6,
    fourty: 40,
    fivty: 50,
    thirdy: 30,
    therty: 30,
  }),
  // "thirtyeight"
  ...TENS.flatMap((ten, place) => UNITS.slice(1, 10).map((unit, value) => [ten + unit, (place + 2) * 10 + value + 1] as const)),
]);
const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, place) => [word, place + 1] as const),
);
const POINTS = new Set(['point', 'pt', 'pwynt', 'dot', 'comma', 'koma', 'decimal']);
/** What a telephone hears after "point". */
const MISHEARD: ReadonlyMap<string, number> = new Map([
  ['oh', 0],
  ['o', 0],
  ['to', 2],
  ['too', 2],
  ['for', 4],
  ['ate', 8],
]);
const OHS = new Set(['oh', 'o', 'zero', 'nought', '0']);

/** Every number of a text, in order. None overlaps another. */
export function numbersIn(words: readonly string[]): Spoken[] {
  const all: Spoken[] = [];
  for (let at = 0; at < words.length; ) {
    const number = numberAt(words, at);
    if (number !== undefined) all.push(number);
    at = number?.end ?? at + 1;
  }
  return all;
}

/** A number in figures or words from `at` on: "38.2", "thirty eight point two", "37 point 9", "thirty nine and a half", "a hundred and one". */
function numberAt(words: readonly string[], at: number): Spoken | undefined {
  const whole = wholeAt(words, at);
  if (whole === undefined) return undefined;
  const { value, end } = whole;
  // "38.0" is said to a tenth.
  if (words[at]?.includes('.')) return { at, end, value, decimal: true };
  const decimals = POINTS.has(words[end] ?? '') ? decimalsAt(words, end + 1) : undefined;
  if (decimals !== undefined) return { at, end: decimals.end, value: hundredths(value + decimals.value), decimal: true };
  const half = halfAt(words, end);
  return half === undefined ? { at, end, value, decimal: false } : { at, end: half, value: value + 0.5, decimal: true };
}

/** The place after "and a half", "and half", "half". */
function halfAt(words: readonly string[], at: number): number | undefined {
  let place = at;
  if (words[place] === 'and') place += 1;
  if (words[place] === 'a') place += 1;
  const isHalf = words[place] === 'half' || words[place] === '0.5';
  return isHalf && words[place + 1] !== 'an' && words[place + 1] !== 'hour' ? place + 1 : undefined;
}

/** What follows a spoken point: one figure, or two of which the first counts tenths. */
function decimalsAt(words: readonly string[], at: number): { value: number; end: number } | undefined {
  const first = figure(words[at]) ?? MISHEARD.get(words[at] ?? '');
  if (first === undefined || first >= 100) return undefined;
  if (first >= 10) return { value: first / 100, end: at + 1 };
  const second = figure(words[at + 1]);
  return second !== undefined && second < 10
    ? { value: first / 10 + second / 100, end: at + 2 }
    : { value: first / 10, end: at + 1 };
}

function figure(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  return WORDS.get(word) ?? (/^\d+$/.test(word) ? Number(word) : undefined);
}

interface Whole {
  readonly value: number;
  readonly end: number;
}

function wholeAt(words: readonly string[], at: number): Whole | undefined {
  const word = words[at] ?? '';
  if (isNumber(word)) return { value: Number(word), end: at + 1 };
  if (word === 'half' && words[at + 1] === 'a' && words[at + 2] === 'dozen') return { value: 6, end: at + 3 };
  if (word === 'dozen') return { value: 12, end: at + 1 };
  if (word === 'hundred') return afterHundred(words, at + 1);
  const value = WORDS.get(word);
  if (value === undefined) return undefined;
  return afterOne(words, at, value) ?? welshTens(words, at, value) ?? withUnit(words, at, value);
}

function afterHundred(words: readonly string[], at: number): Whole {
  const next = words[at] === 'and' ? at + 1 : at;
  const rest = wholeAt(words, next);
  return rest !== undefined && rest.value < 100 && rest.value >= 1
    ? { value: 100 + rest.value, end: rest.end }
    : { value: 100, end: at };
}

/** "one hundred and one", "one oh one". */
function afterOne(words: readonly string[], at: number, value: number): Whole | undefined {
  if (value !== 1) return undefined;
  if (words[at + 1] === 'hundred') return afterHundred(words, at + 2);
  const last = WORDS.get(words[at + 2] ?? '');
  return OHS.has(words[at + 1] ?? '') && last !== undefined && last < 10 ? { value: 100 + last, end: at + 3 } : undefined;
}

/** "tri deg wyth" is 38. */
function welshTens(words: readonly string[], at: number, value: number): Whole | undefined {
  if (words[at + 1] !== 'deg' || value < 2 || value > 9 || !isWelsh(words[at])) return undefined;
  const unit = isWelsh(words[at + 2]) ? (WORDS.get(words[at + 2] ?? '') ?? 0) : 0;
  return unit >= 1 && unit <= 9 ? { value: value * 10 + unit, end: at + 3 } : { value: value * 10, end: at + 2 };
}

function isWelsh(word: string | undefined): boolean {
  return word !== undefined && WORDS.has(word) && !UNITS.includes(word) && !TENS.includes(word);
}

function withUnit(words: readonly string[], at: number, value: number): Whole {
  const next = words[at + 1] ?? '';
  const unit = WORDS.get(next) ?? (/^[1-9]$/.test(next) && value % 10 === 0 ? Number(next) : 0);
  const joins = value >= 20 && value < 100 && value % 10 === 0 && unit >= 1 && unit < 10;
  return joins ? { value: value + unit, end: at + 2 } : { value, end: at + 1 };
}

/** "6th" stands as "6", "th"; "sixth". */
export function ordinalAt(words: readonly string[], at: number): Whole | undefined {
  const word = words[at] ?? '';
  const spoken = ORDINALS.get(word);
  if (spoken !== undefined) return { value: spoken, end: at + 1 };
  const ending = words[at + 1] ?? '';
  return /^\d{1,2}$/.test(word) && /^(?:st|nd|rd|th)$/.test(ending) ? { value: Number(word), end: at + 2 } : undefined;
}

/** Free of what binary fractions add. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
