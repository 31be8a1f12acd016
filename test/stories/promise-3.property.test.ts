import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEATH } from '../../infra/local/simulation/faults.ts';
import { type Act, night as anyNight, type Step } from '../harness/any-night.ts';
import { liveNight, WELL } from '../harness/lived-night.ts';
import { A_MOMENT, newModel, SLICE, told, watch } from '../harness/promise-3.ts';

/**
 * Promise 3 is kept whatever anybody does, presses or leaves undone, however late, lost or doubled what the provider says is, and wherever a
 * worker dies. Everything is real but the clock; it is looked at from outside alone, after every act and every half minute.
 */

const RUNS = process.env.TEST_SIZE === 'full' ? 400 : 15;

const pass = (seconds: number): Act => ({ does: 'pass', seconds });

/** Long stretches of time are watched as they pass. */
function sliced(act: Act): Act[] {
  if (act.does === 'hang-up' || act.does === 'press') return [act, pass(A_MOMENT)];
  if (act.does !== 'pass') return [act];
  const slices = Math.floor(act.seconds / SLICE);
  const rest = act.seconds % SLICE;
  return [...Array(slices).fill(SLICE), ...(rest ? [rest] : [])].map((seconds) => pass(seconds));
}

/** In the end somebody answers and takes it, and says what came of it. */
const MORNING: Step[] = [
  [
    { does: 'die', after: -1, when: 'before' },
    { does: 'network', is: WELL },
  ],
  [pass(1_260)],
];

async function lived(at: string, acts: Step[]): Promise<void> {
  const night = await liveNight(at);
  try {
    await night.town.enrol({ quiet: true });
    let before = await night.look();
    const model = newModel(before.now);
    const steps = [[{ does: 'write', body: 'burning up and shaking' } as Act], ...acts, ...MORNING].flat().flatMap(sliced);
    for (const act of steps) {
      const meant = await night.act(act, before);
      const after = await night.look();
      watch(model, night, before, act, meant, after);
      before = { ...after };
    }
    const isDown = acts.flat().some((act) => act.does === 'network' && act.is.sends === 'down');
    told(model, before, !isDown && night.deaths.length === 0);
    expect(night.town.failures.filter((error) => (error as Error).message !== DEATH)).toEqual([]);
  } finally {
    night.town.failures.length = 0;
    await night.town.close();
  }
}

test('promise 3: it rings until somebody takes it, and ends when somebody has spoken to her', {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyNight, ({ at, acts }) => lived(at, acts)),
    {
      numRuns: Number(process.env.RUNS ?? RUNS),
      ...(process.env.SEED && { seed: Number(process.env.SEED) }),
      endOnFailure: false,
    },
  );
});
