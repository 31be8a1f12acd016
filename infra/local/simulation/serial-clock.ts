import type { DateTime } from 'luxon';
import { type LocalClock, localClock } from '../clock.ts';

export interface SerialClock extends LocalClock {
  /** Milliseconds of the earliest instant at which anything is planned. */
  nextDue(): number | undefined;
}

/**
 * The standing clock, on which what falls due in one instant happens one after the other, each when all that the last has set
 * going is done: so a history depends on the seed alone and not on which of two sockets was read first.
 */
export function serialClock(start: DateTime, onError: (error: unknown) => void): SerialClock {
  const inner = localClock({ mode: 'standing', start, onError });
  const planned = new Set<{ at: number }>();
  const underWay = new Set<Promise<unknown>>();
  let last: Promise<void> = Promise.resolve();

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }

  return {
    ...inner,
    nextDue: () => (planned.size === 0 ? undefined : Math.min(...[...planned].map(({ at }) => at))),
    track(work) {
      const done = work.then(forget, forget);
      function forget(): void {
        underWay.delete(done);
      }
      underWay.add(done);
      inner.track(work);
    },
    at(instant, happen) {
      const token = { at: instant.toMillis() };
      let isCancelled = false;
      planned.add(token);
      const cancel = inner.at(instant, () => {
        planned.delete(token);
        const turn = last.then(async () => {
          if (isCancelled) return;
          await happen();
          await settled();
        });
        last = turn.catch(() => undefined);
        return turn;
      });
      return () => {
        isCancelled = true;
        planned.delete(token);
        cancel();
      };
    },
  };
}
