import type { Urgency } from '../reading.ts';
import { clauseAround, says, sentenceAround, sentenceBefore, thoughtAround } from './clauses.ts';
import { isNumber, type Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { isMark } from './normalise.ts';
import type { PlainText } from './plain-text.ts';

/** Whose trouble it is: somebody or something that is not the patient. In doubt it is the patient's. */

/** The one who has what was found, when it is neither the patient nor whoever writes for her. */
export function somebodyElse(finding: Finding, text: PlainText): string | undefined {
  if (finding.topic === 'feeling' && finding.kind === 'clinical') return undefined;
  const here = sentenceAround(text, finding);
  const named = subjectBefore(here.at, finding, text);
  if (named !== undefined) {
    const isBack = text.last('denial.backToPatient', named.end, finding.end) !== undefined || isNewThought(named, finding, text);
    return isBack ? undefined : text.wordsOf(named);
  }
  // "The dog was at the vet. He had a fit."
  const before = sentenceBefore(text, finding);
  if (before === undefined || !says(text, 'denial.theyToo', { at: here.at, end: here.at + 1 })) return undefined;
  if (
    says(text, 'denial.backToPatient', { at: here.at + 1, end: finding.end }) ||
    says(text, 'denial.patients', { at: 0, end: finding.end })
  )
    return undefined;
  const other = subjectBefore(before.at, { at: before.end, end: before.end, kind: finding.kind, urgency: finding.urgency }, text);
  return other === undefined ? undefined : text.wordsOf(other);
}

/**
 * After the one who is named nothing says that they do or have anything ("kids asleep, chest pain"), or a comma or an "and" begins something
 * else ("the cat was talking, bit confused today").
 */
function isNewThought(named: Place, { at, end, urgency }: Finding, text: PlainText): boolean {
  if (named.end < at && !doesSomething(named, at, text)) return true;
  const { at: start } = thoughtAround(text, { at, end });
  // "The kids have a bug, vomiting all night. Do I stay away?"
  if (start <= named.at || (start === at && isPatientSomebodyElse(text, urgency))) return false;
  const first = text.masked[start] ?? '';
  return !(isNumber(first) || says(text, 'denial.theyToo', { at: start, end: start + 1 }) || DOES.has(first));
}

/** A verb or a number close behind whoever is named, in the same thought: "a friend at work has …". */
function doesSomething({ end }: Place, before: number, { masked }: PlainText): boolean {
  for (let place = end; place < Math.min(before, end + FAR_FROM_VERB); place += 1) {
    const word = masked[place] ?? '';
    if (word === ',' || word === 'and') return false;
    if (DOES.has(word) || isNumber(word)) return true;
  }
  return false;
}

const FAR_FROM_VERB = 4;

const DOES = new Set(
  'has had is was were are have been got gets getting having being keeps kept who whos which with just also went came come seems looks started starts ate broke did done died collapsed fainted passed caught catching threw fell suffered nearly all both'.split(
    ' ',
  ),
);

/** Who is named last before a place, as the one who does or has something: "my dog …", but not "walking the dog …". */
function subjectBefore(
  start: number,
  { at, kind, urgency }: Place & Pick<Finding, 'kind' | 'urgency'>,
  text: PlainText,
): Place | undefined {
  const never = text.last('denial.someoneElse', start, at);
  const perhaps =
    kind === 'clinical' && isPatientSomebodyElse(text, urgency) ? text.last('denial.perhapsElse', start, at) : undefined;
  const other = perhaps !== undefined && (never === undefined || perhaps.at > never.at) ? perhaps : never;
  return other !== undefined && isSubject(other, text) ? other : undefined;
}

/** A friend, a neighbour, a child of the writer may be the patient. That they are not is said by "I am fine", "not me", "should I stay away". */
function isPatientSomebodyElse(text: PlainText, urgency: Urgency): boolean {
  const whole = { at: 0, end: text.masked.length };
  return says(text, 'denial.patientIsWell', whole) || (urgency !== 'emergency' && says(text, 'denial.writerIsWell', whole));
}

function isSubject({ at, end }: Place, { masked }: PlainText): boolean {
  if (WRITES.has(masked[end] ?? '')) return false;
  let place = at - 1;
  for (let passed = 0; passed < 6 && names(masked[place] ?? ''); passed += 1) place -= 1;
  const before = masked[place];
  return before === undefined || BEFORE_SUBJECT.has(before);
}

/** A word before the one who is named that belongs to the name: "my", "little", "Sandras". */
function names(word: string): boolean {
  return NAMING.has(word) || (word.length > 4 && word.endsWith('s') && !BEFORE_SUBJECT.has(word));
}

/** "Her friend here": the friend writes. */
const WRITES = new Set('here writing texting typing speaking again on'.split(' '));
const NAMING = new Set(
  'my our the a an your me mi ma us her his this that next doors door poor old little wee big eldest youngest middle younger older other one lady man of in from up down silly daft dear'.split(
    ' ',
  ),
);
const BEFORE_SUBJECT = new Set(
  '| , and but because cos that since when so while if though although think thought says said saw see seen heard watched watching sorry lol oh no yes well hi hello dear today yesterday ~ then plus'.split(
    ' ',
  ),
);

/** "A temp of 39 (not me)": said behind the finding, and nothing else. */
export function notMe(finding: Finding, text: PlainText): string | undefined {
  const comma = clauseAround(text, finding).end;
  const not = text.masked[comma] === ',' ? text.first('denial.notMe', comma + 1, comma + 2) : undefined;
  const endsThere =
    not !== undefined && !text.masked.slice(not.at, not.end).includes('like') && isMark(text.masked[not.end] ?? ',');
  return endsThere ? text.wordsOf(not) : undefined;
}
