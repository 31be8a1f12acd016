import { type Draft, record, withdraw } from './draft.ts';
import type { QueueItem } from './known.ts';
import type { Reading } from './reading.ts';
import { settle } from './say.ts';
import { instant } from './time.ts';

/** The daily question of a long closure: better, the same or worse? What others must know of it stands here. */

/** Its kind in `templates/reading/questions.yaml`. */
export const DAILY = 'better-same-worse';

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
