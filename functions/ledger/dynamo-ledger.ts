import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { conflictOf, type Patience, tryPatiently } from './dynamo-errors.ts';
import { conditionOf, DUE_INDEX, type DynamoRecord, dueGroup, LISTS_INDEX, toItem, toRecord } from './dynamo-record.ts';
import { compareText, isEmptyRange } from './keys.ts';
import type { Change, Item, Ledger, Range } from './ledger.ts';
import { canBeKey, canBePartition, checkLimits, keyOf } from './limits.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Where a range is read: the table itself, by consistent reads, or one of its indexes, which cannot give them. */
type Source = typeof DUE_INDEX | typeof LISTS_INDEX | typeof TABLE_ORDER;
const TABLE_ORDER = { name: undefined, partitionKey: 'pk', sortKey: 'sk' } as const;

/** DynamoDB takes one condition on the sort key, so both ends mean BETWEEN, which includes its end: `readRange` drops that. */
const sortKeyCondition = ({ from, to }: Range): string => {
  if (from && to !== undefined) return ' AND #sk BETWEEN :from AND :to';
  if (from) return ' AND #sk >= :from';
  return to === undefined ? '' : ' AND #sk < :to';
};

const rangeInput = (source: Source, group: string, range: Range): Omit<QueryCommandInput, 'TableName'> => ({
  ...(source.name === undefined ? { ConsistentRead: true } : { IndexName: source.name }),
  KeyConditionExpression: `#pk = :pk${sortKeyCondition(range)}`,
  ExpressionAttributeNames: {
    '#pk': source.partitionKey,
    ...((range.from || range.to !== undefined) && { '#sk': source.sortKey }),
  },
  ExpressionAttributeValues: {
    ':pk': group,
    ...(range.from && { ':from': range.from }),
    ...(range.to !== undefined && { ':to': range.to }),
  },
  ScanIndexForward: !range.newestFirst,
});

/**
 * The ledger on DynamoDB: an on-demand table with the key (pk, sk) and the indexes of `dynamo-record.ts`.
 * @param options.client its own retries come first; its time limits bound one try.
 * @param options.tokens a new text of at most 36 characters, for one commit (default: a random UUID).
 * @param options.random, options.wait how it waits between its own tries.
 * @throws besides what the port says: an Error with a cause when the engine does not answer. A commit that ends so may or
 *   may not stand; who must know reads.
 */
export function dynamoLedger(
  options: { client: DynamoDBDocumentClient; table: string; tokens?: () => string } & Partial<Patience>,
): Ledger {
  const { client, table, tokens = randomUUID, random = Math.random } = options;
  const patience: Patience = { random, wait: options.wait ?? ((milliseconds) => setTimeout(milliseconds)) };

  const readRange = async (source: Source, group: string, range: Range): Promise<Item[]> => {
    if (!canBePartition(group) || isEmptyRange(range)) return [];
    const { to, limit = Number.POSITIVE_INFINITY } = range;
    const items: Item[] = [];
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await tryPatiently('read a range', patience, () =>
        client.send(
          new QueryCommand({
            TableName: table,
            ...rangeInput(source, group, range),
            ...(limit !== Number.POSITIVE_INFINITY && { Limit: limit - items.length }),
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      );
      for (const record of (page.Items ?? []) as DynamoRecord[]) {
        if (to === undefined || compareText(record[source.sortKey] ?? '', to) < 0) items.push(toItem(record));
      }
      start = page.LastEvaluatedKey;
    } while (start && items.length < limit);
    return items;
  };

  const toWrite = (change: Change): Write | undefined => {
    const condition = conditionOf(change.expect);
    const { pk, sk } = keyOf(change);
    if ('put' in change) return { Put: { TableName: table, Item: toRecord(change.put), ...condition } };
    if ('remove' in change) return { Delete: { TableName: table, Key: { pk, sk }, ...condition } };
    // To check for anything at all asks nothing, and DynamoDB does not take a check without a condition.
    return condition && { ConditionCheck: { TableName: table, Key: { pk, sk }, ...condition } };
  };

  return {
    async get({ pk, sk }) {
      if (!canBeKey({ pk, sk })) return undefined;
      const { Item } = await tryPatiently('read an item', patience, () =>
        client.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true })),
      );
      return Item && toItem(Item as DynamoRecord);
    },

    query: (pk, range = {}) => readRange(TABLE_ORDER, pk, range),
    due: (shard, range) => readRange(DUE_INDEX, dueGroup(shard), range),
    list: (name, range = {}) => readRange(LISTS_INDEX, name, range),

    async commit(changes) {
      checkLimits(changes);
      const writes = changes.flatMap((change) => {
        const write = toWrite(change);
        return write ? [{ write, key: { pk: keyOf(change).pk, sk: keyOf(change).sk } }] : [];
      });
      if (writes.length === 0) return;
      const keys = writes.map(({ key }) => key);
      // A commit can succeed and its answer be lost. Tried again, it would meet its own work as a conflict; for ten minutes
      // DynamoDB takes the same token with the same changes for the same commit and says that it stands. The SDK would
      // keep a token over its own tries only, so the token is chosen here, once for all tries.
      const input = { TransactItems: writes.map(({ write }) => write), ClientRequestToken: tokens() };
      await tryPatiently('commit', patience, async () => {
        try {
          await client.send(new TransactWriteCommand(input));
        } catch (error) {
          throw conflictOf(error, keys) ?? error;
        }
      });
    },
  };
}
