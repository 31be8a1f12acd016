import { type App, CfnCondition, CfnOutput, CfnParameter, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Code, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CATALOGUE_FILE } from '../bundle.ts';
import type { Data } from './data.ts';
import { describedFunctions, type Entry } from './described-functions.ts';
import { describeDoors, describeHttpApi } from './doors.ts';
import { describeFunction } from './one-function.ts';
import { describeQueues, type Queues } from './queues.ts';
import { describeSweep } from './sweep.ts';

export interface Service {
  readonly stack: Stack;
  readonly api: HttpApi;
  readonly queues: Queues;
  readonly functions: Readonly<Record<Entry, LambdaFunction>>;
}

interface Options {
  readonly stage: string;
  readonly region: string;
  readonly data: Data;
  readonly code: (entry: string) => Code;
}

/** What answers: the functions, what wakes each of them, and the provider's secret. */
export function describeService(app: App, { stage, region, data, code }: Options): Service {
  const stack = new Stack(app, `Alongside-${stage}-service`, {
    env: { region },
    description: `Alongside (${stage}): the functions and what wakes them, in ${region}.`,
  });
  const queues = describeQueues(stack);
  const api = describeHttpApi(stack, stage);
  const publicUrl = describePublicUrl(stack, api);
  const providerSecret = describeProviderSecret(stack, stage);

  const environment = {
    STAGE: stage,
    TABLE: data.table.tableName,
    SAFETY_QUEUE_URL: queues.safety.queueUrl,
    ROUTINE_QUEUE_URL: queues.routine.queueUrl,
    PUBLIC_URL: publicUrl,
    PROVIDER_SECRET_ARN: providerSecret.secretArn,
    CATALOGUE: `/var/task/${CATALOGUE_FILE}`,
    // Reading the source map costs some 8 ms at a cold start, and an error then names a line that a person can find.
    NODE_OPTIONS: '--enable-source-maps',
  };
  const around = { stage, data, queues, providerSecret, environment, code };
  const functions = Object.fromEntries(
    describedFunctions.map((described) => [described.entry, describeFunction(stack, described, around)]),
  ) as Record<Entry, LambdaFunction>;

  functions['minute-passed'].addEnvironment('HEARTBEAT_URL', describeHeartbeat(stack));
  describeDoors(stack, api, functions);
  describeSweep(stack, functions['minute-passed'], queues.sweepDeadLetters);
  // One at a time: an entry that is slow must not hold up the next escalation.
  functions['work-due'].addEventSource(new SqsEventSource(queues.safety, { batchSize: 1, reportBatchItemFailures: true }));
  functions['work-due'].addEventSource(
    new SqsEventSource(queues.routine, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: 5 }),
  );

  new CfnOutput(stack, 'Address', { value: publicUrl, description: 'Where the provider and the staff reach the service' });
  new CfnOutput(stack, 'ProviderSecretArn', { value: providerSecret.secretArn, description: "Put the provider's tokens here" });
  return { stack, api, queues, functions };
}

/** The address that the provider signs. It is the API's own unless the deploying organisation has a name in front of it. */
function describePublicUrl(stack: Stack, api: HttpApi): string {
  const parameter = new CfnParameter(stack, 'PublicUrl', {
    description: 'The address by which the provider reaches the service, without a slash at the end; empty for the API’s own',
    default: '',
    allowedPattern: '(https://.*[^/])?',
    constraintDescription: 'empty, or an address that begins with https:// and does not end with a slash',
  });
  const isOwn = new CfnCondition(stack, 'PublicUrlIsOwn', { expression: Fn.conditionEquals(parameter.valueAsString, '') });
  return Token.asString(Fn.conditionIf(isOwn.logicalId, api.apiEndpoint, parameter.valueAsString));
}

/** Only the function that looks whether all is well is told where to say so. */
function describeHeartbeat(stack: Stack): string {
  return new CfnParameter(stack, 'HeartbeatUrl', {
    description:
      'An address outside that is called every minute while all is well, such as that of a watch that rings when it is not; empty for none',
    default: '',
    allowedPattern: '(https://.+)?',
    constraintDescription: 'empty, or an address that begins with https://',
    // Whoever knows it can keep the watch quiet.
    noEcho: true,
  }).valueAsString;
}

/**
 * The provider's account and its tokens, which people put in after the first deployment; while a token is being changed,
 * the old one stays beside it as `previousAuthToken`. Until then the token is one that nobody knows, so that every
 * signature is refused. There is deliberately no empty `previousAuthToken`: an empty token is one that anybody could sign with.
 */
function describeProviderSecret(stack: Stack, stage: string): Secret {
  const secret = new Secret(stack, 'Provider', {
    description: `Alongside (${stage}): accountSid, authToken and, during a change, previousAuthToken`,
    generateSecretString: { secretStringTemplate: JSON.stringify({ accountSid: '' }), generateStringKey: 'authToken' },
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions::AwsSolutions-SMG4',
    reason: 'Only the provider can make its tokens; people change them by the runbook, with two valid at once.',
  });
  return secret;
}
