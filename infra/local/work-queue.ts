import type { SQSEvent } from 'aws-lambda';
import type { Work } from '../../functions/flows/world.ts';
import type { LocalClock } from './clock.ts';
import { turns } from './turns.ts';

/**
 * The two queues of the local run: each piece of work after its delay, one that fails again after a while, a bounded
 * number of times, and then among the dead letters. Like SQS it may keep no order.
 */

/** As in the cloud: how often a piece is tried, and how long until the next try. */
const MOST_TRIES = 5;
const AGAIN_AFTER = { seconds: 60 };

export type Worker = (event: SQSEvent, context: never) => Promise<{ batchItemFailures: unknown[] }>;

export interface WorkQueue {
  wake(work: readonly Work[]): Promise<void>;
  deadLetters: Work[];
}

/** `routineAtOnce`: how many pieces of routine work are under way at most; safety work never waits behind them. */
export function workQueue(options: {
  clock: LocalClock;
  worker: () => Worker;
  routineAtOnce?: number;
  /** Told of a piece that is given up, as the alarm on a dead-letter queue would. */
  onDeadLetter?: (work: Work) => void;
}): WorkQueue {
  const { clock, worker, routineAtOnce = 8, onDeadLetter } = options;
  const deadLetters: Work[] = [];
  const inTurn = turns(routineAtOnce);

  const attend = (work: Work, tries: number) => (work.safety ? give(work, tries) : inTurn(() => give(work, tries)));

  async function give(work: Work, tries: number): Promise<void> {
    const event = {
      Records: [
        {
          messageId: 'local',
          receiptHandle: 'local',
          body: JSON.stringify(work),
          eventSource: 'aws:sqs',
          attributes: { ApproximateReceiveCount: String(tries) },
        },
      ],
    };
    const { batchItemFailures } = await worker()(event as unknown as SQSEvent, {} as never);
    if (batchItemFailures.length === 0) return;
    if (tries >= MOST_TRIES) {
      deadLetters.push(work);
      onDeadLetter?.(work);
    } else clock.at(clock.now().plus(AGAIN_AFTER), () => attend(work, tries + 1));
  }

  return {
    deadLetters,
    async wake(pieces) {
      for (const work of pieces) clock.at(clock.now().plus({ seconds: work.delaySeconds }), () => attend(work, 1));
    },
  };
}
