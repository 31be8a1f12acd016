import type { Because, ReadingContext, Topic, Urgency } from '../reading.ts';
import type { Compiled } from './compile.ts';
import { isMark } from './normalise.ts';
import { numbersIn } from './number-words.ts';
import type { PlainText } from './plain-text.ts';
import type { Choice, Question, Score } from './tables.ts';

/** One thing that a text answers to an open question: the choice made, or the item and its score. */
export interface Answer extends Because {
  readonly item: string;
  readonly score?: number;
  readonly urgency: Urgency;
  readonly topic: Topic;
}

export interface Answered {
  readonly answers: readonly Answer[];
  /** The text is nothing but a digit or a letter, and no open question has such an answer. */
  readonly toNothing?: Because;
}

/**
 * What a text answers to the open question: one choice in any of its forms ("3", "three please"), several at once ("B and F"), scores ("pain 3 sickness 0",
 * or as many figures as there are items), or a choice in front of words ("2 tired") that is neither an amount ("2 weeks") nor a list ("1. No 2. Yes"). A
 * digit to no open question is no answer, and says so. Whatever else the text says is read as well.
 */
export function findAnswers(text: PlainText, context: ReadingContext, { tables: { questions } }: Compiled): Answered {
  const whole = text.withoutPolite(0, text.words.length).replace(/^(\d)(?: \1)+$/, '$1');
  const open = context.question !== undefined && context.question.hoursAgo <= questions.openForHours;
  const question = open ? questions.questions.find(({ kind }) => kind === context.question?.kind) : undefined;
  if (question !== undefined) {
    const answers = answersTo(question, whole, text);
    if (answers.length > 0) return { answers };
  }
  if (/^(?:\d+|\p{L})$/u.test(whole)) return { answers: [], toNothing: { rule: 'questions.no-open-question', words: whole } };
  return { answers: [] };
}

function answersTo(question: Question, whole: string, text: PlainText): Answer[] {
  const said = question.choices.find(({ forms }) => forms.includes(whole));
  if (said !== undefined) return [chosen(question, said, whole)];
  const several = question.several ? leadingChoices(question, text) : [];
  if (several.length > 0) return several;
  const scores = scored(question, text);
  if (scores.length > 0) return scores;
  const leading = question.choices.find(({ id }) => /^\d$/.test(id) && id === text.words[0]);
  return leading === undefined || isAmountOrList(text) ? [] : [chosen(question, leading, leading.id)];
}

function chosen({ kind }: Question, { id, urgency, topic }: Choice, words: string): Answer {
  return { item: id, urgency, topic, rule: `questions.${kind}.${id}`, words };
}

const JOINING = new Set(['and', 'also', 'plus', 'a', 'then', 'or', 'x', 'na', 'ac', 'hefyd']);

/** "B and F", "b, f", "BF", also in front of words when a mark parts them: "B, F. my back is sore". */
function leadingChoices(question: Question, { words }: PlainText): Answer[] {
  const letters = new Map(question.choices.flatMap((choice) => choice.forms.map((form) => [form, choice] as const)));
  const run = words.length === 1 && isRun(words[0] ?? '') ? [...(words[0] ?? '')] : words;
  const answers: Answer[] = [];
  let at = 0;
  let parted = false;
  for (; at < run.length; at += 1) {
    const word = run[at] ?? '';
    const choice = letters.get(word);
    const isArticle =
      word === 'a' &&
      letters.get(run[at + 1] ?? '') === undefined &&
      at + 1 < run.length &&
      !isMark(run[at + 1] ?? '') &&
      run[at + 1] !== 'and';
    if (choice !== undefined && !isArticle) {
      answers.push(chosen(question, choice, word));
      parted = false;
    } else if (isMark(word)) parted = true;
    else if (!JOINING.has(word)) break;
  }
  const ended = at === run.length || parted;
  const once = answers.filter(({ item }, place) => answers.findIndex((each) => each.item === item) === place);
  return ended ? once : [];
}

/** "BF" is two letters, in their order; "bad" is a word. */
function isRun(word: string): boolean {
  return /^\p{L}+$/u.test(word) && [...word].every((letter, place, all) => place === 0 || letter > (all[place - 1] ?? ''));
}

/** A score beside the word of its item, or as many figures as the question has items, in its order. */
function scored(question: Question, text: PlainText): Answer[] {
  const { words } = text;
  if (question.scores.length === 0) return [];
  const figures = words.filter((word) => !isMark(word) && word !== 'and');
  if (figures.length === question.scores.length && figures.every((word) => /^(?:\d|10)(?:\/10)?$/.test(word)))
    return question.scores.flatMap((item, place) =>
      withScore(question, item, Number.parseInt(figures[place] ?? '', 10), figures[place] ?? ''),
    );
  const numbers = scoresIn(words);
  return question.scores.flatMap((item) => {
    const name = text.found.of(`questions.${question.kind}.${item.id}`)[0];
    if (name === undefined) return [];
    const of = numbers.find(({ end }) => end === name.at - 1 && words[end] === 'for');
    // A colon stands as a comma behind the name.
    const begins = words[name.end] === ',' ? name.end + 1 : name.end;
    const after = numbers.find(({ at }) => at >= begins && at < begins + REACH && !words.slice(begins, at).some(isMark));
    const score = of ?? after ?? numbers.find(({ end }) => end === name.at);
    if (score === undefined) return [];
    return withScore(
      question,
      item,
      score.value,
      words.slice(Math.min(name.at, score.at), Math.max(name.end, score.end)).join(' '),
    );
  });
}

/** How many words after its name a score is looked for. */
const REACH = 3;
const NONE = new Set(['none', 'nil', 'no', 'zero', 'dim']);

/** Every figure from 0 to 10, in any form: "3", "three", "3/10", "none". */
function scoresIn(words: readonly string[]): { at: number; end: number; value: number }[] {
  const others = words.flatMap((word, at) => {
    if (NONE.has(word)) return [{ at, end: at + 1, value: 0 }];
    const fraction = /^(\d{1,2})\/10$/.exec(word);
    return fraction === null ? [] : [{ at, end: at + 1, value: Number(fraction[1]) }];
  });
  return [...numbersIn(words), ...others].filter(({ value }) => value <= 10).sort((a, b) => a.at - b.at);
}

function withScore({ kind }: Question, { id, bands }: Score, score: number, words: string): Answer[] {
  const band = bands.findLast(({ from }) => score >= from);
  if (band === undefined) return [];
  const topic = band.urgency === 'none' ? 'fine' : id === 'mood' ? 'feeling' : 'symptom';
  return [{ item: id, score, urgency: band.urgency, topic, rule: `questions.${kind}.${id}`, words }];
}

function isAmountOrList({ words, found }: PlainText): boolean {
  const list = words.some((word, at) => at > 0 && /^[123]$/.test(word) && LISTING.has(words[at + 1] ?? '|'));
  return list || found.of('notAnAnswer').some(({ at }) => at === 1);
}

const LISTING = new Set(['|', ',', 'for', 'no', 'yes']);
