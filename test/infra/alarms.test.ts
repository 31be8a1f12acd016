import { describe, expect, test } from 'vitest';
import { all, FUNCTIONS, idOf, one, type Properties, properties, templates } from './synthesised.ts';

const { operations } = templates();

describe('the alarms', () => {
  test('all tell the topic, to which the deploying organisation gives somebody who reads it', () => {
    const [[topic] = []] = all(operations, 'AWS::SNS::Topic');
    for (const { AlarmActions, AlarmDescription } of properties(operations, 'AWS::CloudWatch::Alarm')) {
      expect(AlarmActions.map(idOf)).toEqual([topic]);
      expect(AlarmDescription).toMatch(/^[A-Za-z].+\.$/);
    }
    expect(properties(operations, 'AWS::SNS::Subscription')).toEqual([
      expect.objectContaining({ Protocol: 'email', Endpoint: { Ref: 'AlarmEmail' }, TopicArn: { Ref: topic } }),
    ]);
  });

  test('ring for the first dead letter of each kind', () => {
    for (const name of ['SafetyDeadLetters', 'RoutineDeadLetters', 'SweepDeadLetters']) {
      const alarm = one(operations, 'AWS::CloudWatch::Alarm', name);
      expect(alarm).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1, Statistic: 'Maximum' });
      expect(JSON.stringify(alarm.Dimensions)).toContain(name);
    }
  });

  test('ring when safety work waits two minutes', () => {
    const { Metrics, Threshold } = one(operations, 'AWS::CloudWatch::Alarm', 'SafetyWaits');
    expect(Threshold).toBe(120);
    expect(Metrics.find((each: Properties) => each.Expression)?.Expression).toBe('IF(waiting + underWay > 0, age, 0)');
    const age = Metrics.find((each: Properties) => each.MetricStat?.Metric.MetricName === 'ApproximateAgeOfOldestMessage');
    expect(JSON.stringify(age.MetricStat.Metric.Dimensions)).toMatch(/Safety[0-9A-F]{8}/);
  });

  test('ring when the agenda has not been swept for five minutes, and silence counts as that', () => {
    expect(one(operations, 'AWS::CloudWatch::Alarm', 'SweepMissed')).toMatchObject({
      MetricName: 'Invocations',
      Statistic: 'Sum',
      Period: 300,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('ring when the watch has found something that stands still', () => {
    expect(one(operations, 'AWS::CloudWatch::Alarm', 'StandsStill')).toMatchObject({ Threshold: 1, Statistic: 'Sum' });
    const filter = one(operations, 'AWS::Logs::MetricFilter', 'LoggedStandsStill');
    expect(filter.FilterPattern).toBe('{ $.message = "stands-still" }');
    expect(JSON.stringify(filter.LogGroupName)).toContain('MinutePassedLogs');
  });

  test('ring for errors and throttles of every function, and for a door that answers with an error', () => {
    const watched = (metric: string) =>
      properties(operations, 'AWS::CloudWatch::Alarm')
        .filter(({ MetricName }) => MetricName === metric)
        .map(({ Dimensions }) => /ExportsOutputRef([A-Za-z]+?)[0-9A-F]{8}/.exec(JSON.stringify(Dimensions))?.[1])
        .sort();
    expect(watched('Errors')).toEqual([...FUNCTIONS].sort());
    expect(watched('Throttles')).toEqual([...FUNCTIONS].sort());
    expect(properties(operations, 'AWS::CloudWatch::Alarm').some(({ MetricName }) => MetricName === '5xx')).toBe(true);
  });
});
