import type { WordSet } from './matcher.ts';
import type { Words } from './phrases.ts';

const NOTHING: ReadonlySet<WordSet> = new Set();

/** Every set of words that the steps of phrases take, once each and by number, and for every word the sets that it belongs to. */
export class WordSets {
  readonly #numbers = new Map<string, WordSet>();
  readonly #exact = new Map<string, Set<WordSet>>();
  readonly #prefixes = new Map<string, Set<WordSet>>();
  readonly #sizes: number[] = [];
  #prefixLengths: readonly number[] | undefined;
  /** Where a word of each set was last seen, and how many places there have been. */
  #lastAt = new Int32Array(0);
  #counted = 0;

  numberOf({ exact, prefixes, key }: Words): WordSet {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#sizes.push(exact.length + 20 * prefixes.length);
    this.#numbers.set(key, number);
    for (const word of exact) add(this.#exact, word, number);
    for (const prefix of prefixes) add(this.#prefixes, prefix, number);
    return number;
  }

  /** How many words a set has, a beginning counted as twenty. */
  sizeOf(set: WordSet): number {
    return this.#sizes[set] ?? 0;
  }

  /** Whether some set names the word itself. */
  names(word: string): boolean {
    return this.#exact.has(word);
  }

  /** The sets that name the word or a beginning of it. Every set must be known before. */
  of(word: string): ReadonlySet<WordSet> {
    this.#prefixLengths ??= [...new Set(Array.from(this.#prefixes.keys(), (prefix) => prefix.length))].sort((a, b) => a - b);
    const exact = this.#exact.get(word);
    let found: Set<WordSet> | undefined;
    for (const length of this.#prefixLengths) {
      if (length > word.length) break;
      const sets = this.#prefixes.get(word.slice(0, length));
      if (sets === undefined) continue;
      found ??= new Set(exact);
      for (const set of sets) found.add(set);
    }
    return found ?? exact ?? NOTHING;
  }

  /**
   * Answers whether a set has a word at a place of a sentence or after it. Only for the sentence that was asked for last: the places of
   * all sentences are counted on, so that nothing need be cleared between them.
   */
  lookAhead(
    words: readonly { readonly needed: readonly WordSet[] }[],
    start: number,
    end: number,
  ): (set: WordSet, at: number) => boolean {
    if (this.#counted > MOST_COUNTED || this.#lastAt.length < this.#numbers.size) {
      this.#lastAt = new Int32Array(this.#numbers.size);
      this.#counted = 0;
    }
    const lastAt = this.#lastAt;
    const base = this.#counted + 1 - start;
    for (let at = start; at < end; at += 1) for (const set of words[at]?.needed ?? []) lastAt[set] = base + at;
    this.#counted = base + end;
    return (set, at) => (lastAt[set] ?? 0) >= base + at;
  }
}

/** Half of what a place of 32 bits can count. */
const MOST_COUNTED = 2 ** 30;

function add(map: Map<string, Set<WordSet>>, key: string, number: WordSet): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([number]));
  else known.add(number);
}
