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
import { heard } from './silence.ts';
import { deathReported, numberWorks, stopAskedByAnother } from './standing.ts';
import { type Answer, asMeant, isBesides, isOpen, takeEffect, wishOf } from './take-effect.ts';
import { instant, openNow } from './time.ts';
import type { Wish } from './wishes/wish.ts';

/**
 * A text has arrived and has been read: it is kept, what it says takes effect, what needs a person is queued, danger
 * rings, and whoever wrote is answered in the same exchange. `code` is what a responder would text back.
 */
export function textArrived(draft: Draft, text: IncomingText, asRead: Reading, code: string): void {
  const read = raisedByContext(draft, text, asRead);
  const { urgency, topic, because } = read;
  const kept: IncomingText = { ...text, reading: { urgency, topic, marks: [...read.marks], because: [...because] } };
  draft.filed.texts.push(kept);
  remember(draft, text);
  record(draft, 'text-received', text.id, `${urgency}/${topic}`);
  // Two machines must not text each other for ever; danger is answered whoever seems to have written it.
  if (read.marks.includes('automatic') && !isDanger(urgency)) return;
  const isAsked = isOpen(draft);
  const wish = wishOf(draft, text, read, isAsked);
  const reading = asMeant(read, wish);
  const own = text.from === draft.person.phone;
  if (own && tellsHowSheIs(draft, reading)) draft.person.toldAt = iso(draft.now);
  heard(draft, text.from);
  if (own) numberWorks(draft);
  if (own && showsNumberIsRight(draft, reading)) draft.person.standing.answeredAt ??= iso(draft.now);
  // Whoever tells of a death, nothing automatic goes out until a nurse has found out.
  if (reading.marks.includes('deceased')) deathReported(draft);
  const asks = asked(draft, text, reading, own);
  if (asks === 'stop-asked-by-another') stopAskedByAnother(draft, text.from);
  const answer = own ? takeEffect(draft, text, reading, wish, isAsked, asks) : undefined;
  const words = wordsOf(draft, text, reading);
  const reason = reasonFor(draft, reading, asks, wish);
  const need = { topic, reason, because: [...because], words, from: text.from, textId: text.id };
  const daily = own ? dailyAnswered(draft, reading) : undefined;
  const isNeeded = (!daily && needsSomebody(draft, reading, own)) || isForNurse(draft, asks) || answer?.reason !== undefined;
  const item = isNeeded ? raise(draft, { ...need, urgency: itemUrgency(reading), ...reasonOf(reading, answer) }) : undefined;
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
  const said = wordsFor(draft, asks, own);
  const besides = !said && answer?.wish && isBesides(reading, answer.wish) ? answer : undefined;
  const special = (besides ? undefined : answer) ?? daily ?? closed;
  const message = said ?? special?.message ?? messageFor(draft, reading, own, item !== undefined);
  reply(draft, text, { message, variables: { ...(by && { by }), ...special?.variables } });
  if (besides) reply(draft, text, { message: besides.message, variables: { ...(by && { by }), ...besides.variables } });
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

/** A wish names the item unless the text says something besides: one that a nurse must see to, or one that nothing else explains. */
function reasonOf(reading: Reading, answer: Answer | undefined): { reason?: string } {
  if (!answer?.wish || isBesides(reading, answer.wish)) return {};
  if (answer.reason) return { reason: answer.reason };
  return reading.because[0]?.rule === 'not-understood' ? { reason: 'wish-granted' } : {};
}

function reasonFor({ person }: Draft, reading: Reading, asks: Asked | undefined, wish: Wish | undefined): string {
  const { keyword, answers, because, marks, topic } = reading;
  if (marks.includes('deceased')) return 'deceased';
  if (person.kind === 'stranger' && wish?.asks === 'number' && !isDanger(reading.urgency)) return 'number-claimed';
  if (asks && (topic === 'stop' || topic === 'start')) return asks;
  if (isRaised(reading)) return because[0]?.rule ?? '';
  if (keyword) return `keyword-${keyword}`;
  const [answer] = answers ?? [];
  const choice = dailyChoice(reading);
  if (choice) return `daily-${choice}`;
  if (answer && /^\d$/.test(answer.item)) return `answer-${answer.item}`;
  return because[0]?.rule ?? 'not-understood';
}
