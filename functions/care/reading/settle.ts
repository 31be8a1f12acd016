import { isDanger } from '../reading.ts';
import { says, sentences } from './clauses.ts';
import type { Compiled } from './compile.ts';
import { type Weighed, deniedBy, denyingOf } from './denial.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { isMark } from './normalise.ts';
import { covered, type PlainText } from './plain-text.ts';

/** What decides a text. */
export type Settled = Pick<Finding, 'urgency' | 'topic' | 'rule' | 'words'>;

/** The deciding finding of those that count, unless it says that nobody is needed and something in the text says otherwise, or is not understood. */
export function settle(findings: readonly Finding[], weighed: Weighed, text: PlainText, { tables }: Compiled): Settled {
  const top = findings[0];
  const automatic = findings.find((each) => each.marks.includes('automatic'));
  if (automatic !== undefined && !findings.some((each) => isDanger(each.urgency))) return automatic;
  if (top !== undefined && top.urgency !== 'none') return top;
  const doubt = doubtOf(findings, weighed, text, tables.denial.wordsNotUnderstood);
  if (doubt !== undefined) return doubt;
  if (top !== undefined) return top;
  if (weighed.denied.length > 0) return { urgency: 'none', topic: 'fine', rule: 'denial.nothing-but-denials', words: '' };
  const chatter = chatterOnly(weighed, text);
  if (chatter !== undefined) return { urgency: 'none', topic: 'other', rule: 'denial.chatter', words: chatter };
  return { urgency: 'soon', topic: 'other', rule: 'not-understood', words: '' };
}

/** Why a text that seems to need nobody needs somebody: a word of the body, a "but" after the "fine", or a sentence nobody understood. */
function doubtOf(findings: readonly Finding[], { denied, aside }: Weighed, text: PlainText, most: number): Settled | undefined {
  const alarm = undeniedAlarm([...denied, ...aside], text);
  if (alarm !== undefined) return { urgency: 'soon', topic: 'symptom', rule: 'denial.alarms', words: alarm };
  const known = [...findings, ...denied, ...aside];
  const lastFine = known.reduce((last, each) => Math.max(last, each.end), 0);
  const contrast = lastFine > 0 ? text.first('denial.contrasts', lastFine, text.masked.length) : undefined;
  if (contrast !== undefined && !isHarmless({ at: contrast.end, end: text.masked.length }, text))
    return { urgency: 'soon', topic: 'other', rule: 'denial.contrasts', words: text.wordsOf(contrast) };
  const strange = findings.length === 0 && denied.length > 0 ? besideDenials(denied, text, most) : strangeSentence(known, text, most);
  if (strange === undefined) return undefined;
  const isFine = findings.some((each) => each.topic === 'fine') || denied.length > 0;
  return { urgency: 'soon', topic: isFine ? 'fine' : 'other', rule: 'not-understood', words: strange };
}

/** A sentence with more words than the table allows of which none met a rule, and that is not plain chatter. */
function strangeSentence(known: readonly Finding[], text: PlainText, most: number): string | undefined {
  const places = covered(known);
  for (const sentence of sentences(text)) {
    const words = text.masked.slice(sentence.at, sentence.end).filter((word) => word !== '~' && word !== ',');
    if (words.length <= most) continue;
    let met = isHarmless(sentence, text);
    for (let place = sentence.at; place < sentence.end; place += 1) met ||= places.has(place);
    if (!met) return words.slice(0, 8).join(' ');
  }
  return undefined;
}

/** It has words of everyday life, and none of trouble. */
function isHarmless(part: Place, text: PlainText): boolean {
  return says(text, 'denial.chatter', part) && !says(text, 'denial.trouble', part) && !says(text, 'denial.alarms', part);
}

/** What was set aside is all there is: the dog was sick, a neighbour had a fall. */
function chatterOnly({ aside }: Weighed, text: PlainText): string | undefined {
  const first = aside[0];
  if (first === undefined || strangeSentence(aside, text, 0) !== undefined) return undefined;
  return first.words;
}

/** "Not been sick, only …": what is left of a text that denies, when the denials are taken away, if it is more than the table allows. */
function besideDenials(denied: readonly Finding[], text: PlainText, most: number): string | undefined {
  const groups = ['denials', 'between', 'listed', 'allRight'];
  const known = covered([...denied, ...groups.flatMap((group) => text.found.of(`denial.${group}`))]);
  const left = text.masked.filter((word, place) => !known.has(place) && word !== '~' && !isMark(word));
  if (left.length <= most) return undefined;
  return isHarmless({ at: 0, end: text.masked.length }, text) ? undefined : left.slice(0, 8).join(' ');
}

function undeniedAlarm(understood: readonly Finding[], text: PlainText): string | undefined {
  const places = covered(understood);
  const denying = denyingOf(text, understood);
  const alarm = text.found
    .of('denial.alarms')
    .find((place) => !(places.has(place.at) && places.has(place.end - 1)) && deniedBy(place, text, denying) === undefined);
  return alarm === undefined ? undefined : text.wordsOf(alarm);
}
