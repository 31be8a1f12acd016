import { type Because, isDanger } from '../reading.ts';
import type { Finding } from './findings.ts';
import type { Place } from './finder.ts';
import { covered, type PlainText } from './plain-text.ts';

/** What is left of the findings when it has been asked of each whether it is denied, somebody else's, only a question, over, or long known. */
export interface Weighed {
  readonly counted: readonly Finding[];
  /** What the sender said is not so. */
  readonly denied: readonly Finding[];
  /** Why something was set aside or made less urgent. */
  readonly because: readonly Because[];
}

export function weigh(findings: readonly Finding[], text: PlainText): Weighed {
  const denying = denyingOf(text, findings);
  const cleared = clearedBy(findings, text);
  const each = findings.map((finding) => ({ finding, verdict: weighOne(finding, cleared, text, denying) }));
  const denied = each.filter(({ verdict }) => verdict.denied).map(({ finding }) => finding);
  const places = covered(denied);
  return {
    // "No chest pain" denies the pain in it too.
    counted: each.flatMap(({ verdict }) => verdict.finding ?? []).filter((finding) => !isWithin(finding, places)),
    denied,
    because: each.flatMap(({ verdict }) => verdict.because ?? []),
  };
}

function isWithin(finding: Finding, places: ReadonlySet<number>): boolean {
  return finding.deniable && !isDanger(finding.urgency) && places.has(finding.at) && places.has(finding.end - 1);
}

interface Verdict {
  readonly finding?: Finding;
  readonly because?: Because;
  readonly denied?: boolean;
}

function weighOne(finding: Finding, cleared: ReadonlySet<Finding>, text: PlainText, denying: Denying): Verdict {
  const denial = finding.deniable ? deniedBy(finding, text, denying) : undefined;
  if (denial !== undefined) return { denied: finding.urgency !== 'none', because: said('denials', `${denial} ${finding.words}`) };
  if (finding.urgency === 'none' || finding.kind === 'request') return { finding };

  const other = elsewhere(finding, text);
  if (other !== undefined) return { because: said('someoneElse', `${other} … ${finding.words}`) };
  if (finding.kind === 'fact') return { finding };

  const start = text.startOf(finding.at);
  const asked = text.first('hypothetical', start, finding.end);
  if (asked !== undefined) {
    return { finding: { ...finding, urgency: 'routine', topic: 'symptom' }, because: { rule: 'hypothetical', words: text.wordsOf(asked) } };
  }
  if (!isDanger(finding.urgency)) return { finding };
  const long = finding.urgency === 'urgent' && text.first('denial.longstanding', start, text.endOf(finding.at)) !== undefined;
  if (!cleared.has(finding) && !long) return { finding };
  return { finding: { ...finding, urgency: 'soon' }, because: said(cleared.has(finding) ? 'over' : 'longstanding', finding.words) };
}

/** The words of a text that take part in denying, by their places. */
export interface Denying {
  /** Places of a word that denies, or of another negation: a phrase that holds one cannot be denied. */
  readonly negations: ReadonlySet<number>;
  readonly between: ReadonlySet<number>;
  readonly listed: ReadonlySet<number>;
}

export function denyingOf({ found }: PlainText, findings: readonly Finding[] = []): Denying {
  const denials = found.of('denial.denials');
  const deniable = findings.filter((finding) => finding.kind === 'clinical' && finding.deniable);
  return {
    negations: covered([...denials, ...found.of('denial.otherNegations')]),
    between: covered(found.of('denial.between')),
    listed: covered([...found.of('denial.listed'), ...deniable]),
  };
}

/**
 * The denying word in front of a finding, with nothing but small words between, or a list that has an "or" in it; or the "fine" behind
 * it. Words that hold their own negation ("cant breathe", "no feeling in my legs") cannot be denied so.
 */
export function deniedBy(finding: Place & Partial<Finding>, text: PlainText, denying: Denying): string | undefined {
  for (let place = finding.at; place < finding.end; place += 1) if (denying.negations.has(place)) return undefined;
  if (text.first('denial.notDenied', finding.end, finding.end + 1) !== undefined) return undefined;
  const right = finding.urgency === undefined || !isDanger(finding.urgency) ? text.first('denial.allRight', finding.end, finding.end + 1) : undefined;
  if (right !== undefined) return text.wordsOf(right);
  const start = text.startOf(finding.at);
  const denial = text.last('denial.denials', start, finding.at);
  if (denial === undefined) return undefined;
  const isList = hasOr(text, denial.end, finding.at) || hasOr(text, finding.end, finding.end + 6);
  for (let place = denial.end; place < finding.at; place += 1) {
    const word = text.masked[place] ?? '';
    const passed = denying.between.has(place) || (isList && (word === ',' || OR.has(word) || denying.listed.has(place)));
    if (!passed) return undefined;
  }
  return text.wordsOf(denial);
}

const OR = new Set(['or', 'nor', 'na', 'neu']);

function hasOr(text: PlainText, at: number, end: number): boolean {
  for (let place = at; place < end && text.masked[place] !== '|'; place += 1) if (OR.has(text.masked[place] ?? '')) return true;
  return false;
}

/** Somebody or something that was named before the finding, in its sentence, with nothing between that leads back to the patient. */
function elsewhere(finding: Finding, text: PlainText): string | undefined {
  const other = text.last('denial.someoneElse', text.startOf(finding.at), finding.at);
  if (other === undefined) return undefined;
  return text.last('denial.backToPatient', other.end, finding.end) === undefined ? text.wordsOf(other) : undefined;
}

const MOST_RECOVERIES = 20;

/**
 * The findings that the text says are over: those before it in its own clause; when its clause has none, everything before it.
 * None when the text says that it is back, or hidden by a medicine.
 */
function clearedBy(findings: readonly Finding[], text: PlainText): ReadonlySet<Finding> {
  const cleared = new Set<Finding>();
  if (text.found.of('denial.notOver').length > 0) return cleared;
  for (const { at } of text.found.of('denial.over').slice(-MOST_RECOVERIES)) {
    const clause = clauseStart(text, at);
    const earlier = findings.filter((finding) => finding.kind === 'clinical' && finding.end <= at);
    const own = earlier.filter((finding) => finding.at >= clause);
    for (const finding of own.length > 0 ? own : earlier) cleared.add(finding);
  }
  return cleared;
}

function clauseStart(text: PlainText, at: number): number {
  for (let place = at - 1; place >= 0; place -= 1) if (text.masked[place] === '|' || text.masked[place] === ',') return place + 1;
  return 0;
}

function said(rule: string, words: string): Because {
  return { rule: `denial.${rule}`, words };
}
