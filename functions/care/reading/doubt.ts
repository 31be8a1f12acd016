import { says, sentences } from './clauses.ts';
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
  return { urgency: 'soon', topic: isFine ? 'fine' : 'other', rule: 'not-understood', words: strange };
}

/** Beside a request a sentence of its own that nobody understood and that has a word of the body: "… Also I cant feel the kerb." */
export function besideRequest(known: readonly Finding[], text: PlainText, most: number): string | undefined {
  if (says(text, 'denial.withoutIt', { at: 0, end: text.masked.length })) return undefined;
  const places = covered(known);
  for (const sentence of sentences(text)) {
    const words = text.masked.slice(sentence.at, sentence.end);
    if (
      words.length <= most ||
      !says(text, 'denial.bodily', sentence) ||
      says(text, 'denial.questions', { at: sentence.at, end: sentence.at + 1 })
    )
      continue;
    let met = false;
    for (let place = sentence.at; place < sentence.end; place += 1) met ||= places.has(place);
    if (!met) return words.slice(0, 8).join(' ');
  }
  return undefined;
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
