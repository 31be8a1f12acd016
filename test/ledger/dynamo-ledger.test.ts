import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { type Change, Conflict, LimitExceeded } from '../../functions/ledger/ledger.ts';
import { item, putNew } from './contract.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
let waits: number[] = [];
let tokensGiven = 0;

const ledger = dynamoLedger({
  client: dynamo as unknown as DynamoDBDocumentClient,
  table: 'alongside',
  tokens: () => `token-${++tokensGiven}`,
  random: () => 0.5,
  wait: async (milliseconds) => {
    waits.push(milliseconds);
  },
});

beforeEach(() => {
  dynamo.reset();
  waits = [];
  tokensGiven = 0;
});

const named = (name: string, more: object = {}): Error => Object.assign(new Error('said by the engine'), { name, ...more });
const cancelled = (...codes: string[]): Error =>
  new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) });

const threeChanges: Change[] = [
  putNew(item('patient#1', 'state')),
  { put: item('patient#1', 'series', { version: 5 }), expect: { version: 4 } },
  { check: { pk: 'phone#1', sk: 'roles' }, expect: { version: 2 } },
];

const failureOf = async (promise: Promise<unknown>): Promise<Error> => {
  const failure: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  return failure as Error;
};
const writesSent = () => dynamo.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input);
const queriesSent = () => dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input);

describe('a cancelled transaction', () => {
  test.each([
    ['a condition that failed', ['None', 'ConditionalCheckFailed', 'None'], 1],
    ['the first of two conditions that failed', ['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'], 1],
    ['a checked item that has changed', ['None', 'None', 'ConditionalCheckFailed'], 2],
    ['an item that another transaction held', ['None', 'None', 'TransactionConflict'], 2],
    ['a condition that failed, before an item that was held', ['TransactionConflict', 'None', 'ConditionalCheckFailed'], 2],
    ['a condition that failed, though another change was throttled', ['ThrottlingError', 'ConditionalCheckFailed', 'None'], 1],
    ['an item that was held, though another change was throttled', ['ThrottlingError', 'TransactionConflict', 'None'], 1],
  ])('is a conflict at %s', async (_, codes, position) => {
    dynamo.on(TransactWriteCommand).rejects(cancelled(...codes));
    const failure = await failureOf(ledger.commit(threeChanges));
    const keys = [
      { pk: 'patient#1', sk: 'state' },
      { pk: 'patient#1', sk: 'series' },
      { pk: 'phone#1', sk: 'roles' },
    ];
    expect(failure).toBeInstanceOf(Conflict);
    expect((failure as Conflict).key).toEqual(keys[position]);
    expect(failure.cause).toBeInstanceOf(TransactionCanceledException);
    expect(writesSent()).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('names the right item when a check that asks nothing was left out of the request', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('None', 'ConditionalCheckFailed'));
    const failure = await failureOf(
      ledger.commit([{ check: { pk: 'no', sk: 'matter' }, expect: 'any' }, ...threeChanges.slice(0, 2)]),
    );
    expect((failure as Conflict).key).toEqual({ pk: 'patient#1', sk: 'series' });
  });

  test('because of throttling alone is tried again, and stands', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', 'ThrottlingError', 'None'))
      .rejectsOnce(cancelled('ProvisionedThroughputExceeded', 'None', 'None'))
      .resolves({});
    await ledger.commit(threeChanges);
    expect(writesSent().map(({ ClientRequestToken }) => ClientRequestToken)).toEqual(['token-1', 'token-1', 'token-1']);
    expect(waits).toEqual([25, 50]);
  });

  test('because of an item the engine cannot take is an error at once, with its cause', async () => {
    const cause = cancelled('ThrottlingError', 'ValidationError', 'None');
    dynamo.on(TransactWriteCommand).rejects(cause);
    const failure = await failureOf(ledger.commit(threeChanges));
    expect(failure).not.toBeInstanceOf(Conflict);
    expect(failure.cause).toBe(cause);
    expect(writesSent()).toHaveLength(1);
  });
});

describe('an engine that is too busy', () => {
  test.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'InternalServerError',
    'TransactionInProgressException',
  ])('with %s is asked again until it answers', async (name) => {
    dynamo.on(TransactWriteCommand).rejectsOnce(named(name)).resolves({});
    dynamo
      .on(GetCommand)
      .rejectsOnce(named(name))
      .resolves({ Item: { pk: 'a', sk: 'b', version: 1, data: {} } });
    dynamo.on(QueryCommand).rejectsOnce(named(name)).resolves({ Items: [] });
    await ledger.commit(threeChanges);
    expect(await ledger.get({ pk: 'a', sk: 'b' })).toEqual(item('a', 'b'));
    expect(await ledger.query('a')).toEqual([]);
    expect(waits).toEqual([25, 25, 25]);
  });

  test('without end is given up after five tries and less than a second, with its last words as the cause', async () => {
    const causes = Array.from({ length: 9 }, () => named('ThrottlingException'));
    const failing = dynamo.on(TransactWriteCommand);
    for (const cause of causes) failing.rejectsOnce(cause);
    const failure = await failureOf(ledger.commit(threeChanges));
    expect(writesSent()).toHaveLength(5);
    expect(failure.cause).toBe(causes[4]);
    expect(failure.message).toBe('the ledger could not commit: ThrottlingException at try 5');
    expect(waits).toEqual([25, 50, 100, 200]);
  });

  test('without end is given up by reads too', async () => {
    dynamo.on(GetCommand).rejects(named('ThrottlingException'));
    dynamo.on(QueryCommand).rejects(named('ThrottlingException'));
    expect((await failureOf(ledger.get({ pk: 'a', sk: 'b' }))).cause).toMatchObject({ name: 'ThrottlingException' });
    expect((await failureOf(ledger.due(1, {}))).cause).toMatchObject({ name: 'ThrottlingException' });
    expect(waits).toHaveLength(8);
  });
});

describe('an answer that is lost', () => {
  test.each([
    named('TimeoutError'),
    named('Error', { code: 'ECONNRESET' }),
    named('UnknownError', { $metadata: { httpStatusCode: 503 } }),
  ])('after a commit that may stand: the same request goes out with the same token (%s)', async (lost) => {
    dynamo.on(TransactWriteCommand).rejectsOnce(lost).resolves({});
    await ledger.commit(threeChanges);
    const [first, second] = writesSent();
    expect(writesSent()).toHaveLength(2);
    expect(first?.ClientRequestToken).toBe('token-1');
    expect(second).toEqual(first);
  });

  test('and the next commit has a token of its own', async () => {
    dynamo.on(TransactWriteCommand).resolves({});
    await ledger.commit(threeChanges);
    await ledger.commit(threeChanges);
    expect(writesSent().map(({ ClientRequestToken }) => ClientRequestToken)).toEqual(['token-1', 'token-2']);
  });

  test('is not waited for when the request itself was wrong', async () => {
    const cause = named('ValidationException', { $metadata: { httpStatusCode: 400 } });
    dynamo.on(TransactWriteCommand).rejects(cause);
    expect((await failureOf(ledger.commit(threeChanges))).cause).toBe(cause);
    expect(writesSent()).toHaveLength(1);
  });
});

describe('pages', () => {
  const record = (sk: string) => ({ pk: 'p', sk, version: 1, data: {} });
  const lastKey = (sk: string) => ({ LastEvaluatedKey: { pk: 'p', sk } });

  test('are read on from the last key, past empty ones, until there is none', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [record('a'), record('b')], ...lastKey('b') })
      .resolvesOnce({ Items: [], ...lastKey('c') })
      .resolvesOnce({ ...lastKey('d') })
      .resolves({ Items: [record('e')] });
    expect((await ledger.query('p')).map(({ sk }) => sk)).toEqual(['a', 'b', 'e']);
    expect(queriesSent().map(({ ExclusiveStartKey }) => ExclusiveStartKey?.sk)).toEqual([undefined, 'b', 'c', 'd']);
    expect(queriesSent().every(({ Limit }) => Limit === undefined)).toBe(true);
  });

  test('are asked for no more than is still wanted, and no more than that is read', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [record('a'), record('b')], ...lastKey('b') })
      .resolves({ Items: [record('c')], ...lastKey('c') });
    expect(await ledger.query('p', { limit: 3 })).toHaveLength(3);
    expect(queriesSent().map(({ Limit }) => Limit)).toEqual([3, 1]);
  });

  test('give up nothing of the limit to what lies where the range ends', async () => {
    const due = (sk: string, hour: string) => ({ ...record(sk), duePk: 'due#2', dueAt: `2031-05-06T${hour}:00:00.000Z` });
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [due('x', '10'), due('y', '10')], ...lastKey('y') })
      .resolves({ Items: [due('b', '09'), due('a', '08')], ...lastKey('a') });
    const range = { from: '2031-05-06T08:00:00.000Z', to: '2031-05-06T10:00:00.000Z', newestFirst: true, limit: 2 };
    expect(await ledger.due(2, range)).toEqual([
      item('p', 'b', { due: { shard: 2, at: '2031-05-06T09:00:00.000Z' } }),
      item('p', 'a', { due: { shard: 2, at: '2031-05-06T08:00:00.000Z' } }),
    ]);
  });
});

describe('what is sent', () => {
  /** A condition with its placeholders filled in, as a reader would say it. */
  const said = (
    expression: string | undefined,
    {
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    }: {
      ExpressionAttributeNames?: Record<string, string> | undefined;
      ExpressionAttributeValues?: Record<string, unknown> | undefined;
    },
  ): string | undefined =>
    expression
      ?.replaceAll(/#\w+/g, (name) => names?.[name] ?? name)
      .replaceAll(/:\w+/g, (name) => String(values?.[name] ?? name));

  beforeEach(() => {
    dynamo.on(GetCommand).resolves({});
    dynamo.on(QueryCommand).resolves({ Items: [] });
    dynamo.on(TransactWriteCommand).resolves({});
  });

  test('a get is consistent', async () => {
    expect(await ledger.get({ pk: 'a', sk: 'b' })).toBeUndefined();
    expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input).toEqual({
      TableName: 'alongside',
      Key: { pk: 'a', sk: 'b' },
      ConsistentRead: true,
    });
  });

  test.each([
    [{}, 'pk = p', true],
    [{ from: 'b' }, 'pk = p AND sk >= b', true],
    [{ to: 'c', newestFirst: true }, 'pk = p AND sk < c', false],
    [{ from: 'b', to: 'c' }, 'pk = p AND sk BETWEEN b AND c', true],
  ])('a query of %j is consistent and says "%s"', async (range, words, forward) => {
    await ledger.query('p', range);
    const [input] = queriesSent();
    expect(said(input?.KeyConditionExpression, input ?? {})).toBe(words);
    expect(input).toMatchObject({ TableName: 'alongside', ConsistentRead: true, ScanIndexForward: forward });
    expect(input).not.toHaveProperty('IndexName');
    expect(input).not.toHaveProperty('FilterExpression');
  });

  test('index reads go to their index, and do not ask for a consistency that it cannot give', async () => {
    await ledger.due(3, { to: '2031-05-06T09:00:00.000Z' });
    await ledger.list('cns', { from: '1' });
    const [due, list] = queriesSent();
    expect(due).toMatchObject({ TableName: 'alongside', IndexName: 'due', ScanIndexForward: true });
    expect(said(due?.KeyConditionExpression, due ?? {})).toBe('duePk = due#3 AND dueAt < 2031-05-06T09:00:00.000Z');
    expect(list).toMatchObject({ TableName: 'alongside', IndexName: 'lists' });
    expect(said(list?.KeyConditionExpression, list ?? {})).toBe('listPk = cns AND listSk >= 1');
    for (const input of [due, list]) expect(input).not.toHaveProperty('ConsistentRead');
  });

  test('a range that can hold nothing, and a key that cannot be, are not asked for', async () => {
    expect(await ledger.query('p', { from: 'c', to: 'b' })).toEqual([]);
    expect(await ledger.due(1, { limit: 0 })).toEqual([]);
    expect(await ledger.get({ pk: 'p', sk: '' })).toBeUndefined();
    expect(dynamo.calls()).toHaveLength(0);
  });

  test('a commit is one transaction, each change with the condition that it expects', async () => {
    const whole = item('p', 'whole', {
      due: { shard: 1, at: '2031-05-06T09:00:00.000Z' },
      list: { name: 'cns', key: '1#x' },
      data: { words: 'kept', missing: undefined, nested: { missing: undefined } },
    });
    await ledger.commit([
      putNew(whole),
      { put: item('p', 'next', { version: 4 }), expect: { version: 3 } },
      { put: item('p', 'whatever'), expect: 'any' },
      { remove: { pk: 'p', sk: 'old' }, expect: { version: 2 } },
      { remove: { pk: 'p', sk: 'older' }, expect: 'any' },
      { check: { pk: 'q', sk: 'pause' }, expect: 'absent' },
      { check: { pk: 'q', sk: 'any' }, expect: 'any' },
    ]);
    expect(dynamo.calls()).toHaveLength(1);
    const sent = writesSent()[0]?.TransactItems ?? [];
    const conditions = sent.map(({ Put, Delete, ConditionCheck }) => {
      const change = Put ?? Delete ?? ConditionCheck;
      expect(change?.TableName).toBe('alongside');
      return said(change?.ConditionExpression, change ?? {});
    });
    const isAbsent = 'attribute_not_exists(pk)';
    expect(conditions).toEqual([isAbsent, 'version = 3', undefined, 'version = 2', undefined, isAbsent]);
    expect(sent[0]?.Put?.Item).toStrictEqual({
      pk: 'p',
      sk: 'whole',
      version: 1,
      duePk: 'due#1',
      dueAt: '2031-05-06T09:00:00.000Z',
      listPk: 'cns',
      listSk: '1#x',
      data: { words: 'kept', nested: {} },
    });
    expect(sent[1]?.Put?.Item).toStrictEqual({ pk: 'p', sk: 'next', version: 4, data: {} });
    expect(sent[3]?.Delete?.Key).toEqual({ pk: 'p', sk: 'old' });
    expect(sent[5]?.ConditionCheck?.Key).toEqual({ pk: 'q', sk: 'pause' });
  });

  test('a commit over a limit, and a commit of nothing, are not sent', async () => {
    await expect(ledger.commit([putNew(item('p', 'a')), putNew(item('p', 'a'))])).rejects.toThrow(LimitExceeded);
    await ledger.commit([]);
    await ledger.commit([{ check: { pk: 'p', sk: 'a' }, expect: 'any' }]);
    expect(dynamo.calls()).toHaveLength(0);
  });
});
