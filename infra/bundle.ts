import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';
import { writeConsoleFiles } from './console-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything under templates/, compiled to one file that lies beside a function's code. */
export const CATALOGUE_FILE = 'catalogue.json';

/** The function that shows pages, and where its templates and assets lie beside its code. */
const PAGES = 'console-asked';
const CONSOLE_FOLDER = 'console';

const entryFolder = join(root, 'functions', 'entry');

export interface Bundle {
  /** The folder that becomes the function's code: index.mjs, its source map and the catalogue. */
  readonly folder: string;
  /** Size of the code alone, in bytes. */
  readonly bytes: number;
  /** Every source file in the code, relative to the repository. */
  readonly inputs: readonly string[];
}

/** The names of the files in functions/entry, without `.ts`, in order. */
export function entryNames(folder = entryFolder): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

/** Some packages are CommonJS inside and ask for Node's own modules by `require`, which an ES module does not have. */
const REQUIRE_BANNER = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles all entries into `into`, one folder each, in a single run of esbuild. CDK's own NodejsFunction starts esbuild
 * and the catalogue command once for each function, and would do it in every test that synthesises a template; this does
 * it once, in a second or two, and tells what went into each bundle.
 * @param entries names of entries, from `entryNames`
 * @param into a folder, which is emptied first
 * @param options where the entries lie, and whether the catalogue is compiled (by default it is, and the console's files with it)
 */
export function bundle(
  entries: readonly string[],
  into: string,
  options: { readonly from?: string; readonly catalogue?: boolean } = {},
): Map<string, Bundle> {
  const { from = entryFolder, catalogue = true } = options;
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });

  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((name) => [`${name}/index`, join(from, `${name}.ts`)])),
    outdir: into,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: REQUIRE_BANNER },
    // The ES module form of the AWS SDK is the one that can be shaken: CommonJS costs 40 % more at start.
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  });

  if (catalogue) compileCatalogue(into, entries);
  if (catalogue && entries.includes(PAGES)) writeConsoleFiles(join(into, PAGES, CONSOLE_FOLDER));
  return new Map(entries.map((name) => [name, bundleOf(join(into, name), metafile)]));
}

function compileCatalogue(into: string, entries: readonly string[]): void {
  const compiled = join(into, CATALOGUE_FILE);
  execFileSync(process.execPath, [join(root, 'infra', 'catalogue-command.ts'), compiled], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const name of entries) copyFileSync(compiled, join(into, name, CATALOGUE_FILE));
}

function bundleOf(folder: string, metafile: Metafile): Bundle {
  // esbuild names its outputs relative to the working directory it was given.
  const code = join(resolve(folder), 'index.mjs');
  const found = Object.entries(metafile.outputs).find(([path]) => resolve(root, path) === code);
  if (!found) throw new Error(`esbuild made no bundle in ${folder}`);
  const [, output] = found;
  return { folder, bytes: output.bytes, inputs: Object.keys(output.inputs) };
}
