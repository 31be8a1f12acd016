import { isMark } from './normalise.ts';

/**
 * What the statistical model sees of a text: its words, its pairs of neighbouring words, and the runs of three to five letters within
 * words (with `_` for a word's edge). Each once, however often it stands there.
 */
export function featuresOf(words: readonly string[]): ReadonlySet<string> {
  const features = new Set<string>();
  let before = '^';
  for (const word of words) {
    if (word === ',') continue;
    if (isMark(word)) {
      before = '|';
      continue;
    }
    features.add(word).add(`${before} ${word}`);
    before = word;
    addRuns(features, `_${word.slice(0, LONGEST_WORD)}_`);
  }
  features.add(`${before} $`);
  return features;
}

const LONGEST_WORD = 30;

function addRuns(features: Set<string>, word: string): void {
  for (let length = 3; length <= 5; length += 1) {
    for (let at = 0; at + length <= word.length; at += 1) features.add(`~${word.slice(at, at + length)}`);
  }
}
