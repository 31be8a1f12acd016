import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { WORK_SECONDS } from './described-functions.ts';

export interface Queues {
  /** Escalations and safety replies. It has no limit on how many are worked at once, and never waits behind check-ins. */
  readonly safety: Queue;
  /** Check-ins, nudges and the rest, at the rate that the provider allows. */
  readonly routine: Queue;
  readonly safetyDeadLetters: Queue;
  readonly routineDeadLetters: Queue;
  /** Minutes that could not be handed to the sweep. */
  readonly sweepDeadLetters: Queue;
}

/**
 * A message names an agenda entry and holds no more than ids, so the queues' own encryption is enough. The agenda is the
 * backstop of both: what is lost here is enqueued again when its lease ends.
 */
export function describeQueues(stack: Stack): Queues {
  const common: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
  // Lambda asks for six times the function's timeout, so that a batch that is being retried is not handed out twice.
  const visibilityTimeout = Duration.seconds(6 * WORK_SECONDS);
  // Dead letters keep the age they had in their queue, so they must be kept longer than it keeps messages.
  const deadLetters: QueueProps = { ...common, retentionPeriod: Duration.days(14) };

  const safetyDeadLetters = new Queue(stack, 'SafetyDeadLetters', deadLetters);
  const routineDeadLetters = new Queue(stack, 'RoutineDeadLetters', deadLetters);
  // Nothing here is worth replaying: the next minute's sweep does the same work. It is kept a day to be looked at.
  const sweepDeadLetters = new Queue(stack, 'SweepDeadLetters', { ...common, retentionPeriod: Duration.days(1) });
  Validations.of(sweepDeadLetters).acknowledge({
    id: 'AwsSolutions::AwsSolutions-SQS3',
    reason: 'It is itself the dead-letter queue, of the schedule, which the rule does not look for.',
  });

  return {
    safetyDeadLetters,
    routineDeadLetters,
    safety: new Queue(stack, 'Safety', {
      ...common,
      visibilityTimeout,
      retentionPeriod: Duration.days(4),
      // Few tries: the sooner it is a dead letter, the sooner the alarm brings a person.
      deadLetterQueue: { queue: safetyDeadLetters, maxReceiveCount: 3 },
    }),
    routine: new Queue(stack, 'Routine', {
      ...common,
      visibilityTimeout,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: routineDeadLetters, maxReceiveCount: 5 },
    }),
    sweepDeadLetters,
  };
}
