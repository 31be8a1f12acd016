import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { cloudWorld } from '../flows/cloud-world.ts';
import { doWork } from '../flows/do-work.ts';
import type { Work, World } from '../flows/world.ts';
import { twilioProvider } from '../phone/twilio-provider.ts';
import { machineClock } from '../platform/clock.ts';
import { cloudConfig } from '../platform/config.ts';
import { providerSecret } from '../platform/provider-secret.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** Work from the queues, each piece by itself: one that fails is tried again and holds up no other. */
export function workDue(world: World): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const processor = new BatchProcessor(EventType.SQS);
  const attend = async ({ body }: SQSRecord) => {
    try {
      await doWork(world, JSON.parse(body) as Work);
    } catch (error) {
      world.log.error('work-failed', error);
      throw error;
    }
  };
  return (event, context) => processPartialResponse(event, attend, processor, { context, throwOnFullBatchFailure: false });
}

async function worker() {
  const { PROVIDER_SECRET_ARN, PROVIDER_API_ORIGIN: apiOrigin } = cloudConfig();
  const { accountSid, authToken } = await providerSecret(PROVIDER_SECRET_ARN, machineClock)();
  return workDue(cloudWorld(twilioProvider({ accountSid, authToken, apiOrigin })));
}

export const handler = onFirstUse(worker);
