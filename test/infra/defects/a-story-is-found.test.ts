import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { simulate } from '../../../infra/local/simulation/run.ts';
import { writeStory } from '../../../infra/local/simulation/story-file.ts';
import { catalogue } from '../../harness/town.ts';
import { isOf, writes } from './changing.ts';

const VITEST = 'node_modules/vitest/vitest.mjs';

/** Beside the tests, from where the story finds the others' files; no run of these looks into it. */
function emptyFolder(): string {
  const folder = mkdtempSync('test/.stories-');
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a broken promise becomes a story of few acts, which is kept as a test of the mended service', {
  timeout: 120_000,
}, async () => {
  const size = { patients: 3, days: 2, seed: 1, faults: false, catalogue };
  const alter: Parameters<typeof simulate>[0]['alter'] = (world) =>
    writes(world, (item) => (isOf(item, 'message#') && item.data.direction === 'in' ? undefined : item));
  const { broken, step, story } = await simulate({ ...size, alter, patience: 10_000 });
  expect(broken[0]).toMatchObject({ promise: '1' });
  expect(step?.act).toBeGreaterThan(3);
  if (!story) throw new Error('there is no story');
  expect(story.acts.length).toBeLessThanOrEqual(3);
  expect(story.seen?.join('\n')).toMatch(/ to Alongside: /);

  const { acts, days } = story;
  const again = await simulate({ ...size, days, acts, alter });
  expect(again.broken[0]).toMatchObject({ promise: '1', what: story.broken.what });

  const folder = join(emptyFolder(), 'found');
  const file = writeStory(story, size, folder);
  expect(file).toBe(join(folder, 'promise-1-seed-1.test.ts'));
  expect(writeStory(story, size, folder)).toBe(join(folder, 'promise-1-seed-1-2.test.ts'));
  expect(writeStory(story, size, join(folder, 'nowhere', 'found'))).toBeUndefined();
  expect(readFileSync(file ?? '', 'utf8')).toMatch(/^\/\/ Found by the simulation with the seed 1.*kept 0 times/m);

  const run = spawnSync(process.execPath, [VITEST, 'run', '--config', 'test/vitest.config.ts', file ?? ''], { encoding: 'utf8' });
  expect(run.stdout + run.stderr).toMatch(/1 passed/);
  expect(run.status).toBe(0);
});
