import { says, sentenceAfter, sentenceAround } from './clauses.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import type { PlainText } from './plain-text.ts';

/** What is only asked about, warned of or planned for. In doubt it is so. */

/** The words that make what was found a question: "what if I get …", or a question by somebody who says that she has none of it. */
export function onlyAsked(finding: Finding, text: PlainText): string | undefined {
  // Thoughts of death are often put as an "if", and are none the less there.
  if (finding.topic === 'feeling') return undefined;
  const sentence = sentenceAround(text, finding);
  const asked = text.first('hypothetical', sentence.at, finding.end);
  if (asked === undefined) return askedByOneWithout(finding, sentence, text);
  if (happened(asked, sentence, text) || isBesideTheIf(asked, finding, text)) return undefined;
  return text.wordsOf(asked);
}

/** "… and I have", "because I have got it now", or in the next sentence "They have." */
function happened(asked: Place, sentence: Place, text: PlainText): boolean {
  if (says(text, 'denial.happened', { at: asked.at, end: sentence.end })) return true;
  const last = text.last('denial.itHas', asked.end, sentence.end);
  if (last !== undefined && last.end === sentence.end && BEFORE_IT_HAS.has(text.masked[last.at - 1] ?? '')) return true;
  const next = sentenceAfter(text, sentence);
  if (next !== undefined && says(text, 'denial.happened', { at: next.at, end: next.at + 1 })) return true;
  const answer = next === undefined ? undefined : text.first('denial.itHas', next.at, next.at + 2);
  return next !== undefined && answer !== undefined && (answer.end === next.end || GOES_ON.has(text.masked[answer.end] ?? ''));
}

/** "It has now." */
const GOES_ON = new Set(['now', 'today', 'tonight', ',', 'so', 'and', 'since']);
const BEFORE_IT_HAS = new Set(', and but because cos which well so as'.split(' '));

/**
 * What stands in the main clause beside an "if" is so: "if I get up I go dizzy", "when should I ring, my temp is 38". The main clause begins
 * with a second "I", or with a comma and "my".
 */
function isBesideTheIf(asked: Place, finding: Finding, { masked }: PlainText): boolean {
  for (let place = asked.end; place <= finding.at; place += 1) {
    const word = masked[place] ?? '';
    const before = masked[place - 1] ?? '';
    if (SUBJECTS.has(word) && !LEADS_TO_SUBJECT.has(before)) return true;
    if (OWN.has(word) && (before === ',' || before === 'because' || before === 'cos')) return true;
  }
  return false;
}

const SUBJECTS = new Set('i im ive she shes he hes'.split(' '));
const OWN = new Set('my mine it its they her his the'.split(' '));
/** A word after which the "I" belongs to the question itself. */
const LEADS_TO_SUBJECT = new Set(
  'and or that when where what who whom how do does did should would can could will shall may must is if whether than while am have has before after until till because as think says said say tells told mentions warned warns me us that'.split(
    ' ',
  ),
);

/** "Do people get numb legs from this? I havent, just curious." */
function askedByOneWithout(finding: Finding, sentence: Place, text: PlainText): string | undefined {
  const without = text.first('denial.withoutIt', 0, text.masked.length);
  if (without === undefined || !isQuestion({ at: sentence.at, end: finding.end }, text)) return undefined;
  if (says(text, 'denial.happened', sentence) || text.masked.slice(sentence.at, finding.end).some((word) => OF_HERSELF.has(word)))
    return undefined;
  return text.wordsOf(without);
}

const OF_HERSELF = new Set('my ive im shes hes his her mums wifes weve'.split(' '));

function isQuestion({ at, end }: Place, text: PlainText): boolean {
  for (
    let place = text.first('denial.questions', at, end);
    place !== undefined;
    place = text.first('denial.questions', place.at + 1, end)
  )
    if (place.at === at || BEGINS_QUESTION.has(text.masked[place.at - 1] ?? '')) return true;
  return false;
}

const BEGINS_QUESTION = new Set(', and but so hi hello hiya please sorry there nurse question ok'.split(' '));
