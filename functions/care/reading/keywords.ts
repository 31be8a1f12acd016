import type { Because, ReadingContext } from '../reading.ts';
import type { Compiled } from './compile.ts';
import { covered, type PlainText } from './plain-text.ts';
import { isMark } from './normalise.ts';
import type { Answer, Keyword } from './tables.ts';

export interface FoundKeyword {
  readonly keyword: Keyword;
  readonly words: string;
  /** The text is nothing else. */
  readonly whole: boolean;
}

/** The keyword that the whole text is, or that a sentence of its own is for those that count so (STOP). */
export function findKeyword(text: PlainText, compiled: Compiled): FoundKeyword | undefined {
  const said = text.words.filter((word) => !isMark(word)).join(' ');
  const bare = withoutPolite(text, 0, text.words.length);
  const keyword = compiled.keywords.get(said) ?? compiled.keywords.get(bare);
  if (keyword !== undefined) return { keyword, words: bare, whole: true };
  let start = 0;
  for (let at = 0; at <= text.words.length; at += 1) {
    if (at < text.words.length && !isMark(text.words[at] ?? '')) continue;
    const words = at - start <= LONGEST_KEYWORD ? withoutPolite(text, start, at) : '';
    const found = compiled.keywords.get(words);
    if (found?.inSentence) return { keyword: found, words, whole: false };
    start = at + 1;
  }
  return undefined;
}

/** In words, with the polite ones around it. */
const LONGEST_KEYWORD = 12;

/** The words of a part of the text without those that change nothing, and without marks. */
function withoutPolite(text: PlainText, at: number, end: number): string {
  const polite = covered(text.found.of('polite'));
  return text.words.slice(at, end).filter((word, offset) => !isMark(word) && !polite.has(at + offset)).join(' ');
}

export interface Answered {
  readonly choice?: Answer;
  readonly because?: Because;
  /** The digit is all there is to the text. */
  readonly whole: boolean;
}

/**
 * The choice that a text makes of an open question: the bare digit or its word in any form, or a digit in front of words
 * ("2 tired"), but neither an amount ("2 weeks") nor a list of answers ("1. No 2. Yes"). A digit to no open question is
 * no answer, and says so.
 */
export function findAnswer(text: PlainText, context: ReadingContext, compiled: Compiled): Answered {
  const { choices, openForHours } = compiled.tables.keywords.answers;
  const whole = withoutPolite(text, 0, text.words.length).replace(/^(\d)(?: \1)+$/, '$1');
  const open = context.question !== undefined && context.question.hoursAgo <= openForHours;
  const form = choices.find((each) => each.forms.includes(whole));
  if (form !== undefined && open)
    return { choice: form, because: { rule: `keywords.answer-${form.id}`, words: whole }, whole: true };
  if (/^(?:\d+|\p{L})$/u.test(whole))
    return { because: { rule: 'keywords.answer-to-no-open-question', words: whole }, whole: true };
  const choice = open && !isAmountOrList(text) ? choices.find((each) => each.id === text.words[0]) : undefined;
  return choice === undefined
    ? { whole: false }
    : { choice, because: { rule: `keywords.answer-${choice.id}`, words: choice.id }, whole: false };
}

function isAmountOrList({ words, found }: PlainText): boolean {
  const list = words.some((word, at) => at > 0 && /^[123]$/.test(word) && LISTING.has(words[at + 1] ?? '|'));
  return list || found.of('notAnAnswer').some(({ at }) => at === 1);
}

const LISTING = new Set(['|', ',', 'for', 'no', 'yes']);
