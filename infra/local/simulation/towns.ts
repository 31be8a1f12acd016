import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Wanted } from './arguments.ts';
import type { Summary } from './summary.ts';

/**
 * Many people are many towns: each has a service of its own with its nurses, its clock and its ledger, and no town knows of
 * another. So a large simulation is as many histories, one worker thread each, as many at once as there are cores.
 */

/** Two nurses of a service care for some 250 people each. */
const MOST_IN_A_TOWN = 500;

export interface Town extends Wanted {
  /** Which of the towns it is: 0 is the first, whose history the seed itself makes. */
  place: number;
}

/** How the people are shared out. The same for the same numbers, on every machine. */
export function townsOf({ patients, seed, ...rest }: Wanted): Town[] {
  const count = Math.ceil(patients / MOST_IN_A_TOWN);
  return Array.from({ length: count }, (_, place) => ({
    ...rest,
    place,
    patients: Math.floor((patients + place) / count),
    seed: (seed + place * 0x9e3779b9) % 2 ** 32,
  }));
}

/** Runs all towns; stops when a promise is broken in one. @param progress told the share that is done, from 0 to 1 */
export async function simulateTowns(wanted: Wanted, progress: (share: number) => void): Promise<Summary> {
  const began = performance.now();
  const towns = townsOf(wanted);
  const shares = towns.map(() => 0);
  const done: Summary[] = [];
  const waiting = [...towns];
  const workers = new Set<Worker>();
  let isOver = false;

  /** @returns undefined when it was ended before its time */
  function live(town: Town): Promise<Summary | undefined> {
    const worker = new Worker(new URL('./town-worker.ts', import.meta.url), { workerData: town });
    workers.add(worker);
    return new Promise<Summary | undefined>((resolve, reject) => {
      worker.on('message', (told: { share: number } | { summary: Summary }) => {
        if ('summary' in told) return resolve(told.summary);
        shares[town.place] = told.share;
        progress(shares.reduce((sum, share) => sum + share, 0) / towns.length);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        if (isOver) resolve(undefined);
        else reject(new Error(`the town with the seed ${town.seed} came to nothing`));
      });
    }).finally(() => workers.delete(worker));
  }

  async function end(): Promise<void> {
    isOver = true;
    await Promise.all([...workers].map((worker) => worker.terminate()));
  }

  async function next(): Promise<void> {
    for (let town = waiting.shift(); town && !isOver; town = waiting.shift()) {
      const summary = await live(town);
      if (!summary) return;
      done.push(summary);
      if (summary.broken.length > 0) await end();
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(availableParallelism(), towns.length) }, next));
  } finally {
    await end();
  }
  return together(wanted, towns, done, (performance.now() - began) / 1_000);
}

/** What all towns together show; of a broken promise, the first town's in which one was. */
function together(wanted: Wanted, towns: readonly Town[], done: readonly Summary[], seconds: number): Summary {
  const inOrder = towns.flatMap(({ seed }) => done.find((each) => each.seed === seed) ?? []);
  const broken = inOrder.find((each) => each.broken.length > 0);
  const [first] = inOrder;
  if (!first) throw new Error('there is no town');
  if (broken) return broken;
  const sum = (of: (town: Summary) => number) => inOrder.reduce((total, town) => total + of(town), 0);
  return {
    ...first,
    ...wanted,
    patientDays: sum(({ patientDays }) => patientDays),
    texts: sum(({ texts }) => texts),
    checkIns: sum(({ checkIns }) => checkIns),
    escalations: sum(({ escalations }) => escalations),
    secondsOfRealTime: Number(seconds.toFixed(2)),
    patientDaysPerSecond: Number((sum(({ patientDays }) => patientDays) / seconds).toFixed(1)),
    secondsOfCpu: Number(sum(({ secondsOfCpu }) => secondsOfCpu).toFixed(2)),
    digest:
      inOrder.length === 1
        ? first.digest
        : createHash('sha256')
            .update(inOrder.map(({ digest }) => digest).join())
            .digest('hex'),
  };
}
