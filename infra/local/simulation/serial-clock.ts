import type { DateTime } from 'luxon';
import { type LocalClock, localClock } from '../clock.ts';

/**
 * The standing clock, on which what falls due in one instant happens one after the other, each when all that the last has set
 * going is done: so a history depends on the seed alone and not on which of two sockets was read first.
 */
export function serialClock(start: DateTime, onError: (error: unknown) => void): LocalClock {
  const inner = localClock({ mode: 'standing', start, onError });
  const underWay = new Set<Promise<unknown>>();
  let last: Promise<void> = Promise.resolve();

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }

  return {
    ...inner,
    track(work) {
      const done = work.then(forget, forget);
      function forget(): void {
        underWay.delete(done);
      }
      underWay.add(done);
      inner.track(work);
    },
    at(instant, happen) {
      let isCancelled = false;
      const cancel = inner.at(instant, () => {
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
        cancel();
      };
    },
  };
}
