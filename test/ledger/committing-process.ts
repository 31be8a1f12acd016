import { writeSync } from 'node:fs';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';

/**
 * Run as a process of its own: commits turn after turn to the file it is given, and says each turn's number once its commit
 * is acknowledged. It never ends by itself; the test kills it.
 */
const ledger = sqliteLedger({ file: process.argv[2] ?? '' });
const counter = { pk: 'turns', sk: 'count' };
let turn = (await ledger.get(counter))?.version ?? 0;

for (;;) {
  turn += 1;
  const half = (side: string) => ({
    put: { pk: side, sk: String(turn).padStart(9, '0'), version: 1, data: { words: side.repeat(2000) } },
    expect: 'absent' as const,
  });
  await ledger.commit([
    half('left'),
    { put: { ...counter, version: turn, data: {} }, expect: turn === 1 ? 'absent' : { version: turn - 1 } },
    half('right'),
  ]);
  writeSync(1, `${turn}\n`);
}
