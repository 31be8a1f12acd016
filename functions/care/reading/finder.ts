import { type Lexicon, parsePhrase, type Step } from './phrases.ts';

/** A name for a set of phrases, and the phrases. */
export interface Group {
  readonly name: string;
  readonly phrases: readonly string[];
}

/** Where words of a text met a phrase of a group: `at` is the place of the first word, `end` the place after the last. */
export interface Place {
  readonly at: number;
  readonly end: number;
}

/** Words that a phrase passes over. */
export interface Between {
  /** May stand between words side by side, and do not count in a gap. */
  readonly small: ReadonlySet<string>;
  /** Never stand in a gap: what comes after them is denied. */
  readonly denying: ReadonlySet<string>;
}

const SMALL_BETWEEN = 2;
const COUNTED_IN_GAP = 5;
const ALL_IN_GAP = 10;

interface Phrase {
  readonly group: number;
  readonly start: Step;
}

/**
 * Finds every phrase of every group in one pass over a text. A phrase is looked for only where its first word stands, so the time grows
 * with the text and hardly with the tables.
 */
export class Finder {
  readonly #names: ReadonlyMap<string, number>;
  readonly #byWord = new Map<string, Phrase[]>();
  readonly #byPrefix = new Map<string, Phrase[]>();
  readonly #byNumber: Phrase[] = [];
  readonly #prefixLengths: readonly number[];
  readonly #vocabulary = new Set<string>();
  readonly #vocabularyPrefixes = new Set<string>();
  readonly #vocabularyPrefixLengths: readonly number[];
  readonly #between: Between;

  /** @throws when a phrase is not well written; the message names the group. */
  constructor(groups: readonly Group[], lexicon: Lexicon, between: Between) {
    this.#between = between;
    this.#names = new Map(groups.map(({ name }, index) => [name, index]));
    groups.forEach(({ name, phrases }, group) => {
      for (const written of phrases) {
        try {
          for (const start of parsePhrase(written, lexicon)) {
            this.#index({ group, start }, start);
            this.#learn(start);
          }
        } catch (error) {
          throw new Error(`${name}: "${written}": ${(error as Error).message}`, { cause: error });
        }
      }
    });
    this.#prefixLengths = lengthsOf(this.#byPrefix.keys());
    this.#vocabularyPrefixLengths = lengthsOf(this.#vocabularyPrefixes.keys());
  }

  #learn(step: Step): void {
    if (step.kind === 'word') {
      for (const word of step.exact) this.#vocabulary.add(word);
      for (const prefix of step.prefixes) this.#vocabularyPrefixes.add(prefix);
    }
    if (step.kind === 'fork') for (const branch of step.branches) this.#learn(branch);
    else if (step.kind !== 'end') this.#learn(step.next);
  }

  #index(phrase: Phrase, step: Step): void {
    if (step.kind === 'word') {
      for (const word of step.exact) push(this.#byWord, word, phrase);
      for (const prefix of step.prefixes) push(this.#byPrefix, prefix, phrase);
    } else if (step.kind === 'number') this.#byNumber.push(phrase);
    else if (step.kind === 'fork') for (const branch of step.branches) this.#index(phrase, branch);
    else if (step.kind === 'text-begins' || step.kind === 'joint') this.#index(phrase, step.next);
    else throw new Error('A phrase must begin with a word');
  }

  /** Whether some phrase has the word anywhere. */
  knows(word: string): boolean {
    if (this.#vocabulary.has(word)) return true;
    for (const length of this.#vocabularyPrefixLengths) if (this.#vocabularyPrefixes.has(word.slice(0, length))) return true;
    return false;
  }

  /** Everything that is met, in the order of the text. */
  find(words: readonly string[]): Found {
    const places: Place[][] = [];
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? '';
      this.#try(this.#byWord.get(word), words, at, places);
      if (isNumber(word)) this.#try(this.#byNumber, words, at, places);
      for (const length of this.#prefixLengths) {
        if (length > word.length) break;
        this.#try(this.#byPrefix.get(word.slice(0, length)), words, at, places);
      }
    }
    return new Found(this.#names, places);
  }

  #try(phrases: readonly Phrase[] | undefined, words: readonly string[], at: number, places: Place[][]): void {
    if (phrases === undefined) return;
    for (const { group, start } of phrases) {
      const end = walk(start, words, at, this.#between);
      if (end < 0) continue;
      places[group] ??= [];
      const last = places[group].at(-1);
      if (last?.at === at) {
        if (end > last.end) places[group][places[group].length - 1] = { at, end };
      } else places[group].push({ at, end });
    }
  }
}

/** What was found in one text. */
export class Found {
  readonly #names: ReadonlyMap<string, number>;
  readonly #places: readonly (readonly Place[] | undefined)[];

  constructor(names: ReadonlyMap<string, number>, places: readonly (readonly Place[] | undefined)[]) {
    this.#names = names;
    this.#places = places;
  }

  /** In the order of the text. @throws for a group that there is not. */
  of(name: string): readonly Place[] {
    const group = this.#names.get(name);
    if (group === undefined) throw new Error(`There is no group "${name}"`);
    return this.#places[group] ?? [];
  }
}

function lengthsOf(prefixes: Iterable<string>): number[] {
  return [...new Set(Array.from(prefixes, (prefix) => prefix.length))].sort((a, b) => a - b);
}

function push(map: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [phrase]);
  else if (known.at(-1) !== phrase) known.push(phrase);
}

export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d+(?:\.\d+)?$/.test(word);
}

/** The place after the last word when the chain is met from `at` on, or -1. */
function walk(step: Step, words: readonly string[], at: number, between: Between): number {
  switch (step.kind) {
    case 'end':
      return at;
    case 'word':
      return at < words.length && isOneOf(step, words[at] ?? '') ? walk(step.next, words, at + 1, between) : -1;
    case 'number':
      return at < words.length && isNumber(words[at] ?? '') && Number(words[at]) >= step.least
        ? walk(step.next, words, at + 1, between)
        : -1;
    case 'fork': {
      for (const branch of step.branches) {
        const end = walk(branch, words, at, between);
        if (end >= 0) return end;
      }
      return -1;
    }
    case 'text-begins':
      return at === 0 ? walk(step.next, words, at, between) : -1;
    case 'text-ends':
      return at === words.length ? walk(step.next, words, at, between) : -1;
    case 'joint':
      return across(step.next, words, at, between, 0, SMALL_BETWEEN);
    case 'gap':
      return across(step.next, words, at, between, COUNTED_IN_GAP, ALL_IN_GAP);
  }
}

/** Goes on at the nearest place after `at` that does not leave the sentence nor pass more words than it may. */
function across(next: Step, words: readonly string[], at: number, between: Between, counted: number, all: number): number {
  let left = counted;
  let passed = 0;
  for (let place = at; place <= words.length; place += 1) {
    const word = words[place] ?? '';
    const end = walk(next, words, place, between);
    if (end >= 0) return end;
    if (word === ',') continue;
    if (word === '|' || between.denying.has(word)) return -1;
    passed += 1;
    if (!between.small.has(word)) left -= 1;
    if (left < 0 || passed > all) return -1;
  }
  return -1;
}

function isOneOf(step: Extract<Step, { kind: 'word' }>, word: string): boolean {
  if (step.exact.has(word)) return true;
  for (const prefix of step.prefixes) if (word.startsWith(prefix)) return true;
  return false;
}
