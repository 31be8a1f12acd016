import { type App, Tags } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { CloudConfig } from '../../functions/platform/config.ts';
import { describeData } from './data.ts';
import { describeOperations } from './operations.ts';
import { describeService } from './service.ts';

const STAGES = ['production', 'rehearsal'] as const satisfies readonly CloudConfig['STAGE'][];

/**
 * `stage` is what the functions are told they run as; a production and a rehearsal may live side by side in one account.
 * `code` finds the code of one function by the name of its file in functions/entry, without `.ts`.
 */
interface Deployment {
  readonly stage: string;
  readonly region: string;
  readonly code: (entry: string) => Code;
}

/** London, because what patients say about their health stays in the United Kingdom unless a deploying organisation decides otherwise. */
export const LONDON = 'eu-west-2';

/** Describes everything that AWS runs: the data, the service and the watch that is kept over them. */
export function describeAlongside(app: App, deployment: Deployment) {
  const { stage, region, code } = deployment;
  if (!STAGES.some((each) => each === stage)) throw new Error(`stage "${stage}": choose one of ${STAGES.join(', ')}`);
  const data = describeData(app, { stage, region });
  const service = describeService(app, { stage, region, code, data });
  const operations = describeOperations(app, { stage, region, service });
  Tags.of(app).add('service', 'alongside');
  Tags.of(app).add('stage', stage);
  return { data, service, operations };
}
