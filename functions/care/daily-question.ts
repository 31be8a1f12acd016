import { type Draft, record, withdraw } from './draft.ts';
import type { IncomingText, QueueItem } from './known.ts';
import { isDanger, type Reading } from './reading.ts';
import { settle, textOf, timeWords, type Variables } from './say.ts';
import { instant } from './time.ts';

/** The daily question of a long closure: better, the same or worse? What others must know of it stands here. */

/** Its kind in `templates/reading/questions.yaml`. */
export const DAILY = 'better-same-worse';

/** How a text is answered. */
export interface Answer {
  message: string;
  variables: Variables;
}

/** Whether a question about what she has reported is asked daily just now: then no check-in asks beside it. */
export function isAskedDaily({ queue, agenda, now }: Pick<Draft, 'queue' | 'agenda' | 'now'>): boolean {
  return queue.some(({ id, waits }) => {
    if (!waits || now >= instant(waits.until)) return false;
    return waits.asked > 0 || agenda.some(({ kind, subject }) => kind === 'daily-question' && subject === id);
  });
}

/** Somebody has taken it up, or it is danger now: it no longer waits, and nothing more is asked. */
export function endDaily(draft: Draft, item: QueueItem, why: string): void {
  if (!item.waits) return;
  delete item.waits;
  withdraw(draft, 'daily-question', item.id);
  for (const dispatch of draft.dispatches) {
    if (dispatch.asks?.series === item.id && dispatch.state === 'pending') settle(draft, dispatch, 'withdrawn', why);
  }
  record(draft, 'daily-questions-ended', item.id, why);
}

/** The choice that a text makes of the daily question, when it says nothing that counts for more. */
export function dailyChoice({ because, answers }: Reading): string | undefined {
  return because[0]?.rule.startsWith(`questions.${DAILY}.`) ? answers?.[0]?.item : undefined;
}

/**
 * An answer to the daily question joins the item that it is about, whose words and urgency stay as they are; only worse
 * changes these, and that is left to the rules for danger. Answers how it is answered, or undefined when it is none.
 */
export function dailyAnswered(draft: Draft, reading: Reading): Answer | undefined {
  const choice = dailyChoice(reading);
  const item = draft.queue.find(({ id }) => id === draft.question?.series);
  if (!choice || !item || isDanger(reading.urgency)) return undefined;
  item.texts += 1;
  item.because = [...item.because, ...reading.because].slice(-MOST_BECAUSE);
  record(draft, 'joined-item', item.id, `daily-${choice}`);
  const message = reading.urgency === 'none' ? 'daily-better' : 'received-soon';
  return { message, variables: { by: timeWords(draft, instant(item.dueBy)) } };
}

/** Reasons kept of one item, however long the closure. */
const MOST_BECAUSE = 20;

/** What stands in the queue and is read out to a responder: a bare "3" would not say what is worse. */
export function wordsOf(draft: Draft, { body }: IncomingText, reading: Reading): string {
  const item = draft.queue.find(({ id }) => id === draft.question?.series);
  if (!dailyChoice(reading) || !item?.words) return body;
  if (isDanger(item.urgency)) return item.words;
  return textOf(draft, 'word-daily-worse', { answer: body, words: item.words });
}
