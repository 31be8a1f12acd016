import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bundle, bundle, CATALOGUE_FILE, entryNames } from '../../infra/bundle.ts';
import { describedFunctions } from '../../infra/stacks/described-functions.ts';

const folder = mkdtempSync(join(tmpdir(), 'alongside-bundles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KB = 1000;

test('every file in functions/entry is described as a function, and every function has its file', () => {
  expect(entryNames()).toEqual(describedFunctions.map(({ entry }) => entry).sort());
});

describe('the bundles of all functions', () => {
  let bundles: Map<string, Bundle>;
  beforeAll(() => {
    bundles = bundle(entryNames(), join(folder, 'real'));
    const sizes = [...bundles].map(([name, { bytes }]) => `${name} ${Math.round(bytes / KB)} KB`);
    console.log(`code without catalogue and source map: ${sizes.join(', ')}`);
  }, 60_000);

  test('hold nothing from infra, so that no local door can be open on AWS', () => {
    for (const [name, { inputs }] of bundles) {
      expect(inputs, name).toContain(`functions/entry/${name}.ts`);
      expect(inputs.filter((path) => path.startsWith('infra/') || path.startsWith('test/'))).toEqual([]);
    }
  });

  test('are small: a text’s under 900 KB, none over 1.5 MB', () => {
    expect(bundles.get('text-arrived')?.bytes).toBeLessThan(900 * KB);
    for (const [name, { bytes }] of bundles) expect(bytes, name).toBeLessThan(1500 * KB);
  });

  test('leave out what is too heavy for a text: telephone number tables, page templates', () => {
    const packages = bundles
      .get('text-arrived')
      ?.inputs.filter((path) => /node_modules\/(libphonenumber-js|nunjucks)\//.test(path));
    expect(packages).toEqual([]);
    // Calendars are read where somebody imports them, and nowhere else.
    const withCalendars = [...bundles].filter(([, { inputs }]) => inputs.some((path) => path.includes('node_modules/ical.js/')));
    expect(withCalendars.map(([name]) => name).sort()).toEqual(['api-asked', 'console-asked']);
  });

  test('lie beside their catalogue and their source map', () => {
    for (const [name, { folder: of }] of bundles) {
      const files = name === 'console-asked' ? ['console'] : [];
      expect(readdirSync(of).sort()).toEqual([CATALOGUE_FILE, ...files, 'index.mjs', 'index.mjs.map']);
      expect(statSync(join(of, CATALOGUE_FILE)).size).toBeGreaterThan(0);
    }
  });
});

describe('a bundle', () => {
  test('runs by itself, CommonJS packages and all, and holds its own source only', async () => {
    const from = join(folder, 'entries');
    mkdirSync(from, { recursive: true });
    writeFileSync(join(from, 'old-part.cjs'), "module.exports = { words: require('node:os').EOL.length };");
    writeFileSync(
      join(from, 'one.ts'),
      "import part from './old-part.cjs';\nexport const handler = async (): Promise<number> => part.words;",
    );
    writeFileSync(join(from, 'two.ts'), "export const handler = async (): Promise<string> => 'two';");

    const made = bundle(entryNames(from), join(folder, 'made'), { from, catalogue: false });

    expect([...made.keys()]).toEqual(['one', 'two']);
    const { handler } = await import(pathToFileURL(join(made.get('one')?.folder ?? '', 'index.mjs')).href);
    expect(await handler()).toBe(1);
    expect(made.get('one')?.inputs).toHaveLength(2);
    expect(made.get('two')?.inputs).toHaveLength(1);
    expect(made.get('two')?.bytes).toBe(statSync(join(folder, 'made', 'two', 'index.mjs')).size);
  });

  test('names the line of its source when it fails, which the log keeps', () => {
    const from = join(folder, 'functions', 'entry');
    mkdirSync(from, { recursive: true });
    writeFileSync(
      join(from, 'breaks.ts'),
      "type Nothing = never;\n\nexport const handler = (): Nothing => {\n  throw new Error('x');\n};",
    );
    const made = bundle(['breaks'], join(folder, 'breaking'), { from, catalogue: false });
    const script =
      "const { handler } = await import('./index.mjs'); try { handler(); } catch (error) { console.log(error.stack); }";
    const stack = execFileSync(process.execPath, ['--enable-source-maps', '--input-type=module', '-e', script], {
      cwd: made.get('breaks')?.folder,
      encoding: 'utf8',
    });
    expect(stack).toContain('functions/entry/breaks.ts:4');
  });

  test('is made anew: nothing of an earlier one stays', () => {
    const from = join(folder, 'entries-again');
    mkdirSync(from, { recursive: true });
    writeFileSync(join(from, 'kept.ts'), 'export const handler = 1;');
    const into = join(folder, 'again');
    mkdirSync(join(into, 'gone'), { recursive: true });
    bundle(['kept'], into, { from, catalogue: false });
    expect(existsSync(join(into, 'gone'))).toBe(false);
    expect(readdirSync(into)).toEqual(['kept']);
  });
});
