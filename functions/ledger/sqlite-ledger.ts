import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Before, createIndexLag, readPast } from './index-lag.ts';
import { isEmptyRange } from './keys.ts';
import { type Change, Conflict, DUE_SHARDS, type Expectation, type Item, type Key, type Ledger, type Range } from './ledger.ts';
import { checkLimits, keyOf } from './limits.ts';
import { reachedDisk } from './reached-disk.ts';
import {
  EARLIEST_DUE,
  type Order,
  READ_ITEM,
  READ_VERSION,
  REMOVE_ITEM,
  type Row,
  readRange,
  TABLE,
  toItem,
  toRow,
  WRITE_ITEM,
} from './sqlite-table.ts';

export interface SqliteLedger extends Ledger {
  /** The earliest ISO instant at which anything is due, in any shard, without lag: the next step of the local clock. */
  earliestDue(): string | undefined;
  /** Closes the file and folds the log into it. Every later call is an error. */
  close(): void;
}

/** SQLite sorts a blob after every text, so this is an upper end that no key reaches. */
const NO_END = new Uint8Array();
const NO_LIMIT = -1;
/** How long a commit waits for another process that is writing to the same file, for instance a backup. */
const BUSY_MILLISECONDS = 5000;

const asExpected = (version: number | undefined, expect: Expectation): boolean =>
  expect === 'any' || version === (expect === 'absent' ? undefined : expect.version);

/**
 * The ledger on one machine, in a file or in memory. A commit to a file has reached the disk when it is acknowledged.
 * @param options.file the database; its folder must exist. Absent: in memory, gone when closed.
 * @param options.indexLag how many of the newest commits (at most 100) an index read does not show yet: tests use it to
 *   behave as DynamoDB's indexes may. It counts the commits of this process only. Absent: no lag.
 */
export function sqliteLedger(options: { file?: string; indexLag?: () => number } = {}): SqliteLedger {
  const database = new DatabaseSync(options.file ?? ':memory:', { timeout: BUSY_MILLISECONDS });
  // The log is waited for by `disk`, not by the engine at the end of each commit.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const disk = options.file === undefined ? undefined : reachedDisk(options.file);
  database.exec(TABLE);

  const begin = database.prepare('BEGIN IMMEDIATE');
  const end = database.prepare('COMMIT');
  const reading = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  const readItem = reading(READ_ITEM);
  const readVersion = database.prepare(READ_VERSION);
  const writeItem = database.prepare(WRITE_ITEM);
  const removeItem = database.prepare(REMOVE_ITEM);
  const earliest = database.prepare(EARLIEST_DUE);
  const prepareOrder = (order: Order) => ({
    oldestFirst: reading(readRange(order, false)),
    newestFirst: reading(readRange(order, true)),
  });
  const orders = { partition: prepareOrder('partition'), due: prepareOrder('due'), lists: prepareOrder('lists') };
  const lag = options.indexLag && createIndexLag(options.indexLag);

  const only = ({ pk, sk }: Key): Row | undefined => readItem.get(pk, sk) as unknown as Row | undefined;

  const read = (order: Order, group: string | number, range: Range): Item[] => {
    if (isEmptyRange(range)) return [];
    const statement = orders[order][range.newestFirst ? 'newestFirst' : 'oldestFirst'];
    const rows = statement.all(group, range.from ?? '', range.to ?? NO_END, range.limit ?? NO_LIMIT);
    return (rows as unknown as Row[]).map(toItem);
  };

  const readIndex = (order: Order, group: string | number, range: Range, indexed: (item: Item) => string | undefined): Item[] => {
    const hidden = lag?.hidden();
    if (!hidden?.size) return read(order, group, range);
    return readPast(hidden, range, (limit) => read(order, group, { ...range, limit }), indexed);
  };

  const before = (key: Key): Before => {
    const row = only(key);
    return { key: { pk: key.pk, sk: key.sk }, before: row && toItem(row) };
  };

  const expectAll = (changes: readonly Change[]): void => {
    for (const change of changes) {
      if (change.expect === 'any') continue;
      const { pk, sk } = keyOf(change);
      const version = readVersion.get(pk, sk)?.version as number | undefined;
      if (!asExpected(version, change.expect)) throw new Conflict({ pk, sk });
    }
  };

  const write = (change: Change): void => {
    if ('put' in change) writeItem.run(...toRow(change.put));
    else if ('remove' in change) removeItem.run(change.remove.pk, change.remove.sk);
  };

  return {
    async get(key) {
      const row = only(key);
      return row && toItem(row);
    },

    async query(pk, range = {}) {
      return read('partition', pk, range);
    },

    async due(shard, range) {
      return readIndex('due', shard, range, ({ due }) => (due?.shard === shard ? due.at : undefined));
    },

    async list(name, range = {}) {
      return readIndex('lists', name, range, ({ list }) => (list?.name === name ? list.key : undefined));
    },

    async commit(changes) {
      checkLimits(changes);
      if (changes.length === 0) return;
      begin.run();
      try {
        expectAll(changes);
        const replaced = lag ? changes.map((change) => before(keyOf(change))) : [];
        changes.forEach(write);
        end.run();
        lag?.remember(replaced);
      } catch (error) {
        // A full disk ends the transaction by itself; a second rollback would hide why.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
      await disk?.wait();
    },

    earliestDue() {
      const instants = Array.from({ length: DUE_SHARDS }, (_, shard) => earliest.get(shard)?.due_at as string | null);
      return instants.filter((instant) => instant !== null).sort()[0];
    },

    close() {
      database.close();
      void disk?.close();
    },
  };
}
