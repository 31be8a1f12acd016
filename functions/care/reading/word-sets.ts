import type { WordSet } from './matcher.ts';
import type { Words } from './phrases.ts';

const NOTHING: ReadonlySet<WordSet> = new Set();

/** Every set of words that the steps of phrases take, once each and by number, and for every word the sets that it belongs to. */
export class WordSets {
  readonly #numbers = new Map<string, WordSet>();
  readonly #exact = new Map<string, Set<WordSet>>();
  readonly #prefixes = new Map<string, Set<WordSet>>();
  readonly #sizes: number[] = [];
  #prefixLengths: readonly number[] = [];
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

  /** Every set is known: the words that some set names get what their beginnings belong to as well. */
  settle(): void {
    this.#prefixLengths = [...new Set(Array.from(this.#prefixes.keys(), (prefix) => prefix.length))].sort((a, b) => a - b);
    for (const [word, sets] of this.#exact) for (const set of this.#byBeginning(word)) sets.add(set);
    this.#lastAt = new Int32Array(this.#numbers.size);
  }

  words(): Iterable<string> {
    return this.#exact.keys();
  }

  of(word: string): ReadonlySet<WordSet> {
    return this.#exact.get(word) ?? this.#byBeginning(word);
  }

  #byBeginning(word: string): ReadonlySet<WordSet> {
    let found: Set<WordSet> | undefined;
    for (const length of this.#prefixLengths) {
      if (length > word.length) break;
      const sets = this.#prefixes.get(word.slice(0, length));
      if (sets === undefined) continue;
      found ??= new Set();
      for (const set of sets) found.add(set);
    }
    return found ?? NOTHING;
  }

  /**
   * Answers whether a set has a word at a place of a sentence or after it. Only for the sentence that was asked for last: the places of
   * all sentences are counted on, so that nothing need be cleared between them.
   */
  lookAhead(sets: readonly ReadonlySet<WordSet>[], start: number, end: number): (set: WordSet, at: number) => boolean {
    if (this.#counted > MOST_COUNTED) {
      this.#lastAt.fill(0);
      this.#counted = 0;
    }
    const lastAt = this.#lastAt;
    const base = this.#counted + 1 - start;
    for (let at = start; at < end; at += 1) for (const set of sets[at] ?? NOTHING) lastAt[set] = base + at;
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
