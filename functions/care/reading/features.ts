import { isMark, normalise } from './normalise.ts';
import type { List } from './tables.ts';

/** Which of the tables' lists a word stands in: `legs` in `<leg>` and `<limb>`. */
export interface WordLists {
  readonly of: (word: string) => readonly string[];
}

/** Who is shown the features of a text. */
export interface Visitor<First> {
  readonly one: (feature: string) => void;
  /** The letter runs of a word, which `runsOf` tells. */
  readonly runs: (word: string) => void;
  /** What a feature is as the first of two, asked for once however many come second; undefined when it is none. */
  readonly first: (feature: string) => First | undefined;
  /** Two features are never joined unless somebody wants to. */
  readonly pair: (first: First, second: string) => void;
}

/** What the statistical model sees of a text, each feature once. */
export function featuresOf(words: readonly string[], lists: WordLists): ReadonlySet<string> {
  const features = new Set<string>();
  visitFeatures<string>(words, lists, {
    one: (feature) => features.add(feature),
    runs: (word) => {
      for (const run of runsOf(word)) features.add(run);
    },
    first: (feature) => feature,
    pair: (first, second) => features.add(`${first} ${second}`),
  });
  return features;
}

/**
 * Visits the words of a text, its pairs of neighbouring words, the runs of three and four letters within words (with `_` for a word's edge), the lists that
 * its words stand in, and each such list with the words and lists up to four words before it, in one sentence: "<leg>", "<leg> <weak>",
 * "since <weak>". What stands there twice is visited twice.
 */
export function visitFeatures<First>(words: readonly string[], lists: WordLists, visitor: Visitor<First>): void {
  let before = visitor.first('^');
  let near: (readonly First[])[] = [];
  for (const word of words) {
    if (word === ',') continue;
    if (isMark(word)) {
      before = visitor.first('|');
      near = [];
      continue;
    }
    visitor.one(word);
    if (before !== undefined) visitor.pair(before, word);
    before = visitor.first(word);
    visitor.runs(word);
    const own = lists.of(word);
    for (const list of own) {
      visitor.one(list);
      for (const earlier of near) for (const each of earlier) visitor.pair(each, list);
    }
    const firsts: First[] = [];
    for (const feature of [...own, word]) {
      const first = feature === word ? before : visitor.first(feature);
      if (first !== undefined) firsts.push(first);
    }
    near.push(firsts);
    if (near.length > NEAR) near.shift();
  }
  if (before !== undefined) visitor.pair(before, '$');
}

const LONGEST_WORD = 30;
const NEAR = 4;

export function runsOf(word: string): string[] {
  const edged = `_${word.slice(0, LONGEST_WORD)}_`;
  const runs: string[] = [];
  for (let length = 3; length <= 4; length += 1)
    for (let at = 0; at + length <= edged.length; at += 1) runs.push(`~${edged.slice(at, at + length)}`);
  return runs;
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
  const listsOf = (word: string) => {
    const found = new Set(exact.get(word));
    for (const length of lengths) for (const list of prefixes.get(word.slice(0, length)) ?? []) found.add(list);
    return [...found];
  };
  const known = new Map(Array.from(exact.keys(), (word) => [word, listsOf(word)]));
  return { of: (word) => known.get(word) ?? listsOf(word) };
}

function singleWords(name: string, lists: ReadonlyMap<string, List>): string[] {
  return (lists.get(name)?.words ?? []).flatMap((word) => {
    if (word.startsWith('<')) return singleWords(word.slice(1, -1), lists);
    return /[ ()<>_]/.test(word) ? [] : [word];
  });
}
