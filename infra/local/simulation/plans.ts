/** What the simulated people mean to do, and when. */

export interface Plans {
  /** @param at milliseconds */
  add(at: number, does: () => Promise<void>): void;
  /** When the first is due. */
  next(): number | undefined;
  take(): () => Promise<void>;
}

interface Plan {
  at: number;
  order: number;
  does: () => Promise<void>;
}

/** A binary heap, earliest first; of the same instant, the one that was planned first. */
export function plans(): Plans {
  const heap: Plan[] = [];
  let order = 0;
  const isBefore = (a: Plan | undefined, b: Plan | undefined) =>
    a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order));

  function swap(a: number, b: number): void {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  }

  return {
    add(at, does) {
      heap.push({ at, order: order++, does });
      for (let place = heap.length - 1; place > 0; ) {
        const above = (place - 1) >> 1;
        if (!isBefore(heap[place], heap[above])) break;
        swap(place, above);
        place = above;
      }
    },
    next: () => heap[0]?.at,
    take() {
      const [first] = heap;
      if (!first) throw new Error('nobody means to do anything');
      swap(0, heap.length - 1);
      heap.pop();
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        const least = isBefore(heap[right], heap[left]) ? right : left;
        if (!isBefore(heap[least], heap[place])) break;
        swap(place, least);
        place = least;
      }
      return first.does;
    },
  };
}
