import type { AgendaEntry } from '../care/known.ts';
import { Conflict, type Item, SHARDS } from '../ledger/ledger.ts';
import { workFor } from './decide.ts';
import { settingsOf } from './settings.ts';
import type { World } from './world.ts';

/** How far a lease moves an entry: while a worker is at it, or its message is lost, it is not handed out every minute. */
const LEASE = { minutes: 5 };

/** How many entries of one shard a sweep looks at; what is left over is due still in the next minute. */
const MOST_PER_SHARD = 500;

/** An entry that is due still although it was handed out, or that may never wait. */
export interface Late {
  service: string;
  kind: AgendaEntry['kind'];
  due: string;
}

/**
 * Every minute: hands what is due to the workers, each entry leased before it is handed out. Safety work is read and handed
 * out first, all of it; of the rest, what has waited longest, and for each service no more than the provider takes in a minute.
 */
export async function sweep(world: World): Promise<{ released: number; late: Late[] }> {
  const released = await release(world, await dueIn(world, SHARDS.safety));
  const others = await dueIn(world, SHARDS.routine);
  const isSafety = (item: Item) => entryOf(item).safety;
  released.push(...(await release(world, others.filter(isSafety))));
  const routine = others.filter((item) => !isSafety(item));
  for (const [service, items] of Map.groupBy(routine, (item) => ownerOf(item).service)) {
    const { limits } = await settingsOf(world, service);
    released.push(...(await release(world, items.slice(0, limits.textsPerMinute))));
  }
  return { released: released.length, late: released.filter(mayNotWait).map(lateOf) };
}

/** What is due now in some of the index's shards, whatever has waited longest first. Nothing that is due later is read. */
async function dueIn(world: World, shards: readonly number[]): Promise<Item[]> {
  const to = world.clock.now().plus({ milliseconds: 1 }).toISO();
  const found = await Promise.all(shards.map((shard) => world.ledger.due(shard, { to, limit: MOST_PER_SHARD })));
  return found.flat().sort((one, other) => (one.due?.at ?? '').localeCompare(other.due?.at ?? ''));
}

/**
 * What waits for the provider's rate does not stand still, as it has yet to be handed out; nor does routine work whose first try came to
 * nothing: the lease hands it out again.
 */
function mayNotWait(item: Item): boolean {
  const { tries, safety } = entryOf(item);
  return tries > 1 || safety;
}

function lateOf(item: Item): Late {
  const { kind, due } = entryOf(item);
  return { service: ownerOf(item).service, kind, due };
}

/** Leases and hands out. Answers what it has; the index may show what is no longer there, or what another sweep has. */
async function release(world: World, items: readonly Item[]): Promise<Item[]> {
  const until = world.clock.now().plus(LEASE).toISO();
  const released: Item[] = [];
  for (const item of items) {
    if (!(await lease(world, item, until))) continue;
    await world.wake([workFor(ownerOf(item), entryOf(item))]);
    released.push(item);
  }
  return released;
}

function entryOf(item: Item): AgendaEntry {
  return item.data as unknown as AgendaEntry;
}

function ownerOf({ pk }: Item): { service: string; person: string } {
  const [service = '', , person = ''] = pk.split('#');
  return { service, person };
}

/** Moves the entry's place in the index, not its due time. False when it has changed since the index was read. */
async function lease(world: World, item: Item, at: string): Promise<boolean> {
  if (!item.due) return false;
  const entry = entryOf(item);
  const put = { ...item, version: item.version + 1, due: { ...item.due, at }, data: { ...entry, tries: entry.tries + 1 } };
  try {
    await world.ledger.commit([{ put, expect: { version: item.version } }]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
