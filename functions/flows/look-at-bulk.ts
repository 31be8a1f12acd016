import { type Bulk, type BulkResult, type BulkState, stateOf } from '../care/bulk.ts';
import { begin } from '../care/draft.ts';
import { textOf } from '../care/say.ts';
import type { Service } from '../care/service.ts';
import { BULK_HISTORY, BULK_PEOPLE, BULK_RESULTS, type BulkEvent, bulkKey, bulkList } from '../ledger/bulk-shapes.ts';
import { load } from './decide.ts';
import { patientsOf } from './look.ts';
import type { World } from './world.ts';

/** A change for many, as it stands now. */
export type BulkNow = Omit<Bulk, 'state'> & { state: BulkState };

export interface BulkPerson {
  id: string;
  name: string;
  /** What became of it for them; absent until it was their turn. */
  result?: BulkResult;
}

export interface BulkWhole {
  bulk: BulkNow;
  people: BulkPerson[];
  history: BulkEvent[];
  /** The very words, as the first of them would get them. */
  words?: string;
}

/** All that were ever proposed, newest first. */
export async function bulksOf(world: World, service: string): Promise<BulkNow[]> {
  const items = await world.ledger.list(bulkList(service), { newestFirst: true, limit: 100 });
  return items.map(({ data }) => nowOf(world, data as unknown as Bulk));
}

function nowOf(world: World, bulk: Bulk): BulkNow {
  return { ...bulk, state: stateOf(bulk, world.clock.now()) };
}

/** One of them with everybody it concerns; undefined when there is none. */
export async function bulkOf(world: World, service: Service, id: string): Promise<BulkWhole | undefined> {
  const { ledger } = world;
  const { pk, sk } = bulkKey(service.id, id);
  const item = await ledger.get({ pk, sk });
  if (!item) return undefined;
  const bulk = nowOf(world, item.data as unknown as Bulk);
  const [parts, results, events, patients] = await Promise.all([
    ledger.query(pk, BULK_PEOPLE),
    ledger.query(pk, BULK_RESULTS),
    ledger.query(pk, BULK_HISTORY),
    patientsOf(world, service.id),
  ]);
  const ids = parts.flatMap(({ data }) => data.people as string[]);
  const names = new Map(patients.map(({ id: person, name }) => [person, name ?? '']));
  const became = new Map(results.map(({ data }) => [data.person as string, data as unknown as BulkResult]));
  const people = ids.map((person): BulkPerson => {
    const result = became.get(person);
    return { id: person, name: names.get(person) ?? '', ...(result && { result }) };
  });
  const words = await wordsOf(world, service, bulk, ids[0]);
  const history = events.map(({ data }) => data as unknown as BulkEvent);
  return { bulk, people, history, ...(words && { words }) };
}

async function wordsOf(world: World, service: Service, { action }: BulkNow, first = ''): Promise<string | undefined> {
  if (action.does !== 'message') return undefined;
  const loaded = await load(world, { service: service.id, person: first });
  if (!loaded) return undefined;
  const { production, catalogue: words } = world;
  const draft = begin(loaded.known, { now: world.clock.now(), service, words, production, who: 'preview', fresh: 'preview' });
  return textOf(draft, action.message);
}
