import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { unprovedControls } from '../../infra/hazards.ts';

/** The checks check: each is shown a fault and must find it. */

const ROOT = join(import.meta.dirname, '../..');

/** Files with one fault each, and what the linter must say of it. */
const FAULTS: [string, string, string][] = [
  ['functions/care/x.ts', "import { sqliteLedger } from '../ledger/sqlite-ledger.ts';", 'care is pure'],
  ['functions/care/reading/x.ts', "import { readFileSync } from 'node:fs';", 'care is pure'],
  ['functions/ledger/x.ts', "import { decide } from '../flows/decide.ts';", 'the ledger knows'],
  ['functions/phone/x.ts', "import { say } from '../care/say.ts';", 'phone imports platform'],
  ['functions/platform/x.ts', "import { decide } from '../flows/decide.ts';", 'platform imports'],
  ['functions/flows/x.ts', "import { api } from '../console/api/api.ts';", 'flows import'],
  ['functions/console/api/x.ts', "import { sqliteLedger } from '../../ledger/sqlite-ledger.ts';", 'through flows'],
  ['functions/entry/x.ts', "import { say } from '../care/say.ts';", 'an entry imports'],
  ['functions/flows/y.ts', 'export const x = process.env.TABLE;', 'noProcessEnv'],
  ['test/care/x.test.ts', "import { test } from 'vitest';\ntest.skip('x', () => {});", 'noSkippedTests'],
  ['test/care/y.test.ts', "import { test } from 'vitest';\ntest.only('x', () => {});", 'noFocusedTests'],
];

let said = '';

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const { vcs, $schema, ...rules } = JSON.parse(readFileSync(join(ROOT, '.biome.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules));
  for (const [path, source] of FAULTS) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${source}\n`);
  }
  const linter = spawnSync(join(ROOT, 'node_modules/.bin/biome'), ['lint', '--colors=off', '--max-diagnostics=200', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  said = linter.stdout + linter.stderr;
  rmSync(folder, { recursive: true, force: true });
});

test.each(FAULTS)('the linter finds what is wrong in %s: %s', (path, _, message) => {
  const diagnostics = said.split(/\n(?=\S+\.ts:\d+:\d+ lint)/).filter((each) => each.includes(`${path}:`));
  expect(diagnostics.join('\n')).toContain(message);
});

const LOG = `- id: H01
  hazard: x
  cause: x
  control: x
  tests:
    - { file: test/a.test.ts, test: it holds }
`;

function results(title: string, status: string) {
  return { testResults: [{ name: '/somewhere/test/a.test.ts', assertionResults: [{ title, status }] }] };
}

test.each([
  ['passes', results('it holds', 'passed'), []],
  ['does not pass', results('it holds', 'failed'), ['H01: "it holds" in test/a.test.ts does not pass']],
  ['was skipped', results('it holds', 'skipped'), ['H01: "it holds" in test/a.test.ts does not pass']],
  ['is not there', results('it does not', 'passed'), ['H01: there is no test "it holds" in test/a.test.ts']],
])('a control of the hazard log whose test %s', (_, found, unproved) => {
  expect(unprovedControls(LOG, found)).toEqual({ hazards: 1, unproved });
});

test('a hazard log with a row that names no test is refused', () => {
  expect(() => unprovedControls(LOG.split('  tests:')[0] ?? '', results('x', 'passed'))).toThrow(/tests/);
});
