/** Makes any string into one plain form, so that the tables need to know only one. */

/** Most texts have nothing but plain letters, and no figures: what a text cannot have is not looked for in it. */
const PLAIN = /^[\0-\x7F]*$/;
const FIGURE = /\d/;
const APOSTROPHE = /['’‘`´ʼ]/;
const SIGN = /[½¼¾º˚×%/+\u066B]/;

const APOSTROPHES = /(?<=\p{L})['’‘`´ʼ]+(?=\p{L})/gu;
/** "I'll" is not "ill", nor "she'd" a shed. */
const SHORTENED: readonly (readonly [RegExp, string])[] = [
  [/(?<=\p{L})['’‘`´ʼ]ll(?!\p{L})/gu, ' will'],
  [/(?<=\p{L})['’‘`´ʼ]re(?!\p{L})/gu, ' are'],
  [/(?<=\p{L})['’‘`´ʼ]d(?!\p{L})/gu, ' would'],
];
const ACCENTS = /\p{M}/gu;
/** Joiners and skin tones, so that one emoji is one sign. */
const EMOJI_PARTS = /[\u{200D}\u{1F3FB}-\u{1F3FF}]/gu;
/** Signs that say something, as words: "38½", "95%", "×6", "5/day", "6+". */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d)\s?½/g, '.5'],
  [/(?<=\d)\s?¼/g, '.25'],
  [/(?<=\d)\s?¾/g, '.75'],
  [/½/g, ' half '],
  [/[º˚]/g, '°'],
  [/×/g, 'x'],
  [/%/g, ' percent '],
  [/(?<=\d)\/(?=\s?(?:day|d\b))/gi, ' per '],
  [/(?<=\d)\+/g, ' plus '],
  // Arabic, Persian, Devanagari, Bengali and Gurmukhi figures.
  [/(?<=[\u0660-\u0669\u06F0-\u06F9])\u066B(?=[\u0660-\u0669\u06F0-\u06F9])/g, '.'],
];
const OTHER_FIGURES = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0A66-\u0A6F]/g;
/**
 * A temperature whose point was typed as something else, once or twice, or with a space before it: "38,2", "38..2", "38 .2", "38:2". A
 * space behind the point may end a sentence ("temp 38. 2 tablets"), so there the figure must be the last or have a unit.
 */
const BODY_HEAT = '(?<![\\d.,:/£])(3[3-9]|4[0-3]|9\\d|10\\d)';
const POINTS: readonly RegExp[] = [
  new RegExp(`${BODY_HEAT}\\s?[.,;:·'’\`*_]{1,2}(\\d)(?![\\d/])`, 'g'),
  new RegExp(`${BODY_HEAT}[.,]\\s(\\d)(?=\\s*(?:$|[.!?\\n°]|(?:deg\\w*|o?[cf])(?![a-z])))`, 'gi'),
];
/** "Temp38.2", "T38". */
const STUCK = /(?<![\p{L}\d])(temp|temperature|tmp|t)(?=(?:3[3-9]|4[0-3]|9\d|10\d)(?!\d))/giu;
/** "37.9/38.2" is two numbers; "8/10" and "7.5/10" are one. */
const STROKES: readonly RegExp[] = [/(?<=\d\.\d+)\/(?=\d)(?!10(?!\d))/g, /(?<=\d)\/(?=\d+\.\d)/g];

/** Lower case, no accents, no apostrophes inside words: "Can’t" is "cant", "tŷ" is "ty". */
export function fold(text: string): string {
  const signs = SIGN.test(text) ? SIGNS.reduce((sofar, [sign, words]) => sofar.replace(sign, words), text) : text;
  const lower = PLAIN.test(signs) ? signs.toLowerCase() : plainLetters(signs);
  if (!APOSTROPHE.test(lower)) return lower;
  return SHORTENED.reduce((sofar, [short, long]) => sofar.replace(short, long), lower).replace(APOSTROPHES, '');
}

function plainLetters(text: string): string {
  const figures = text.replace(OTHER_FIGURES, asFigure);
  return figures.normalize('NFKD').replace(ACCENTS, '').toLowerCase().normalize('NFKC');
}

function asFigure(other: string): string {
  const code = other.charCodeAt(0);
  return String((code < 0x0900 ? code : code - 6) & 0xf);
}

/** "s.t.o.p" and "r.i.p." are words. */
function spelt(text: string): string {
  return text.replace(/(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu, (letters) => letters.replaceAll('.', ''));
}

/**
 * The words of a text. `,` stands alone; `|` stands where a sentence ends, and never at either end. Numbers keep their decimal
 * point ("38,2" is "38.2") and fractions their stroke; a letter run three or more long becomes one letter.
 */
export function normalise(text: string): string[] {
  const folded = fold(text);
  const words = folded.includes('.') ? spelt(folded) : folded;
  const hasFigures = FIGURE.test(words);
  const isPlain = PLAIN.test(words);
  const temperatures = hasFigures ? withPoints(words) : words;
  const runs = (isPlain ? temperatures : temperatures.replace(EMOJI_PARTS, '')).replace(/(\p{L})\1{2,}/gu, '$1');
  const marked = (hasFigures ? withFigures(runs) : runs)
    .replace(/[.!?;\n\r]+/g, ' | ')
    .replace(/[,:()]+|\s[-–—]+\s/g, ' , ')
    .replace(/[&+]/g, ' and ');
  const parted = isPlain ? marked : marked.replace(/\p{Extended_Pictographic}/gu, ' $& ');
  const plain = (hasFigures ? withoutUnits(parted) : parted)
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}|,£\uE000\uE001 ]+/gu, ' ')
    .replaceAll('\uE000', '.')
    .replaceAll('\uE001', '/');
  return tidy(plain);
}

function withPoints(text: string): string {
  const pointed = POINTS.reduce((sofar, point) => sofar.replace(point, '$1.$2'), text).replace(STUCK, '$1 ');
  return STROKES.reduce((sofar, stroke) => sofar.replace(stroke, ' , '), pointed);
}

/** Points and strokes inside numbers are no marks. */
function withFigures(text: string): string {
  return text.replace(/(?<=\d)[.·](?=\d)/g, '\uE000').replace(/(?<=\d)[/](?=\d)/g, '\uE001');
}

/** "38c", "x6". */
function withoutUnits(text: string): string {
  return text.replace(/(?<=\d)(?=\p{L})/gu, ' ').replace(/(?<![\p{L}\d])x(?=\d)/gu, 'x ');
}

function tidy(text: string): string[] {
  const kept: string[] = [];
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const mark = isMark(word);
    const last = kept.at(-1);
    if (mark && (last === undefined || last === '|')) continue;
    if (mark && last === ',') kept.pop();
    kept.push(word);
  }
  while (kept.length > 0 && isMark(kept.at(-1) ?? '')) kept.pop();
  return kept;
}

/** The marks that stand among the words. */
export function isMark(word: string): boolean {
  return word === ',' || word === '|';
}
