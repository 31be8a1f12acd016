import { describe, expect, test } from 'vitest';
import { all, idOf, named, one, type Properties, properties, rightsIn, templates } from './synthesised.ts';

const { service } = templates();

describe('the queues', () => {
  test('safety and routine each have dead letters of their own, kept longer than the queue keeps its messages', () => {
    for (const name of ['Safety', 'Routine']) {
      const queue = one(service, 'AWS::SQS::Queue', name);
      const deadLetters = one(service, 'AWS::SQS::Queue', `${name}DeadLetters`);
      expect(named(idOf(queue.RedrivePolicy.deadLetterTargetArn))).toBe(`${name}DeadLetters`);
      expect(queue.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(3);
      expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    }
  });

  test('are encrypted, and refuse whoever does not come by TLS', () => {
    const queues = all(service, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(5);
    const policies = properties(service, 'AWS::SQS::QueuePolicy');
    for (const [id, { Properties: queue }] of queues) {
      expect(queue.SqsManagedSseEnabled).toBe(true);
      const policy = policies.find((each) => each.Queues.some((reference: Properties) => idOf(reference) === id));
      expect(policy?.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  test('wake the worker, which reports each failure by itself; routine work is limited and safety work is not', () => {
    const sources = new Map(
      properties(service, 'AWS::Lambda::EventSourceMapping').map((each) => [named(idOf(each.EventSourceArn)), each]),
    );
    expect([...sources.keys()].sort()).toEqual(['Routine', 'Safety']);
    for (const each of sources.values()) {
      expect(named(idOf(each.FunctionName))).toBe('WorkDue');
      expect(each.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
    expect(sources.get('Routine')?.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    expect(sources.get('Safety')).not.toHaveProperty('ScalingConfig');
    expect(sources.get('Safety')?.BatchSize).toBe(1);
  });
});

test('the agenda is swept each minute, to the minute; a minute that cannot be handed over is kept as a dead letter', () => {
  const schedules = properties(service, 'AWS::Scheduler::Schedule');
  expect(schedules).toHaveLength(1);
  const [schedule] = schedules;
  expect(schedule).toMatchObject({ ScheduleExpression: 'rate(1 minute)', FlexibleTimeWindow: { Mode: 'OFF' }, State: 'ENABLED' });
  expect(named(idOf(schedule?.Target.Arn))).toBe('MinutePassed');
  expect(schedule?.Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 });
  expect(named(idOf(schedule?.Target.DeadLetterConfig.Arn))).toBe('SweepDeadLetters');
  expect(properties(service, 'AWS::Lambda::EventInvokeConfig')).toEqual([
    expect.objectContaining({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }),
  ]);
  const scheduler = rightsIn(service).filter(({ of }) => of === 'SweepSchedule');
  expect(scheduler.flatMap(({ actions }) => actions)).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
});

describe('the doors', () => {
  /** What a route opens, by way of its integration. */
  const opens = (route: Properties) => {
    const integration = route.Target['Fn::Join'][1][1].Ref;
    return named(idOf(service.findResources('AWS::ApiGatewayV2::Integration')[integration]?.Properties.IntegrationUri));
  };

  test('are five: the webhooks are guarded by their signature, all else by sign-in', () => {
    const found = properties(service, 'AWS::ApiGatewayV2::Route').map((route) => [
      route.RouteKey,
      opens(route),
      route.AuthorizationType,
    ]);
    expect(found.sort()).toEqual(
      [
        ['POST /phone/text', 'TextArrived', 'NONE'],
        ['POST /phone/call', 'CallMoved', 'NONE'],
        ['POST /phone/receipt', 'ReceiptArrived', 'NONE'],
        ['ANY /api/v1/{proxy+}', 'ApiAsked', 'JWT'],
        ['$default', 'ConsoleAsked', 'JWT'],
      ].sort(),
    );
    for (const { PayloadFormatVersion } of properties(service, 'AWS::ApiGatewayV2::Integration'))
      expect(PayloadFormatVersion).toBe('2.0');
  });

  test('ask the deploying organisation who vouches for its staff, and have no default for that', () => {
    const [authorizer] = properties(service, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: { Ref: 'SignInIssuer' }, Audience: [{ Ref: 'SignInAudience' }] },
    });
    for (const name of ['SignInIssuer', 'SignInAudience']) {
      expect(service.findParameters(name)[name]).not.toHaveProperty('Default');
    }
  });

  test('log the route and the outcome of each request, and neither path, query nor the address it came from', () => {
    const [stage] = properties(service, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.AccessLogSettings.Format).toContain('$context.routeKey');
    expect(stage?.AccessLogSettings.Format).not.toMatch(/path|query|sourceIp|identity/i);
  });
});

test("the provider's secret begins with a token that nobody knows, and with no empty one that anybody could sign with", () => {
  const [secret] = properties(service, 'AWS::SecretsManager::Secret');
  expect(secret).not.toHaveProperty('SecretString');
  expect(secret?.GenerateSecretString.GenerateStringKey).toBe('authToken');
  expect(
    Object.keys(JSON.parse(secret?.GenerateSecretString.SecretStringTemplate)).filter((name) => /token/i.test(name)),
  ).toEqual([]);
});
