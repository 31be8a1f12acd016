import { DateTime } from 'luxon';
import type { Change, Item, Ledger } from '../../functions/ledger/ledger.ts';
import type { LocalClock } from './clock.ts';

/**
 * The minute schedule of the local run. It sweeps at whole minutes like the cloud's, but jumps over those in which
 * nothing is due, so that a year passes in the time its work takes.
 */
export function sweeper(clock: LocalClock, earliestDue: () => string | undefined, sweep: () => Promise<{ again: boolean }>) {
  let armed: { at: number; cancel: () => void } | undefined;
  let swept = 0;

  /** `again` is for what must be looked at in the next minute, whatever is due in it. */
  function arm(again = false): void {
    const due = again ? clock.now().toISO() : earliestDue();
    if (!due) return;
    const wanted = Math.max(wholeMinute(DateTime.fromISO(due)), wholeMinute(clock.now()), swept + 60_000);
    if (armed && armed.at <= wanted) return;
    armed?.cancel();
    const cancel = clock.at(DateTime.fromMillis(wanted), async () => {
      armed = undefined;
      swept = wanted;
      // A sweep that has failed is tried again at the next minute.
      let again = true;
      try {
        ({ again } = await sweep());
      } finally {
        arm(again);
      }
    });
    armed = { at: wanted, cancel };
  }

  /** Most commits put nothing on the agenda that is due before the sweep that is planned: these cost no look at it. */
  function committed(changes: readonly Change[]): void {
    const isSooner = ({ due }: Item) => due && (!armed || Date.parse(due.at) < armed.at);
    if (changes.some((change) => 'put' in change && isSooner(change.put))) arm();
  }

  return { arm, committed };
}

/** The first whole minute at or after a moment, in milliseconds. */
function wholeMinute(at: DateTime): number {
  return Math.ceil(at.toMillis() / 60_000) * 60_000;
}

/** A ledger that tells what was committed, so that the next sweep can be planned and handsets can be named. */
export function watched<L extends Ledger>(ledger: L, committed: (changes: readonly Change[]) => void): L {
  return {
    ...ledger,
    async commit(changes) {
      await ledger.commit(changes);
      committed(changes);
    },
  };
}
