import { type Draft, iso, newId, nextPlace } from '../draft.ts';
import type { IncomingText } from '../known.ts';
import type { Reading } from '../reading.ts';
import { voiceOf } from '../say.ts';
import { type Caller, rangHere } from './caller.ts';

/** What of a call stands in the conversation: what was said, what was recorded, and that it was made. */

/** Keeps what was said in a call as a text is kept. */
export function keepSaid(draft: Draft, from: string, call: string, said: Pick<IncomingText, 'body'> & Partial<IncomingText>) {
  const kept: IncomingText = {
    id: newId(draft, 'm'),
    from,
    to: draft.service.number,
    at: iso(draft.now),
    place: nextPlace(draft),
    providerId: call,
    pictures: 0,
    ...said,
  };
  draft.filed.texts.push(kept);
  return kept;
}

/** How something was read, as it is kept with the words. */
export function kept({ urgency, topic, marks, because }: Reading): NonNullable<IncomingText['reading']> {
  return { urgency, topic, marks: [...marks], because: [...because] };
}

/** A line about a call, in the words of staff, once. */
export function noteCall(draft: Draft, { call }: Caller, from: string, id: string, variables: Record<string, string>): void {
  const { rang } = rangHere(draft, { call }, from);
  if (rang.noted) return;
  rang.noted = true;
  keepSaid(draft, from, call, { body: voiceOf(draft, id, variables, 'en'), call: true });
}
