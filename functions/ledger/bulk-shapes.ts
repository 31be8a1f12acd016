import type { Bulk, BulkResult } from '../care/bulk.ts';
import type { AgendaEntry } from '../care/known.ts';
import { DUE_SHARDS, type Item, type Key } from './ledger.ts';

/**
 * How a change for many lies in the table: one partition each, with what it is, whom it concerns, what became of it for each of them, its own
 * history, and while it is under way the entry of the agenda that takes it up again after whatever stopped it half-way.
 */

const bulkPartition = (service: string, id: string) => `${service}#bulk#${id}`;

export const bulkKey = (service: string, id: string): Key => ({ pk: bulkPartition(service, id), sk: 'action' });
export const bulkAgendaKey = (service: string, id: string): Key => ({ pk: bulkPartition(service, id), sk: 'agenda' });
export const bulkResultKey = (service: string, id: string, person: string): Key => ({
  pk: bulkPartition(service, id),
  sk: `result#${person}`,
});

export const BULK_PEOPLE = { from: 'people#', to: 'people$' } as const;
export const BULK_RESULTS = { from: 'result#', to: 'result$' } as const;
export const BULK_HISTORY = { from: 'history#', to: 'history$' } as const;

/** The list of all of them, by when they were proposed. */
export const bulkList = (service: string) => `${service}#bulk`;

/** Who did what to it when: ids and codes only. */
export interface BulkEvent {
  at: string;
  who: string;
  what: 'proposed' | 'approved' | 'refused' | 'stopped' | 'done';
}

export function bulkItem(service: string, bulk: Bulk, version: number): Item {
  const list = { name: bulkList(service), key: `${bulk.proposedAt}#${bulk.id}` };
  return { ...bulkKey(service, bulk.id), version, list, data: { ...bulk } };
}

/** Each happens once, in this order; the last three end it. */
const EVENT_ORDER: Readonly<Record<BulkEvent['what'], number>> = { proposed: 1, approved: 2, refused: 3, stopped: 3, done: 3 };

export function bulkEventItem(service: string, id: string, event: BulkEvent): Item {
  return { pk: bulkPartition(service, id), sk: `history#${EVENT_ORDER[event.what]}`, version: 1, data: { ...event } };
}

export function bulkResultItem(service: string, id: string, result: BulkResult): Item {
  return { ...bulkResultKey(service, id, result.person), version: 1, data: { ...result } };
}

/** How many people stand in one item: an item has its limit, and so has a commit. */
const PEOPLE_IN_ONE = 1_000;

export function bulkPeopleItems(service: string, id: string, people: readonly string[]): Item[] {
  const parts = Array.from({ length: Math.ceil(people.length / PEOPLE_IN_ONE) }, (_, part) =>
    people.slice(part * PEOPLE_IN_ONE, (part + 1) * PEOPLE_IN_ONE),
  );
  return parts.map((part, place) => ({
    pk: bulkPartition(service, id),
    sk: `people#${String(place).padStart(4, '0')}`,
    version: 1,
    data: { people: part },
  }));
}

/** Takes it up again until it is done. The sweep finds it like any other entry, by the id of the change where a person's would stand. */
export function bulkAgendaItem(service: string, id: string, due: string): Item {
  const entry: AgendaEntry = { kind: 'bulk', subject: id, due, step: 1, safety: false, tries: 0 };
  return { ...bulkAgendaKey(service, id), version: 1, due: { shard: id.length % DUE_SHARDS, at: due }, data: { ...entry } };
}
