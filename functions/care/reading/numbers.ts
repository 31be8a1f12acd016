import type { Compiled } from './compile.ts';
import { type Finding, firstMatch } from './findings.ts';
import { before, sentenceAround } from './window.ts';

/** Numbers in a text: temperatures, how many times, and pain out of ten. `text` is normalised. */
export function findNumbers(text: string, compiled: Compiled): Finding[] {
  return [...temperatures(text, compiled), ...counts(text, compiled), ...pains(text, compiled)];
}

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const WELSH = ['dim', 'un', 'dau', 'tri', 'pedwar', 'pump', 'chwech', 'saith', 'wyth', 'naw', 'deg'];
const WELSH_OTHER = { dwy: 2, tair: 3, pedair: 4, pum: 5, chwe: 6 };
const WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...WELSH.map((word, value) => [word, value] as const),
  ...Object.entries(WELSH_OTHER),
]);
const ANY_WORD = [...WORDS.keys()].join('|');

/** The value of digits or a number word; NaN for anything else. */
export function numberOf(word: string): number {
  return WORDS.get(word) ?? Number(word);
}

const SPOKEN_DEGREES = new RegExp(
  ` (?:(thirty|forty)(?: (${UNITS.slice(1, 10).join('|')}))?|(3[4-9]|4[0-2]))(?:( and a half)|(?: (?:point|pwynt|dot) (\\d|${ANY_WORD})))?(?= )`,
  'g',
);
const DIGITS = / (\d{2,3}(?:\.\d{1,2})?)(?= )(?: (?:degrees?|deg|o))?(?: (c|f|celsius|centigrade|fahrenheit)(?= ))?/g;

interface Measured {
  readonly value: number;
  /** Said so that it can be nothing but a temperature: with a decimal or a unit. */
  readonly plain: boolean;
  readonly match: RegExpExecArray;
}

function temperatures(text: string, compiled: Compiled): Finding[] {
  const { feverFrom, lowBelow } = compiled.tables.thresholds.temperature;
  const unwell = firstMatch(text, compiled.unwell) !== undefined;
  const measured = [...digitDegrees(text, compiled), ...spokenDegrees(text)];
  const some = measured.some((each) => each.plain);
  return measured
    .filter((each) => each.plain || some || isAboutTemperature(text, each.match, compiled))
    .map(({ value, match }) => {
      const celsius = inCelsius(value);
      if (celsius >= feverFrom) return number('fever', 'urgent', 'symptom', match);
      if (celsius >= lowBelow) return number('temperature-normal', 'none', 'fine', match);
      return unwell
        ? number('temperature-low-and-unwell', 'urgent', 'symptom', match)
        : number('temperature-low', 'soon', 'symptom', match);
    });
}

function digitDegrees(text: string, compiled: Compiled): Measured[] {
  return [...text.matchAll(DIGITS)].flatMap((match) => {
    const [all, digits = '', unit] = match;
    const value = Number(digits);
    if (!isDegrees(value) || (unit === undefined && startsWith(text, match.index + all.length, compiled.otherUnits))) return [];
    return [{ value, plain: unit !== undefined || digits.includes('.'), match }];
  });
}

function spokenDegrees(text: string): Measured[] {
  return [...text.matchAll(SPOKEN_DEGREES)].flatMap((match) => {
    const [, tens, unit, digits, half, decimal] = match;
    if (digits !== undefined && half === undefined && decimal === undefined) return [];
    const whole =
      digits !== undefined ? Number(digits) : (tens === 'thirty' ? 30 : 40) + (unit === undefined ? 0 : numberOf(unit));
    const part = half !== undefined ? 0.5 : decimal === undefined ? 0 : numberOf(decimal) / 10;
    const value = whole + part;
    return isDegrees(value) ? [{ value, plain: half !== undefined || decimal !== undefined, match }] : [];
  });
}

/** Between what a living person can have; Fahrenheit from 94; "382" is how some thermometers and thumbs write 38.2. */
function isDegrees(value: number): boolean {
  return (
    (value >= 33 && value <= 43) || (value >= 94 && value <= 109) || (Number.isInteger(value) && value >= 350 && value <= 429)
  );
}

function inCelsius(value: number): number {
  const celsius = value >= 350 ? value / 10 : value >= 94 ? ((value - 32) * 5) / 9 : value;
  return Math.round(celsius * 10) / 10;
}

/** A whole number is a temperature when it is all there is, or a word for it stands in the same sentence. */
function isAboutTemperature(text: string, match: RegExpExecArray, compiled: Compiled): boolean {
  return (
    text.trim() === match[0].trim() || firstMatch(sentenceAround(text, match.index), compiled.temperatureWords) !== undefined
  );
}

const TIMES = new RegExp(
  ` (?:(twice)|x (\\d+)|(\\d+|${ANY_WORD}) (?:(?:times?|x|gwaith|o weithiau)(?! (?:a|per|this|last) (?:week|month|year)))|(?:count|been) (?:today |so far )?(?:, )?(\\d+))(?= )`,
  'g',
);
/** "Been 8 times" without saying where is the toilet. */
const BEEN = / been(?: to)?(?: about)?$/;

function counts(text: string, compiled: Compiled): Finding[] {
  return [...text.matchAll(TIMES)].flatMap((match) => {
    const count = match[1] ? 2 : Number(numberOf(match[2] ?? match[3] ?? match[4] ?? ''));
    const concept = nearestCounted(text, match, compiled);
    if (concept === undefined || !(count >= concept.urgentFrom)) return [];
    return [number(`${concept.name}-often`, 'urgent', 'symptom', match)];
  });
}

function nearestCounted(text: string, match: RegExpExecArray, compiled: Compiled) {
  const sentence = sentenceAround(text, match.index);
  const position = before(text, match.index).length - 1;
  let nearest: { distance: number; concept: Compiled['counted'][number] } | undefined;
  for (const concept of compiled.counted) {
    for (const said of sentence.matchAll(concept.find)) {
      const distance = Math.abs(said.index - position);
      if (nearest === undefined || distance < nearest.distance) nearest = { distance, concept };
    }
  }
  if (nearest !== undefined) return nearest.concept;
  return BEEN.test(sentence.slice(0, position)) || match[0].startsWith(' count')
    ? compiled.counted.find(({ name }) => name === 'diarrhoea')
    : undefined;
}

const OUT_OF_TEN = / (\d{1,2})(?:\/10| out of (?:10|ten))(?= )/g;

function pains(text: string, compiled: Compiled): Finding[] {
  const { urgentFrom } = compiled.tables.thresholds.pain;
  const said = firstMatch(text, compiled.pain);
  const scores = [...text.matchAll(OUT_OF_TEN)];
  const bare = scores.length === 1 && text.trim() === scores[0]?.[0].trim();
  const scored = said === undefined && !bare ? [] : scores;
  const beside = [
    ...text.matchAll(/ pains?(?: is| was| now| at| about)* (\d{1,2})(?! ?\/| (?:times|days|weeks|hours|of))(?= )/g),
  ];
  return [...scored, ...beside].flatMap((match) => {
    const score = Number(match[1]);
    if (score > 10) return [];
    if (score === 0) return [number('pain-none', 'none', 'fine', match)];
    // A bare "9/10" says nothing of what: somebody looks the next working day, as the labelling guide has it for "7/10".
    return [number('pain-score', score >= urgentFrom && !bare ? 'urgent' : 'soon', 'symptom', match)];
  });
}

function number(name: string, urgency: Finding['urgency'], topic: Finding['topic'], match: RegExpExecArray): Finding {
  return {
    rule: `thresholds.${name}`,
    kind: urgency === 'none' ? 'fact' : 'clinical',
    urgency,
    topic,
    marks: [],
    deniable: urgency !== 'none',
    words: match[0].trim(),
    at: match.index,
    end: match.index + match[0].length,
  };
}

function startsWith(text: string, at: number, find: RegExp): boolean {
  return firstMatch(text.slice(at, at + 24), find)?.index === 0;
}
