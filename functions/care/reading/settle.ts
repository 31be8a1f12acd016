import { isDanger } from '../reading.ts';
import { says } from './clauses.ts';
import type { Compiled } from './compile.ts';
import type { Weighed } from './denial.ts';
import { deniedWords, doubtOf, type Settled, strangeClause, strangeSentence, tellsOfBody } from './doubt.ts';
import type { Finding } from './findings.ts';
import { isMark } from './normalise.ts';
import type { PlainText } from './plain-text.ts';

/** The deciding finding of those that count, unless it says that nobody is needed and something in the text says otherwise, or is not understood. */
export function settle(findings: readonly Finding[], weighed: Weighed, text: PlainText, { tables }: Compiled): Settled {
  const top = findings[0];
  const automatic = findings.find((each) => each.marks.includes('automatic'));
  if (automatic !== undefined && !findings.some((each) => isDanger(each.urgency))) return automatic;
  if (top !== undefined && top.urgency !== 'none' && top.urgency !== 'routine') return top;
  const known = [...findings, ...weighed.denied, ...weighed.aside];
  if (top?.urgency === 'routine') {
    const beside = top.topic === 'wrong' ? undefined : strangeClause(known, text, false);
    return beside === undefined ? top : { urgency: 'soon', topic: top.topic, rule: 'not-understood', words: beside };
  }
  if (isOnlyCourteous(known, text)) return NOT_UNDERSTOOD;
  const doubt = doubtOf(findings, weighed, text, tables.denial.wordsNotUnderstood);
  if (doubt !== undefined) return doubt;
  const beside = top?.rule.startsWith('fine.') ? strangeClause(known, text, true) : undefined;
  if (beside !== undefined) return { urgency: 'soon', topic: 'fine', rule: 'not-understood', words: beside };
  if (top !== undefined) return top;
  if (weighed.denied.length > 0 || deniedWords(text).length > 0)
    return { urgency: 'none', topic: 'fine', rule: 'denial.nothing-but-denials', words: '' };
  if (isSaying(text)) return { urgency: 'none', topic: 'other', rule: 'denial.otherSenses', words: text.words.join(' ') };
  if (weighed.aside.length > 0 && says(text, 'denial.asksAdvice', { at: 0, end: text.masked.length }))
    return { urgency: 'routine', topic: 'symptom', rule: 'denial.asksAdvice', words: weighed.aside[0]?.words ?? '' };
  const chatter = chatterOnly(weighed, text);
  if (chatter !== undefined) return { urgency: 'none', topic: 'other', rule: 'denial.chatter', words: chatter };
  return tellsOfBody(text) ? { ...NOT_UNDERSTOOD, topic: 'symptom' } : NOT_UNDERSTOOD;
}

const NOT_UNDERSTOOD: Settled = { urgency: 'soon', topic: 'other', rule: 'not-understood', words: '' };

/** A "thanks" beside what nobody understood is no reason to think that nobody is needed. A keyword has no place. */
function isOnlyCourteous(known: readonly Finding[], { core, masked }: PlainText): boolean {
  if (known.length === 0 || (core.at === 0 && core.end === masked.length)) return false;
  return (
    !known.some(({ at, end }) => end === at || (at < core.end && end > core.at)) &&
    masked.slice(core.at, core.end).filter((word) => word !== '~' && !isMark(word)).length > 1
  );
}

/** Everyday senses are all there is, but for a word or two without trouble. */
function isSaying(text: PlainText): boolean {
  const words = text.masked.filter((word) => !isMark(word));
  const left = words.filter((word) => word !== '~').length;
  return left <= 2 && left < words.length - left && !says(text, 'denial.trouble', { at: 0, end: text.masked.length });
}

/** What was set aside is all there is: the dog was sick, a neighbour had a fall. */
function chatterOnly({ aside }: Weighed, text: PlainText): string | undefined {
  const first = aside[0];
  const isPet =
    says(text, 'denial.someoneElse', { at: 0, end: text.masked.length }) &&
    !says(text, 'denial.perhapsElse', { at: 0, end: text.masked.length });
  if (
    first === undefined ||
    !isPet ||
    text.masked.some((word) => OF_SELF.has(word)) ||
    strangeSentence(aside, text, 0) !== undefined
  )
    return undefined;
  return first.words;
}

const OF_SELF = new Set('i im ive we weve were me us mum shes she'.split(' '));
