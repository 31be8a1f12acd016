import type { AgendaEntry } from '../care/known.ts';
import { Conflict, DUE_SHARDS, type Item } from '../ledger/ledger.ts';
import { workFor } from './decide.ts';
import type { World } from './world.ts';

/** How far a lease moves an entry: while a worker is at it, or its message is lost, it is not handed out every minute. */
const LEASE = { minutes: 5 };

/** How many entries of one shard a sweep looks at; what is left over is due still in the next minute. */
const MOST_PER_SHARD = 500;

/** Routine work released a minute, so that no more texts are asked for than the provider's rate allows. Safety work is never held back. */
const ROUTINE_PER_MINUTE = 600;

/** Every minute: hands what is due to the workers, safety first, each entry leased before it is handed out. */
export async function sweep(world: World): Promise<{ released: number }> {
  const now = world.clock.now();
  const to = now.plus({ milliseconds: 1 }).toISO();
  const shards = await Promise.all(
    Array.from({ length: DUE_SHARDS }, (_, shard) => world.ledger.due(shard, { to, limit: MOST_PER_SHARD })),
  );
  const due = shards.flat();
  const safety = due.filter((item) => entryOf(item).safety);
  const routine = due.filter((item) => !entryOf(item).safety).slice(0, ROUTINE_PER_MINUTE);
  let released = 0;
  for (const item of [...safety, ...routine]) {
    if (!(await lease(world, item, now.plus(LEASE).toISO()))) continue;
    const { person, service } = ownerOf(item);
    await world.wake([workFor({ service, person }, entryOf(item))]);
    released += 1;
  }
  return { released };
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
