import { type Answer, findAnswers } from './reading/answers.ts';
import { type Compiled, compile } from './reading/compile.ts';
import type { Settled } from './reading/doubt.ts';
import type { Finding } from './reading/findings.ts';
import { findKeyword } from './reading/keywords.ts';
import { otherLanguage } from './reading/languages.ts';
import { secondOpinion } from './reading/model.ts';
import { isMark } from './reading/normalise.ts';
import type { PlainText } from './reading/plain-text.ts';
import { putRight } from './reading/put-right.ts';
import { settle } from './reading/settle.ts';
import type { ReadingTables } from './reading/tables.ts';
import { type Understood, understand, wordsForModel } from './reading/understand.ts';
import { writerMarks } from './reading/writer.ts';
import {
  type Because,
  isDanger,
  type Mark,
  moreUrgent,
  type Reading,
  type ReadingContext,
  URGENCIES,
  type Urgency,
} from './reading.ts';

/**
 * What a text is taken to mean. Pure, the same every time, and never throws for any text.
 *
 * Everything the tables know is looked for; what is denied, asked, over or about somebody else is set aside; of the rest the most
 * urgent names the urgency and the topic, and every mark holds beside it. What is not understood is `soon`, so that a person reads it.
 * Then what is known of the person and of what she wrote just before can raise it, and nothing can lower it.
 */
export function read(text: string, context: ReadingContext, tables: ReadingTables): Reading {
  const compiled = compile(tables);
  const alone = readAlone(text, context, compiled);
  const { typed, words } = putRight(text, compiled);
  const reading = raisedByLanguage(text, typed, raisedByFragments(text, alone, context, compiled), context, compiled);
  // Last, so that who writes can change how danger is answered but never how urgent it is.
  const marks = writerMarks(words, compiled);
  return marks.length === 0 ? reading : { ...reading, marks: [...new Set([...reading.marks, ...marks])] };
}

function readAlone(text: string, context: ReadingContext, compiled: Compiled): Reading {
  const { tables } = compiled;
  const understood = understand(text, context, compiled);
  const { plain, weighed } = understood;
  if (plain.words.length === 0) return nothingWritten(context);
  const keyword = findKeyword(plain, compiled);
  const { answers, toNothing } = findAnswers(plain, context, compiled);
  const counted = keyword?.whole ? weighed.counted.filter((each) => isDanger(each.urgency)) : weighed.counted;
  if (toNothing !== undefined && keyword === undefined && !counted.some((each) => isDanger(each.urgency)))
    return { urgency: 'none', topic: 'other', marks: [], because: [toNothing] };

  const said = answers.map((answer) => asFinding(answer.rule, answer, answer.words));
  if (keyword !== undefined) said.unshift(asFinding(`keywords.${keyword.keyword.name}`, keyword.keyword, keyword.words));
  const findings = mostUrgentFirst([...said, ...counted], tables);
  const settled = settle(findings, weighed, plain, compiled);
  const isSaid = keyword?.whole || settled.rule.startsWith('facts.automatic') || isAllAnswered(answers, plain);
  const top = isSaid ? settled : raisedByModel(settled, understood, compiled);
  return {
    urgency: top.urgency,
    topic: top.topic,
    marks: [...new Set<Mark>(findings.flatMap((each) => each.marks))],
    because: reasons(top, findings, weighed.because),
    ...(keyword !== undefined && { keyword: keyword.keyword.id }),
    ...(answers.length > 0 && { answers: answers.map(({ item, score }) => ({ item, ...(score !== undefined && { score }) })) }),
  };
}

/** Whether the answers leave no more than a word or two of the text. */
function isAllAnswered(answers: readonly Answer[], { words }: PlainText): boolean {
  const answered = new Set(answers.flatMap((answer) => answer.words.split(' ')));
  return answers.length > 0 && words.filter((word) => !isMark(word) && !answered.has(word)).length <= 2;
}

/** What the second opinion is surer of than the tables. */
function raisedByModel(settled: Settled, understood: Understood, { lists, tables }: Compiled): Settled {
  if (settled.urgency === 'emergency') return settled;
  const words = wordsForModel(understood);
  if (words.every(isMark)) return settled;
  const second = secondOpinion(words, lists, !isNotUnderstood(settled.rule), tables.model);
  if (second === undefined || moreUrgent(settled.urgency, second.urgency) === settled.urgency) return settled;
  if (!isDanger(second.urgency) && saysItIsWell(settled, understood)) return settled;
  const topic = settled.topic === 'feeling' || settled.topic === 'contact' ? settled.topic : 'symptom';
  return { urgency: second.urgency, topic, rule: `model.${second.urgency}`, words: second.words };
}

/** Where the tables understood, not by a greeting or a sign alone, that all is well, and nothing beside it is strange, the model is believed only of danger. */
function saysItIsWell({ rule }: Settled, { plain: { core }, weighed }: Understood): boolean {
  return (
    rule.startsWith('fine.well') &&
    weighed.counted.some((each) => each.rule.startsWith('fine.well') && each.at >= core.at && each.end <= core.end)
  );
}

function isNotUnderstood(rule: string): boolean {
  return rule === 'not-understood' || rule === 'denial.alarms' || rule === 'denial.contrasts';
}

/** A picture without words cannot be looked at, so a person must ask what it shows. */
function nothingWritten({ pictures = 0 }: ReadingContext): Reading {
  if (pictures > 0) return { urgency: 'soon', topic: 'other', marks: [], because: [{ rule: 'picture', words: '' }] };
  return { urgency: 'none', topic: 'other', marks: [], because: [{ rule: 'nothing-written', words: '' }] };
}

/**
 * "temp" … "39": what was written in the last minutes and this, taken as one text. It counts only where together they are danger, and more urgent
 * than each alone, so that a "thanks" after a report of danger raises nothing again.
 */
function raisedByFragments(text: string, alone: Reading, context: ReadingContext, compiled: Compiled): Reading {
  const { fragments = [], ...others } = context;
  if (fragments.length === 0 || alone.urgency === 'emergency') return alone;
  const together = readAlone([...fragments, text].join(' '), others, compiled);
  const isKnown = (urgency: Urgency) => moreUrgent(together.urgency, urgency) === urgency;
  if (!isDanger(together.urgency) || isKnown(alone.urgency)) return alone;
  if (fragments.some((fragment) => isKnown(readAlone(fragment, others, compiled).urgency))) return alone;
  const { urgency, topic } = together;
  return { ...alone, urgency, topic, because: [{ rule: 'together-with-earlier', words: '' }, ...together.because] };
}

/** Nobody here may be able to read it, and whoever wrote it may not be able to say it otherwise: by night that does not wait. */
function raisedByLanguage(
  text: string,
  typed: readonly string[],
  reading: Reading,
  { interpreter, outOfHours }: ReadingContext,
  { tables }: Compiled,
): Reading {
  if (isDanger(reading.urgency) || reading.marks.length > 0 || reading.keyword !== undefined || reading.answers !== undefined)
    return reading;
  const language = otherLanguage(text, typed, tables.languages);
  const unread = reading.because.some(({ rule }) => rule === 'not-understood');
  if (language === undefined && !(interpreter && unread)) return reading;
  const isThanks = language === undefined || reading.urgency !== 'none' ? false : typed.length <= 3;
  if (isThanks) return reading;
  const because = language === undefined ? { rule: 'interpreter', words: '' } : { rule: 'other-language', words: language };
  const urgency = outOfHours ? 'urgent' : moreUrgent(reading.urgency, 'soon');
  return {
    ...reading,
    urgency,
    topic: reading.urgency === urgency ? reading.topic : 'other',
    because: [because, ...reading.because],
  };
}

/** Of two that are equally urgent the one whose topic the table names first, then the one whose rule comes first. */
function mostUrgentFirst(findings: readonly Finding[], { topics }: ReadingTables): Finding[] {
  const rank = ({ urgency, topic }: Finding) => URGENCIES.indexOf(urgency) * 100 + topics.order.indexOf(topic);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

function reasons(top: Settled, findings: readonly Finding[], notes: readonly Because[]): Because[] {
  const all = [top, ...findings, ...notes].map(({ rule, words }) => ({ rule, words }));
  return [...new Map(all.map((each) => [`${each.rule}\n${each.words}`, each])).values()];
}

function asFinding(rule: string, what: Pick<Finding, 'urgency' | 'topic'> & { marks?: readonly Mark[] }, words: string): Finding {
  return {
    rule,
    kind: 'request',
    urgency: what.urgency,
    topic: what.topic,
    marks: what.marks ?? [],
    deniable: false,
    words,
    at: 0,
    end: 0,
  };
}
