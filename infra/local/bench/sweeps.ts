import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { sweep } from '../../../functions/flows/sweep.ts';
import { DUE_SHARDS, type Item } from '../../../functions/ledger/ledger.ts';
import { personKey } from '../../../functions/ledger/shapes.ts';
import { type Figures, figures, rounded, timed } from './measure.ts';
import { workbench } from './workbench.ts';

/** What a sweep costs while few entries are due and many are pending. */

const DUE = 20;
const SWEEPS = 60;
/** What is pending is due in years; what is due comes back when its lease is over, for nobody works on it. */
const PENDING_UNTIL = '2030-01-01T09:00:00.000Z';

export async function benchSweeps(catalogue: Catalogue, sizes: readonly number[]) {
  const pending: Record<string, Figures> = {};
  for (const size of sizes) pending[String(size)] = await sweepWith(catalogue, size);
  const [fewest, most] = [pending[String(sizes[0])], pending[String(sizes.at(-1))]];
  return { due: DUE, milliseconds: pending, ratio: rounded((most?.median ?? 0) / (fewest?.median ?? 1)) };
}

async function sweepWith(catalogue: Catalogue, size: number): Promise<Figures> {
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
  const times: number[] = [];
  for (let each = 0; each < SWEEPS; each += 1) {
    let released = 0;
    const took = await timed(async () => ({ released } = await sweep(world)));
    if (released !== DUE) throw new Error(`a sweep released ${released} entries, not ${DUE}`);
    if (each >= SWEEPS / 6) times.push(took);
    bench.takeWork();
    bench.advance({ minutes: 6 });
  }
  sqlite.close();
  return figures(times);
}
