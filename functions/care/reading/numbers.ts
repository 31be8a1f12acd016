import type { Urgency } from '../reading.ts';
import type { Finding } from './findings.ts';
import { isNumber, type Place } from './finder.ts';
import type { PlainText } from './plain-text.ts';
import type { Thresholds } from './tables.ts';

/** Numbers in a text: temperatures, how many times, and pain out of ten. */
export function findNumbers(text: PlainText, thresholds: Thresholds): Finding[] {
  return [...temperatures(text, thresholds), ...counts(text, thresholds), ...pains(text, thresholds)];
}

const UNITS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const WELSH = ['dim', 'un', 'dau', 'tri', 'pedwar', 'pump', 'chwech', 'saith', 'wyth', 'naw', 'deg'];
const WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...WELSH.map((word, value) => [word, value] as const),
  ...TENS.map((word, place) => [word, (place + 2) * 10] as const),
  ...Object.entries({ oh: 0, nil: 0, dwy: 2, tair: 3, pedair: 4, pum: 5, chwe: 6, dozen: 12, hundred: 100, couple: 2, once: 1, twice: 2, thrice: 3, dwywaith: 2 }),
]);

interface Spoken extends Place {
  readonly value: number;
  /** It has a decimal part, in figures or spoken. */
  readonly decimal: boolean;
}

/** A number in figures or words from `at` on: "38.2", "thirty eight point two", "37 point 9", "thirty nine and a half", "a hundred and one". */
function numberAt(words: readonly string[], at: number): Spoken | undefined {
  const whole = wholeAt(words, at);
  if (whole === undefined) return undefined;
  const { value, end } = whole;
  if (!Number.isInteger(value)) return { at, end, value, decimal: true };
  if (isPoint(words[end]) && words[end + 1] !== undefined) {
    const decimals = decimalsAt(words, end + 1);
    if (decimals !== undefined) return { at, end: decimals.end, value: value + decimals.value, decimal: true };
  }
  if (words[end] === 'and' && words[end + 1] === 'a' && words[end + 2] === 'half') return { at, end: end + 3, value: value + 0.5, decimal: true };
  return { at, end, value, decimal: false };
}

function isPoint(word: string | undefined): boolean {
  return word === 'point' || word === 'pwynt' || word === 'dot';
}

/** What follows a spoken point: one figure, or two of which the first counts tenths. */
function decimalsAt(words: readonly string[], at: number): { value: number; end: number } | undefined {
  const first = figure(words[at]);
  if (first === undefined || first >= 100) return undefined;
  if (first >= 10) return { value: first / 100, end: at + 1 };
  const second = figure(words[at + 1]);
  return second !== undefined && second < 10 ? { value: first / 10 + second / 100, end: at + 2 } : { value: first / 10, end: at + 1 };
}

function figure(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  return WORDS.get(word) ?? (/^\d+$/.test(word) ? Number(word) : undefined);
}

function wholeAt(words: readonly string[], at: number): { value: number; end: number } | undefined {
  const word = words[at] ?? '';
  if (isNumber(word)) return { value: Number(word), end: at + 1 };
  const value = WORDS.get(word);
  if (value === undefined) return undefined;
  if (word === 'hundred' || (value === 1 && words[at + 1] === 'hundred')) {
    const end = word === 'hundred' ? at + 1 : at + 2;
    const next = words[end] === 'and' ? end + 1 : end;
    const rest = wholeAt(words, next);
    return rest !== undefined && rest.value < 100 ? { value: 100 + rest.value, end: rest.end } : { value: 100, end };
  }
  const unit = WORDS.get(words[at + 1] ?? '') ?? Number.NaN;
  return value >= 20 && value < 100 && unit >= 1 && unit < 10 ? { value: value + unit, end: at + 2 } : { value, end: at + 1 };
}

const CELSIUS = new Set(['c', 'celsius', 'centigrade', 'selsiws']);
const FAHRENHEIT = new Set(['f', 'fahrenheit', 'farenheit']);
const DEGREES = new Set(['degrees', 'degree', 'deg', 'degs', 'o', 'gradd']);

interface Measured extends Place {
  readonly celsius: number;
  /** Said so that it can be nothing but a temperature: with a decimal or a unit. */
  readonly plain: boolean;
}

function temperatures(text: PlainText, { feverFrom, lowBelow }: Thresholds): Finding[] {
  const unwell = text.found.of('thresholds.unwell').length > 0;
  const measured = text.masked.flatMap((_word, at) => measuredAt(text, at) ?? []);
  const some = measured.some((each) => each.plain);
  return measured
    .filter((each) => each.plain || some || isAboutTemperature(text, each))
    .map((each) => {
      if (each.celsius >= feverFrom) return found(text, each, 'fever', 'urgent');
      if (each.celsius >= lowBelow) return found(text, each, 'temperature-normal', 'none');
      return unwell ? found(text, each, 'temperature-low-and-unwell', 'urgent') : found(text, each, 'temperature-low', 'soon');
    });
}

function measuredAt(text: PlainText, at: number): Measured | undefined {
  const words = text.masked;
  if (at > 0 && (isPoint(words[at - 1]) || TENS.includes(words[at - 1] ?? ''))) return undefined;
  const said = numberAt(words, at);
  if (said === undefined) return undefined;
  let { end } = said;
  const degrees = DEGREES.has(words[end] ?? '');
  if (degrees) end += 1;
  const isCelsius = CELSIUS.has(words[end] ?? '');
  const isFahrenheit = FAHRENHEIT.has(words[end] ?? '');
  if (isCelsius || isFahrenheit) end += 1;
  const unit = isCelsius || isFahrenheit;
  if (!unit && !degrees && text.first('thresholds.otherUnits', end, end + 1) !== undefined) return undefined;
  const celsius = inCelsius(said.value, isFahrenheit);
  return celsius === undefined ? undefined : { at, end, celsius, plain: unit || said.decimal };
}


/**
 * Within what a living person can have: 33 to 43 Celsius, 94 to 109 Fahrenheit, and 350 to 429 for the point that thumbs and some
 * thermometers leave out. Rounded to a tenth, as thermometers show it.
 */
function inCelsius(value: number, isFahrenheit: boolean): number | undefined {
  const inTenths = Number.isInteger(value) && value >= 350 && value <= 429 && !isFahrenheit ? value / 10 : value;
  const celsius = inTenths >= 91 && inTenths <= 109 ? ((inTenths - 32) * 5) / 9 : inTenths;
  return celsius >= 33 && celsius <= 43 ? Math.round(celsius * 10) / 10 : undefined;
}

/** A whole number is a temperature when it is all there is, or a word for it stands in the same sentence. */
function isAboutTemperature(text: PlainText, { at, end }: Place): boolean {
  if (at === 0 && end === text.masked.length) return true;
  return text.first('thresholds.temperatureWords', text.startOf(at), text.endOf(at)) !== undefined;
}

const TIMES = new Set(['times', 'time', 'x', 'gwaith', 'o weithiau', 'weithiau', 'goes']);
const LONGER = new Set(['week', 'month', 'year', 'weeks', 'months', 'years']);

function counts(text: PlainText, thresholds: Thresholds): Finding[] {
  return text.masked.flatMap((_word, at) => {
    const said = countAt(text.masked, at);
    if (said === undefined) return [];
    const concept = nearestCounted(text, said);
    if (concept === undefined || said.value < thresholds[`${concept}From`]) return [];
    return [found(text, said, `${concept}-often`, 'urgent')];
  });
}

interface Count extends Place {
  readonly value: number;
  /** "Count 8", which says nothing of what. */
  readonly bare: boolean;
}

/** "6 times", "x 6", "twice", "6 x", "count is 8", "5 or 6 times", "been 8". */
function countAt(words: readonly string[], at: number): Count | undefined {
  const word = words[at] ?? '';
  if (word === 'twice' || word === 'dwywaith' || word === 'thrice') return { at, end: at + 1, value: WORDS.get(word) ?? 2, bare: false };
  if (word === 'x' && isNumber(words[at + 1] ?? '')) return { at, end: at + 2, value: Number(words[at + 1]), bare: false };
  const value = countWord(words, at);
  if (value === undefined) return undefined;
  const next = words[value.end] ?? '';
  if (TIMES.has(next)) {
    const after = words[value.end + 1] === 'a' || words[value.end + 1] === 'per' || words[value.end + 1] === 'this' || words[value.end + 1] === 'last' ? words[value.end + 2] : undefined;
    return after !== undefined && LONGER.has(after) ? undefined : { at, end: value.end + 1, value: value.value, bare: false };
  }
  const before = words[at - 1] === 'is' || words[at - 1] === 'today' || words[at - 1] === ',' ? words[at - 2] : words[at - 1];
  return before === 'count' || before === 'been' ? { at, end: value.end, value: value.value, bare: true } : undefined;
}

function countWord(words: readonly string[], at: number): { value: number; end: number } | undefined {
  const whole = wholeAt(words, at);
  return whole !== undefined && Number.isInteger(whole.value) && whole.value < 100 ? whole : undefined;
}

type Counted = 'vomiting' | 'diarrhoea';
const COUNTED: readonly Counted[] = ['vomiting', 'diarrhoea'];

/** What is counted: the nearest word for it in the sentence. "Been 8 times" without saying where is the toilet. */
function nearestCounted(text: PlainText, count: Count): Counted | undefined {
  const start = text.startOf(count.at);
  const end = text.endOf(count.at);
  let nearest: { distance: number; concept: Counted } | undefined;
  for (const concept of COUNTED) {
    for (const place of [text.last(`thresholds.${concept}Words`, start, count.at), text.first(`thresholds.${concept}Words`, count.at, end)]) {
      if (place === undefined) continue;
      const distance = place.at < count.at ? count.at - place.end : place.at - count.end;
      if (nearest === undefined || distance < nearest.distance) nearest = { distance, concept };
    }
  }
  if (nearest !== undefined) return nearest.concept;
  const before = text.masked.slice(Math.max(0, count.at - 3), count.at);
  return count.bare || before.includes('been') || before.includes('go') || before.includes('gone') ? 'diarrhoea' : undefined;
}

function pains(text: PlainText, { painFrom }: Thresholds): Finding[] {
  const words = text.masked;
  const spoken = text.found.of('thresholds.painWords').length > 0;
  return words.flatMap((_word, at) => {
    const score = scoreAt(words, at);
    if (score === undefined) return [];
    const bare = score.at === 0 && score.end === words.length;
    if (!score.outOfTen && !isBeside(text, score)) return [];
    if (score.outOfTen && !spoken && !bare) return [];
    if (score.value === 0) return [found(text, score, 'pain-none', 'none')];
    // A bare "9/10" says nothing of what: somebody looks the next working day, as the labelling guide has it for "7/10".
    return [found(text, score, 'pain-score', score.value >= painFrom && !bare ? 'urgent' : 'soon')];
  });
}

interface Score extends Place {
  readonly value: number;
  readonly outOfTen: boolean;
}

/** "8/10", "8 out of 10", "eight out of ten", "8", from 0 to 10. */
function scoreAt(words: readonly string[], at: number): Score | undefined {
  const fraction = /^(\d{1,2}(?:\.5)?)\/10$/.exec(words[at] ?? '');
  if (fraction !== null) return inTen(Number(fraction[1]), { at, end: at + 1 }, true);
  const value = numberAt(words, at);
  if (value === undefined || value.value > 10) return undefined;
  const ten = words[value.end] === 'out' && words[value.end + 1] === 'of' ? value.end + 2 : words[value.end] === 'of' || words[value.end] === 'o' ? value.end + 1 : 0;
  if (ten > 0 && (words[ten] === '10' || words[ten] === 'ten')) return inTen(value.value, { at, end: ten + 1 }, true);
  return inTen(value.value, { at, end: value.end }, false);
}

function inTen(value: number, { at, end }: Place, outOfTen: boolean): Score | undefined {
  return value <= 10 ? { value, at, end, outOfTen } : undefined;
}

const NOT_A_SCORE = new Set(['times', 'days', 'weeks', 'hours', 'of', 'x', 'months', 'years', 'day', 'week', 'hour', 'am', 'pm', 'mg', 'minutes', 'mins', 'nights', 'tablets']);
const SMALL = new Set(['is', 'was', 'now', 'at', 'about', 'a', 'an', 'today', 'score', 'level', ',']);

/** A number close behind a word for pain: "pain is 8", "pain 3 sickness 0". */
function isBeside(text: PlainText, { at, end }: Score): boolean {
  const words = text.masked;
  if (NOT_A_SCORE.has(words[end] ?? '') || words[at]?.includes('/')) return false;
  let place = at - 1;
  for (let passed = 0; passed < 3 && SMALL.has(words[place] ?? ''); passed += 1) place -= 1;
  return words[place] === 'pain' || words[place] === 'pains' || words[place] === 'poen';
}

function found(text: PlainText, { at, end }: Place, name: string, urgency: Urgency): Finding {
  const none = urgency === 'none';
  return { rule: `thresholds.${name}`, kind: none ? 'fact' : 'clinical', urgency, topic: none ? 'fine' : 'symptom', marks: [], deniable: !none, words: text.wordsOf({ at, end }), at, end };
}
