import { isDanger } from '../reading.ts';
import { says, sentences } from './clauses.ts';
import type { Compiled } from './compile.ts';
import { deniedBy, denyingOf, type Weighed } from './denial.ts';
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
  if (isOnlyCourteous([...findings, ...weighed.denied, ...weighed.aside], text)) return NOT_UNDERSTOOD;
  const doubt = doubtOf(findings, weighed, text, tables.denial.wordsNotUnderstood);
  if (doubt !== undefined) return doubt;
  if (top !== undefined) return top;
  if (weighed.denied.length > 0 || deniedWords(text).length > 0)
    return { urgency: 'none', topic: 'fine', rule: 'denial.nothing-but-denials', words: '' };
  if (isSaying(text)) return { urgency: 'none', topic: 'other', rule: 'denial.otherSenses', words: text.words.join(' ') };
  if (weighed.aside.length > 0 && says(text, 'denial.asksAdvice', { at: 0, end: text.masked.length }))
    return { urgency: 'routine', topic: 'symptom', rule: 'denial.asksAdvice', words: weighed.aside[0]?.words ?? '' };
  const chatter = chatterOnly(weighed, text);
  if (chatter !== undefined) return { urgency: 'none', topic: 'other', rule: 'denial.chatter', words: chatter };
  return NOT_UNDERSTOOD;
}

const NOT_UNDERSTOOD: Settled = { urgency: 'soon', topic: 'other', rule: 'not-understood', words: '' };

/** A "thanks" beside what nobody understood is no reason to think that nobody is needed. */
function isOnlyCourteous(known: readonly Finding[], { core, masked }: PlainText): boolean {
  if (known.length === 0 || (core.at === 0 && core.end === masked.length)) return false;
  return (
    !known.some(({ at, end }) => at < core.end && end > core.at) &&
    masked.slice(core.at, core.end).some((word) => word !== '~' && !isMark(word))
  );
}

/** Why a text that seems to need nobody needs somebody: a word of the body, a "but" after the "fine", or a sentence nobody understood. */
function doubtOf(findings: readonly Finding[], { denied, aside }: Weighed, text: PlainText, most: number): Settled | undefined {
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

/** Everyday senses are all there is, but for a word or two without trouble. */
function isSaying(text: PlainText): boolean {
  const words = text.masked.filter((word) => !isMark(word));
  const left = words.filter((word) => word !== '~').length;
  return left <= 2 && left < words.length - left && !says(text, 'denial.trouble', { at: 0, end: text.masked.length });
}

/** What was set aside is all there is: the dog was sick, a neighbour had a fall. */
function chatterOnly({ aside }: Weighed, text: PlainText): string | undefined {
  const first = aside[0];
  const isPet =
    says(text, 'denial.someoneElse', { at: 0, end: text.masked.length }) &&
    !says(text, 'denial.perhapsElse', { at: 0, end: text.masked.length });
  if (
    first === undefined ||
    !isPet ||
    text.masked.some((word) => OF_SELF.has(word)) ||
    strangeSentence(aside, text, 0) !== undefined
  )
    return undefined;
  return first.words;
}

const OF_SELF = new Set('i im ive we weve were me us mum shes she'.split(' '));

/** "Not been sick, only …": what is left of a text that denies, when the denials are taken away, if it is more than the table allows. */
function besideDenials(denied: readonly Finding[], text: PlainText, most: number): string | undefined {
  const groups = ['denials', 'between', 'listed', 'allRight'];
  const known = covered([...denied, ...groups.flatMap((group) => text.found.of(`denial.${group}`))]);
  const left = text.masked.filter((word, place) => !known.has(place) && word !== '~' && !isMark(word));
  if (left.length <= most) return undefined;
  return isHarmless({ at: 0, end: text.masked.length }, text) ? undefined : left.slice(0, 8).join(' ');
}

/** The words it denies that meet no rule by themselves: "temp normal", "not a hint of a temperature". */
function deniedWords(text: PlainText): Place[] {
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
