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

/** Phrases that all need a word of one set; `need` is undefined for those that need none but their first. */
interface Bundle {
  readonly need: WordSet | undefined;
  readonly phrases: readonly Phrase[];
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
  readonly #withNumber: readonly Bundle[];
  readonly #byWord = new Map<string, readonly Bundle[]>();
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
    this.#sets.settle();
    this.#withNumber = bundles(this.#byNumber);
    for (const word of this.#sets.words()) this.#byWord.set(word, this.#beginningWith(word));
  }

  #add(group: number, step: Step): void {
    const made = new Map<Step, Node>();
    for (const start of beginnings(step)) {
      const [, ...others] = this.#needs(start);
      // The set of the fewest words is the likeliest to be missing.
      const needs = [...new Set(others)].sort((a, b) => this.#sets.sizeOf(a) - this.#sets.sizeOf(b));
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
      const first = firstWords(step);
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
        const first = firstWords(step);
        return [...(first === undefined ? [] : [this.#sets.numberOf(first)]), ...this.#needs(step.next)];
      }
      default:
        return this.#needs(step.next);
    }
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

  #beginningWith(word: string): readonly Bundle[] {
    return bundles(new Set([...this.#sets.of(word)].flatMap((set) => this.#byFirst.get(set) ?? [])));
  }

  /** Whether some phrase has the word anywhere. */
  knows(word: string): boolean {
    return this.#sets.of(word).size > 0;
  }

  /** Everything that is met, in the order of the text. */
  find(words: readonly string[], core: Place = { at: 0, end: words.length }): Found {
    const places: Place[][] = [];
    const known = { words, core, sets: words.map((word) => this.#sets.of(word)), ...this.#between };
    for (let start = 0; start < words.length; ) {
      let end = start;
      while (end < words.length && words[end] !== '|') end += 1;
      this.#findIn(known, start, end, places);
      start = end + 1;
    }
    return new Found(this.#names, places);
  }

  #findIn(text: Known, start: number, end: number, places: Place[][]): void {
    const isAhead = this.#sets.lookAhead(text.sets, start, end);
    for (let at = start; at < end; at += 1) {
      const word = text.words[at] ?? '';
      const begun = this.#byWord.get(word) ?? (text.sets[at]?.size ? this.#beginningWith(word) : []);
      for (const bundle of isNumber(word) ? [...begun, ...this.#withNumber] : begun) {
        if (bundle.need !== undefined && !isAhead(bundle.need, at)) continue;
        for (const phrase of bundle.phrases)
          if (phrase.needs.every((need) => isAhead(need, at))) tryPhrase(phrase, text, at, places);
      }
    }
  }
}

/** Phrases by the set that each needs most, so that one look leaves out all of them at once. */
function bundles(phrases: Iterable<Phrase>): readonly Bundle[] {
  const byNeed = new Map<WordSet | undefined, Phrase[]>();
  for (const phrase of phrases) {
    const [need, ...needs] = phrase.needs;
    const own = byNeed.get(need);
    if (own === undefined) byNeed.set(need, [{ ...phrase, needs }]);
    else own.push({ ...phrase, needs });
  }
  return Array.from(byNeed, ([need, own]) => ({ need, phrases: own }));
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

function tryPhrase({ group, start }: Phrase, text: Known, at: number, places: Place[][]): void {
  const end = walk(start, text, at);
  if (end < 0) return;
  places[group] ??= [];
  const last = places[group].at(-1);
  if (last?.at !== at) places[group].push({ at, end });
  else if (end > last.end) places[group][places[group].length - 1] = { at, end };
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

  /** The groups that were met, by their numbers: their places among the groups that the finder was made with. */
  get met(): readonly number[] {
    return Object.keys(this.#places).map(Number);
  }

  /** What met the group of that number. */
  at(group: number): readonly Place[] {
    return this.#places[group] ?? [];
  }
}

function push(map: Map<WordSet, Phrase[]>, key: WordSet, phrase: Phrase): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [phrase]);
  else if (known.at(-1) !== phrase) known.push(phrase);
}
