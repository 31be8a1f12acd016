import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { DUE_INDEX, LISTS_INDEX } from '../../functions/ledger/dynamo-record.ts';
import { item, ledgerContract, putNew } from '../ledger/contract.ts';

const keys = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];

/** Makes a table of the shape the ledger needs, on demand and without time-to-live, and waits until it can be used. */
export const createLedgerTable = async (client: DynamoDBClient, table: string): Promise<void> => {
  const indexes = [DUE_INDEX, LISTS_INDEX];
  const attributes = ['pk', 'sk', ...indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      GlobalSecondaryIndexes: indexes.map(({ name, partitionKey, sortKey }) => ({
        IndexName: name,
        KeySchema: keys(partitionKey, sortKey),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: table });
};

/**
 * Runs the ledger's contract on a DynamoDB that speaks its wire protocol, in a table of its own that is deleted afterwards.
 * @param options what the client needs: an endpoint and credentials for an emulator, nothing for AWS itself.
 */
export function dynamoLedgerContract(
  name: string,
  table: string,
  options: ConstructorParameters<typeof DynamoDBClient>[0],
): void {
  ledgerContract(name, async () => {
    const client = new DynamoDBClient(options ?? {});
    await createLedgerTable(client, table);
    return {
      ledger: dynamoLedger({ client: DynamoDBDocumentClient.from(client), table }),
      close: async () => {
        await client.send(new DeleteTableCommand({ TableName: table }));
        client.destroy();
      },
    };
  });

  test(`a commit on ${name} whose answer is lost is tried again and stands once`, async () => {
    const client = new DynamoDBClient(options ?? {});
    await createLedgerTable(client, `${table}-lost`);
    const waits: number[] = [];
    const ledger = dynamoLedger({
      client: DynamoDBDocumentClient.from(client),
      table: `${table}-lost`,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    let lost = 0;
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (request) => {
          const answer = await next(request);
          if (commandName !== 'TransactWriteItemsCommand' && commandName !== 'TransactWriteCommand') return answer;
          lost += 1;
          if (lost > 2) return answer;
          throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
        },
      { step: 'initialize', priority: 'high' },
    );
    await ledger.commit([putNew(item('lost', 'a'))]);
    expect(waits).toHaveLength(2);
    expect(await ledger.get({ pk: 'lost', sk: 'a' })).toEqual(item('lost', 'a'));
    await expect(ledger.commit([putNew(item('lost', 'a'))])).rejects.toMatchObject({
      name: 'Conflict',
      key: { pk: 'lost', sk: 'a' },
    });
    await client.send(new DeleteTableCommand({ TableName: `${table}-lost` }));
    client.destroy();
  });
}
