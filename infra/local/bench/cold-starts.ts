import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, entryNames } from '../../bundle.ts';
import { median, rounded } from './measure.ts';

/** How long each function takes to be loaded, as AWS would run it, against one that is no more than a client of the table. */

const BARE = fileURLToPath(import.meta.resolve('./bare-client.ts'));

/** Loads a bundle in a new process, and says how long that took. */
const LOAD = `const began = performance.now();
await import(process.argv[1]);
console.log(performance.now() - began);`;

/** @param names which functions; all of them when absent */
export function benchColdStarts(runs: number, names: readonly string[] = entryNames()) {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
  try {
    const ours = bundle(names, join(folder, 'ours'), { catalogue: false });
    const bare = bundle([basename(BARE, '.ts')], join(folder, 'bare'), { catalogue: false, from: dirname(BARE) });
    const bundles = [...bare, ...ours].map(([name, { folder: code, bytes }]) => ({ name, code, bytes, taken: [] as number[] }));
    // In turn, so that what else the machine does falls on all of them; the first time fills its caches.
    for (let run = 0; run <= runs; run += 1)
      for (const { code, taken } of bundles) {
        const took = load(join(code, 'index.mjs'));
        if (run > 0) taken.push(took);
      }
    const floor = Math.min(...(bundles[0]?.taken ?? []));
    const entries = bundles.map(({ name, bytes, taken }) => {
      const milliseconds = { least: rounded(Math.min(...taken)), median: rounded(median(taken)) };
      return [name, { kilobytes: Math.round(bytes / 1_024), milliseconds, ratio: rounded(Math.min(...taken) / floor) }] as const;
    });
    return { runs, functions: Object.fromEntries(entries) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds. */
function load(code: string): number {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', LOAD, code];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}
