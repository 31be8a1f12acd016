import { isMark, normalise } from './normalise.ts';
import type { List } from './tables.ts';

/** Which of the tables' lists a word stands in: `legs` in `<leg>` and `<limb>`. */
export interface WordLists {
  readonly of: (word: string) => readonly string[];
}

/** Who is shown the features of a text: those of one word or run, and those of two, which are never joined unless somebody wants to. */
export interface Visitor {
  readonly one: (feature: string) => void;
  readonly pair: (first: string, second: string) => void;
}

/** What the statistical model sees of a text, each feature once. */
export function featuresOf(words: readonly string[], lists: WordLists): ReadonlySet<string> {
  const features = new Set<string>();
  visitFeatures(words, lists, {
    one: (feature) => features.add(feature),
    pair: (first, second) => features.add(`${first} ${second}`),
  });
  return features;
}

/**
 * Visits the words of a text, its pairs of neighbouring words, the runs of three and four letters within words (with `_` for a word's edge), the lists that
 * its words stand in, and each such list with the words and lists up to four words before it, in one sentence: "<leg>", "<leg> <weak>",
 * "since <weak>". What stands there twice is visited twice.
 */
export function visitFeatures(words: readonly string[], lists: WordLists, { one, pair }: Visitor): void {
  let before = '^';
  let near: (readonly string[])[] = [];
  for (const word of words) {
    if (word === ',') continue;
    if (isMark(word)) {
      before = '|';
      near = [];
      continue;
    }
    one(word);
    pair(before, word);
    before = word;
    visitRuns(`_${word.slice(0, LONGEST_WORD)}_`, one);
    const own = lists.of(word);
    for (const list of own) {
      one(list);
      for (const earlier of near) for (const each of earlier) pair(each, list);
    }
    near.push([...own, word]);
    if (near.length > NEAR) near.shift();
  }
  pair(before, '$');
}

const LONGEST_WORD = 30;
const NEAR = 4;

function visitRuns(word: string, one: Visitor['one']): void {
  for (let length = 3; length <= 4; length += 1) {
    for (let at = 0; at + length <= word.length; at += 1) one(`~${word.slice(at, at + length)}`);
  }
}

/** The lists by the single words in them, also those of the lists that they name; words that only begin so count too. */
export function wordLists(lists: readonly List[]): WordLists {
  const byName = new Map(lists.map((list) => [list.name, list]));
  const exact = new Map<string, Set<string>>();
  const prefixes = new Map<string, Set<string>>();
  for (const { name } of lists) {
    for (const written of singleWords(name, byName)) {
      const isPrefix = written.endsWith('*');
      const [word, ...others] = normalise(written);
      if (word === undefined || others.length > 0) continue;
      const known = isPrefix ? prefixes : exact;
      known.set(word, (known.get(word) ?? new Set()).add(`<${name}>`));
    }
  }
  const lengths = [...new Set(Array.from(prefixes.keys(), (prefix) => prefix.length))].sort((a, b) => a - b);
  return {
    of: (word) => {
      const found = new Set(exact.get(word));
      for (const length of lengths) for (const list of prefixes.get(word.slice(0, length)) ?? []) found.add(list);
      return [...found];
    },
  };
}

function singleWords(name: string, lists: ReadonlyMap<string, List>): string[] {
  return (lists.get(name)?.words ?? []).flatMap((word) => {
    if (word.startsWith('<')) return singleWords(word.slice(1, -1), lists);
    return /[ ()<>_]/.test(word) ? [] : [word];
  });
}
