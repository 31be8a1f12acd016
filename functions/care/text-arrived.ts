import { type Asked, asked, isForNurse, noteStanding, wordsFor } from './asked.ts';
import { dailyAnswered, dailyChoice, wordsOf } from './daily-question.ts';
import { type Draft, iso, record } from './draft.ts';
import { escalate } from './escalate.ts';
import type { IncomingText } from './known.ts';
import { crisisLine, isCrisis, lineFor } from './lines.ts';
import { reported } from './long-closure.ts';
import { raise } from './queue.ts';
import { isRaised, raisedByContext } from './raised.ts';
import { isDanger, type Reading, type Urgency } from './reading.ts';
import { remember } from './reading-context.ts';
import { messageFor, reply, welcome } from './reply.ts';
import { tellSafeguardingLead } from './safeguarding.ts';
import { isSampled } from './sample.ts';
import { timeWords, told, type Variables } from './say.ts';
import { askLater, changePace } from './series.ts';
import { heard } from './silence.ts';
import { deathReported, numberWorks, optIn, optOut, pauseFor, stopAskedByAnother, wrongNumber } from './standing.ts';
import { instant, openNow } from './time.ts';

/**
 * A text has arrived and has been read: it is kept, what it says takes effect, what needs a person is queued, danger
 * rings, and whoever wrote is answered in the same exchange. `code` is what a responder would text back.
 */
export function textArrived(draft: Draft, text: IncomingText, asRead: Reading, code: string): void {
  const reading = raisedByContext(draft, text, asRead);
  const { urgency, topic, because } = reading;
  const kept: IncomingText = { ...text, reading: { urgency, topic, marks: [...reading.marks], because: [...because] } };
  draft.filed.texts.push(kept);
  remember(draft, text);
  record(draft, 'text-received', text.id, `${urgency}/${topic}`);
  // Two machines must not text each other for ever; danger is answered whoever seems to have written it.
  if (reading.marks.includes('automatic') && !isDanger(urgency)) return;
  const own = text.from === draft.person.phone;
  if (own && tellsHowSheIs(draft, reading)) draft.person.toldAt = iso(draft.now);
  heard(draft, text.from);
  if (own) numberWorks(draft);
  if (own && showsNumberIsRight(draft, reading)) draft.person.standing.answeredAt ??= iso(draft.now);
  // Whoever tells of a death, nothing automatic goes out until a nurse has found out.
  if (reading.marks.includes('deceased')) deathReported(draft);
  const asks = asked(draft, text, reading, own);
  if (asks === 'stop-asked-by-another') stopAskedByAnother(draft, text.from);
  const answer = own ? takeEffect(draft, text, reading, asks) : undefined;
  const words = wordsOf(draft, text, reading);
  const need = { topic, reason: reasonFor(reading, asks), because: [...because], words, from: text.from, textId: text.id };
  const daily = own ? dailyAnswered(draft, reading) : undefined;
  const isNeeded = (!daily && needsSomebody(draft, reading, own)) || isForNurse(draft, asks);
  const item = isNeeded ? raise(draft, { ...need, urgency: itemUrgency(reading) }) : undefined;
  if (item) noteStanding(item, reading, asks);
  const closed = item && reported(draft, text, reading, item);
  if (!item && !daily && isSampled(text.id, draft.service)) kept.sampled = true;
  if (item && reading.marks.includes('safeguarding')) tellSafeguardingLead(draft, item);
  if (isDanger(urgency)) {
    danger(draft, { ...text, body: words }, reading, code);
    if (own && asks && asks !== 'opted-in') reply(draft, text, { message: wordsFor(draft, asks, own) ?? 'stopped' });
    return;
  }
  const by = item && timeWords(draft, instant(item.dueBy));
  const special = answer ?? daily ?? closed;
  const message = wordsFor(draft, asks, own) ?? special?.message ?? messageFor(draft, reading, own, item !== undefined);
  reply(draft, text, { message, variables: { ...(by && { by }), ...special?.variables } });
  welcome(draft, text, reading);
}

function showsNumberIsRight({ words }: Draft, { marks, keyword }: Reading): boolean {
  return !marks.includes('wrongNumber') && words.keywords[keyword ?? '']?.confirms !== false;
}

/** An answer, or a symptom or a feeling in her own words: she need not be asked again at once. That all is well she says to a question. */
function tellsHowSheIs({ question }: Draft, { answers, topic }: Reading): boolean {
  const isOpen = question !== undefined && !question.answeredAt;
  return answers !== undefined || topic === 'symptom' || topic === 'feeling' || (isOpen && topic === 'fine');
}

/** Reading or deciding has thrown: the text is kept, raised as urgent, and answered with the safety words. */
export function textUnreadable(draft: Draft, text: IncomingText, code: string): void {
  const because = [{ rule: 'could-not-be-read', words: '' }];
  draft.filed.texts.push({ ...text, reading: { urgency: 'urgent', topic: 'other', marks: [], because } });
  record(draft, 'text-received', text.id, 'could-not-be-read');
  heard(draft, text.from);
  const need = { urgency: 'urgent', topic: 'other', words: text.body, from: text.from, textId: text.id } as const;
  raise(draft, { ...need, reason: 'could-not-be-read', because });
  danger(draft, text, { ...need, marks: [], because }, code);
}

/** What to do now and whom to ring, to the number that wrote; then the ladder, at once by night and in an emergency. */
function danger(draft: Draft, text: IncomingText, reading: Reading, code: string): void {
  const { urgency, topic } = reading;
  const open = openNow(draft.service, draft.words.bankHolidays, draft.now);
  // A low mood that only its repetition makes urgent says nothing of suicide, and must not be answered as if it did.
  const crisis = isCrisis(urgency, topic) && !isRaised(reading) ? crisisLine(draft) : undefined;
  const variables: Variables = {
    lineNumber: told(draft, lineFor(draft)),
    crisisNumber: told(draft, crisis),
    crisisNumberInWelsh: crisis?.shownInWelsh && told(draft, crisis) ? crisis.shownInWelsh : told(draft, crisis),
  };
  // Only the provider's API tells that a number is blocked, so a number that may be is answered through it.
  const via = draft.person.standing.maybeBlockedAt || draft.person.standing.blockedAt ? 'api' : 'reply';
  reply(draft, text, {
    message: safetyWords(urgency, crisis !== undefined, open !== undefined),
    purpose: 'safety',
    via,
    variables,
  });
  const rings = urgency === 'emergency' || !open || draft.escalation !== undefined;
  if (rings) escalate(draft, { from: text.from, urgency, topic, words: text.body }, code);
}

function safetyWords(urgency: Urgency, isCrisis: boolean, isOpen: boolean): string {
  if (isCrisis) return 'safety-crisis';
  if (urgency === 'emergency') return 'safety-emergency';
  return isOpen ? 'safety-urgent-open' : 'safety-urgent';
}

interface Answer {
  message: string;
  variables?: Variables;
}

/** The texts that end a provider's block, and nothing else does: https://help.twilio.com/articles/223134027 */
const UNBLOCKING = /^\s*(?:start|yes|unstop)\s*$/i;

/** Providers block a number that texts STOP or the like as its whole message, and nothing else. */
function isOneWord(body: string): boolean {
  return !/\s/.test(body.trim());
}

/** Does what the marks and the keyword ask for, and says how it is answered where it is not by the topic. */
function takeEffect(
  draft: Draft,
  { body }: IncomingText,
  { marks, keyword }: Reading,
  asks: Asked | undefined,
): Answer | undefined {
  if (marks.includes('wrongNumber')) wrongNumber(draft);
  if (asks === 'opted-out') optOut(draft, isOneWord(body));
  else if (asks === 'opted-in') optIn(draft, UNBLOCKING.test(body));
  // A number nobody knows gets the safe reply to whatever it asks for.
  if (!keyword || draft.person.kind === 'stranger') return undefined;
  const { message, does } = draft.words.keywords[keyword] ?? {};
  if (!message) return undefined;
  if (does === 'pause') return { message, variables: { until: timeWords(draft, pauseFor(draft)) } };
  if (does === 'later') {
    const at = askLater(draft);
    return at ? { message, variables: { until: timeWords(draft, at) } } : { message: 'nothing-planned' };
  }
  if (does === 'less' || does === 'more-often') {
    const days = changePace(draft, does === 'less' ? 2 : 0.5);
    return days ? { message, variables: { days: String(days) } } : { message: 'nothing-planned' };
  }
  return { message };
}

/**
 * Only what the reading says needs nobody stays out of the queue. A number nobody knows always shows in its list; a
 * relative who asks to stop or says the number is wrong speaks for somebody else, which a person must look into; and
 * whoever is told that somebody will be in touch must find somebody.
 */
function needsSomebody(draft: Draft, { urgency, marks, keyword }: Reading, own: boolean): boolean {
  if (urgency !== 'none' || marks.includes('deceased') || draft.person.kind === 'stranger') return true;
  if (!own) return marks.length > 0;
  const { messages, keywords } = draft.words;
  return messages.en[keywords[keyword ?? '']?.message ?? '']?.variables.includes('by') ?? false;
}

function itemUrgency({ urgency }: Reading): Reading['urgency'] {
  return urgency === 'none' ? 'routine' : urgency;
}

function reasonFor(reading: Reading, asks: Asked | undefined): string {
  const { keyword, answers, because, marks, topic } = reading;
  if (marks.includes('deceased')) return 'deceased';
  if (asks && (topic === 'stop' || topic === 'start')) return asks;
  if (isRaised(reading)) return because[0]?.rule ?? '';
  if (keyword) return `keyword-${keyword}`;
  const [answer] = answers ?? [];
  const choice = dailyChoice(reading);
  if (choice) return `daily-${choice}`;
  if (answer && /^\d$/.test(answer.item)) return `answer-${answer.item}`;
  return because[0]?.rule ?? 'not-understood';
}
