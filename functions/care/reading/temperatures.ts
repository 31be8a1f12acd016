import { isDenied } from './denied-number.ts';
import { type Denying, denialOf, denyingOf } from './denying.ts';
import type { Place } from './finder.ts';
import { hundredths, numbersIn, type Spoken } from './number-words.ts';
import { covered, type PlainText } from './plain-text.ts';
import type { Thresholds } from './tables.ts';

/** Temperatures of a body in a text: which numbers are one, and how warm each is. */

export type TemperatureBand = 'fever' | 'normal' | 'low';

/** Every temperature is in one band, whatever a service has set. */
export function temperatureBand(
  celsius: number,
  { feverFrom, lowBelow }: Pick<Thresholds, 'feverFrom' | 'lowBelow'>,
): TemperatureBand {
  if (celsius >= feverFrom) return 'fever';
  return celsius < lowBelow ? 'low' : 'normal';
}

export interface Temperature extends Place {
  /** Undefined when only a bound is said of which nobody can tell the band: "not gone over 39". */
  readonly band: TemperatureBand | undefined;
}

export function temperaturesIn(text: PlainText, thresholds: Thresholds): Temperature[] {
  const said = saidIn(text);
  const readings = readingsIn(text).filter((reading) => !isSomethingElse(said, reading));
  const plain = new Set(readings.filter((reading) => reading.plain).map(({ at }) => at));
  return readings
    .filter((reading) => reading.plain || isNamed(said, reading, plain))
    .filter((reading) => !isTimeOfDay(text, reading, readings))
    .flatMap((reading) => banded(text, reading, thresholds) ?? []);
}

/** What the text says around its numbers, found once. */
interface Said {
  readonly text: PlainText;
  /** Places of what tells a limit to ring at. */
  readonly limits: ReadonlySet<number>;
  /** Places of words for temperature, and of the numbers that such words hold. */
  readonly named: ReadonlySet<number>;
  readonly isDenied: (place: Place) => boolean;
}

function saidIn(text: PlainText): Said {
  let denying: Denying | undefined;
  return {
    text,
    limits: covered(text.found.of('thresholds.limits')),
    named: covered(text.found.of('thresholds.temperatureWords')),
    isDenied: (place) => {
      denying ??= denyingOf(text);
      return denialOf(place, text, denying) !== undefined;
    },
  };
}

interface Reading extends Place {
  readonly celsius: number;
  /** Said so that it can be nothing but a temperature: with a decimal point or a unit. */
  readonly plain: boolean;
  /** With a degree sign, a letter or the word. */
  readonly unit: boolean;
}

const CELSIUS = new Set(['c', 'celsius', 'centigrade', 'selsiws', 'oc', 'degc', 'cel', 'celcius']);
const FAHRENHEIT = new Set(['f', 'fahrenheit', 'farenheit', 'farhenheit', 'ferenheit', 'degf', 'fahr']);
const DEGREES = new Set(['degrees', 'degree', 'deg', 'degs', 'o', 'gradd', 'degress', 'digrees', 'degreez']);

function readingsIn(text: PlainText): Reading[] {
  const numbers = numbersIn(text.masked);
  return numbers.flatMap((number, place) => {
    const before = numbers[place - 1];
    if (before !== undefined && lastFigureOf(text, before, number)) return [];
    return readingAt(text, number, numbers[place + 1]) ?? [];
  });
}

function readingAt(text: PlainText, number: Spoken, next: Spoken | undefined): Reading | undefined {
  const words = text.masked;
  const spaced = next !== undefined && lastFigureOf(text, number, next) ? next : undefined;
  const spoken = words[number.at] === 'forty' && number.value > MOST && number.value < 50;
  // "Forty four" is 40.4: nobody is warmer than the most there is.
  const whole = spoken ? hundredths(40 + (number.value - 40) / 10) : number.value;
  const value = spaced === undefined ? whole : hundredths(whole + spaced.value / 10);
  let end = spaced?.end ?? number.end;
  const isDegrees = DEGREES.has(words[end] ?? '');
  if (isDegrees) end += 1;
  const isCelsius = CELSIUS.has(words[end] ?? '');
  const isFahrenheit = FAHRENHEIT.has(words[end] ?? '');
  if (isCelsius || isFahrenheit) end += 1;
  const unit = isDegrees || isCelsius || isFahrenheit;
  const celsius = inCelsius(value, isFahrenheit, number.decimal || spaced !== undefined);
  return celsius === undefined ? undefined : { at: number.at, end, celsius, unit, plain: unit || number.decimal };
}

/** "38 2" for 38.2: one figure right after, which counts nothing itself ("38 2 hours ago"). */
function lastFigureOf(text: PlainText, whole: Spoken, { at, end, value, decimal }: Spoken): boolean {
  if (whole.decimal || decimal || at !== whole.end || end !== at + 1 || value > 9) return false;
  const couldBe = (whole.value >= LEAST && whole.value < MOST) || (whole.value >= 94 && whole.value < 110);
  return couldBe && text.first('thresholds.otherUnits', end, end + 1) === undefined && text.masked[end] !== 'x';
}

/** What a living person can have, in Celsius: outside it a number is something else. No threshold of a service lies outside it. */
const LEAST = 33;
const MOST = 43;
const LEAST_FAHRENHEIT = 91;
const MOST_FAHRENHEIT = 109.5;

/** "101" is Fahrenheit though nobody says so, and "382" has lost its point. Fahrenheit is rounded to a tenth, as thermometers show it. */
function inCelsius(value: number, isFahrenheit: boolean, decimal: boolean): number | undefined {
  const pointless = !decimal && !isFahrenheit && value >= LEAST * 10 && value <= MOST * 10;
  const said = pointless ? value / 10 : value;
  if (said >= LEAST && said <= MOST) return hundredths(said);
  if (said >= LEAST_FAHRENHEIT && said <= MOST_FAHRENHEIT) return Math.round(((said - 32) * 50) / 9) / 10;
  return undefined;
}

/** A weight, a pulse, the weather, an oven, a limit to ring at: said in the words beside the number. */
function isSomethingElse(said: Said, reading: Reading): boolean {
  const { text, limits } = said;
  const { at, end, unit } = reading;
  if (!unit && text.first('thresholds.otherUnits', end, end + 1) !== undefined) return true;
  if (limits.has(at)) return true;
  if (isAfterOtherMeasure(text, at)) return true;
  const named = temperatureWordBefore(said, reading) !== undefined;
  return !named && isElsewhere(text, reading);
}

/** Words that may stand between what is measured and its number. */
const LINKS = new Set(
  'is was were are be at about around approx of now the my her his to from down up gone has been only set says say reads reading currently today yesterday this that last week morning fell dropped went it its level levels rate score count a an in on over under and then or number per'.split(
    ' ',
  ),
);
const GOES_ON = new Set(['to', 'from', 'then', 'was', 'over', 'or', 'and', 'now']);
const FARTHEST = 8;

/** "Weight down from 42.1 to 41.3", "oxygen 95": the name of another measure, and nothing but links and its other numbers up to here. */
function isAfterOtherMeasure(text: PlainText, at: number): boolean {
  const words = text.masked;
  const measure = text.last('thresholds.otherMeasures', Math.max(text.startOf(at), at - FARTHEST), at);
  if (measure === undefined) return false;
  const from = words[measure.end] === ',' ? measure.end + 1 : measure.end;
  for (let place = from; place < at; place += 1) {
    const word = words[place] ?? '';
    if (/^[\d./]+$/.test(word) ? !GOES_ON.has(words[at - 1] ?? '') : !LINKS.has(word)) return false;
  }
  return text.last('thresholds.temperatureWords', from, at) === undefined;
}

function isElsewhere(text: PlainText, { at, end, unit }: Reading): boolean {
  const words = text.masked;
  if (PERSON.has(words[at - 1] ?? '')) return false;
  // "Roasting in Spain, 38 degrees by the pool": a comma parts no weather.
  const isBroken = (between: readonly string[]) => between.some((word) => PERSON.has(word) || (word === ',' && !unit));
  const after = text.first('thresholds.elsewhere', end, Math.min(text.endOf(at), end + FARTHEST));
  if (after !== undefined && !isBroken(words.slice(end, after.at))) return true;
  const before = text.last('thresholds.elsewhere', Math.max(text.startOf(at), at - FARTHEST), at);
  return before !== undefined && !isBroken(words.slice(before.end, at));
}

const PERSON = new Set([
  'i',
  'im',
  'ive',
  'me',
  'mine',
  'my',
  'she',
  'shes',
  'her',
  'he',
  'hes',
  'his',
  'but',
  'temp',
  'temperature',
]);

/** "40!! help" */
const FEW = 6;

/** A whole number is a temperature when it is all there is, a word for it stands near, or another one that is plain. */
function isNamed(said: Said, reading: Reading, plain: ReadonlySet<number>): boolean {
  const { text, named } = said;
  const { at, end } = reading;
  const words = text.masked;
  const { core } = text;
  if ((at === 0 || at === core.at) && (end === core.end || (words[end] === '|' && words.length - end <= FEW))) return true;
  if (named.has(at) || temperatureWordBefore(said, reading) !== undefined) return true;
  const finish = text.endOf(at);
  if (text.first('thresholds.temperatureWords', at, Math.min(finish, end + FARTHEST)) !== undefined) return true;
  for (let place = text.startOf(at); place < finish; place += 1) if (place !== at && plain.has(place)) return true;
  return false;
}

/** A word for temperature before the number in its sentence; or in the sentence before, when the number opens its own. */
function temperatureWordBefore({ text, isDenied }: Said, { at }: Place): Place | undefined {
  const start = text.startOf(at);
  const own = text.last('thresholds.temperatureWords', start, at);
  if (own !== undefined || start === 0 || at - start > OPENING) return own;
  const before = text.last('thresholds.temperatureWords', text.startOf(start - 1), start);
  return before === undefined || isDenied(before) ? undefined : before;
}

/** How many words may stand before a number that opens its sentence: "It was now 39". */
const OPENING = 4;

/** "At 400 it was 37.1": a figure without a point that is a time, beside a temperature. */
function isTimeOfDay({ masked }: PlainText, { at, end, plain }: Reading, all: readonly Reading[]): boolean {
  const clock = /^\d{3}$/.test(masked[at] ?? '') && Number(masked[at]) % 100 < 60;
  return clock && !plain && end === at + 1 && masked[at - 1] === 'at' && all.length > 1;
}

const OVER = new Set(['over', 'above', 'past', 'exceeded', 'passed']);
const UNDER = new Set(['under', 'below', 'beneath']);
const NEARLY = new Set(['nearly', 'almost', 'approaching', 'nearing', 'pushing']);
const LESS = new Set(['less', 'lower', 'colder']);
const MORE = new Set(['more', 'higher', 'hotter', 'greater']);
const BESIDE = new Set('at about around a the like roughly approx say just well bit touch tad slightly of'.split(' '));

interface Bound {
  readonly kind: 'over' | 'under' | 'nearly';
  /** The place of the word. */
  readonly at: number;
}

/** "nearly 38", "less than 36", "above 37.5", "just under 38". */
function boundBefore(words: readonly string[], at: number): Bound | undefined {
  let place = at - 1;
  while (BESIDE.has(words[place] ?? '')) place -= 1;
  const isCompared = words[place] === 'than';
  if (isCompared) place -= 1;
  const word = words[place] ?? '';
  if (isCompared ? MORE.has(word) : OVER.has(word)) return { kind: 'over', at: place };
  if (isCompared ? LESS.has(word) : UNDER.has(word)) return { kind: isJust(words[place - 1]) ? 'nearly' : 'under', at: place };
  return NEARLY.has(word) ? { kind: 'nearly', at: place } : undefined;
}

function isJust(word: string | undefined): boolean {
  return word === 'just' || word === 'bit' || word === 'slightly';
}

/** The band, with what is said before the number: "nearly 38", "under 36", "not gone over 37.5", "wont come below 38". */
function banded(text: PlainText, { at, end, celsius }: Reading, thresholds: Thresholds): Temperature | undefined {
  const bound = boundBefore(text.masked, at);
  const band = temperatureBand(celsius, thresholds);
  if (bound === undefined) return isDenied(text, at) ? undefined : { at, end, band };
  const less = temperatureBand(hundredths(celsius - 0.1), thresholds);
  if (bound.kind === 'nearly') return { at, end, band: less };
  const denied = isDenied(text, bound.at, 'with its name') || (bound.kind === 'under' && isRefused(text.masked, bound.at));
  // "Not under 38" is 38 or more, and so is "over 38". Less than 38 may be a fever or not; less than what is no fever is none.
  if ((bound.kind === 'over') !== denied) return { at, end, band };
  return { at, end, band: less === 'fever' ? undefined : less };
}

/** "Cant get it below 38". */
function isRefused(words: readonly string[], at: number): boolean {
  return words.slice(Math.max(0, at - 5), at).some((word) => word === 'cant' || word === 'wont' || word === 'couldnt');
}
