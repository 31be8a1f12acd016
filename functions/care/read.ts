import { type Compiled, compile } from './reading/compile.ts';
import { deniedBy, weigh } from './reading/denial.ts';
import { type Finding, findRules, firstMatch, placesOf } from './reading/findings.ts';
import { findAnswer, findKeyword } from './reading/keywords.ts';
import { normalise } from './reading/normalise.ts';
import { findNumbers } from './reading/numbers.ts';
import type { ReadingTables } from './reading/tables.ts';
import { type Because, isDanger, type Mark, type Reading, type ReadingContext, URGENCIES } from './reading.ts';

/**
 * What a text is taken to mean. Pure, the same every time, and never throws for any text.
 *
 * Everything the tables know is looked for; what is denied, asked, over or about somebody else is set aside; of the rest the most
 * urgent names the urgency and the topic, and every mark holds beside it. What is not understood is `soon`, so that a person reads it.
 */
export function read(text: string, context: ReadingContext, tables: ReadingTables): Reading {
  const compiled = compile(tables);
  const plain = normalise(text, compiled.spell);
  const masked = plain.replace(compiled.otherSenses, (words) => words.replace(/[^ ]+/g, '~'));
  const keyword = findKeyword(plain, compiled);
  const answered = findAnswer(plain, context, compiled);

  const weighed = weigh([...findRules(masked, compiled), ...findNumbers(masked, compiled)], masked, compiled);
  const counted = keyword?.whole ? weighed.counted.filter((each) => isDanger(each.urgency)) : weighed.counted;
  const said: Finding[] = [];
  if (keyword !== undefined) said.push(asFinding(`keywords.${keyword.keyword.name}`, keyword.keyword, keyword.words));
  if (answered.choice !== undefined)
    said.push(asFinding(`keywords.answer-${answered.choice.id}`, answered.choice, answered.because?.words ?? ''));

  const bareSign =
    answered.whole && answered.choice === undefined && keyword === undefined && !counted.some((each) => isDanger(each.urgency));
  if (bareSign) return { urgency: 'none', topic: 'other', marks: [], because: answered.because ? [answered.because] : [] };

  const findings = mostUrgentFirst([...said, ...counted]);
  const top = settle(findings, weighed.denied, masked, compiled);
  return {
    urgency: top.urgency,
    topic: top.topic,
    marks: [...new Set<Mark>(findings.flatMap((each) => each.marks))],
    because: reasons(top, findings, weighed.because),
    ...(keyword !== undefined && { keyword: keyword.keyword.id }),
    ...(answered.choice !== undefined && { answer: answered.choice.id }),
  };
}

type Settled = Pick<Finding, 'urgency' | 'topic' | 'rule' | 'words'>;

/** The deciding finding, unless it says that nobody is needed and something in the text says otherwise, or is not understood. */
function settle(findings: readonly Finding[], denied: readonly Finding[], text: string, compiled: Compiled): Settled {
  const automatic = findings.find((each) => each.marks.includes('automatic'));
  const top = findings[0];
  if (text.trim() === '') return { urgency: 'none', topic: 'other', rule: 'nothing-written', words: '' };
  if (automatic !== undefined && !findings.some((each) => isDanger(each.urgency))) return automatic;
  if (top !== undefined && top.urgency !== 'none') return top;
  const doubt = doubtOf(findings, denied, text, compiled);
  if (doubt !== undefined) return doubt;
  if (top !== undefined) return top;
  if (denied.length > 0) return { urgency: 'none', topic: 'fine', rule: 'denial.nothing-but-denials', words: '' };
  return { urgency: 'soon', topic: 'other', rule: 'not-understood', words: '' };
}

/** Why a text that seems to need nobody needs somebody: a word of the body, an "only" after the "fine", or a sentence nobody understood. */
function doubtOf(
  findings: readonly Finding[],
  denied: readonly Finding[],
  text: string,
  compiled: Compiled,
): Settled | undefined {
  const alarm = undeniedAlarm(denied, text, compiled);
  if (alarm !== undefined) return { urgency: 'soon', topic: 'symptom', rule: 'denial.alarms', words: alarm };
  const known = [...findings, ...denied];
  const lastFine = known.reduce((last, each) => Math.max(last, each.end), -1);
  const contrast = firstMatch(text.slice(Math.max(0, lastFine)), compiled.denial.contrasts);
  if (lastFine > 0 && contrast !== undefined)
    return { urgency: 'soon', topic: 'other', rule: 'denial.contrasts', words: contrast[0].trim() };
  const strange =
    findings.length === 0 && denied.length > 0 ? besideDenials(text, compiled) : strangeSentence(known, text, compiled);
  return strange === undefined ? undefined : { urgency: 'soon', topic: 'other', rule: 'not-understood', words: strange };
}

/** A sentence with more words than the table allows of which none met a rule. */
function strangeSentence(known: readonly Finding[], text: string, compiled: Compiled): string | undefined {
  const places = placesOf(known);
  let start = 0;
  for (const sentence of text.split('|')) {
    const end = start + sentence.length;
    const met = hasAny(places, start, end);
    const words = sentence.split(' ').filter((word) => word !== '' && !'~,'.includes(word));
    if (!met && words.length > compiled.tables.denial.wordsNotUnderstood) return words.slice(0, 8).join(' ');
    start = end + 1;
  }
  return undefined;
}

function hasAny(places: ReadonlySet<number>, start: number, end: number): boolean {
  for (let place = start; place < end; place += 1) if (places.has(place)) return true;
  return false;
}

/** "Not been sick, only …": what is left of a text that denies, when the denials are taken away, if it is more than the table allows. */
function besideDenials(text: string, compiled: Compiled): string | undefined {
  const { denials, between, listed, allRight } = compiled.denial;
  const left = [denials, listed, allRight, between].reduce((rest, find) => rest.replace(find, ''), text);
  const words = left.split(' ').filter((word) => word !== '' && !'~,|'.includes(word));
  return words.length > compiled.tables.denial.wordsNotUnderstood ? words.slice(0, 8).join(' ') : undefined;
}

function undeniedAlarm(denied: readonly Finding[], text: string, compiled: Compiled): string | undefined {
  const places = placesOf(denied);
  for (const match of text.matchAll(compiled.denial.alarms)) {
    const end = match.index + match[0].length;
    const known = places.has(match.index) && places.has(end - 1);
    if (!known && deniedBy({ at: match.index, end, words: match[0].trim() }, text, compiled) === undefined)
      return match[0].trim();
  }
  return undefined;
}

/** Stable: of two that are equally urgent, the one that the tables name first stays first. */
function mostUrgentFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency));
}

function reasons(top: Settled, findings: readonly Finding[], notes: readonly Because[]): Because[] {
  const all = [top, ...findings, ...notes].map(({ rule, words }) => ({ rule, words }));
  return [...new Map(all.map((each) => [`${each.rule}\n${each.words}`, each])).values()];
}

function asFinding(rule: string, what: Pick<Finding, 'urgency' | 'topic'> & { marks?: readonly Mark[] }, words: string): Finding {
  return {
    rule,
    kind: 'request',
    urgency: what.urgency,
    topic: what.topic,
    marks: what.marks ?? [],
    deniable: false,
    words,
    at: 0,
    end: 0,
  };
}
