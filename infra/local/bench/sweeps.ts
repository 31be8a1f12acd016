import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { sweep } from '../../../functions/flows/sweep.ts';
import { DUE_SHARDS, type Item } from '../../../functions/ledger/ledger.ts';
import { personKey } from '../../../functions/ledger/shapes.ts';
import { atMost, median, rounded, timed, times } from './measure.ts';
import { type Workbench, workbench } from './workbench.ts';

/** What a sweep costs while few entries are due and many are pending, against one while hardly any are. */

const AIM = 1.2;
const DUE = 20;
/** Rounds in which each size is swept in turn, of which the first ones warm the engine. */
const ROUNDS = 120;
const WARMING = 30;
/** What is pending is due in years; what is due comes back when its lease is over, for nobody works on it. */
const PENDING_UNTIL = '2030-01-01T09:00:00.000Z';

export async function benchSweeps(catalogue: Catalogue, few: number, many: number) {
  const began = performance.now();
  const benches = [await filled(catalogue, few), await filled(catalogue, many)] as const;
  const fillSeconds = rounded((performance.now() - began) / 1_000);
  const taken: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, bench] of benches.entries()) {
      const took = await timed(() => swept(bench));
      if (round >= WARMING) taken[place]?.push(took);
    }
  }
  for (const { sqlite } of benches) sqlite.close();
  return {
    due: DUE,
    pending: many,
    floorPending: few,
    fillSeconds,
    milliseconds: times(taken[1]),
    floorMilliseconds: times(taken[0]),
    ...atMost(AIM, rounded(median(taken[1]) / median(taken[0]))),
  };
}

async function swept({ world, takeWork, advance }: Workbench): Promise<void> {
  const { released } = await sweep(world);
  if (released !== DUE) throw new Error(`a sweep released ${released} entries, not ${DUE}`);
  takeWork();
  advance({ minutes: 6 });
}

async function filled(catalogue: Catalogue, size: number): Promise<Workbench> {
  const bench = await workbench(catalogue);
  const { world, sqlite, service } = bench;
  const now = world.clock.now().toISO();
  const entry = (place: number, at: string): Item => ({
    pk: personKey(service.id, `person${place}`),
    sk: `state#agenda#check-in#series${place}`,
    version: 1,
    due: { shard: place % DUE_SHARDS, at },
    data: { kind: 'check-in', subject: `series${place}`, due: at, step: 1, safety: place % 5 === 0, tries: 0 },
  });
  for (let first = 0; first < size; first += 100) {
    const places = Array.from({ length: Math.min(100, size - first) }, (_, each) => first + each);
    await sqlite.commit(places.map((place) => ({ put: entry(place, PENDING_UNTIL), expect: 'any' })));
  }
  await sqlite.commit(Array.from({ length: DUE }, (_, each) => ({ put: entry(size + each, now), expect: 'absent' })));
  return bench;
}
