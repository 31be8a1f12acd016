import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { countFor, Memo } from './memo.ts';
import { type Registered, registeredBy } from './suite.ts';

const CATALOGUE = 'mutation-catalogue.json';

/** Where Stryker's instrumented copy stands. Its child process goes there only after it has loaded this file. */
const sandbox = () => pathToFileURL(`${process.cwd()}/`).href;
/** Modules of another generation are loaded beside those that are loaded already. */
let generation = 0;
let generations = 0;
const loaded = new Map<string, Registered[]>();

(globalThis as Record<string, unknown>).CareMemo = Memo;

/** What a test file imports under these names is ours. */
const OURS: Record<string, string> = { vitest: './vitest-in-process.ts', 'fast-check': './properties-in-process.ts' };

registerHooks({
  resolve(specifier, context, next) {
    if (!context.parentURL?.startsWith(sandbox())) return next(specifier, context);
    const ours = OURS[specifier];
    if (ours !== undefined) return { url: new URL(ours, import.meta.url).href, shortCircuit: true };
    const found = next(specifier, context);
    if (generation === 0 || !found.url.startsWith(sandbox())) return found;
    return { ...found, url: `${found.url}?generation=${generation}` };
  },
  load(url, context, next) {
    const source = next(url, context);
    if (!url.startsWith(`${sandbox()}functions/care/`) || source.source === undefined || source.source === null) return source;
    const text = typeof source.source === 'string' ? source.source : new TextDecoder().decode(source.source);
    return { ...source, source: text.replaceAll('new WeakMap<', 'new CareMemo<') };
  },
});

/** What vitest's set-up of a run would have provided. */
export const injected = (key: string) => (key === 'catalogueFile' ? CATALOGUE : undefined);

export async function writeCatalogue(): Promise<void> {
  const { readCatalogue } = await import(`${sandbox()}functions/platform/catalogue/read-catalogue.ts`);
  // What the reading of the templates hits is no test's; what the loading of its modules hits is loading like any other.
  countFor('catalogue');
  writeFileSync(CATALOGUE, JSON.stringify(readCatalogue('templates')));
  countFor(undefined);
}

/** Forgets every module that is loaded: the next test is loaded with modules of its own. */
export function loadAnew(): void {
  generation = ++generations;
  loaded.clear();
}

/** Does something with modules of its own, and leaves those that are loaded as they are. */
export async function apart<T>(work: () => Promise<T>): Promise<T> {
  const before = generation;
  const kept = new Map(loaded);
  loadAnew();
  try {
    return await work();
  } finally {
    generation = before;
    loaded.clear();
    for (const [file, tests] of kept) loaded.set(file, tests);
  }
}

async function testsOf(file: string): Promise<Registered[]> {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  countFor(undefined);
  const tests = await registeredBy(file, () => import(`${sandbox()}${file}?generation=${generation}`));
  loaded.set(file, tests);
  return tests;
}

export async function loadTests(files: readonly string[]): Promise<Registered[]> {
  const all: Registered[] = [];
  for (const file of files) all.push(...(await testsOf(file)));
  return all;
}
