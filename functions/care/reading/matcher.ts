import { isMark } from './normalise.ts';
import type { Step } from './phrases.ts';

/** Matches phrases against the words of a text, each word of which is known by the sets of words that it belongs to. */

/** A set of words that some step of a phrase takes, by number: the same set has the same number wherever it is written. */
export type WordSet = number;

export type Node =
  | { readonly kind: 'end' }
  | { readonly kind: 'word'; readonly set: WordSet; readonly next: Node }
  | { readonly kind: 'number'; readonly least: number; readonly next: Node }
  | { readonly kind: 'any'; readonly next: Node }
  /** `gate`: the words with which its branches begin, when none may be empty. */
  | { readonly kind: 'fork'; readonly branches: readonly Node[]; readonly gate: WordSet | undefined }
  | { readonly kind: Exclude<Step['kind'], 'end' | 'word' | 'number' | 'any' | 'fork'>; readonly next: Node };

/** The words of a text with what each belongs to. */
export interface Known {
  readonly words: readonly string[];
  readonly sets: readonly ReadonlySet<WordSet>[];
  /** Where the text begins and ends but for greetings and the like. */
  readonly core: { readonly at: number; readonly end: number };
  /** Words that may stand between words side by side, and do not count in a gap. */
  readonly small: ReadonlySet<string>;
  /** Words that never stand in a gap: what comes after them is denied. */
  readonly denying: ReadonlySet<string>;
}

const SMALL_BETWEEN = 2;
const COUNTED_IN_GAP = 5;
const ALL_IN_GAP = 10;

/** The place after the last word when the phrase is met from `at` on, or -1. */
export function walk(node: Node, text: Known, at: number): number {
  switch (node.kind) {
    case 'end':
      return at;
    case 'word':
      return text.sets[at]?.has(node.set) ? walk(node.next, text, at + 1) : -1;
    case 'number':
      return isNumber(text.words[at] ?? '') && Number(text.words[at]) >= node.least ? walk(node.next, text, at + 1) : -1;
    case 'any':
      return at < text.words.length && !isMark(text.words[at] ?? '') ? walk(node.next, text, at + 1) : -1;
    case 'fork': {
      const here = text.sets[at];
      if (node.gate !== undefined && !here?.has(node.gate)) return -1;
      for (const branch of node.branches) {
        if (branch.kind === 'word' && !here?.has(branch.set)) continue;
        const end = walk(branch, text, at);
        if (end >= 0) return end;
      }
      return -1;
    }
    case 'joint':
      return across(node.next, text, at, 0, SMALL_BETWEEN);
    case 'gap':
      return across(node.next, text, at, COUNTED_IN_GAP, ALL_IN_GAP);
    default:
      return stands(node.kind, text, at) ? walk(node.next, text, at) : -1;
  }
}

type Edge = 'text-begins' | 'text-ends' | 'sentence-begins' | 'sentence-ends';

function stands(edge: Edge, { words, core }: Known, at: number): boolean {
  if (edge === 'text-begins' || edge === 'sentence-begins')
    return at === 0 || at === core.at || (edge === 'sentence-begins' && words[at - 1] === '|');
  return at === words.length || at === core.end || (edge === 'sentence-ends' && words[at] === '|');
}

/** Goes on at the nearest place from `at` on that does not leave the sentence nor pass more words than it may. */
function across(next: Node, text: Known, at: number, counted: number, all: number): number {
  const { words, sets, small, denying } = text;
  const first = next.kind === 'word' ? next.set : next.kind === 'fork' ? next.gate : undefined;
  let left = counted;
  let passed = 0;
  for (let place = at; place <= words.length; place += 1) {
    if (first === undefined || sets[place]?.has(first)) {
      const end = walk(next, text, place);
      if (end >= 0) return end;
    }
    const word = words[place];
    if (word === ',') continue;
    if (word === undefined || word === '|' || denying.has(word)) return -1;
    passed += 1;
    if (!small.has(word)) left -= 1;
    if (left < 0 || passed > all) return -1;
  }
  return -1;
}

export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d+(?:\.\d+)?$/.test(word);
}
