import type { Act } from './acts.ts';
import { iso } from './diary.ts';
import type { Story } from './shortest.ts';

/** A story as a test file, to be kept beside the others once what it shows is mended. */
export function storyFile({ acts, days, broken }: Story, { seed, faults }: { seed: number; faults: boolean }): string {
  const lines = acts.map(({ at, ...act }: Act) => `    { at: Date.parse('${iso(at)}'), ${JSON.stringify(act).slice(1)},`);
  return `import { expect, test } from 'vitest';
import { simulate } from '../../../infra/local/simulation/run.ts';
import { catalogue } from '../../harness/town.ts';

/** Found by the simulation with the seed ${seed}, and shortened: ${broken.what.replaceAll('*/', '')} (${broken.at}, ${broken.patient}). */
test('promise ${broken.promise} is kept in a story that the seed ${seed} has found', { timeout: 60_000 }, async () => {
  const { broken } = await simulate({
    patients: 0,
    days: ${days},
    seed: ${seed},
    faults: ${faults},
    catalogue,
    acts: [
${lines.map((line) => `  ${line}`).join('\n')}
    ],
  });
  expect(broken).toEqual([]);
});
`;
}
