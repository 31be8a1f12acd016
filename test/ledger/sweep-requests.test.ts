import { DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { sweep } from '../../functions/flows/sweep.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { toRecord } from '../../functions/ledger/dynamo-record.ts';
import { DUE_SHARDS, type Item } from '../../functions/ledger/ledger.ts';
import { smallWorld } from '../harness/world.ts';

/** What a sweep asks of DynamoDB, request by request: nothing that is not due is read, so nothing else is paid for. */

const dynamo = mockClient(DynamoDBDocumentClient);
beforeEach(() => void dynamo.reset());

const world = () => {
  const ledger = dynamoLedger({ client: dynamo as unknown as DynamoDBDocumentClient, table: 'alongside', tokens: () => 'token' });
  return smallWorld({ ledger });
};

/** One shard up to and with this very millisecond, earliest first. */
const asked = (shard: number, more: object = {}) => ({
  TableName: 'alongside',
  IndexName: 'due',
  KeyConditionExpression: '#pk = :pk AND #sk < :to',
  ExpressionAttributeNames: { '#pk': 'duePk', '#sk': 'dueAt' },
  ExpressionAttributeValues: { ':pk': `due#${shard}`, ':to': '2026-11-25T10:00:00.001Z' },
  ScanIndexForward: true,
  Limit: 500,
  ...more,
});
const queries = () => dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input);

const entry = (subject: string, shard: number): Item => ({
  pk: 'demo#person#mary',
  sk: `state#agenda#dispatch#${subject}`,
  version: 3,
  due: { shard, at: '2026-11-25T09:59:00.000Z' },
  data: { kind: 'dispatch', subject, due: '2026-11-25T09:59:00.000Z', step: 1, safety: true, tries: 0 },
});

test('with nothing due a sweep is one query a shard of the sparse index, bounded by now, and nothing else', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [] });
  expect(await sweep(world().world)).toEqual({ released: 0, late: [] });
  // The shards of safety first. No scan, no filter: what is not due is never looked at.
  expect(queries()).toEqual([4, 5, 0, 1, 2, 3].map((shard) => asked(shard)));
  expect(queries()).toHaveLength(DUE_SHARDS);
  expect(dynamo.calls()).toHaveLength(DUE_SHARDS);
});

test('what is due costs one commit each, and a page that is cut is gone on with for no more than is left of the limit', async () => {
  const start = { pk: 'demo#person#mary', sk: 'x', duePk: 'due#4', dueAt: '2026-11-25T09:59:00.000Z' };
  dynamo.on(QueryCommand).resolves({ Items: [] });
  dynamo
    .on(QueryCommand, asked(4))
    .resolves({ Items: [toRecord(entry('one', 4)), toRecord(entry('two', 4))], LastEvaluatedKey: start });
  dynamo.on(QueryCommand, asked(4, { Limit: 498, ExclusiveStartKey: start })).resolves({ Items: [toRecord(entry('three', 4))] });
  dynamo.on(TransactWriteCommand).resolves({});
  const { world: cloud, woken } = world();
  expect(await sweep(cloud)).toMatchObject({ released: 3 });
  expect(woken.map((work) => (work.does === 'agenda' ? work.subject : ''))).toEqual(['one', 'two', 'three']);
  const ofShard = queries().filter(({ ExpressionAttributeValues }) => ExpressionAttributeValues?.[':pk'] === 'due#4');
  expect(ofShard).toEqual([asked(4), asked(4, { Limit: 498, ExclusiveStartKey: start })]);
  const leases = dynamo.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.TransactItems);
  expect(leases.map((each) => each?.length)).toEqual([1, 1, 1]);
  expect(leases[0]?.[0]?.Put).toMatchObject({
    Item: { dueAt: '2026-11-25T10:05:00.000Z', version: 4 },
    ConditionExpression: '#version = :version',
    ExpressionAttributeValues: { ':version': 3 },
  });
  expect(dynamo.calls()).toHaveLength(DUE_SHARDS + 1 + 3);
});
