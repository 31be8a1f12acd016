import { type Bulk, carryOut } from '../care/bulk.ts';
import { iso } from '../care/draft.ts';
import {
  BULK_PEOPLE,
  BULK_RESULTS,
  bulkAgendaKey,
  bulkItem,
  bulkKey,
  bulkResultItem,
  bulkResultKey,
} from '../ledger/bulk-shapes.ts';
import { type Change, Conflict, type Item } from '../ledger/ledger.ts';
import { decide } from './decide.ts';
import { eventChange, wakeBulk } from './propose-bulk.ts';
import type { World } from './world.ts';

/** How many are done before another worker goes on: one has only so long. */
const AT_A_TIME = 50;

/** After so many sweeps, somebody for whom it cannot be done is left, so that it ends for the others. */
const MOST_SWEEPS = 3;

/**
 * A change for many goes on from where it was left: for each person one commit, which also says that it is done for them, so that it is done once
 * whoever works at it, however often, and wherever it was killed. It stops where it is when somebody stops it.
 */
export async function carryOutBulk(world: World, service: string, id: string): Promise<void> {
  const { ledger } = world;
  const { pk } = bulkKey(service, id);
  const [action, agenda] = await Promise.all([ledger.get(bulkKey(service, id)), ledger.get(bulkAgendaKey(service, id))]);
  if (!action || !agenda) return;
  const bulk = action.data as unknown as Bulk;
  if (bulk.state !== 'under-way') {
    await ledger.commit([{ remove: bulkAgendaKey(service, id), expect: 'any' }]);
    return;
  }
  const [parts, results] = await Promise.all([ledger.query(pk, BULK_PEOPLE), ledger.query(pk, BULK_RESULTS)]);
  const seen = new Set(results.map(({ sk }) => sk.slice(BULK_RESULTS.from.length)));
  const people = parts.flatMap(({ data }) => data.people as string[]).map((person, place) => ({ person, place }));
  const left = people.filter(({ person }) => !seen.has(person));
  const isLastTry = ((agenda.data.tries as number | undefined) ?? 0) >= MOST_SWEEPS;
  let isAllDone = true;
  for (const each of left.slice(0, AT_A_TIME)) {
    try {
      await carryOutFor(world, service, action, each);
    } catch (error) {
      world.log.error('bulk-failed', error, { bulk: id, person: each.person });
      if (isLastTry) await leave(world, service, action, each.person, 'could-not-be-done');
      else isAllDone = false;
    }
  }
  if (left.length > AT_A_TIME) return wakeBulk(world, service, id);
  if (isAllDone) await finish(world, service, action, agenda);
}

async function carryOutFor(
  world: World,
  service: string,
  action: Item,
  { person, place }: { person: string; place: number },
): Promise<void> {
  const bulk = action.data as unknown as Bulk;
  const decided = await decide(world, {
    service,
    person,
    who: bulk.approvedBy ?? bulk.proposedBy,
    rule: (draft) => carryOut(draft, bulk, place),
    also: (_, left) => [resultChange(world, service, bulk.id, person, left), stands(action)],
    onConflict: async () => {
      const [now, result] = await Promise.all([
        world.ledger.get(action),
        world.ledger.get(bulkResultKey(service, bulk.id, person)),
      ]);
      return result || now?.version !== action.version ? 'stop' : 'again';
    },
  });
  if (decided) return;
  // Either another worker has done it or somebody has stopped it all; or there is no such person any more.
  if (!(await world.ledger.get(bulkResultKey(service, bulk.id, person))))
    await leave(world, service, action, person, 'not-found');
}

/** That the change is still the one that was approved, and not stopped. */
function stands({ pk, sk, version }: Item): Change {
  return { check: { pk, sk }, expect: { version } };
}

function resultChange(world: World, service: string, id: string, person: string, left: string | undefined): Change {
  const result = { person, at: iso(world.clock.now()), ...(left && { left }) };
  return { put: bulkResultItem(service, id, result), expect: 'absent' };
}

async function leave(world: World, service: string, action: Item, person: string, why: string): Promise<void> {
  await unlessInTheWay(world, [resultChange(world, service, (action.data as unknown as Bulk).id, person, why), stands(action)]);
}

async function finish(world: World, service: string, action: Item, agenda: Item): Promise<void> {
  const bulk: Bulk = { ...(action.data as unknown as Bulk), state: 'done', endedAt: iso(world.clock.now()) };
  await unlessInTheWay(world, [
    { put: bulkItem(service, bulk, action.version + 1), expect: { version: action.version } },
    { remove: { pk: agenda.pk, sk: agenda.sk }, expect: 'any' },
    eventChange(world, { id: service }, bulk, 'agenda', 'done'),
  ]);
}

/** Another worker has finished it, or somebody has stopped it: then there is nothing left to write. */
async function unlessInTheWay(world: World, changes: readonly Change[]): Promise<void> {
  try {
    await world.ledger.commit(changes);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
