/** Makes any string into one plain form, so that the tables need to know only one. */

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
const DECIMAL_COMMA = /(?<![\d.,])(3[4-9]|4[0-3]|9\d|10\d),(\d)(?!\d)/g;

/** Lower case, no accents, no apostrophes inside words: "Can’t" is "cant", "tŷ" is "ty". */
export function fold(text: string): string {
  const lower = text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().normalize('NFKC');
  return SHORTENED.reduce((sofar, [short, long]) => sofar.replace(short, long), lower).replace(APOSTROPHES, '');
}

/**
 * The words of a text. `,` stands alone; `|` stands where a sentence ends, and never at either end. Numbers keep their decimal
 * point ("38,2" is "38.2") and fractions their stroke; a letter run three or more long becomes one letter.
 */
export function normalise(text: string): string[] {
  const plain = fold(text)
    .replace(EMOJI_PARTS, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(DECIMAL_COMMA, '$1.$2')
    .replace(/(?<=\d)[.·](?=\d)/g, '\uE000')
    .replace(/(?<=\d)[/](?=\d)/g, '\uE001')
    .replace(/[.!?;\n\r]+/g, ' | ')
    .replace(/[,:()]+|\s[-–—]+\s/g, ' , ')
    .replace(/[&+]/g, ' and ')
    .replace(/\p{Extended_Pictographic}/gu, ' $& ')
    .replace(/(?<=\d)(?=\p{L})/gu, ' ')
    .replace(/(?<![\p{L}\d])x(?=\d)/gu, 'x ')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}|,£\uE000\uE001]+/gu, ' ')
    .replaceAll('\uE000', '.')
    .replaceAll('\uE001', '/');
  return tidy(plain);
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
