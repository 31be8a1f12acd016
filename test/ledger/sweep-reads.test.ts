import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DateTime } from 'luxon';
import { afterAll, expect, test } from 'vitest';
import { sweep } from '../../functions/flows/sweep.ts';
import { DUE_SHARDS, type Item, SHARDS } from '../../functions/ledger/ledger.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { readRange, TABLE, toRow, WRITE_ITEM } from '../../functions/ledger/sqlite-table.ts';
import { counted, smallWorld } from '../harness/world.ts';

/** What a sweep reads while very many entries are pending. `TEST_SIZE=full` has as many as a large hospital in ten years. */
const PENDING = process.env.TEST_SIZE === 'full' ? 1_000_000 : 20_000;
const DUE = 12;
const NOW = '2026-11-25T10:00:00.000Z';
const PAGE = 4096;

const folder = mkdtempSync(join(tmpdir(), 'ledger-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

function entry(place: number, at: string, shard: number): Item {
  const safety = SHARDS.safety.includes(shard);
  const subject = `series${place}`;
  const data = { kind: 'check-in', subject, due: at, step: 1, safety, tries: 0 };
  return { pk: `demo#person#p${place}`, sk: `state#agenda#check-in#${subject}`, version: 1, due: { shard, at }, data };
}

/** A ledger on a disk with `pending` entries due a minute apart from tomorrow on, and a few due now, in every shard. */
function ledgerWith(pending: number): string {
  const file = join(folder, `${pending}.sqlite`);
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA page_size = ${PAGE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; ${TABLE} BEGIN`);
  const write = database.prepare(WRITE_ITEM);
  const tomorrow = DateTime.fromISO(NOW, { zone: 'utc' }).plus({ days: 1 });
  for (let place = 0; place < pending; place += 1)
    write.run(...toRow(entry(place, tomorrow.plus({ minutes: place }).toISO() ?? '', place % DUE_SHARDS)));
  for (let place = 0; place < DUE; place += 1) write.run(...toRow(entry(pending + place, NOW, place % DUE_SHARDS)));
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return file;
}

/** Bytes that this thread has read from files so far. */
function bytesRead(): number {
  return Number(/^rchar: (\d+)$/m.exec(readFileSync('/proc/thread-self/io', 'utf8'))?.[1]);
}

/** Sweeps a ledger that nothing of is in memory yet: the entries it read, and the pages of the file. */
async function sweptCold(file: string) {
  const ledger = sqliteLedger({ file });
  const { counting, counts } = counted(ledger);
  const { world } = smallWorld({ ledger: counting });
  const before = bytesRead();
  const { released } = await sweep(world);
  const pages = Math.ceil((bytesRead() - before) / PAGE);
  ledger.close();
  return { released, counts, pages };
}

test(`a sweep over ${PENDING.toLocaleString('en-GB')} pending entries reads only the few that are due, and some pages on the way to them`, async () => {
  const few = await sweptCold(ledgerWith(200));
  const file = ledgerWith(PENDING);
  const many = await sweptCold(file);
  for (const { released, counts } of [few, many]) {
    expect(released).toBe(DUE);
    expect(counts).toMatchObject({ due: DUE_SHARDS, items: DUE, query: 0, list: 0, commit: DUE });
  }
  // Its trees are a level or two deeper: a search of one passes a page or two more, and nothing else grows.
  expect(many.pages).toBeGreaterThan(0);
  expect(many.pages).toBeLessThan(few.pages + (DUE_SHARDS + 4 * DUE) * 2);
  expect(many.pages).toBeLessThan(statSync(file).size / PAGE / 10);
}, 300_000);

test('the engine finds what is due by a search of the index alone, without a scan and without sorting', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(TABLE);
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${readRange('due', false)}`).all(0, '', NOW, 500);
  database.close();
  expect(steps.map(({ detail }) => detail)).toEqual(['SEARCH items USING INDEX due (due_shard=? AND due_at>? AND due_at<?)']);
});
