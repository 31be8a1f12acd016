import { normalise } from './normalise.ts';
import type { WordTable } from './tables.ts';

/** Puts typed words right. */
export interface Spelling {
  /** The words of a text, each as the tables know it. */
  readonly correct: (words: readonly string[]) => readonly string[];
}

interface Form {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/**
 * Two ways, both by the table: a form that is written there (one word or several, the longest first); and a long word that is one
 * letter away from one of the table's words, or two when it is very long, unless it is a word of its own.
 */
export function spelling(table: WordTable, isKnown: (word: string) => boolean): Spelling {
  const forms = new Map<string, Form[]>();
  for (const { to, from } of table.spellings) {
    for (const typed of from) {
      const form = { from: normalise(typed), to: normalise(to) };
      const first = form.from[0] ?? '';
      forms.set(
        first,
        [...(forms.get(first) ?? []), form].sort((a, b) => b.from.length - a.from.length),
      );
    }
  }
  const near = nearWords(table, isKnown);
  return {
    correct: (words) => {
      const corrected: string[] = [];
      for (let at = 0; at < words.length; ) {
        const form = forms.get(words[at] ?? '')?.find(({ from }) => from.every((word, offset) => words[at + offset] === word));
        if (form === undefined) corrected.push(near(withG(words[at] ?? '', isKnown)));
        else corrected.push(...form.to);
        at += form?.from.length ?? 1;
      }
      return corrected;
    },
  };
}

/** "shakin" is "shaking", where the one is no word of the tables and the other is. */
function withG(word: string, isKnown: (word: string) => boolean): string {
  return word.length > 4 && word.endsWith('in') && !isKnown(word) && isKnown(`${word}g`) ? `${word}g` : word;
}

const SHORTEST = 5;
const LONG = 9;
const MOST_WRONG = 2;

/** Finds the table's word that a misspelt one stands for, by leaving letters out of both until they agree (as SymSpell does). */
function nearWords({ misspelt }: WordTable, isKnown: (word: string) => boolean): (word: string) => string {
  const ownWords = new Set(misspelt.ownWords);
  const byShortened = new Map<string, string[]>();
  for (const word of misspelt.words)
    for (const shortened of shortenings(word)) byShortened.set(shortened, [...(byShortened.get(shortened) ?? []), word]);
  // A word that is longer by more than may be wrong can be none of them, and a text of one word has over a million shortenings.
  const longest = Math.max(0, ...misspelt.words.map((word) => word.length)) + MOST_WRONG;
  return (word) => {
    if (word.length < SHORTEST || word.length > longest || isKnown(word) || ownWords.has(word) || !/^\p{L}+$/u.test(word))
      return word;
    let best: { word: string; distance: number } | undefined;
    for (const shortened of shortenings(word)) {
      for (const right of byShortened.get(shortened) ?? []) {
        const distance = editDistance(word, right);
        if (distance <= allowed(Math.min(word.length, right.length)) && (best === undefined || distance < best.distance))
          best = { word: right, distance };
      }
    }
    return best?.word ?? word;
  };
}

function allowed(length: number): number {
  return length >= LONG ? MOST_WRONG : 1;
}

function shortenings(word: string): Set<string> {
  const all = new Set([word]);
  let last = [word];
  for (let depth = 0; depth < allowed(word.length); depth += 1) {
    last = last.flatMap((each) => Array.from(each, (_letter, at) => each.slice(0, at) + each.slice(at + 1)));
    for (const each of last) all.add(each);
  }
  return all;
}

/** How many letters must be added, left out, changed or swapped with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_each, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      current.push(least);
    }
    before = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
