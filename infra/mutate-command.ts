import { existsSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LogLevel } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';

/**
 * `npm run -s mutate`: how many deliberate mistakes in care are noticed by its tests. It takes hours, so it is run before a
 * release and after a rule was changed, not at every push; what was tried before and has not changed is not tried again.
 */

const USAGE = `npm run -s mutate [-- PATH ...] [--concurrency N] [--force]

  PATH             a file or folder of functions/care (all of it by default)
  --concurrency N  in so many processes (1 by default)
  --force          tries again also what has not changed since it was last tried`;

const CARE = 'functions/care';
const ROOT = resolve(import.meta.dirname, '..');

/**
 * Tested in parts, so that what is known of every test and every mutant fits into one process. Care's own tests come first;
 * stories are told where a rule is a step of one: they take seconds for each mutant that survives.
 */
const PARTS: readonly { readonly folder: string; readonly tests: string }[] = [
  { folder: `${CARE}/reading`, tests: 'test/care/**/*.test.ts' },
  { folder: `${CARE}/wishes`, tests: 'test/care/**/*.test.ts' },
  { folder: `${CARE}/call`, tests: 'test/{care/call,stories}/**/*.test.ts' },
  { folder: CARE, tests: 'test/care/**/*.test.ts' },
];

/** The part to which a file or folder belongs: that with the longest folder. */
const partOf = (path: string) => PARTS.find(({ folder }) => path === folder || path.startsWith(`${folder}/`));

/** What Stryker is to mutate of each part. Throws with the argument that is neither a file nor a folder of care. */
function wanted(paths: readonly string[]): Map<string, string[]> {
  const chosen = new Map<string, string[]>();
  const add = (folder: string, glob: string) => chosen.set(folder, [...(chosen.get(folder) ?? []), glob]);
  for (const given of paths.length > 0 ? paths : [CARE]) {
    const path = relative(ROOT, resolve(ROOT, given));
    if (path === CARE) {
      for (const { folder } of PARTS) add(folder, `${folder}/*.ts`);
      continue;
    }
    const part = partOf(path);
    if (part === undefined || !existsSync(resolve(ROOT, path))) throw new Error(`${given} is no file or folder of ${CARE}`);
    add(part.folder, statSync(resolve(ROOT, path)).isDirectory() ? `${path}/*.ts` : path);
  }
  return chosen;
}

async function command(given: readonly string[]): Promise<number> {
  const options = { concurrency: { type: 'string', default: '1' }, force: { type: 'boolean', default: false } } as const;
  let parts: Map<string, string[]>;
  let values: { concurrency: string; force: boolean };
  try {
    const parsed = parseArgs({ args: [...given], options, allowPositionals: true });
    values = parsed.values;
    if (!/^[1-9]\d?$/.test(values.concurrency)) throw new Error(`--concurrency ${values.concurrency} is no number of processes`);
    parts = wanted(parsed.positionals);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  for (const [folder, mutate] of parts) {
    const name = relative('functions', folder).replaceAll('/', '-');
    await new Stryker({
      mutate,
      testRunner: 'care',
      careTests: PARTS.find((part) => part.folder === folder)?.tests,
      plugins: [resolve(import.meta.dirname, 'mutation/care-runner.ts')],
      coverageAnalysis: 'perTest',
      concurrency: Number(values.concurrency),
      incremental: true,
      incrementalFile: `.cache/mutation/${name}.incremental.json`,
      force: values.force,
      tempDirName: '.cache/mutation/sandbox',
      ignorePatterns: ['cdk.out', '.cache', '.data'],
      reporters: ['clear-text', 'json'],
      clearTextReporter: { reportTests: false, logTests: false, allowColor: false },
      logLevel: 'warn' as LogLevel,
      jsonReporter: { fileName: `.cache/mutation/${name}.json` },
      thresholds: { high: 95, low: 85, break: 85 },
      // Stryker reads tsconfig.json by TypeScript's own library, which TypeScript 7 does not have any more; nothing here needs it.
      tsconfigFile: 'none.json',
      disableTypeChecks: false,
      // The machine may be busy with other things: what hangs is mostly stopped by the number of its rounds, long before this.
      timeoutMS: 20_000,
      dryRunTimeoutMinutes: 30,
    }).runMutationTest();
  }
  return Number(process.exitCode ?? 0);
}

process.exitCode = await command(process.argv.slice(2));
