import type { Expectation, Item, Key } from './ledger.ts';

/** The table's two sparse indexes; both project all attributes. An item without the attributes of one is not in it. */
export const DUE_INDEX = { name: 'due', partitionKey: 'duePk', sortKey: 'dueAt' } as const;
export const LISTS_INDEX = { name: 'lists', partitionKey: 'listPk', sortKey: 'listSk' } as const;

export const dueGroup = (shard: number): string => `due#${shard}`;

/** An item as it lies in the table. */
export type DynamoRecord = Key & {
  readonly version: number;
  readonly duePk?: string;
  readonly dueAt?: string;
  readonly listPk?: string;
  readonly listSk?: string;
  readonly data: Item['data'];
};

export const toRecord = ({ pk, sk, version, due, list, data }: Item): DynamoRecord => ({
  pk,
  sk,
  version,
  ...(due && { duePk: dueGroup(due.shard), dueAt: due.at }),
  ...(list && { listPk: list.name, listSk: list.key }),
  // Through JSON, so that undefined goes the same way as in SQLite, whatever the client's marshalling is told.
  data: JSON.parse(JSON.stringify(data)) as Item['data'],
});

export const toItem = ({ pk, sk, version, duePk, dueAt, listPk, listSk, data }: DynamoRecord): Item => ({
  pk,
  sk,
  version,
  ...(duePk !== undefined && dueAt !== undefined && { due: { shard: Number(duePk.slice(dueGroup(0).length - 1)), at: dueAt } }),
  ...(listPk !== undefined && listSk !== undefined && { list: { name: listPk, key: listSk } }),
  data,
});

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** The condition of an expectation; none for `any`. Names are always placeholders, as DynamoDB reserves many words. */
export const conditionOf = (expect: Expectation): Condition | undefined => {
  if (expect === 'any') return undefined;
  if (expect === 'absent') {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
  }
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': expect.version },
  };
};
