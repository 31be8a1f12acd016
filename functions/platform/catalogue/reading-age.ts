import type { Language } from '../../care/person.ts';

/**
 * How hard a text is to read, by two measures that look at different things. No formula was made for texts as short as
 * these: they find the long sentence and the long word, and that is all they are asked to do.
 */
export interface Measure {
  name: string;
  value: number;
  most: number;
}

/** Formulas say nothing about a few words: below this many they are shown but not judged. */
const FEWEST_WORDS = 10;

/** The reading age that health services in the UK write for is 9 to 11. */
const OLDEST = 11;

/**
 * English: the age at which a text is read by Flesch–Kincaid (sentences and syllables; Kincaid and others 1975, Naval Technical Training
 * Command report 8-75) and by Coleman–Liau (sentences and letters; Coleman and Liau 1975, J Appl Psychol 60, 283). Both give a school
 * grade of the USA; the age is five more.
 *
 * Welsh: no formula gives an age, as none was tried on readers of Welsh. LIX (Björnsson 1968: words a sentence and the share of words of more
 * than six letters) was made to compare languages: under 25 are children's books, 25 to 30 simple texts, 30 to 40 stories. And words a sentence.
 */
export function measuresOf(text: string, language: Language): Measure[] {
  const { sentences, words, letters, syllables, long } = countsOf(text);
  if (language === 'cy')
    return [
      { name: 'LIX', value: rounded(words / sentences + (100 * long) / words), most: 35 },
      { name: 'words a sentence', value: rounded(words / sentences), most: 14 },
    ];
  const fleschKincaid = (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59;
  const colemanLiau = (5.88 * letters) / words - (29.6 * sentences) / words - 15.8;
  return [
    { name: 'reading age by Flesch-Kincaid', value: rounded(fleschKincaid + 5), most: OLDEST },
    { name: 'reading age by Coleman-Liau', value: rounded(colemanLiau + 5), most: OLDEST },
  ];
}

/** The measures that a text exceeds. */
export function tooHard(text: string, language: Language): Measure[] {
  if (countsOf(text).words < FEWEST_WORDS) return [];
  return measuresOf(text, language).filter(({ value, most }) => value > most);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

interface Counts {
  sentences: number;
  words: number;
  letters: number;
  syllables: number;
  long: number;
}

/** What is filled in is not ours to make shorter: each counts as one short word, as do figures; the name we sign with is left out. */
function countsOf(text: string): Counts {
  const plain = text.replace(/\s*\{service\}\s*$/, '').replace(/\{\w+\}/g, 'Ann');
  const words = wordsOf(plain);
  const counts: Counts = { sentences: sentencesOf(plain), words: Math.max(words.length, 1), letters: 0, syllables: 0, long: 0 };
  for (const word of words) {
    const letters = word.replace(/[^\p{L}]/gu, '');
    counts.letters += /\d/.test(word) ? 3 : letters.length;
    counts.syllables += /\d/.test(word) ? 1 : syllablesOf(letters.toLowerCase());
    if (letters.length > 6) counts.long += 1;
  }
  return counts;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/**
 * A colon or semicolon ends a sentence where what stands before it could be one (Flesch, How to Write Plain English, chapter 2: each unit of thought that
 * is grammatically independent); a single word before it, such as who is writing, belongs to what follows.
 */
function sentencesOf(text: string): number {
  const pieces = text.split(/[.!?:;]+(?:\s+|$)/).filter((piece) => wordsOf(piece).length > 1);
  return Math.max(pieces.length, 1);
}

/** Words whose spelling misleads the rule below. */
const SYLLABLES: Readonly<Record<string, number>> = { colleague: 2, colleagues: 2, being: 2, area: 3, idea: 3 };

/** Groups of vowels, without a silent e or ed at the end. */
function syllablesOf(word: string): number {
  const known = SYLLABLES[word];
  if (known) return known;
  if (word.length <= 3) return 1;
  const spoken = word
    .replace(/^some(?=[a-z])/, 'sum')
    .replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '');
  return Math.max(spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1, 1);
}
