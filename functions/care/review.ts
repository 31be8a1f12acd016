import { type Draft, iso, record } from './draft.ts';
import type { IncomingText, QueueItem, Review } from './known.ts';
import { claim, raise } from './queue.ts';
import { moreUrgent, type Topic, type Urgency } from './reading.ts';

export interface Labels {
  urgency: Urgency;
  topic: Topic;
}

export interface Reviewed {
  review: Review;
  /** False when it says what the same person has said before. */
  isNew: boolean;
  /** The queue item that has become more urgent by it, or that there was none of before. */
  raised?: QueueItem;
}

/**
 * Somebody says how a text should have been read. What is more urgent than it was read is put into the queue, or joins what is open there;
 * nothing is lowered by it, as whoever says so can close the item. It rings by the item's own clock: whoever says so is there already.
 */
export function review(draft: Draft, text: IncomingText, { urgency, topic }: Labels, by: string): Reviewed {
  const last = text.review;
  if (last?.urgency === urgency && last.topic === topic && last.by === by) return { review: last, isNew: false };
  record(draft, 'reading-reviewed', text.id, `${urgency}/${topic}`);
  const said = { review: { urgency, topic, by, at: iso(draft.now) }, isNew: true };
  const [open] = draft.queue;
  if (!isMore(urgency, text.reading?.urgency) || (open && !isMore(urgency, open.urgency))) return said;
  const isHers = open?.claimedBy === by;
  const need = { reason: 'reviewed', words: text.body, from: text.from, textId: text.id };
  const raised = raise(draft, { ...need, urgency, topic, because: [...(text.reading?.because ?? [])], isCounted: true });
  // What becomes worse loses whoever had it, unless it is she who says so.
  if (isHers) claim(draft, raised, by);
  return { ...said, raised };
}

function isMore(urgency: Urgency, than: Urgency = 'none'): boolean {
  return urgency !== than && moreUrgent(urgency, than) === urgency;
}
