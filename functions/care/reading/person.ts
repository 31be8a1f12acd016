import { clauseAround, says, sentenceAround, sentenceBefore } from './clauses.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import type { PlainText } from './plain-text.ts';

/** Whose trouble it is: somebody or something that is not the patient. In doubt it is the patient's. */

/** The one who has what was found, when it is neither the patient nor whoever writes for her. */
export function somebodyElse(finding: Finding, text: PlainText): string | undefined {
  const here = sentenceAround(text, finding);
  const named = subjectBefore(here.at, finding, text);
  if (named !== undefined) return text.last('denial.backToPatient', named.end, finding.end) === undefined ? text.wordsOf(named) : undefined;
  // "The dog was at the vet. He had a fit."
  const before = sentenceBefore(text, finding);
  if (before === undefined || !says(text, 'denial.theyToo', { at: here.at, end: here.at + 1 })) return undefined;
  if (says(text, 'denial.backToPatient', { at: here.at + 1, end: finding.end }) || says(text, 'denial.patients', { at: 0, end: finding.end })) return undefined;
  const other = subjectBefore(before.at, { at: before.end, end: before.end, kind: finding.kind }, text);
  return other === undefined ? undefined : text.wordsOf(other);
}

/** Who is named last before a place, as the one who does or has something: "my dog …", but not "walking the dog …". */
function subjectBefore(start: number, { at, kind }: Place & Pick<Finding, 'kind'>, text: PlainText): Place | undefined {
  const never = text.last('denial.someoneElse', start, at);
  const perhaps = kind === 'clinical' && isPatientSomebodyElse(text) ? text.last('denial.perhapsElse', start, at) : undefined;
  const other = perhaps !== undefined && (never === undefined || perhaps.at > never.at) ? perhaps : never;
  return other !== undefined && isSubject(other, text) ? other : undefined;
}

/** A friend, a neighbour, a child of the writer may be the patient. That they are not is said by "I am fine", "not me", "should I stay away". */
function isPatientSomebodyElse(text: PlainText): boolean {
  return says(text, 'denial.patientIsWell', { at: 0, end: text.masked.length });
}

function isSubject({ at, end }: Place, { masked }: PlainText): boolean {
  if (WRITES.has(masked[end] ?? '')) return false;
  let place = at - 1;
  for (let passed = 0; passed < 3 && NAMING.has(masked[place] ?? ''); passed += 1) place -= 1;
  const before = masked[place];
  return before === undefined || BEFORE_SUBJECT.has(before);
}

/** "Her friend here": the friend writes. */
const WRITES = new Set('here writing texting typing speaking again on'.split(' '));
const NAMING = new Set(
  'my our the a an your me mi ma us her his this that next doors door poor old little wee big eldest youngest middle younger older other one lady man of in from up down silly daft dear'.split(' '),
);
const BEFORE_SUBJECT = new Set(
  '| , and but as because cos that since when so while if though although think thought says said saw see seen heard watched watching sorry lol oh no yes well hi hello dear today yesterday ~ then plus also even like'.split(' '),
);

/** What is said in a clause about the one the finding is about: "(not me)". */
export function notMe(finding: Finding, text: PlainText): string | undefined {
  const sentence = sentenceAround(text, finding);
  const not = text.first('denial.notMe', finding.end, Math.min(sentence.end, clauseAround(text, finding).end + 4));
  return not === undefined ? undefined : text.wordsOf(not);
}
