import type { Because, ReadingContext } from '../reading.ts';
import type { Compiled } from './compile.ts';
import { firstMatch } from './findings.ts';
import type { Answer, Keyword } from './tables.ts';

export interface FoundKeyword {
  readonly keyword: Keyword;
  readonly words: string;
  /** The text is nothing else. */
  readonly whole: boolean;
}

/** The keyword that the whole text is, or that a sentence of its own is for those that count so (STOP). `text` is normalised. */
export function findKeyword(text: string, compiled: Compiled): FoundKeyword | undefined {
  const whole = bare(text, compiled);
  const keyword = compiled.keywords.get(text.trim()) ?? compiled.keywords.get(whole);
  if (keyword !== undefined) return { keyword, words: whole, whole: true };
  for (const part of text.split(/[|,]/)) {
    const words = bare(` ${part} `, compiled);
    const found = compiled.keywords.get(words);
    if (found?.inSentence) return { keyword: found, words, whole: false };
  }
  return undefined;
}

/** Without the words that change nothing and without punctuation. */
function bare(text: string, compiled: Compiled): string {
  return text.replace(compiled.polite, '').replace(/[|,]/g, ' ').replace(/ +/g, ' ').trim();
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
export function findAnswer(text: string, context: ReadingContext, compiled: Compiled): Answered {
  const { choices, openForHours } = compiled.tables.keywords.answers;
  const whole = bare(text, compiled).replace(/^(\d)(?: \1)+$/, '$1');
  const open = context.question !== undefined && context.question.hoursAgo <= openForHours;
  const form = choices.find((each) => each.forms.includes(whole));
  if (form !== undefined && open)
    return { choice: form, because: { rule: `keywords.answer-${form.id}`, words: whole }, whole: true };
  if (/^(?:\d+|\p{L})$/u.test(whole))
    return { because: { rule: 'keywords.answer-to-no-open-question', words: whole }, whole: true };
  if (!open) return { whole: false };
  const leading = /^ ([123])(?= (.*))/u.exec(text);
  if (leading === null || isAmountOrList(text, leading, compiled)) return { whole: false };
  const choice = choices.find((each) => each.id === leading[1]);
  return choice === undefined
    ? { whole: false }
    : { choice, because: { rule: `keywords.answer-${choice.id}`, words: choice.id }, whole: false };
}

function isAmountOrList(text: string, leading: RegExpExecArray, compiled: Compiled): boolean {
  const rest = text.slice(leading[0].length);
  if (/ [123](?= [|,]| for | no | yes )/.test(rest)) return true;
  return firstMatch(rest, compiled.notAnAnswer)?.index === 0;
}
