import { type Because, isDanger, type Urgency } from '../reading.ts';
import type { Compiled } from './compile.ts';
import { type Finding, firstMatch, placesOf } from './findings.ts';
import { after, before, sentenceAround } from './window.ts';

/** What is left of the findings when it has been asked of each whether it is denied, somebody else's, only a question, over, or long known. */
export interface Weighed {
  readonly counted: readonly Finding[];
  /** What the sender said is not so. */
  readonly denied: readonly Finding[];
  /** Why something was set aside or made less urgent. */
  readonly because: readonly Because[];
}

export function weigh(findings: readonly Finding[], text: string, compiled: Compiled): Weighed {
  const recovery = placeOfRecovery(text, compiled);
  const each = findings.map((finding) => ({ finding, verdict: weighOne(finding, recovery, text, compiled) }));
  const denied = each.filter(({ verdict }) => verdict.denied).map(({ finding }) => finding);
  const places = placesOf(denied);
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

function weighOne(finding: Finding, recovery: number, text: string, compiled: Compiled): Verdict {
  const denial = finding.deniable ? deniedBy(finding, text, compiled) : undefined;
  if (denial !== undefined) return { denied: finding.urgency !== 'none', because: said('denials', `${denial} ${finding.words}`) };
  if (finding.urgency === 'none' || finding.kind === 'request') return { finding };

  const other = elsewhere(finding, text, compiled);
  if (other !== undefined) return { because: said('someoneElse', `${other} … ${finding.words}`) };
  if (finding.kind === 'fact') return { finding };

  const asked = askedBy(finding, text, compiled);
  if (asked !== undefined) {
    return { finding: { ...finding, urgency: 'routine', topic: 'symptom' }, because: { rule: 'hypothetical', words: asked } };
  }
  if (!isDanger(finding.urgency)) return { finding };
  const gone = finding.end <= recovery ? 'over' : undefined;
  const known = finding.urgency === 'urgent' && firstMatch(sentenceAround(text, finding.at), compiled.denial.longstanding);
  if (gone === undefined && !known) return { finding };
  return { finding: { ...finding, urgency: 'soon' }, because: said(gone ?? 'longstanding', finding.words) };
}

/**
 * The denying word in front of a finding, with nothing but small words between, or a list that ends in "or". Words that hold
 * their own negation ("cant breathe", "no feeling in my legs") cannot be denied so.
 */
export function deniedBy(
  finding: Pick<Finding, 'at' | 'end' | 'words'> & { urgency?: Urgency },
  text: string,
  compiled: Compiled,
): string | undefined {
  const { denials, otherNegations, notDenied, between, listed, allRight } = compiled.denial;
  const words = ` ${finding.words} `;
  if (firstMatch(words, denials) !== undefined || firstMatch(words, otherNegations) !== undefined) return undefined;
  if (firstMatch(after(text, finding.end), notDenied)?.index === 0) return undefined;
  const right =
    finding.urgency === undefined || !isDanger(finding.urgency) ? firstMatch(after(text, finding.end), allRight) : undefined;
  if (right?.index === 0) return right[0].trim();
  const near = before(text, finding.at);
  const denial = [...near.matchAll(denials)].at(-1);
  if (denial === undefined) return undefined;
  let rest = near.slice(denial.index + denial[0].length).replace(between, '');
  if (OR.test(rest) || OR.test(after(text, finding.end).slice(0, 40))) rest = rest.replace(listed, '').replace(OR_COMMA, '');
  return rest.replace(between, '').trim() === '' ? denial[0].trim() : undefined;
}

const OR = / (?:or|nor|na|neu) /;
const OR_COMMA = / (?:,|or|nor|na|neu)(?= )/g;

function elsewhere(finding: Finding, text: string, compiled: Compiled): string | undefined {
  const near = before(text, finding.at);
  const other = [...near.matchAll(compiled.denial.someoneElse)].at(-1);
  if (other === undefined) return undefined;
  const then = near.slice(other.index + other[0].length) + finding.words;
  return firstMatch(`${then} `, compiled.denial.backToPatient) === undefined ? other[0].trim() : undefined;
}

function askedBy(finding: Finding, text: string, compiled: Compiled): string | undefined {
  const near = before(text, finding.at);
  const sentence = near + after(text, finding.at).slice(1);
  const asked = firstMatch(sentence, compiled.hypothetical);
  return asked !== undefined && asked.index < near.length ? asked[0].trim() : undefined;
}

/** Where the text last says that it is over; nowhere when it says that it is back or hidden by a medicine. */
function placeOfRecovery(text: string, compiled: Compiled): number {
  if (firstMatch(text, compiled.denial.notOver) !== undefined) return -1;
  return [...text.matchAll(compiled.denial.over)].at(-1)?.index ?? -1;
}

function said(rule: string, words: string): Because {
  return { rule: `denial.${rule}`, words };
}
