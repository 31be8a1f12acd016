import { earliestFirst } from '../earliest-first.ts';

/** What the simulated people mean to do, and when. */

export interface Plans {
  /** @param at milliseconds */
  add(at: number, does: () => Promise<void>): void;
  /** When the first is due. */
  next(): number | undefined;
  take(): () => Promise<void>;
}

export function plans(): Plans {
  const planned = earliestFirst<() => Promise<void>>();
  return {
    add: planned.add,
    next: () => planned.first()?.at,
    take() {
      const first = planned.take();
      if (!first) throw new Error('nobody means to do anything');
      return first;
    },
  };
}
