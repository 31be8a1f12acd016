import type { SQLOutputValue } from 'node:sqlite';
import type { Item } from './ledger.ts';

/** One table of items; the two indexes hold only the items that are in them, as DynamoDB's sparse indexes do. */
export const TABLE = `
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_shard INTEGER,
    due_at TEXT,
    list TEXT,
    list_key TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (pk, sk)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS due ON items (due_shard, due_at, pk, sk) WHERE due_shard IS NOT NULL;
  CREATE INDEX IF NOT EXISTS lists ON items (list, list_key, pk, sk) WHERE list IS NOT NULL;
`;

const COLUMNS = 'pk, sk, version, due_shard, due_at, list, list_key, body';

export const READ_ITEM = `SELECT ${COLUMNS} FROM items WHERE pk = ? AND sk = ?`;
export const READ_VERSION = 'SELECT version FROM items WHERE pk = ? AND sk = ?';
export const REMOVE_ITEM = 'DELETE FROM items WHERE pk = ? AND sk = ?';
export const EARLIEST_DUE = 'SELECT min(due_at) AS due_at FROM items WHERE due_shard = ?';
export const WRITE_ITEM = `
  INSERT INTO items (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pk, sk) DO UPDATE SET version = excluded.version, due_shard = excluded.due_shard, due_at = excluded.due_at,
    list = excluded.list, list_key = excluded.list_key, body = excluded.body`;

/** The three things that are read in order: a partition, a shard of the due index, a list. */
export type Order = 'partition' | 'due' | 'lists';

const ORDER_COLUMNS = { partition: ['pk', 'sk'], due: ['due_shard', 'due_at'], lists: ['list', 'list_key'] } as const;

/** Reads a range in order; its parameters are the group, `from`, `to` and the limit. Equal keys of an index follow pk and sk. */
export const readRange = (order: Order, newestFirst: boolean): string => {
  const [group, key] = ORDER_COLUMNS[order];
  const direction = newestFirst ? 'DESC' : 'ASC';
  const by = order === 'partition' ? [key] : [key, 'pk', 'sk'];
  return `SELECT ${COLUMNS} FROM items WHERE ${group} = ? AND ${key} >= ? AND ${key} < ?
    ORDER BY ${by.map((column) => `${column} ${direction}`).join(', ')} LIMIT ?`;
};

/** The values of the columns in their order: an object for each row takes twice as long to read as all that is in it. */
export type Row = readonly SQLOutputValue[];

export const toRow = ({ pk, sk, version, due, list, data }: Item) =>
  [pk, sk, version, due?.shard ?? null, due?.at ?? null, list?.name ?? null, list?.key ?? null, JSON.stringify(data)] as const;

export const toItem = ([pk, sk, version, dueShard, dueAt, list, listKey, body]: Row): Item => ({
  pk: pk as string,
  sk: sk as string,
  version: version as number,
  ...(dueShard !== null && { due: { shard: dueShard as number, at: dueAt as string } }),
  ...(list !== null && { list: { name: list as string, key: listKey as string } }),
  data: JSON.parse(body as string) as Item['data'],
});
