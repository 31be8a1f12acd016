import type { Denying } from './denying.ts';
import type { Place } from './finder.ts';
import type { PlainText } from './plain-text.ts';

/**
 * Whether nothing stands between a denial and what it denies but small words, or a list with an "or" in it, each of its items a symptom or
 * a word or two. After a "no" a "my" begins an answer: "no my chest hurts".
 */
export function reaches(denial: Place, finding: Place, text: PlainText, denying: Denying): boolean {
  const { masked } = text;
  if (masked[denial.end - 1] === 'no' && BEGINS_ANSWER.has(masked[denial.end] ?? '') && finding.at > denial.end) return false;
  const isList = hasOr(text, denial.end, finding.end + 6);
  const ors = masked.slice(denial.end, denial.end + 3).some((word) => ANY.has(word)) ? OR_AND : OR;
  let first = true;
  let symptoms = 0;
  let unknown = 0;
  for (let place = denial.end; place < finding.at; place += 1) {
    const word = masked[place] ?? '';
    const parts = word === ',' || ors.has(word);
    if (parts && (!isList || symptoms === 0)) return false;
    if (parts) {
      first = false;
      unknown = 0;
    } else if (!first && BEGINS_CLAUSE.has(word) && masked[place - 1] === ',') return false;
    else if (STOPS.has(word)) return false;
    else if (denying.between.has(place)) continue;
    else if (denying.listed.has(place) && isList) symptoms += 1;
    else if (isList && symptoms > 0 && unknown < 2) unknown += 1;
    else return false;
  }
  return true;
}

const OR = new Set(['or', 'nor', 'na', 'neu']);
const OR_AND = new Set([...OR, 'and']);
const ANY = new Set(['any', 'signs', 'sign', 'anymore']);
const BEGINS_ANSWER = new Set('my her his the a an it im i ive she shes he hes not its mum mums'.split(' '));
const BEGINS_CLAUSE = new Set(
  'a an my her his the it its i im ive have has had got is are was been am feel feeling she shes he hes now in'.split(' '),
);
const STOPS = new Set(
  'but just only because cos since then so when while if i im ive she shes he hes its and think said says which who that until till though'.split(
    ' ',
  ),
);

function hasOr(text: PlainText, at: number, end: number): boolean {
  for (let place = at; place < end && text.masked[place] !== '|'; place += 1) if (OR.has(text.masked[place] ?? '')) return true;
  return false;
}
