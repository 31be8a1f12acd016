/**
 * How a phrase is written in the tables, for a reader who writes no code:
 *
 *   chest pain      these words, side by side; up to two small words (a list in words.yaml) may stand between: "chest is in pain"
 *   not_me          these words with nothing at all between
 *   breath*         any word that begins so
 *   (sore|tight)    either; `(very)?` may be left out
 *   <tablets>       any word of that list; <number> is any number, <large-number> is one of two digits or more, <any> any word
 *   chest .. tight  up to five words between, small ones not counted, in the same sentence, none of them a "no" or "not"
 *   chest & tight   near each other in one sentence, in either order
 *   ,               a comma, which otherwise may stand anywhere between words
 *   ^ and $         the text begins, or ends, here, but for a greeting or the like
 *   | help |        a sentence begins, or ends, here
 */
export interface Lexicon {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** A word of the tables in the form in which texts are searched: "can't" is "cant", "4th" is "4", "th". */
  readonly plain: (word: string) => readonly string[];
  /** Words, choices and lists stand in phrases over and over, and are sorted once: by how they are written. */
  readonly sorted: Map<string, Choices>;
}

/** The words that one place of a phrase takes. `key` is the same for the same words. */
export interface Words {
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];
  readonly key: string;
}

/** Choices of which some are one word and others are phrases of their own. */
export interface Choices {
  readonly words: Words;
  readonly phrases: readonly string[];
  /** One word of the tables that is several in a text: "i'll", "4th". */
  readonly several: readonly (readonly string[])[];
}

/**
 * One place of a phrase. A phrase is a chain of them, made from its end; what may be left out is a fork with an empty branch. The branches of a fork
 * meet again at its `next`.
 */
export type Step =
  | { readonly kind: 'end' }
  | { readonly kind: 'word'; readonly words: Words; readonly next: Step }
  | { readonly kind: 'number'; readonly least: number; readonly next: Step }
  | { readonly kind: 'any'; readonly next: Step }
  | { readonly kind: 'fork'; readonly branches: readonly Step[]; readonly next: Step }
  | { readonly kind: 'joint'; readonly next: Step }
  | { readonly kind: 'gap'; readonly next: Step }
  | { readonly kind: 'sentence-begins'; readonly next: Step }
  | { readonly kind: 'sentence-ends'; readonly next: Step }
  | { readonly kind: 'text-begins'; readonly next: Step }
  | { readonly kind: 'text-ends'; readonly next: Step };

const END: Step = { kind: 'end' };

/** The chains that a phrase stands for: one, or for `&` one for each order. @throws when the phrase is not well written. */
export function parsePhrase(phrase: string, lexicon: Lexicon): Step[] {
  const sides = split(phrase, '&');
  const [left = '', right] = sides;
  if (sides.length > 2) throw new Error(`A phrase may have one & only: "${phrase}"`);
  if (right === undefined) return [sequence(left, lexicon, END)];
  const both = (first: string, second: string) => sequence(first, lexicon, { kind: 'gap', next: sequence(second, lexicon, END) });
  return [both(left, right), both(right, left)];
}

function sequence(phrase: string, lexicon: Lexicon, next: Step): Step {
  const tokens = split(phrase, ' ');
  if (tokens.length === 0) throw new Error('A phrase has no words');
  if (tokens[0]?.endsWith(')?')) throw new Error(`A phrase cannot begin with what may be left out: "${phrase}"`);
  let chain = next;
  for (let place = tokens.length - 1; place >= 0; place -= 1) {
    const token = tokens[place] ?? '';
    if (token === '..') continue;
    if (token === '$') chain = { kind: 'text-ends', next: chain };
    else if (token === '^') chain = { kind: 'text-begins', next: chain };
    else if (token === '|') chain = { kind: place === 0 ? 'sentence-begins' : 'sentence-ends', next: chain };
    else {
      const before = tokens[place - 1];
      const joined = (step: Step): Step =>
        before === undefined || before === '^' || before === '|' ? step : { kind: before === '..' ? 'gap' : 'joint', next: step };
      const optional = token.endsWith(')?');
      const said = joined(element(optional ? token.slice(0, -1) : token, lexicon, chain));
      chain = optional ? { kind: 'fork', branches: [said, before === '..' ? acrossGap(chain) : chain], next: chain } : said;
    }
  }
  return chain;
}

/** After a gap the next word that is not left out comes across the gap too. */
function acrossGap(chain: Step): Step {
  if (chain.kind === 'joint') return { ...chain, kind: 'gap' };
  return chain.kind === 'fork' ? { ...chain, branches: chain.branches.map(acrossGap) } : chain;
}

function element(token: string, lexicon: Lexicon, next: Step): Step {
  if (token.startsWith('('))
    return either(
      once(token, lexicon, () => sorted(split(token.slice(1, -1), '|'), lexicon)),
      lexicon,
      next,
    );
  if (token.startsWith('<')) {
    const name = token.slice(1, -1);
    if (name === 'any') return { kind: 'any', next };
    if (name === 'number') return { kind: 'number', least: 0, next };
    if (name === 'large-number') return { kind: 'number', least: 10, next };
    return either(
      once(token, lexicon, () => listed(name, lexicon)),
      lexicon,
      next,
    );
  }
  const one = (word: string, then: Step) =>
    either(
      once(word, lexicon, () => sorted([word], lexicon)),
      lexicon,
      then,
    );
  if (token.includes('_') && !token.startsWith('_')) {
    const [first = '', ...others] = token.split('_');
    return one(
      first,
      others.reduceRight((chain: Step, word) => one(word, chain), next),
    );
  }
  return one(token, next);
}

/** Choices that are one word each become one step; the others are branches. */
function either({ words, phrases, several }: Choices, lexicon: Lexicon, next: Step): Step {
  const branches = phrases.map((phrase) => sequence(phrase, lexicon, next));
  for (const parts of several) branches.push(sideBySide(parts, next));
  if (words.key !== '') branches.unshift({ kind: 'word', words, next });
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: 'fork', branches, next };
}

function sideBySide([word = '', ...others]: readonly string[], next: Step): Step {
  const then: Step = others.length === 0 ? next : { kind: 'joint', next: sideBySide(others, next) };
  return { kind: 'word', words: wordsOf([word], []), next: then };
}

function once(token: string, lexicon: Lexicon, make: () => Choices): Choices {
  const known = lexicon.sorted.get(token);
  if (known !== undefined) return known;
  const made = make();
  lexicon.sorted.set(token, made);
  return made;
}

function listed(name: string, lexicon: Lexicon): Choices {
  const words = lexicon.lists.get(name);
  if (words === undefined) throw new Error(`There is no list <${name}>`);
  return sorted(words, lexicon);
}

function sorted(choices: readonly string[], lexicon: Lexicon): Choices {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const phrases: string[] = [];
  const several: (readonly string[])[] = [];
  for (const choice of choices) {
    if (/[ ()<>^$&_]/.test(choice)) phrases.push(choice);
    else if (choice === ',') exact.add(choice);
    else if (choice.endsWith('*') && choice.length > 1) prefixes.push(lexicon.plain(choice.slice(0, -1)).join(' '));
    else {
      const [word = '', ...others] = lexicon.plain(choice);
      if (word === '') throw new Error(`"${choice}" is not a word`);
      if (others.length > 0) several.push([word, ...others]);
      else exact.add(word);
    }
  }
  return { words: wordsOf([...exact], prefixes), phrases, several };
}

export function wordsOf(exact: readonly string[], prefixes: readonly string[]): Words {
  const key = [...exact, ...prefixes.map((prefix) => `${prefix}*`)].sort().join(' ');
  return { exact, prefixes, key };
}

/** Parts a phrase at a sign that stands outside all brackets. */
function split(phrase: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < phrase.length && depth >= 0; at += 1) {
    const letter = phrase[at];
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === sign && depth === 0) {
      parts.push(phrase.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(phrase.slice(from));
  if (depth !== 0) throw new Error(`A bracket has no fellow in the phrase "${phrase}"`);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
