import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Data } from './data.ts';
import type { DescribedFunction } from './described-functions.ts';
import type { Queues } from './queues.ts';

interface Surroundings {
  readonly stage: string;
  readonly data: Data;
  readonly queues: Queues;
  readonly providerSecret: ISecret;
  readonly environment: Readonly<Record<string, string>>;
  readonly code: (entry: string) => Code;
}

/**
 * Logs hold ids and codes, never words, names or numbers; what happened is proved by the ledger's own history. A quarter of
 * a year is long enough for a complaint or an incident review to ask how a function behaved, and then they go.
 */
export const LOG_RETENTION = RetentionDays.THREE_MONTHS;

/** One Lambda with its own log group and its own role: no managed policy, and no more rights than its description names. */
export function describeFunction(stack: Stack, described: DescribedFunction, around: Surroundings): LambdaFunction {
  const id = pascalCase(described.entry);
  const logGroup = new LogGroup(stack, `${id}Logs`, {
    logGroupName: `/alongside/${around.stage}/${described.entry}`,
    retention: LOG_RETENTION,
    removalPolicy: RemovalPolicy.DESTROY,
  });

  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  for (const statement of rightsOf(described, around)) role.addToPolicy(statement);
  role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));

  // No X-Ray: it needs a right on every resource, and the ids in the logs already join a text to all that came of it.
  return new LambdaFunction(stack, id, {
    description: `Alongside (${around.stage}): ${described.does}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: around.code(described.entry),
    timeout: Duration.seconds(described.timeoutSeconds),
    memorySize: described.memoryMegabytes,
    environment: { ...around.environment },
    role,
    logGroup,
  });
}

function rightsOf(described: DescribedFunction, { data, queues, providerSecret }: Surroundings): PolicyStatement[] {
  const statements = [
    // A TransactWriteItems needs the right of each write within it and has no name of its own.
    allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
      [data.table.tableArn],
    ),
    throughDynamoDb(data),
    allow(['sqs:SendMessage'], [queues.safety.queueArn, queues.routine.queueArn]),
  ];
  if (described.indexes.length > 0) {
    const indexes = described.indexes.map((name) => `${data.table.tableArn}/index/${name}`);
    statements.push(allow(['dynamodb:Query'], indexes));
  }
  if (described.providerSecret) {
    statements.push(allow(['secretsmanager:GetSecretValue'], [providerSecret.secretArn]));
  }
  return statements;
}

/** DynamoDB uses the ledger's key in the name of whoever asks; nobody may use it for anything else. */
function throughDynamoDb({ stack, key }: Data): PolicyStatement {
  const statement = allow(
    ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    [key.keyArn],
  );
  statement.addCondition('StringEquals', { 'kms:ViaService': `dynamodb.${stack.region}.amazonaws.com` });
  return statement;
}

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
