import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Act } from './acts.ts';
import { iso } from './diary.ts';
import type { Story } from './shortest.ts';

interface Found {
  seed: number;
  faults: boolean;
}

/**
 * Writes a story beside the other tests, to be kept once what it shows is mended; never over another.
 * @returns the file; nothing when there is no folder for the stories' own folder to lie in
 */
export function writeStory(story: Story, found: Found, folder: string): string | undefined {
  if (!existsSync(dirname(resolve(folder)))) return undefined;
  mkdirSync(folder, { recursive: true });
  const name = `promise-${story.broken.promise}-seed-${found.seed}`;
  for (let again = 1; ; again += 1) {
    const file = join(folder, `${name}${again > 1 ? `-${again}` : ''}.test.ts`);
    if (existsSync(file)) continue;
    writeFileSync(file, storyFile(story, found, folder), { flag: 'wx' });
    return file;
  }
}

/** A story as a test file that lies in `folder`. */
export function storyFile({ acts, days, broken, seen = [] }: Story, { seed, faults }: Found, folder: string): string {
  const lines = acts.map(({ at, ...act }: Act) => `      { at: Date.parse('${iso(at)}'), ${JSON.stringify(act).slice(1)},`);
  const from = (path: string) => relative(resolve(folder), fileURLToPath(new URL(path, import.meta.url)));
  return `import { expect, test } from 'vitest';
import { simulate } from '${from('./run.ts')}';
import { loadCatalogue } from '${from('../../../test/harness/catalogue.ts')}';

${commented([
  `Found by the simulation with the seed ${seed}, and shortened: ${broken.what} (${broken.at}, ${broken.patient}).`,
  'What was on the telephones:',
  ...seen.map((line) => `  ${line}`),
])}
test('promise ${broken.promise} is kept in a story that the seed ${seed} has found', { timeout: 60_000 }, async () => {
  const { broken } = await simulate({
    patients: 0,
    days: ${days},
    seed: ${seed},
    faults: ${faults},
    catalogue: loadCatalogue(),
    acts: [
${lines.join('\n')}
    ],
  });
  expect(broken).toEqual([]);
});
`;
}

function commented(lines: readonly string[]): string {
  return lines.map((line) => `// ${line.replaceAll(/\s+/g, ' ')}`).join('\n');
}
