import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoLedger } from '../ledger/dynamo-ledger.ts';
import type { Provider } from '../phone/provider.ts';
import { machineClock } from '../platform/clock.ts';
import { compiledCatalogue } from '../platform/compiled-catalogue.ts';
import { cloudConfig } from '../platform/config.ts';
import { heartbeatTo } from '../platform/heartbeat.ts';
import { randomIdentifiers } from '../platform/identifiers.ts';
import { powertoolsLog } from '../platform/log.ts';
import type { Work, World } from './world.ts';

/** Retries inside one read or commit stay well within a webhook's four seconds. */
const PATIENCE = { maxAttempts: 3, requestHandler: { connectionTimeout: 500, requestTimeout: 1_500 } } as const;

/** The world of a Lambda. Only the function that rings and texts brings a provider; the others hand their work on. */
export function cloudWorld(provider: Provider = noProvider): World {
  const config = cloudConfig();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(PATIENCE), { marshallOptions: { removeUndefinedValues: true } });
  const queues = new SQSClient(PATIENCE);
  return {
    ledger: dynamoLedger({ client, table: config.TABLE }),
    clock: machineClock,
    ids: randomIdentifiers,
    provider,
    catalogue: compiledCatalogue(config.CATALOGUE),
    log: powertoolsLog(),
    publicUrl: config.PUBLIC_URL,
    production: config.STAGE === 'production',
    wake: (work) => sendAll(queues, { safety: config.SAFETY_QUEUE_URL, routine: config.ROUTINE_QUEUE_URL }, work),
    wait: async (milliseconds) => void (await setTimeout(milliseconds)),
    jitter: Math.random,
    ...(config.HEARTBEAT_URL && { heartbeat: heartbeatTo(config.HEARTBEAT_URL) }),
  };
}

async function sendAll(queues: SQSClient, urls: { safety: string; routine: string }, work: readonly Work[]): Promise<void> {
  const sends = work.map((each) =>
    queues.send(
      new SendMessageCommand({
        QueueUrl: each.safety ? urls.safety : urls.routine,
        MessageBody: JSON.stringify(each),
        DelaySeconds: each.delaySeconds,
      }),
    ),
  );
  await Promise.all(sends);
}

function notHere(): never {
  throw new Error('this function has no provider: it hands its work to the workers');
}

export const noProvider: Provider = {
  sendText: notHere,
  makeCall: notHere,
  hangUp: notHere,
  redirect: notHere,
  findText: notHere,
  findCall: notHere,
  recording: notHere,
  statusOf: notHere,
};
