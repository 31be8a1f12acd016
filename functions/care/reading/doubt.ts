import { clauses, says, sentenceAround, sentences } from './clauses.ts';
import { deniedBy, denyingOf, type Weighed } from './denial.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { isMark } from './normalise.ts';
import { covered, type PlainText } from './plain-text.ts';

/** What makes a person look at a text that seems to need nobody, or only to ask for something. */

/** What decides a text. */
export type Settled = Pick<Finding, 'urgency' | 'topic' | 'rule' | 'words'>;

/** Why a text that seems to need nobody needs somebody: a word of the body, a "but" after the "fine", or a sentence nobody understood. */
export function doubtOf(
  findings: readonly Finding[],
  { denied, aside }: Weighed,
  text: PlainText,
  most: number,
): Settled | undefined {
  const alarm = undeniedAlarm([...denied, ...aside], text);
  if (alarm !== undefined) return { urgency: 'soon', topic: 'symptom', rule: 'denial.alarms', words: alarm };
  const known = [...findings, ...denied, ...aside];
  const lastFine = [...known, ...deniedWords(text)].reduce((last, { end }) => Math.max(last, end), 0);
  const contrast = lastFine > 0 ? text.first('denial.contrasts', lastFine, text.masked.length) : undefined;
  if (contrast !== undefined && !isHarmless({ at: contrast.end, end: text.masked.length }, text))
    return { urgency: 'soon', topic: 'other', rule: 'denial.contrasts', words: text.wordsOf(contrast) };
  const isDenial = denied.length > 0 || deniedWords(text).length > 0;
  const strange = findings.length === 0 && isDenial ? besideDenials(denied, text, most) : strangeSentence(known, text, most);
  if (strange === undefined) return undefined;
  const isFine = isDenial || findings.some((each) => each.topic === 'fine');
  const unknown = findings.length === 0 && tellsOfBody(text) ? 'symptom' : 'other';
  return { urgency: 'soon', topic: isFine ? 'fine' : unknown, rule: 'not-understood', words: strange };
}

/**
 * Beside a request or a "fine" a clause that nobody understood and that has a word of the body or of trouble: "… also I cant feel the kerb", "my tongue
 * has gone like wood".
 */
export function strangeClause(known: readonly Finding[], text: PlainText, isFine: boolean): string | undefined {
  const places = covered(known);
  const bodily = undeniedBodily(known, text).filter(({ at, end }) => !places.has(at) && !places.has(end - 1));
  const strange = clauses(text).find((clause) => {
    const words = text.masked.slice(clause.at, clause.end);
    if (!bodily.some(({ at }) => at >= clause.at && at < clause.end)) return false;
    if (words.filter((word) => word !== '~').length < LEAST || isExplained(clause, text)) return false;
    if (isFine && says(text, 'denial.chatter', sentenceAround(text, clause))) return false;
    const met = words.filter((_word, offset) => places.has(clause.at + offset)).length;
    return met === 0 || (words.length - met > LEAST && !says(text, 'denial.asking', clause));
  });
  return strange === undefined ? undefined : text.masked.slice(strange.at, strange.end).slice(0, 8).join(' ');
}

/** A clause of fewer words says too little. */
const LEAST = 3;

/** It asks, says that there is nothing, or tells why something is asked for. */
function isExplained(clause: Place, text: PlainText): boolean {
  return (
    says(text, 'denial.questions', { at: clause.at, end: clause.at + 1 }) ||
    ['withoutIt', 'errands'].some((group) => says(text, `denial.${group}`, clause))
  );
}

/** Of a text that nobody understood: whether it tells of the body, and asks for nothing. */
export function tellsOfBody(text: PlainText): boolean {
  const whole = { at: 0, end: text.masked.length };
  return undeniedBodily([], text).length > 0 && !says(text, 'denial.asking', whole) && !says(text, 'denial.errands', whole);
}

function undeniedBodily(known: readonly Finding[], text: PlainText): readonly Place[] {
  const denying = denyingOf(text, known);
  return text.found.of('denial.bodily').filter((place) => deniedBy(place, text, denying) === undefined);
}

/** A sentence with more words than the table allows of which none met a rule, and that is not plain chatter. */
export function strangeSentence(known: readonly Finding[], text: PlainText, most: number): string | undefined {
  const places = covered(known);
  const courteous = covered(known.filter(({ rule }) => rule.startsWith('fine.')));
  for (const sentence of sentences(text)) {
    const words = text.masked.slice(sentence.at, sentence.end).filter((word) => word !== '~' && word !== ',');
    if (words.length <= most) continue;
    let met = 0;
    let fine = 0;
    for (let place = sentence.at; place < sentence.end; place += 1) {
      if (places.has(place)) met += 1;
      if (courteous.has(place)) fine += 1;
    }
    // "Watching telly when she slid off the sofa and will not answer": a word of everyday life is not what it is about.
    const isTroubled =
      met === fine &&
      words.length - met > most &&
      !says(text, 'denial.chatter', sentence) &&
      says(text, 'denial.trouble', sentence);
    if (isTroubled || (met === 0 && !isHarmless(sentence, text))) return words.slice(0, 8).join(' ');
  }
  return undefined;
}

/** It has words of everyday life, and none of trouble. */
function isHarmless(part: Place, text: PlainText): boolean {
  return says(text, 'denial.chatter', part) && !says(text, 'denial.trouble', part) && !says(text, 'denial.alarms', part);
}

/** "Not been sick, only …": what is left of a text that denies, when the denials are taken away, if it is more than the table allows. */
function besideDenials(denied: readonly Finding[], text: PlainText, most: number): string | undefined {
  const groups = ['denials', 'between', 'listed', 'allRight'];
  const known = covered([...denied, ...groups.flatMap((group) => text.found.of(`denial.${group}`))]);
  const left = text.masked.filter((word, place) => !known.has(place) && word !== '~' && !isMark(word));
  if (left.length <= most) return undefined;
  return isHarmless({ at: 0, end: text.masked.length }, text) ? undefined : left.slice(0, 8).join(' ');
}

/** The words it denies that meet no rule by themselves: "temp normal", "not a hint of a temperature". */
export function deniedWords(text: PlainText): Place[] {
  const denying = denyingOf(text);
  return text.found.of('denial.listed').filter((place) => deniedBy(place, text, denying) !== undefined);
}

function undeniedAlarm(understood: readonly Finding[], text: PlainText): string | undefined {
  const places = covered(understood);
  const denying = denyingOf(text, understood);
  const alarm = text.found
    .of('denial.alarms')
    .find((place) => !(places.has(place.at) && places.has(place.end - 1)) && deniedBy(place, text, denying) === undefined);
  return alarm === undefined ? undefined : text.wordsOf(alarm);
}
