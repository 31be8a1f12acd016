import type { IncomingText, Review } from '../care/known.ts';
import type { Change, Item, Ledger } from './ledger.ts';
import { lists, MESSAGES, personKey, type StoredMessage } from './shapes.ts';

/** A text that came in and was read, as it lies in the conversation: finding it, and putting a review to it. */

/** A text with the item that holds it, whose version the next commit may expect. */
export interface StoredText {
  text: IncomingText;
  item: Item;
}

/** Undefined when that person has no such text, or when it was never read (a responder's code). */
export async function textById(ledger: Ledger, service: string, person: string, id: string): Promise<StoredText | undefined> {
  const items = await ledger.query(personKey(service, person), MESSAGES);
  const item = items.find(({ sk }) => sk.endsWith(`#${id}`));
  if (!item) return undefined;
  const message = item.data as unknown as StoredMessage;
  return message.direction === 'in' && message.reading ? { text: message, item } : undefined;
}

/** Puts the review into the text's item, which leaves the sample for what was reviewed. */
export function reviewChange(service: string, { item }: StoredText, review: Review): Change {
  const { pk, sk, version, data } = item;
  const list = { name: lists.reviewed(service), key: `${review.at}#${String(data.id)}` };
  return { put: { pk, sk, version: version + 1, data: { ...data, review }, list }, expect: { version } };
}
