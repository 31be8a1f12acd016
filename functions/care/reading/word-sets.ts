import type { WordSet } from './matcher.ts';
import type { Words } from './phrases.ts';

const NOTHING: ReadonlySet<WordSet> = new Set();

/** Every set of words that the steps of phrases take, once each and by number, and for every word the sets that it belongs to. */
export class WordSets {
  readonly #numbers = new Map<string, WordSet>();
  readonly #exact = new Map<string, Set<WordSet>>();
  readonly #prefixes = new Map<string, Set<WordSet>>();
  #prefixLengths: readonly number[] = [];
  /** When each set was last seen in a sentence: the number of that sentence. */
  #seen = new Int32Array(0);
  #sentence = 0;

  numberOf({ exact, prefixes, key }: Words): WordSet {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    for (const word of exact) add(this.#exact, word, number);
    for (const prefix of prefixes) add(this.#prefixes, prefix, number);
    return number;
  }

  /** Every set is known: the words that some set names get what their beginnings belong to as well. */
  settle(): void {
    this.#prefixLengths = [...new Set(Array.from(this.#prefixes.keys(), (prefix) => prefix.length))].sort((a, b) => a - b);
    for (const [word, sets] of this.#exact) for (const set of this.#byBeginning(word)) sets.add(set);
    this.#seen = new Int32Array(this.#numbers.size);
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

  /** Answers whether each of some sets has a word in a sentence. Only for the sentence that was asked for last. */
  presentIn(sets: readonly ReadonlySet<WordSet>[], start: number, end: number): (needs: readonly WordSet[]) => boolean {
    this.#sentence += 1;
    const seen = this.#seen;
    const sentence = this.#sentence;
    for (let at = start; at < end; at += 1) for (const set of sets[at] ?? NOTHING) seen[set] = sentence;
    return (needs) => {
      for (const set of needs) if (seen[set] !== sentence) return false;
      return true;
    };
  }
}

function add(map: Map<string, Set<WordSet>>, key: string, number: WordSet): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([number]));
  else known.add(number);
}
