import { Duration, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/** Once a minute, to the minute. A minute that fails is not worth a late retry: the next one sweeps the same agenda. */
export function describeSweep(stack: Stack, sweep: LambdaFunction, deadLetters: Queue): void {
  // The scheduler hands over without waiting for the outcome, so how often the function is tried is Lambda's to know.
  sweep.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });

  const role = new Role(stack, 'SweepScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [sweep.functionArn] }));
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));

  new Schedule(stack, 'EachMinute', {
    description: 'Alongside: sweeps the agenda for what is due',
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    timeWindow: TimeWindow.off(),
    target: new LambdaInvoke(sweep, {
      // CDK would add the right to start every version of the function.
      role: role.withoutPolicyUpdates(),
      retryAttempts: 2,
      maxEventAge: Duration.minutes(1),
      deadLetterQueue: deadLetters,
    }),
  });
}
