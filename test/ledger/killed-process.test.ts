import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the committing process until it has acknowledged so many turns, kills it, and gives the last turn it acknowledged. */
const commitUntilKilled = async (file: string, turns: number): Promise<number> => {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'committing-process.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.split('\n').length > turns) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'close');
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  const acknowledged = said.slice(0, said.lastIndexOf('\n')).split('\n').map(Number);
  return acknowledged.at(-1) ?? 0;
};

test('a process killed while it commits leaves every commit that it acknowledged, and none half', async () => {
  const file = join(folder, 'killed.sqlite');
  let before = 0;
  for (const turns of [1, 20, 57, 111]) {
    const acknowledged = await commitUntilKilled(file, turns);
    expect(acknowledged).toBeGreaterThanOrEqual(before + turns);

    const ledger = sqliteLedger({ file });
    const count = (await ledger.get({ pk: 'turns', sk: 'count' }))?.version ?? 0;
    // The last commit may have been written and its word not yet said.
    expect([acknowledged, acknowledged + 1]).toContain(count);
    const numbers = Array.from({ length: count }, (_, turn) => String(turn + 1).padStart(9, '0'));
    for (const side of ['left', 'right']) {
      const items = await ledger.query(side);
      expect(items.map(({ sk }) => sk)).toEqual(numbers);
      expect(items.every(({ data }) => data.words === side.repeat(2000))).toBe(true);
    }
    ledger.close();
    before = count;
  }
});
