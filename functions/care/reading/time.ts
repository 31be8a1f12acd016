import { clauseAround, says, sentenceAfter, sentenceAround, thoughtAround } from './clauses.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import type { PlainText } from './plain-text.ts';

/** What is known for long, or was long ago. In doubt it is new, and now. */

/** Behind these words a day is not over but a beginning: "since Monday". */
export const SINCE: ReadonlySet<string> = new Set(['since', 'from', 'until', 'till', 'than']);

/** Urgent things that are known for long and have not changed, said in the same sentence or in the next. */
export function longKnown(finding: Finding, text: PlainText): string | undefined {
  if (finding.urgency !== 'urgent' || finding.rule.startsWith('thresholds.')) return undefined;
  // Harm that has gone on for years is still harm, and so is a wish to die.
  if (finding.topic === 'feeling' || finding.topic === 'contact' || finding.marks.length > 0) return undefined;
  const own = sentenceAround(text, finding);
  const next = sentenceAfter(text, finding);
  const goesOn = next !== undefined && says(text, 'denial.goesOn', { at: next.at, end: next.at + 1 });
  for (const part of goesOn ? [own, next] : [own]) {
    const long = text.first('denial.longstanding', part.at, part.end);
    // "Bled for ages": the length of time is part of what is wrong.
    if (long !== undefined && long.at >= finding.at && long.end <= finding.end) continue;
    if (long !== undefined && text.last('denial.denials', Math.max(part.at, long.at - 3), long.at) !== undefined)
      return undefined;
    if (long !== undefined && isOfSomethingElse(long, text)) return undefined;
    if (long !== undefined) return isChanged(own, text) || isChanged(part, text) ? undefined : text.wordsOf(long);
  }
  return undefined;
}

/** "Married for years", and not "like it since the chemo for years". */
function isOfSomethingElse(long: Place, text: PlainText): boolean {
  const { at, end } = clauseAround(text, long);
  const other = text.first('denial.otherSpan', at, end);
  return other !== undefined && !text.masked.slice(Math.max(at, other.at - 2), other.at).some((word) => SINCE.has(word));
}

/** "Worse than usual", and not "no worse". */
function isChanged({ at, end }: Place, text: PlainText): boolean {
  for (
    let place = text.first('denial.changed', at, end);
    place !== undefined;
    place = text.first('denial.changed', place.at + 1, end)
  )
    if (text.last('denial.denials', Math.max(at, place.at - 3), place.at) === undefined) return true;
  return false;
}

/** "I had a fit in 2009": years ago, and nothing in the thought leads from there to now. */
export function longAgo(finding: Finding, text: PlainText): string | undefined {
  const clause = thoughtAround(text, finding);
  const ago = text.first('denial.longAgo', clause.at, clause.end);
  if (ago === undefined || SINCE.has(text.masked[ago.at - 1] ?? '')) return undefined;
  const isNow =
    says(text, 'denial.untilNow', { at: clause.at, end: ago.at }) ||
    says(text, 'denial.untilNow', { at: ago.end, end: clause.end });
  const leadsHere = isNow || !says(text, 'denial.hadBeen', { at: clause.at, end: finding.end });
  return leadsHere ? undefined : text.wordsOf(ago);
}
