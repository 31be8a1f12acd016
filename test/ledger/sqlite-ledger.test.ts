import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { EARLIEST_DUE, type Order, readRange } from '../../functions/ledger/sqlite-table.ts';
import { item, ledgerContract, putNew } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

ledgerContract('SQLite in memory', () => {
  const ledger = sqliteLedger();
  return { ledger, close: () => ledger.close() };
});

ledgerContract('SQLite in a file', () => {
  const ledger = sqliteLedger({ file: join(folder, 'contract.sqlite') });
  return { ledger, close: () => ledger.close() };
});

ledgerContract('SQLite with an index log that hides nothing', () => {
  const ledger = sqliteLedger({ indexLag: () => 0 });
  return { ledger, close: () => ledger.close() };
});

const due = (sk: string, shard: number, at: string) => item('agenda', sk, { due: { shard, at } });
const [nine, ten, eleven] = ['2031-05-06T09:00:00.000Z', '2031-05-06T10:00:00.000Z', '2031-05-06T11:00:00.000Z'] as const;

describe('a file', () => {
  test('is there with everything in it when it is opened again', async () => {
    const file = join(folder, 'again.sqlite');
    const first = sqliteLedger({ file });
    await first.commit([putNew(due('a', 1, nine))]);
    first.close();
    const second = sqliteLedger({ file });
    expect(await second.due(1, { to: ten })).toEqual([due('a', 1, nine)]);
    second.close();
    await expect(second.get({ pk: 'agenda', sk: 'a' })).rejects.toThrow(/finalized|not open/);
  });

  test('keeps a write-ahead log, so that a reader never waits for a writer', () => {
    const file = join(folder, 'log.sqlite');
    const ledger = sqliteLedger({ file });
    const other = new DatabaseSync(file);
    expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    other.close();
    ledger.close();
  });

  test('shows one open ledger what another has committed, and holds both to their expectations', async () => {
    const file = join(folder, 'two.sqlite');
    const [one, other] = [sqliteLedger({ file }), sqliteLedger({ file })];
    await one.commit([putNew(item('shared', 'a'))]);
    expect(await other.get({ pk: 'shared', sk: 'a' })).toEqual(item('shared', 'a'));
    await expect(other.commit([putNew(item('shared', 'a'))])).rejects.toMatchObject({ key: { pk: 'shared', sk: 'a' } });
    await other.commit([{ put: item('shared', 'a', { version: 2 }), expect: { version: 1 } }]);
    expect((await one.get({ pk: 'shared', sk: 'a' }))?.version).toBe(2);
    one.close();
    other.close();
  });
});

describe('commits of the same moment, which wait for the disk together', () => {
  test('stand or fall each for itself, in the order in which they were asked for', async () => {
    const ledger = sqliteLedger({ file: join(folder, 'together.sqlite') });
    const outcomes = await Promise.allSettled([
      ledger.commit([putNew(item('same', 'a'))]),
      ledger.commit([putNew(item('same', 'b')), putNew(item('same', 'a'))]),
      ledger.commit([{ put: item('same', 'a', { version: 2 }), expect: { version: 1 } }]),
      ledger.commit([putNew(item('same', 'c'))]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { key: { pk: 'same', sk: 'a' } } });
    expect((await ledger.query('same')).map(({ sk, version }) => [sk, version])).toEqual([
      ['a', 2],
      ['c', 1],
    ]);
    ledger.close();
  });

  test('are there when the ledger is closed before they were acknowledged, and are acknowledged', async () => {
    const file = join(folder, 'closing.sqlite');
    const ledger = sqliteLedger({ file });
    const committed = ['a', 'b', 'c'].map((sk) => ledger.commit([putNew(item('closing', sk))]));
    ledger.close();
    await Promise.all(committed);
    const again = sqliteLedger({ file });
    expect(await again.query('closing')).toHaveLength(3);
    again.close();
  });
});

describe('an engine that fails in the middle of a commit', () => {
  test.each(['ABORT', 'ROLLBACK'])('leaves nothing of it, and the next commit stands (%s)', async (end) => {
    const file = join(folder, `fails-${end}.sqlite`);
    const ledger = sqliteLedger({ file });
    const other = new DatabaseSync(file);
    other.exec(
      `CREATE TRIGGER fails BEFORE INSERT ON items WHEN new.sk = 'second' BEGIN SELECT RAISE(${end}, 'disk is full'); END`,
    );
    const changes = [putNew(item('fails', 'first')), putNew(item('fails', 'second'))];
    await expect(ledger.commit(changes)).rejects.toThrow('disk is full');
    expect(await ledger.query('fails')).toEqual([]);
    other.exec('DROP TRIGGER fails');
    await ledger.commit(changes);
    expect(await ledger.query('fails')).toHaveLength(2);
    other.close();
    ledger.close();
  });
});

describe('the earliest that is due', () => {
  test('is the earliest of all shards, and nothing when nothing is due', async () => {
    const ledger = sqliteLedger();
    expect(ledger.earliestDue()).toBeUndefined();
    await ledger.commit([putNew(due('a', 3, ten)), putNew(due('b', 0, eleven)), putNew(item('agenda', 'none'))]);
    expect(ledger.earliestDue()).toBe(ten);
    await ledger.commit([putNew(due('c', 2, nine))]);
    expect(ledger.earliestDue()).toBe(nine);
    await ledger.commit([{ remove: { pk: 'agenda', sk: 'c' }, expect: 'any' }]);
    expect(ledger.earliestDue()).toBe(ten);
    ledger.close();
  });

  test('does not lag', async () => {
    const ledger = sqliteLedger({ indexLag: () => 5 });
    await ledger.commit([putNew(due('a', 3, ten))]);
    expect(ledger.earliestDue()).toBe(ten);
    ledger.close();
  });
});

describe('an index that lags by two commits', () => {
  test('still shows what was moved or removed, and not yet what is new, while keys and partitions show the present', async () => {
    let lag = 0;
    const ledger = sqliteLedger({ indexLag: () => lag });
    await ledger.commit([putNew(due('moves', 0, nine)), putNew(due('stays', 0, ten)), putNew(due('goes', 0, nine))]);
    lag = 2;
    await ledger.commit([{ put: { ...due('moves', 0, eleven), version: 2 }, expect: { version: 1 } }]);
    await ledger.commit([{ remove: { pk: 'agenda', sk: 'goes' }, expect: { version: 1 } }, putNew(due('new', 0, nine))]);

    const seen = async (range = {}) => (await ledger.due(0, range)).map(({ sk }) => sk);
    expect(await seen()).toEqual(['goes', 'moves', 'stays']);
    expect(await seen({ to: ten })).toEqual(['goes', 'moves']);
    expect(await seen({ limit: 2, newestFirst: true })).toEqual(['stays', 'moves']);
    expect(await ledger.get({ pk: 'agenda', sk: 'goes' })).toBeUndefined();
    expect((await ledger.query('agenda')).map(({ sk }) => sk)).toEqual(['moves', 'new', 'stays']);

    lag = 1;
    expect(await seen()).toEqual(['goes', 'stays', 'moves']);
    lag = 0;
    expect(await seen()).toEqual(['new', 'stays', 'moves']);
    ledger.close();
  });
});

describe('a read costs what it gives', () => {
  const file = join(folder, 'plan.sqlite');
  const planOf = (sql: string): string => {
    sqliteLedger({ file }).close();
    const database = new DatabaseSync(file);
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array(sql.split('?').length - 1).fill('1'));
    database.close();
    return steps.map(({ detail }) => detail).join('; ');
  };
  const searches: [Order, string][] = [
    ['due', 'SEARCH items USING INDEX due (due_shard=? AND due_at>? AND due_at<?)'],
    ['lists', 'SEARCH items USING INDEX lists (list=? AND list_key>? AND list_key<?)'],
    ['partition', 'SEARCH items USING INDEX sqlite_autoindex_items_1 (pk=? AND sk>? AND sk<?)'],
  ];

  test.each(searches)('%s: one search of its index, no scan and no sorting, in both directions', (order, search) => {
    expect(planOf(readRange(order, false))).toBe(search);
    expect(planOf(readRange(order, true))).toBe(search);
  });

  test('the earliest due instant is read from the index alone', () => {
    expect(planOf(EARLIEST_DUE)).toBe('SEARCH items USING COVERING INDEX due (due_shard=?)');
  });
});
