import { type Asked, isForNurse, noteStanding } from './asked.ts';
import { dailyChoice, wordsOf } from './daily-question.ts';
import type { Draft } from './draft.ts';
import type { IncomingText, QueueItem } from './known.ts';
import { raise } from './queue.ts';
import { isRaised } from './raised.ts';
import { isDanger, type Reading } from './reading.ts';
import { tellSafeguardingLead } from './safeguarding.ts';
import { type Answer, isBesides } from './take-effect.ts';
import type { Wish } from './wishes/wish.ts';

/** Which texts go into the queue, and for which reason they show there. */

/** What is known of a text besides how it was read. */
export interface Asking {
  /** It came from the patient's own number. */
  own: boolean;
  /** It asks for the texts to stop or to begin again. */
  asks: Asked | undefined;
  /** It wishes for something else about the texts. */
  wish: Wish | undefined;
  /** How what it asks for is answered. */
  answer: Answer | undefined;
  /** It answers the daily question, and is on the item that it is about already. */
  isDaily: boolean;
}

/** Puts a text that needs a person into the queue, and tells whom it concerns besides. Undefined when it needs nobody. */
export function raiseText(draft: Draft, text: IncomingText, reading: Reading, asking: Asking): QueueItem | undefined {
  const { own, asks, answer, isDaily } = asking;
  const isNeeded = (!isDaily && needsSomebody(draft, reading, own)) || isForNurse(draft, asks) || answer?.reason !== undefined;
  if (!isNeeded) return undefined;
  const item = raise(draft, {
    urgency: reading.urgency === 'none' ? 'routine' : reading.urgency,
    topic: reading.topic,
    reason: reasonOfWish(reading, answer) ?? reasonFor(draft, reading, asking),
    because: [...reading.because],
    words: wordsOf(draft, text, reading),
    from: text.from,
    textId: text.id,
  });
  noteStanding(item, reading, asks);
  if (reading.marks.includes('safeguarding') || reading.marks.includes('child')) tellSafeguardingLead(draft, item);
  return item;
}

/**
 * Only what the reading says needs nobody stays out of the queue. A number nobody knows always shows in its list; a
 * relative who asks to stop or says the number is wrong speaks for somebody else, which a person must look into; and
 * whoever is told that somebody will be in touch must find somebody.
 */
function needsSomebody(draft: Draft, { urgency, marks, keyword }: Reading, own: boolean): boolean {
  if (urgency !== 'none' || marks.includes('deceased') || marks.includes('child') || draft.person.kind === 'stranger')
    return true;
  if (!own) return marks.some((mark) => mark !== 'abroad' && mark !== 'noVoice' && mark !== 'dying');
  const { messages, keywords } = draft.words;
  return messages.en[keywords[keyword ?? '']?.message ?? '']?.variables.includes('by') ?? false;
}

/** A wish names the item unless the text says something besides: one that a nurse must see to, or one that nothing else explains. */
function reasonOfWish(reading: Reading, answer: Answer | undefined): string | undefined {
  if (!answer?.wish || isBesides(reading, answer.wish)) return undefined;
  return answer.reason ?? (reading.because[0]?.rule === 'not-understood' ? 'wish-granted' : undefined);
}

function reasonFor({ person }: Draft, reading: Reading, { asks, wish }: Asking): string {
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
