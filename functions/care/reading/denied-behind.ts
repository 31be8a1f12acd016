import { isDanger } from '../reading.ts';
import { says, sentenceAfter, sentenceAround } from './clauses.ts';
import type { Deniable, Denial } from './denying.ts';
import type { Place } from './finder.ts';
import { isMark } from './normalise.ts';
import type { PlainText } from './plain-text.ts';

/** "Pain none", "any pain? no", "pain free", and of what is no danger "legs fine". */
export function denialBehind(finding: Deniable, text: PlainText): Denial | undefined {
  const { masked } = text;
  const next = finding.end + (masked[finding.end] === ',' ? 1 : 0);
  const none = text.first('denial.saidAfter', next, next + 1);
  if (none !== undefined && endsThere(text, none)) return { kind: 'no', words: text.wordsOf(none) };
  const asked = sentenceAround(text, finding);
  const answer = sentenceAfter(text, finding);
  const isAsked = masked[asked.at] === 'any' || (asked.at === finding.at && asked.end === finding.end);
  const no = isAsked && answer !== undefined ? text.first('denial.saidAfter', answer.at, answer.at + 1) : undefined;
  if (no !== undefined && endsThere(text, no)) return { kind: 'no', words: text.wordsOf(no) };
  if (finding.urgency !== undefined && isDanger(finding.urgency)) return undefined;
  const right = text.first('denial.allRight', next, next + 1);
  return right === undefined || says(text, 'denial.notDenied', { at: right.end, end: right.end + 1 })
    ? undefined
    : { kind: 'no', words: text.wordsOf(right) };
}

/** A "no" that stands before another symptom denies that one: "chest pain, no temp". A "none" can only belong to what is in front: "pain none sickness none". */
function endsThere(text: PlainText, { end, at }: Place): boolean {
  if (end >= text.masked.length || isMark(text.masked[end] ?? '')) return true;
  return text.masked[at] !== 'no' && says(text, 'denial.listed', { at: end, end: end + 1 });
}
