import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { all, deployment, FUNCTIONS, idOf, named, one, type Properties, properties, rightsIn, templates } from './synthesised.ts';

const { data, service, operations } = templates();
const rights = rightsIn(data, service, operations);
const actionsOf = (name: string) => rights.filter(({ of }) => of === name).flatMap(({ actions }) => actions);

describe('the ledger', () => {
  test('outlives the stack and the table itself: retained, protected, and recoverable to any moment', () => {
    const [[, table] = []] = all(data, 'AWS::DynamoDB::Table');
    expect(table?.DeletionPolicy).toBe('Retain');
    expect(table?.UpdateReplacePolicy).toBe('Retain');
    expect(table?.Properties.DeletionProtectionEnabled).toBe(true);
    expect(table?.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(deployment().data.stack.terminationProtection).toBe(true);
  });

  test('is encrypted with a key of its own, which turns over each year and outlives the stack too', () => {
    const table = properties(data, 'AWS::DynamoDB::Table')[0];
    const [[keyId, key] = []] = all(data, 'AWS::KMS::Key');
    expect(table?.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    expect(idOf(table?.SSESpecification.KMSMasterKeyId)).toBe(keyId);
    expect(key?.Properties.EnableKeyRotation).toBe(true);
    expect(key?.DeletionPolicy).toBe('Retain');
  });

  test('is paid for by use, keyed by pk and sk, with the indexes due and lists, and no time-to-live', () => {
    const table = properties(data, 'AWS::DynamoDB::Table')[0];
    const keys = (schema: Properties[]) => schema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);
    expect(table?.BillingMode).toBe('PAY_PER_REQUEST');
    expect(keys(table?.KeySchema)).toEqual(['HASH pk', 'RANGE sk']);
    const indexes = table?.GlobalSecondaryIndexes.map((index: Properties) => [
      index.IndexName,
      ...keys(index.KeySchema),
      index.Projection.ProjectionType,
    ]);
    expect(indexes).toEqual([
      ['due', 'HASH duePk', 'RANGE dueAt', 'ALL'],
      ['lists', 'HASH listPk', 'RANGE listSk', 'ALL'],
    ]);
    expect(new Set(table?.AttributeDefinitions.map((each: Properties) => each.AttributeType))).toEqual(new Set(['S']));
    expect(table).not.toHaveProperty('TimeToLiveSpecification');
  });

  test('is in London unless the deploying organisation says otherwise, and the stacks say where', () => {
    expect(deployment().data.stack.region).toBe('eu-west-2');
    const { data: elsewhere } = deployment({ region: 'eu-west-1' });
    expect(elsewhere.stack.region).toBe('eu-west-1');
    expect(elsewhere.stack.templateOptions.description).toContain('eu-west-1');
  });
});

describe('the functions', () => {
  test('are seven, run by Node 24 on arm64', () => {
    expect(
      all(service, 'AWS::Lambda::Function')
        .map(([id]) => named(id))
        .sort(),
    ).toEqual([...FUNCTIONS].sort());
    for (const each of properties(service, 'AWS::Lambda::Function')) {
      expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    }
  });

  test('each write to a log group of their own, which forgets after 90 days', () => {
    const groups = all(service, 'AWS::Logs::LogGroup');
    for (const [id, { Properties: group }] of groups) expect([id, group.RetentionInDays]).toEqual([id, 90]);
    const used = properties(service, 'AWS::Lambda::Function').map((each) => idOf(each.LoggingConfig.LogGroup));
    expect(new Set(used).size).toBe(FUNCTIONS.length);
    for (const name of FUNCTIONS) {
      const group = idOf(one(service, 'AWS::Lambda::Function', name).LoggingConfig.LogGroup);
      expect(named(group)).toBe(`${name}Logs`);
      const logging = rights.filter(({ of, actions }) => of === name && actions.includes('logs:PutLogEvents'));
      expect(logging.flatMap(({ resources }) => resources.map((resource) => idOf(resource)))).toEqual([group]);
    }
  });

  test('are told where to say that all is well only where that is known', () => {
    const told = properties(service, 'AWS::Lambda::Function').filter(({ Environment }) => Environment.Variables.HEARTBEAT_URL);
    expect(told.map(({ Description }) => Description)).toEqual([expect.stringContaining('a minute has passed')]);
    expect(told[0]?.Environment.Variables.HEARTBEAT_URL).toEqual({ Ref: 'HeartbeatUrl' });
  });

  test('are told where things are, and no secret', () => {
    for (const { Environment } of properties(service, 'AWS::Lambda::Function')) {
      expect(
        Object.keys(Environment.Variables)
          .sort()
          .filter((name) => name !== 'HEARTBEAT_URL'),
      ).toEqual([
        'CATALOGUE',
        'NODE_OPTIONS',
        'PROVIDER_SECRET_ARN',
        'PUBLIC_URL',
        'ROUTINE_QUEUE_URL',
        'SAFETY_QUEUE_URL',
        'STAGE',
        'TABLE',
      ]);
      expect(named(Environment.Variables.PROVIDER_SECRET_ARN.Ref)).toBe('Provider');
    }
    for (const template of [data, service, operations]) {
      expect(JSON.stringify(template.toJSON())).not.toMatch(/resolve:secretsmanager|resolve:ssm-secure/);
    }
  });

  test('have timeouts in order: webhook before the provider asks again, page before the gateway gives up, work six times within its queue', () => {
    const timeout = (name: string): number => one(service, 'AWS::Lambda::Function', name).Timeout;
    for (const webhook of ['TextArrived', 'CallMoved', 'ReceiptArrived']) expect(timeout(webhook)).toBeLessThanOrEqual(4);
    for (const page of ['ApiAsked', 'ConsoleAsked']) expect(timeout(page)).toBeLessThan(30);
    expect(timeout('MinutePassed')).toBeLessThan(60);
    for (const queue of ['Safety', 'Routine']) {
      expect(one(service, 'AWS::SQS::Queue', queue).VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout('WorkDue'));
    }
  });
});

describe('rights', () => {
  test('are named one by one: no wildcard action, no wildcard resource, no ready-made policy', () => {
    expect(rights.length).toBeGreaterThan(FUNCTIONS.length);
    for (const { actions, resources } of rights) {
      for (const action of actions) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
      for (const resource of resources) expect(JSON.stringify(resource)).not.toContain('*');
    }
    for (const role of [data, service, operations].flatMap((template) => properties(template, 'AWS::IAM::Role'))) {
      expect(role).not.toHaveProperty('ManagedPolicyArns');
      expect(role).not.toHaveProperty('Policies');
    }
  });

  test('to the table are the reads and writes that a commit is made of, and never a scan', () => {
    for (const name of FUNCTIONS) {
      const actions = new Set(actionsOf(name).filter((action) => action.startsWith('dynamodb:')));
      expect([...actions].sort()).toEqual(
        ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action}`),
      );
    }
  });

  test('to an index are given to those that ask it: the sweep for what is due, and for lists the staff doors and whoever looks whether anybody is being rung for', () => {
    const mayAsk = (index: string) =>
      rights.filter(({ resources }) => JSON.stringify(resources).includes(`/index/${index}`)).map(({ of }) => of);
    expect(mayAsk('due')).toEqual(['MinutePassed']);
    expect(mayAsk('lists')).toEqual(['ApiAsked', 'ConsoleAsked', 'MinutePassed', 'WorkDue']);
  });

  test("to the provider's secret are given to those that check signatures, send or play a recording, and to no other", () => {
    const readers = rights.filter(({ actions }) => actions.some((action) => action.startsWith('secretsmanager:')));
    expect(readers.map(({ of }) => of).sort()).toEqual(['CallMoved', 'ConsoleAsked', 'ReceiptArrived', 'TextArrived', 'WorkDue']);
    for (const { actions, resources } of readers) {
      expect(actions).toEqual(['secretsmanager:GetSecretValue']);
      expect(resources.map((resource) => named(idOf(resource)))).toEqual(['Provider']);
    }
  });

  test('to take from a queue are given to the worker only; all may wake work', () => {
    for (const name of FUNCTIONS) {
      expect(actionsOf(name)).toContain('sqs:SendMessage');
      expect(actionsOf(name).includes('sqs:ReceiveMessage')).toBe(name === 'WorkDue');
    }
  });
});

test('the AwsSolutions checks find nothing that is not acknowledged with a reason', () => {
  const { app } = deployment();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const assembly = app.synth();
  const report = JSON.parse(readFileSync(join(assembly.directory, 'validation-report.json'), 'utf8'));
  const [checks] = report.pluginReports;
  expect(checks).toMatchObject({ pluginName: 'AwsSolutions', conclusion: 'success', violations: [] });
  // A new acknowledgement is a decision, so it has to be written here as well.
  const acknowledged = new Set(checks.suppressedViolations.map((each: Properties) => each.ruleName));
  expect([...acknowledged].sort()).toEqual(['AwsSolutions-APIG4', 'AwsSolutions-SMG4', 'AwsSolutions-SQS3']);
}, 60_000);

test('a stage that the functions would not know is refused before anything is described', () => {
  expect(() => deployment({ stage: 'prod' })).toThrow(/choose one of production, rehearsal/);
  expect(deployment({ stage: 'production' }).service.stack.stackName).toBe('Alongside-production-service');
});
