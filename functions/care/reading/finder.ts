import { isNumber, type Known, type Node, type WordSet, walk } from './matcher.ts';
import { type Lexicon, parsePhrase, type Step, type Words, wordsOf } from './phrases.ts';
import { WordSets } from './word-sets.ts';

export { isNumber } from './matcher.ts';

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

/** The words that phrases pass over, and those that they never do. */
export type Between = Pick<Known, 'small' | 'denying'>;

interface Phrase {
  readonly group: number;
  readonly start: Node;
  /** Sets of which each must have a word in the sentence, or the phrase need not be tried. */
  readonly needs: readonly WordSet[];
}

/** A word, and what is known of it. */
interface Word {
  readonly sets: ReadonlySet<WordSet>;
  /** Those that some phrase needs behind its first word. */
  readonly needed: readonly WordSet[];
  readonly begun: Bundles;
}

const UNKNOWN: Word = { sets: new Set(), needed: [], begun: { always: [], needs: [], phrases: [] } };

/** Phrases that begin alike, by the set that each needs most, so that one look leaves out all of them at once. */
interface Bundles {
  /** Those that need none but their first word. */
  readonly always: readonly Phrase[];
  /** The sets, in a row because most of what is looked at here is left out, and at the same places the phrases that need each. */
  readonly needs: readonly WordSet[];
  readonly phrases: readonly (readonly Phrase[])[];
}

/**
 * Finds every phrase of every group in one pass over a text. A phrase is tried only where its first word stands and where its sentence has the
 * others, so the time grows with the text and hardly with the tables.
 */
export class Finder {
  readonly #names: ReadonlyMap<string, number>;
  readonly #sets = new WordSets();
  readonly #byFirst = new Map<WordSet, Phrase[]>();
  readonly #byNumber: Phrase[] = [];
  readonly #needed = new Set<WordSet>();
  readonly #firsts = new WeakMap<Step, Words | undefined>();
  readonly #withNumber: Bundles;
  /** The words of the tables, as they are first met. */
  readonly #words = new Map<string, Word>();
  readonly #between: Between;

  /** @throws when a phrase is not well written; the message names the group. */
  constructor(groups: readonly Group[], lexicon: Lexicon, between: Between) {
    this.#between = between;
    this.#names = new Map(groups.map(({ name }, index) => [name, index]));
    groups.forEach(({ name, phrases }, group) => {
      for (const written of phrases) {
        try {
          for (const step of parsePhrase(written, lexicon)) this.#add(group, step);
        } catch (error) {
          throw new Error(`${name}: "${written}": ${(error as Error).message}`, { cause: error });
        }
      }
    });
    this.#withNumber = bundles(this.#byNumber);
  }

  #add(group: number, step: Step): void {
    const made = new Map<Step, Node>();
    for (const start of beginnings(step)) {
      const [, ...others] = this.#needs(start);
      // The set of the fewest words is the likeliest to be missing.
      const needs = [...new Set(others)].sort((a, b) => this.#sets.sizeOf(a) - this.#sets.sizeOf(b));
      for (const need of needs) this.#needed.add(need);
      this.#index({ group, start: this.#node(start, made), needs }, start);
    }
  }

  #node(step: Step, made: Map<Step, Node>): Node {
    const known = made.get(step);
    if (known !== undefined) return known;
    const node = this.#made(step, made);
    made.set(step, node);
    return node;
  }

  #made(step: Step, made: Map<Step, Node>): Node {
    if (step.kind === 'end') return step;
    if (step.kind === 'fork') {
      const first = this.#firstOf(step);
      const gate = first === undefined ? undefined : this.#sets.numberOf(first);
      return { kind: 'fork', branches: step.branches.map((branch) => this.#node(branch, made)), gate };
    }
    const next = this.#node(step.next, made);
    if (step.kind === 'word') return { kind: 'word', set: this.#sets.numberOf(step.words), next };
    if (step.kind === 'any') return { kind: 'any', next };
    return step.kind === 'number' ? { kind: 'number', least: step.least, next } : { kind: step.kind, next };
  }

  /** The sets that every way through the phrase has a word of. */
  #needs(step: Step): WordSet[] {
    switch (step.kind) {
      case 'end':
        return [];
      case 'word':
        return [this.#sets.numberOf(step.words), ...this.#needs(step.next)];
      case 'fork': {
        const first = this.#firstOf(step);
        return [...(first === undefined ? [] : [this.#sets.numberOf(first)]), ...this.#needs(step.next)];
      }
      default:
        return this.#needs(step.next);
    }
  }

  /** A fork is asked for the words it begins with once for itself and once for each phrase that needs it. */
  #firstOf(step: Step): Words | undefined {
    if (!this.#firsts.has(step)) this.#firsts.set(step, firstWords(step));
    return this.#firsts.get(step);
  }

  #index(phrase: Phrase, step: Step): void {
    if (step.kind === 'word') push(this.#byFirst, this.#sets.numberOf(step.words), phrase);
    else if (step.kind === 'number') this.#byNumber.push(phrase);
    else if (step.kind === 'fork') for (const branch of step.branches) this.#index(phrase, branch);
    else if (
      step.kind === 'end' ||
      step.kind === 'any' ||
      step.kind === 'gap' ||
      step.kind === 'text-ends' ||
      step.kind === 'sentence-ends'
    )
      throw new Error('A phrase must begin with a word');
    else this.#index(phrase, step.next);
  }

  /** Words that the tables do not name, such as names, are not remembered. */
  #wordOf(word: string): Word {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const sets = this.#sets.of(word);
    if (sets.size === 0) return UNKNOWN;
    const made = {
      sets,
      needed: [...sets].filter((set) => this.#needed.has(set)),
      begun: bundles(new Set([...sets].flatMap((set) => this.#byFirst.get(set) ?? []))),
    };
    if (this.#sets.names(word)) this.#words.set(word, made);
    return made;
  }

  /** Whether some phrase has the word anywhere. */
  knows(word: string): boolean {
    return this.#wordOf(word) !== UNKNOWN;
  }

  /** Everything that is met, in the order of the text. */
  find(words: readonly string[], core: Place = { at: 0, end: words.length }): Found {
    const places: Places = new Map();
    const all = words.map((word) => this.#wordOf(word));
    if (all.every((word) => word === UNKNOWN) && !words.some(isNumber)) return new Found(this.#names, places);
    const known = { words, core, sets: all.map(({ sets }) => sets), all, ...this.#between };
    for (let start = 0; start < words.length; ) {
      let end = start;
      while (end < words.length && words[end] !== '|') end += 1;
      this.#findIn(known, start, end, places);
      start = end + 1;
    }
    return new Found(this.#names, places);
  }

  #findIn(text: Known & { readonly all: readonly Word[] }, start: number, end: number, places: Places): void {
    const isAhead = this.#sets.lookAhead(text.all, start, end);
    for (let at = start; at < end; at += 1) {
      tryBundles((text.all[at] ?? UNKNOWN).begun, text, at, isAhead, places);
      if (isNumber(text.words[at] ?? '')) tryBundles(this.#withNumber, text, at, isAhead, places);
    }
  }
}

type IsAhead = ReturnType<WordSets['lookAhead']>;

function tryBundles({ always, needs, phrases }: Bundles, text: Known, at: number, isAhead: IsAhead, places: Places): void {
  for (const phrase of always) tryPhrase(phrase, text, at, places);
  for (let place = 0; place < needs.length; place += 1) {
    if (!isAhead(needs[place] as WordSet, at)) continue;
    for (const phrase of phrases[place] ?? []) if (areAhead(phrase.needs, at, isAhead)) tryPhrase(phrase, text, at, places);
  }
}

function areAhead(needs: readonly WordSet[], at: number, isAhead: IsAhead): boolean {
  for (const need of needs) if (!isAhead(need, at)) return false;
  return true;
}

function bundles(phrases: Iterable<Phrase>): Bundles {
  const always: Phrase[] = [];
  const byNeed = new Map<WordSet, Phrase[]>();
  for (const { needs, ...phrase } of phrases) {
    const [need, ...others] = needs;
    if (need === undefined) always.push({ ...phrase, needs });
    else byNeed.set(need, [...(byNeed.get(need) ?? []), { ...phrase, needs: others }]);
  }
  return { always, needs: [...byNeed.keys()], phrases: [...byNeed.values()] };
}

/** A phrase that begins with a choice is as many phrases, so that only the choice whose first word stands there is tried. */
function beginnings(step: Step): readonly Step[] {
  return step.kind === 'fork' ? step.branches.flatMap(beginnings) : [step];
}

/** The words with which the branches of a fork begin; undefined when one of them may be empty, or begins with a number. */
function firstWords(step: Step): Words | undefined {
  if (step.kind === 'word') return step.words;
  if (step.kind === 'end' || step.kind === 'number' || step.kind === 'any') return undefined;
  if (step.kind !== 'fork') return firstWords(step.next);
  if (step.branches.includes(step.next)) return undefined;
  const firsts = step.branches.map(firstWords);
  const known = firsts.filter((first) => first !== undefined);
  if (known.length < firsts.length) return undefined;
  return wordsOf([...new Set(known.flatMap(({ exact }) => exact))], [...new Set(known.flatMap(({ prefixes }) => prefixes))]);
}

/** By the number of the group. */
type Places = Map<number, Place[]>;

function tryPhrase({ group, start }: Phrase, text: Known, at: number, places: Places): void {
  const end = walk(start, text, at);
  if (end < 0) return;
  const known = places.get(group);
  const last = known?.at(-1);
  if (known === undefined) places.set(group, [{ at, end }]);
  else if (last?.at !== at) known.push({ at, end });
  else if (end > last.end) known[known.length - 1] = { at, end };
}

/** What was found in one text. */
export class Found {
  readonly #names: ReadonlyMap<string, number>;
  readonly #places: ReadonlyMap<number, readonly Place[]>;

  constructor(names: ReadonlyMap<string, number>, places: ReadonlyMap<number, readonly Place[]>) {
    this.#names = names;
    this.#places = places;
  }

  /** In the order of the text. @throws for a group that there is not. */
  of(name: string): readonly Place[] {
    const group = this.#names.get(name);
    if (group === undefined) throw new Error(`There is no group "${name}"`);
    return this.#places.get(group) ?? NOWHERE;
  }

  /** The groups that were met, by their numbers: their places among the groups that the finder was made with. */
  get met(): readonly number[] {
    return [...this.#places.keys()].sort((a, b) => a - b);
  }

  /** What met the group of that number. */
  at(group: number): readonly Place[] {
    return this.#places.get(group) ?? NOWHERE;
  }
}

const NOWHERE: readonly Place[] = [];

function push(map: Map<WordSet, Phrase[]>, key: WordSet, phrase: Phrase): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [phrase]);
  else if (known.at(-1) !== phrase) known.push(phrase);
}
