import { isDanger } from '../reading.ts';
import { clauseAround, says, sentenceAround, thoughtAround } from './clauses.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { isMark } from './normalise.ts';
import type { PlainText } from './plain-text.ts';
import { SINCE } from './time.ts';

/** What was so and is fully over and gone. In doubt it is not. */

const MOST_RECOVERIES = 20;

/** The findings that the text says are over and gone. None when it says that they came back, or that a medicine hides them. */
export function overIn(findings: readonly Finding[], text: PlainText, isDenied: (place: Place) => boolean): ReadonlySet<Finding> {
  const over = new Set<Finding>();
  if (text.found.of('denial.notOver').some((place) => !isDenied(place))) return over;
  const clinical = findings.filter((finding) => finding.kind === 'clinical');
  const gone = text.found.of('denial.over').slice(-MOST_RECOVERIES);
  for (const place of gone) {
    if (isDenied(place) || isSymptomItself(place, clinical) || isLost(place, text)) continue;
    for (const finding of goneBy(place, clinical, text)) if (isOldEnough(finding, text, 'gone')) over.add(finding);
  }
  for (const finding of clinical) if (hasEnded(finding, text) && isOldEnough(finding, text, 'ended')) over.add(finding);
  // "Fine now" says less than "all gone", so it counts only for what is days ago.
  const well = findings.some((finding) => finding.urgency === 'none' && finding.topic === 'fine' && isWholly(finding, text));
  const wellSince = says(text, 'denial.wellSince', { at: 0, end: text.masked.length });
  if (well || wellSince)
    for (const finding of clinical) {
      const isPast = wellSince || says(text, 'denial.hadBeen', { at: clauseAround(text, finding).at, end: finding.end });
      if (isPast && isOldEnough(finding, text, 'well')) over.add(finding);
    }
  return over;
}

/** "The sickness has stopped", and not "the cough has gone to my chest". */
function hasEnded({ end }: Finding, text: PlainText): boolean {
  const ended = text.first('denial.ended', end, end + 1);
  return ended !== undefined && (AFTER_END.has(text.masked[ended.end] ?? '|') || isMark(text.masked[ended.end] ?? '|'));
}

const AFTER_END = new Set('but and now thank thankfully x since so yesterday today'.split(' '));

/** "The feeling in my legs has gone." */
function isSymptomItself(place: Place, clinical: readonly Finding[]): boolean {
  return clinical.some((finding) => isDanger(finding.urgency) && finding.at < place.at && finding.end > place.at);
}

/** "Her speech has gone", and not "the swelling in her leg has gone". */
function isLost(place: Place, text: PlainText): boolean {
  const { at } = thoughtAround(text, place);
  if (WHO.has(text.masked[place.at - 1] ?? '') || WHO.has(text.masked[place.at] ?? '')) return true;
  for (
    let lost = text.first('denial.lostIt', at, place.at);
    lost !== undefined;
    lost = text.first('denial.lostIt', lost.at + 1, place.at)
  )
    if (!text.masked.slice(Math.max(at, lost.at - 2), lost.at).some((word) => WHERE.has(word))) return true;
  return false;
}

/** "She has gone" tells of no recovery. */
const WHO = new Set(['she', 'he', 'shes', 'hes', 'i', 'im', 'ive']);
const WHERE = new Set(['in', 'of', 'on', 'from', 'round', 'around', 'down', 'up']);

/** "I am fine", and not "otherwise fine" or "fine but". */
function isWholly(finding: Finding, text: PlainText): boolean {
  // A smile, or a "fine" among the greetings, says nothing of it.
  if (!/\p{L}/u.test(finding.words) || finding.at >= text.core.end || finding.end <= text.core.at) return false;
  const clause = clauseAround(text, finding);
  return !says(text, 'denial.otherwise', { at: Math.max(clause.at, finding.at - 3), end: clause.end });
}

/**
 * What is before it in its thought, or in its clause when it says "all"; when there is nothing, what is before it in its sentence; and else
 * in all the text.
 */
function goneBy(place: Place, clinical: readonly Finding[], text: PlainText): readonly Finding[] {
  const before = clinical.filter((finding) => finding.end <= place.end && finding.at < place.at);
  const own = before.filter((finding) => finding.at >= ownPart(place, text).at);
  if (own.length > 0) return own;
  const sentence = text.startOf(place.at);
  const past = before.filter((finding) => wasSo(finding, text));
  const near = past.filter((finding) => finding.at >= sentence);
  return near.length > 0 ? near : past;
}

function ownPart(place: Place, text: PlainText): Place {
  return text.masked.slice(place.at, place.end).some((word) => ALL.has(word))
    ? clauseAround(text, place)
    : thoughtAround(text, place);
}

const ALL = new Set(['all', 'both', 'everything', 'they', 'normal']);

/** Its own clause says that it is so now, and nothing in it that it was so. */
function isNow(finding: Finding, text: PlainText): boolean {
  const clause = clauseAround(text, finding);
  return says(text, 'denial.isNow', clause) && !says(text, 'denial.wasThen', clause);
}

/** Its sentence says that it was so, and its own clause not that it is. */
function wasSo(finding: Finding, text: PlainText): boolean {
  return (
    says(text, 'denial.wasThen', { at: text.startOf(finding.at), end: clauseAround(text, finding).end }) && !isNow(finding, text)
  );
}

/**
 * Whether what is over may be believed to be over: nothing of today; an emergency, a faint or a fit must be a day old, and days when the
 * text says no more than that she is well.
 */
function isOldEnough(finding: Finding, text: PlainText, how: 'ended' | 'gone' | 'well'): boolean {
  if (finding.topic === 'feeling') return false;
  if (!isDanger(finding.urgency)) return how === 'ended';
  const clause = clauseAround(text, finding);
  const sentence = sentenceAround(text, finding);
  if (says(text, 'denial.ofToday', clause)) return false;
  const daysAgo = isAgo(text, 'denial.daysAgo', sentence);
  if (how === 'well') return finding.urgency === 'urgent' && daysAgo && !isNow(finding, text);
  if (says(text, 'denial.happenings', finding)) return daysAgo;
  return finding.urgency === 'urgent' || daysAgo || isAgo(text, 'denial.yesterday', sentence);
}

/** "On Monday", and not "since Monday". */
function isAgo(text: PlainText, group: string, { at, end }: Place): boolean {
  for (let place = text.first(group, at, end); place !== undefined; place = text.first(group, place.end, end))
    if (!SINCE.has(text.masked[place.at - 1] ?? '')) return true;
  return false;
}
