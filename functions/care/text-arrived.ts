import { answerDanger } from './answer-danger.ts';
import { asked, wordsFor } from './asked.ts';
import { dailyAnswered, wordsOf } from './daily-question.ts';
import { type Draft, iso, record } from './draft.ts';
import type { IncomingText, QueueItem } from './known.ts';
import { reported } from './long-closure.ts';
import { type Asking, raiseText } from './need-of-text.ts';
import { raise } from './queue.ts';
import { raisedByContext } from './raised.ts';
import { isDanger, type Reading } from './reading.ts';
import { remember } from './reading-context.ts';
import { messageFor, reply, welcome } from './reply.ts';
import { isSampled } from './sample.ts';
import { timeWords } from './say.ts';
import { heard } from './silence.ts';
import { deathReported, numberWorks, stopAskedByAnother } from './standing.ts';
import { type Answer, asMeant, isBesides, isOpen, takeEffect, wishOf } from './take-effect.ts';
import { instant } from './time.ts';
import { rememberWriter } from './who-writes.ts';

/**
 * A text has arrived and has been read: it is kept, what it says takes effect, what needs a person is queued, danger
 * rings, and whoever wrote is answered in the same exchange. `code` is what a responder would text back.
 */
export function textArrived(draft: Draft, text: IncomingText, asRead: Reading, code: string): void {
  const read = raisedByContext(draft, text, asRead);
  const kept = keep(draft, text, read);
  // Two machines must not text each other for ever; danger is answered whoever seems to have written it.
  if (read.marks.includes('automatic') && !isDanger(read.urgency)) return;
  const isAsked = isOpen(draft);
  const wish = wishOf(draft, text, read, isAsked);
  const reading = asMeant(read, wish);
  const own = text.from === draft.person.phone;
  learn(draft, text, reading, own);
  const asks = asked(draft, text, reading, own);
  if (asks === 'stop-asked-by-another') stopAskedByAnother(draft, text.from);
  const answer = own ? takeEffect(draft, text, reading, wish, isAsked, asks) : undefined;
  const words = wordsOf(draft, text, reading);
  const daily = own ? dailyAnswered(draft, reading) : undefined;
  const asking: Asking = { own, asks, wish, answer, isDaily: daily !== undefined };
  const item = raiseText(draft, text, reading, asking);
  const closed = item && reported(draft, text, reading, item);
  if (!item && !daily && isSampled(text.id, draft.service)) kept.sampled = true;
  if (isDanger(reading.urgency)) {
    answerDanger(draft, { ...text, body: words }, reading, code);
    if (own && asks && asks !== 'opted-in') reply(draft, text, { message: wordsFor(draft, asks, own) ?? 'stopped' });
    return;
  }
  respond(draft, text, reading, asking, item, daily ?? closed);
  welcome(draft, text, reading);
}

function keep(draft: Draft, text: IncomingText, { urgency, topic, marks, because }: Reading): IncomingText {
  const kept: IncomingText = { ...text, reading: { urgency, topic, marks: [...marks], because: [...because] } };
  draft.filed.texts.push(kept);
  remember(draft, text);
  record(draft, 'text-received', text.id, `${urgency}/${topic}`);
  return kept;
}

/** What is known from now on, whatever is asked: that somebody is there, how she is, that the number works, that a death was told of. */
function learn(draft: Draft, text: IncomingText, reading: Reading, own: boolean): void {
  const { person } = draft;
  if (own && tellsHowSheIs(draft, reading)) person.toldAt = iso(draft.now);
  heard(draft, text.from);
  rememberWriter(draft, text, reading);
  if (own) numberWorks(draft);
  if (own && showsNumberIsRight(draft, reading)) person.standing.answeredAt ??= iso(draft.now);
  // Whoever tells of a death, nothing automatic goes out until a nurse has found out.
  if (reading.marks.includes('deceased')) deathReported(draft);
}

/** Answers in one text; in two when a wish stands beside something else that has to be answered. */
function respond(
  draft: Draft,
  text: IncomingText,
  reading: Reading,
  { own, asks, answer }: Asking,
  item: QueueItem | undefined,
  otherwise: Answer | undefined,
): void {
  const by = item && { by: timeWords(draft, instant(item.dueBy)) };
  const said = wordsFor(draft, asks, own);
  const besides = !said && answer?.wish && isBesides(reading, answer.wish) ? answer : undefined;
  const special = (besides ? undefined : answer) ?? otherwise;
  const message = said ?? special?.message ?? messageFor(draft, reading, own, item !== undefined);
  reply(draft, text, { message, variables: { ...by, ...special?.variables } });
  if (besides) reply(draft, text, { message: besides.message, variables: { ...by, ...besides.variables } });
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
  answerDanger(draft, text, { ...need, marks: [], because }, code);
}
