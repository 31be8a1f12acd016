import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

/** The least that a function with a table can be: a client, and one read with it. What the start of any other is measured against. */

const client = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = ({ table, key }: { table: string; key: Record<string, string> }) =>
  client.send(new GetCommand({ TableName: table, Key: key }));
