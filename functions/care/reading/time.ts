import { isDanger } from '../reading.ts';
import { clauseAround, isInside, says, sentenceAfter, sentenceAround } from './clauses.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import type { PlainText } from './plain-text.ts';

/** When what was found was so: fully over, known for long, or long ago. In doubt it is now. */

const MOST_RECOVERIES = 20;

/** The findings that the text says are over and gone. None when it says that they came back, or that a medicine hides them. */
export function overIn(findings: readonly Finding[], text: PlainText, isDenied: (place: Place) => boolean): ReadonlySet<Finding> {
  const over = new Set<Finding>();
  if (text.found.of('denial.notOver').some((place) => !isDenied(place))) return over;
  const clinical = findings.filter((finding) => finding.kind === 'clinical');
  const gone = text.found.of('denial.over').slice(-MOST_RECOVERIES);
  for (const place of gone) {
    if (isDenied(place) || isSymptomItself(place, clinical)) continue;
    for (const finding of goneBy(place, clinical, text)) if (isOldEnough(finding, text, 'gone')) over.add(finding);
  }
  // "Fine now" says less than "all gone", so it counts only for what is days ago.
  const well = findings.some((finding) => finding.urgency === 'none' && finding.topic === 'fine' && isWholly(finding, text));
  if (well || says(text, 'denial.wellSince', { at: 0, end: text.masked.length }))
    for (const finding of clinical) if (isOldEnough(finding, text, 'well')) over.add(finding);
  return over;
}

/** "The feeling in my legs has gone." */
function isSymptomItself(place: Place, clinical: readonly Finding[]): boolean {
  return clinical.some((finding) => isDanger(finding.urgency) && finding.at < place.at && isInside(place, finding));
}

/** "I am fine", and not "otherwise fine" or "fine but". */
function isWholly(finding: Finding, text: PlainText): boolean {
  const clause = clauseAround(text, finding);
  return !says(text, 'denial.otherwise', { at: Math.max(clause.at, finding.at - 3), end: clause.end });
}

/** What is before it in its clause; when there is nothing, what is before it in its sentence; and else in all the text. */
function goneBy(place: Place, clinical: readonly Finding[], text: PlainText): readonly Finding[] {
  const before = clinical.filter((finding) => finding.end <= place.end && finding.at < place.at);
  const clause = clauseAround(text, place);
  const own = before.filter((finding) => finding.at >= clause.at);
  if (own.length > 0) return own;
  const sentence = text.startOf(place.at);
  const near = before.filter((finding) => finding.at >= sentence && !isNow(finding, text));
  return near.length > 0 ? near : before.filter((finding) => !isNow(finding, text));
}

/** Its own clause says that it is so now, and nothing in it that it was so. */
function isNow(finding: Finding, text: PlainText): boolean {
  const clause = clauseAround(text, finding);
  return says(text, 'denial.isNow', clause) && !says(text, 'denial.wasThen', clause);
}

/**
 * Whether what is over may be believed to be over: nothing of today; an emergency, a faint or a fit must be a day old, and days when the
 * text says no more than that she is well.
 */
function isOldEnough(finding: Finding, text: PlainText, how: 'gone' | 'well'): boolean {
  if (!isDanger(finding.urgency)) return how === 'gone';
  const clause = clauseAround(text, finding);
  const sentence = sentenceAround(text, finding);
  if (says(text, 'denial.ofToday', clause)) return false;
  const daysAgo = isAgo(text, 'denial.daysAgo', sentence);
  if (how === 'well') return daysAgo && !isNow(finding, text);
  if (says(text, 'denial.happenings', finding)) return daysAgo;
  return finding.urgency === 'urgent' || daysAgo || isAgo(text, 'denial.yesterday', sentence);
}

/** "On Monday", and not "since Monday". */
function isAgo(text: PlainText, group: string, { at, end }: Place): boolean {
  for (let place = text.first(group, at, end); place !== undefined; place = text.first(group, place.end, end))
    if (!SINCE.has(text.masked[place.at - 1] ?? '')) return true;
  return false;
}

const SINCE = new Set(['since', 'from', 'until', 'till', 'than']);

/** Urgent things that are known for long and have not changed, said in the same sentence or in the next. */
export function longKnown(finding: Finding, text: PlainText): string | undefined {
  if (finding.urgency !== 'urgent' || finding.rule.startsWith('thresholds.')) return undefined;
  const own = sentenceAround(text, finding);
  const next = sentenceAfter(text, finding);
  for (const part of next === undefined ? [own] : [own, next]) {
    const long = text.first('denial.longstanding', part.at, part.end);
    if (long !== undefined) return says(text, 'denial.changed', own) || says(text, 'denial.changed', part) ? undefined : text.wordsOf(long);
  }
  return undefined;
}

/** "I had a fit in 2009": years ago, and nothing in the sentence leads from there to now. */
export function longAgo(finding: Finding, text: PlainText): string | undefined {
  const sentence = sentenceAround(text, finding);
  const ago = text.first('denial.longAgo', sentence.at, sentence.end);
  if (ago === undefined || SINCE.has(text.masked[ago.at - 1] ?? '')) return undefined;
  const leadsHere = says(text, 'denial.untilNow', sentence) || !says(text, 'denial.wasThen', sentence);
  return leadsHere ? undefined : text.wordsOf(ago);
}
