import { type Compiled, compile } from './reading/compile.ts';
import { deniedBy, denyingOf, weigh } from './reading/denial.ts';
import type { Place } from './reading/finder.ts';
import { type Finding, findRules } from './reading/findings.ts';
import { findAnswer, findKeyword } from './reading/keywords.ts';
import { isMark } from './reading/normalise.ts';
import { findNumbers } from './reading/numbers.ts';
import { covered, PlainText } from './reading/plain-text.ts';
import type { ReadingTables, Thresholds } from './reading/tables.ts';
import { type Because, isDanger, type Mark, type Reading, type ReadingContext, URGENCIES } from './reading.ts';

/**
 * What a text is taken to mean. Pure, the same every time, and never throws for any text.
 *
 * Everything the tables know is looked for; what is denied, asked, over or about somebody else is set aside; of the rest the most
 * urgent names the urgency and the topic, and every mark holds beside it. What is not understood is `soon`, so that a person reads it.
 */
export function read(text: string, context: ReadingContext, tables: ReadingTables): Reading {
  const compiled = compile(tables);
  const plain = new PlainText(text, compiled);
  const keyword = findKeyword(plain, compiled);
  const answered = findAnswer(plain, context, compiled);

  const weighed = weigh([...findRules(plain, compiled), ...findNumbers(plain, thresholdsOf(tables, context))], plain);
  const counted = keyword?.whole ? weighed.counted.filter((each) => isDanger(each.urgency)) : weighed.counted;
  const said: Finding[] = [];
  if (keyword !== undefined) said.push(asFinding(`keywords.${keyword.keyword.name}`, keyword.keyword, keyword.words));
  if (answered.choice !== undefined)
    said.push(asFinding(`keywords.answer-${answered.choice.id}`, answered.choice, answered.because?.words ?? ''));

  const bareSign =
    answered.whole && answered.choice === undefined && keyword === undefined && !counted.some((each) => isDanger(each.urgency));
  if (bareSign) return { urgency: 'none', topic: 'other', marks: [], because: answered.because ? [answered.because] : [] };

  const findings = mostUrgentFirst([...said, ...counted], tables);
  const top = settle(findings, weighed.denied, plain, compiled);
  return {
    urgency: top.urgency,
    topic: top.topic,
    marks: [...new Set<Mark>(findings.flatMap((each) => each.marks))],
    because: reasons(top, findings, weighed.because),
    ...(keyword !== undefined && { keyword: keyword.keyword.id }),
    ...(answered.choice !== undefined && { answer: answered.choice.id }),
  };
}

/** The service's own thresholds, and the tables' where it sets none. */
function thresholdsOf({ thresholds: { values } }: ReadingTables, { thresholds }: ReadingContext): Thresholds {
  const { feverFrom, lowBelow, vomitingFrom, diarrhoeaFrom, painFrom } = values;
  const own = { feverFrom: feverFrom.value, lowBelow: lowBelow.value, vomitingFrom: vomitingFrom.value, diarrhoeaFrom: diarrhoeaFrom.value, painFrom: painFrom.value };
  return { ...own, ...thresholds };
}

type Settled = Pick<Finding, 'urgency' | 'topic' | 'rule' | 'words'>;

/** The deciding finding, unless it says that nobody is needed and something in the text says otherwise, or is not understood. */
function settle(findings: readonly Finding[], denied: readonly Finding[], text: PlainText, { tables }: Compiled): Settled {
  const automatic = findings.find((each) => each.marks.includes('automatic'));
  const top = findings[0];
  if (text.masked.length === 0) return { urgency: 'none', topic: 'other', rule: 'nothing-written', words: '' };
  if (automatic !== undefined && !findings.some((each) => isDanger(each.urgency))) return automatic;
  if (top !== undefined && top.urgency !== 'none') return top;
  const doubt = doubtOf(findings, denied, text, tables.denial.wordsNotUnderstood);
  if (doubt !== undefined) return doubt;
  if (top !== undefined) return top;
  if (denied.length > 0) return { urgency: 'none', topic: 'fine', rule: 'denial.nothing-but-denials', words: '' };
  return { urgency: 'soon', topic: 'other', rule: 'not-understood', words: '' };
}

/** Why a text that seems to need nobody needs somebody: a word of the body, an "only" after the "fine", or a sentence nobody understood. */
function doubtOf(findings: readonly Finding[], denied: readonly Finding[], text: PlainText, most: number): Settled | undefined {
  const alarm = undeniedAlarm(denied, text);
  if (alarm !== undefined) return { urgency: 'soon', topic: 'symptom', rule: 'denial.alarms', words: alarm };
  const known = [...findings, ...denied];
  const lastFine = known.reduce((last, each) => Math.max(last, each.end), 0);
  const contrast = lastFine > 0 ? text.first('denial.contrasts', lastFine, text.masked.length) : undefined;
  if (contrast !== undefined) return { urgency: 'soon', topic: 'other', rule: 'denial.contrasts', words: text.wordsOf(contrast) };
  const strange =
    findings.length === 0 && denied.length > 0 ? besideDenials(denied, text, most) : strangeSentence(known, text, most);
  return strange === undefined ? undefined : { urgency: 'soon', topic: 'other', rule: 'not-understood', words: strange };
}

/** A sentence with more words than the table allows of which none met a rule. */
function strangeSentence(known: readonly Finding[], text: PlainText, most: number): string | undefined {
  const places = covered(known);
  for (const { at, end } of sentences(text)) {
    const words = text.masked.slice(at, end).filter((word) => word !== '~' && word !== ',');
    if (words.length <= most) continue;
    let met = false;
    for (let place = at; place < end; place += 1) met ||= places.has(place);
    if (!met) return words.slice(0, 8).join(' ');
  }
  return undefined;
}

function sentences({ masked }: PlainText): Place[] {
  const all: Place[] = [];
  let at = 0;
  for (let place = 0; place <= masked.length; place += 1) {
    if (place < masked.length && masked[place] !== '|') continue;
    if (place > at) all.push({ at, end: place });
    at = place + 1;
  }
  return all;
}

/** "Not been sick, only …": what is left of a text that denies, when the denials are taken away, if it is more than the table allows. */
function besideDenials(denied: readonly Finding[], { found, masked }: PlainText, most: number): string | undefined {
  const groups = ['denials', 'between', 'listed', 'allRight'];
  const known = covered([...denied, ...groups.flatMap((group) => found.of(`denial.${group}`))]);
  const left = masked.filter((word, place) => !known.has(place) && word !== '~' && !isMark(word));
  return left.length > most ? left.slice(0, 8).join(' ') : undefined;
}

function undeniedAlarm(denied: readonly Finding[], text: PlainText): string | undefined {
  const places = covered(denied);
  const denying = denyingOf(text, denied);
  const alarm = text.found.of('denial.alarms').find(
    (place) => !(places.has(place.at) && places.has(place.end - 1)) && deniedBy(place, text, denying) === undefined,
  );
  return alarm === undefined ? undefined : text.wordsOf(alarm);
}

/** Of two that are equally urgent the one whose topic the table names first, then the one whose rule comes first. */
function mostUrgentFirst(findings: readonly Finding[], { topics }: ReadingTables): Finding[] {
  const rank = ({ urgency, topic }: Finding) => URGENCIES.indexOf(urgency) * 100 + topics.order.indexOf(topic);
  return findings.toSorted((a, b) => rank(a) - rank(b));
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
