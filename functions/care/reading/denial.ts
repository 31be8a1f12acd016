import { type Because, isDanger } from '../reading.ts';
import { isInside } from './clauses.ts';
import { type Denying, denialOf, denyingOf } from './denying.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { overIn } from './over.ts';
import { notMe, somebodyElse } from './person.ts';
import { covered, type PlainText } from './plain-text.ts';
import { onlyAsked } from './question.ts';
import { longAgo, longKnown } from './time.ts';

/** What is left of the findings when it has been asked of each whether it is denied, somebody else's, only a question, over, or long known. */
export interface Weighed {
  readonly counted: readonly Finding[];
  /** What the sender said is not so. */
  readonly denied: readonly Finding[];
  /** What was set aside because it is somebody else's or long ago: understood, and nothing to do. */
  readonly aside: readonly Finding[];
  /** Why something was set aside or made less urgent. */
  readonly because: readonly Because[];
  /** Where the tables have understood that nothing, or less, is the matter. */
  readonly settled: readonly Finding[];
}

export function weigh(findings: readonly Finding[], text: PlainText): Weighed {
  const denying = denyingOf(text, findings);
  const over = overIn(findings, text, (place) => denialOf(place, text, denying) !== undefined);
  const each = findings.map((finding) => ({ finding, verdict: weighOne(finding, over, text, denying) }));
  const denied = each.filter(({ verdict }) => verdict.how === 'denied').map(({ finding }) => finding);
  const aside = each.filter(({ verdict }) => verdict.how === 'aside').map(({ finding }) => finding);
  return {
    counted: withoutParts(
      each.flatMap(({ verdict }) => verdict.finding ?? []),
      [...denied, ...aside],
    ),
    denied: denied.filter((finding) => finding.urgency !== 'none'),
    aside,
    because: each.flatMap(({ verdict }) => verdict.because ?? []),
    settled: each
      .filter(
        ({ finding, verdict }) =>
          verdict.because !== undefined || (!isDanger(finding.urgency) && finding.rule.startsWith('thresholds.')),
      )
      .map(({ finding }) => finding),
  };
}

/** "No chest pain" denies the pain in it too, and "no crushing chest pain" the chest pain. */
function withoutParts(counted: readonly Finding[], gone: readonly Finding[]): Finding[] {
  const places = covered(gone);
  const ends = new Map(gone.map((finding) => [finding.end, finding]));
  return counted.filter((finding) => {
    if (!finding.deniable) return true;
    const whole = ends.get(finding.end);
    if (whole !== undefined && isInside(finding, whole)) return false;
    return isDanger(finding.urgency) || !(places.has(finding.at) && places.has(finding.end - 1));
  });
}

interface Verdict {
  readonly finding?: Finding;
  readonly because?: Because;
  readonly how?: 'denied' | 'aside';
}

function weighOne(finding: Finding, over: ReadonlySet<Finding>, text: PlainText, denying: Denying): Verdict {
  const denial = finding.deniable ? denialOf(finding, text, denying) : undefined;
  if (denial !== undefined) {
    const because = said(denial.kind === 'no longer' ? 'over' : 'denials', `${denial.words} ${finding.words}`);
    if (denial.kind === 'no' || !isDanger(finding.urgency)) return { how: 'denied', because };
    // Some of an emergency is still for a clinician now.
    const isLess = denial.kind === 'less' && finding.urgency === 'emergency';
    return { finding: { ...finding, urgency: isLess ? 'urgent' : 'soon' }, because };
  }
  if (finding.urgency === 'none' || finding.kind === 'request') return { finding };

  const other = somebodyElse(finding, text) ?? notMe(finding, text);
  if (other !== undefined) return { how: 'aside', because: said('someoneElse', `${other} … ${finding.words}`) };
  if (finding.kind === 'fact') return { finding };

  const asked = onlyAsked(finding, text);
  if (asked !== undefined)
    return { finding: { ...finding, urgency: 'routine', topic: 'symptom' }, because: { rule: 'hypothetical', words: asked } };
  return inTime(finding, over, text);
}

function inTime(finding: Finding, over: ReadonlySet<Finding>, text: PlainText): Verdict {
  const ago = longAgo(finding, text);
  if (ago !== undefined) return { how: 'aside', because: said('longAgo', `${ago} … ${finding.words}`) };
  if (over.has(finding)) {
    const because = said('over', finding.words);
    return isDanger(finding.urgency) ? { finding: { ...finding, urgency: 'soon' }, because } : { how: 'denied', because };
  }
  const long = longKnown(finding, text);
  if (long !== undefined)
    return { finding: { ...finding, urgency: 'soon' }, because: said('longstanding', `${long} … ${finding.words}`) };
  return { finding };
}

/** The words that deny what stands at a place. */
export function deniedBy(place: Place, text: PlainText, denying: Denying): string | undefined {
  return denialOf(place, text, denying)?.words;
}

export { denyingOf };

function said(rule: string, words: string): Because {
  return { rule: `denial.${rule}`, words };
}
