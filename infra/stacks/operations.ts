import { type App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Service } from './service.ts';

const MINUTE = Duration.minutes(1);

/** What rings when something is wrong: alarms to one topic, each saying in its description what it means for patients. */
export function describeOperations(app: App, { stage, region, service }: { stage: string; region: string; service: Service }) {
  const stack = new Stack(app, `Alongside-${stage}-operations`, {
    env: { region },
    description: `Alongside (${stage}): alarms, in ${region}.`,
  });
  const topic = new Topic(stack, 'Alarms', { displayName: `Alongside ${stage}`, enforceSSL: true });
  const email = new CfnParameter(stack, 'AlarmEmail', {
    description: 'Who is told of an alarm: an address that somebody reads day and night',
    allowedPattern: '.+@.+',
  });
  topic.addSubscription(new EmailSubscription(email.valueAsString));

  const alarm = (id: string, metric: IMetric, meaning: string, rest: Partial<AlarmProps> = {}) => {
    new Alarm(stack, id, {
      alarmDescription: meaning,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...rest,
    }).addAlarmAction(new SnsAction(topic));
  };

  const { queues, functions, api } = service;
  alarm(
    'SafetyDeadLetters',
    letters(queues.safetyDeadLetters),
    'An escalation step or safety reply was given up: look at who it is for now.',
  );
  alarm('RoutineDeadLetters', letters(queues.routineDeadLetters), 'A check-in or other routine work was given up.');
  alarm('SweepDeadLetters', letters(queues.sweepDeadLetters), 'A minute could not be handed to the sweep of the agenda.');
  alarm('SafetyWaits', waitOf(queues.safety), 'Escalation steps or safety replies have waited two minutes or more.', {
    threshold: 120,
    evaluationPeriods: 2,
  });
  alarm(
    'SweepMissed',
    functions['minute-passed'].metricInvocations({ period: Duration.minutes(5), statistic: Stats.SUM }),
    'The agenda has not been swept for five minutes: nothing that was planned is happening.',
    { comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD, treatMissingData: TreatMissingData.BREACHING },
  );
  alarm(
    'DoorsFail',
    api.metricServerError({ period: MINUTE, statistic: Stats.SUM }),
    'A webhook or a page was answered with an error.',
  );
  alarm(
    'StandsStill',
    logged(stack, 'LoggedStandsStill', functions['minute-passed'], 'stands-still'),
    'An escalation or other work has stood still: the service has begun again what it could, and has told the lead.',
  );
  for (const [entry, each] of Object.entries(functions)) {
    alarm(`${entry}-errors`, each.metricErrors({ period: MINUTE }), `${entry} failed or ran out of time.`);
    alarm(
      `${entry}-throttles`,
      each.metricThrottles({ period: MINUTE }),
      `${entry} was held back: the account runs too many functions at once.`,
    );
  }
  return { stack, topic };
}

/** How often a function has written a line of that name into its log. */
function logged(stack: Stack, id: string, { logGroup }: LambdaFunction, line: string): IMetric {
  const filterPattern = FilterPattern.stringValue('$.message', '=', line);
  const named = { metricNamespace: 'Alongside', metricName: `${stack.stackName}-${line}` };
  const filter = new MetricFilter(stack, id, { logGroup, filterPattern, ...named });
  return filter.metric({ period: MINUTE, statistic: Stats.SUM });
}

function letters(queue: Queue): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: Stats.MAXIMUM });
}

/**
 * Seconds that the oldest message has waited, while there is one that could be worked on. A message that was sent with a
 * delay is meant to wait, so the queue's age alone would ring for a rung's time limit.
 */
function waitOf(queue: Queue): IMetric {
  const of = { period: MINUTE, statistic: Stats.MAXIMUM };
  return new MathExpression({
    expression: 'IF(waiting + underWay > 0, age, 0)',
    usingMetrics: {
      waiting: queue.metricApproximateNumberOfMessagesVisible(of),
      underWay: queue.metricApproximateNumberOfMessagesNotVisible(of),
      age: queue.metricApproximateAgeOfOldestMessage(of),
    },
    period: MINUTE,
  });
}
