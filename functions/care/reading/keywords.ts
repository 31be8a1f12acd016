import type { Compiled } from './compile.ts';
import { isMark } from './normalise.ts';
import type { PlainText } from './plain-text.ts';
import type { Keyword } from './tables.ts';

export interface FoundKeyword {
  readonly keyword: Keyword;
  readonly words: string;
  /** The text is nothing else. */
  readonly whole: boolean;
}

/** The keyword that the whole text is, or that a sentence of its own is for those that count so (STOP). */
export function findKeyword(text: PlainText, compiled: Compiled): FoundKeyword | undefined {
  const said = text.words.filter((word) => !isMark(word)).join(' ');
  const bare = text.withoutPolite(0, text.words.length);
  const keyword = compiled.keywords.get(said) ?? compiled.keywords.get(bare);
  if (keyword !== undefined) return { keyword, words: bare, whole: true };
  let start = 0;
  for (let at = 0; at <= text.words.length; at += 1) {
    if (at < text.words.length && !isMark(text.words[at] ?? '')) continue;
    const words = at - start <= LONGEST_KEYWORD ? text.withoutPolite(start, at) : '';
    const found = compiled.keywords.get(words);
    if (found?.inSentence) return { keyword: found, words, whole: false };
    start = at + 1;
  }
  return undefined;
}

/** In words, with the polite ones around it. */
const LONGEST_KEYWORD = 12;
