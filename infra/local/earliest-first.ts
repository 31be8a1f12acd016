/** A binary heap of what is to happen: the earliest first, and of the same instant what was added first. */

export interface EarliestFirst<T> {
  /** @param at milliseconds */
  add(at: number, what: T): void;
  first(): { readonly at: number; readonly what: T } | undefined;
  /** Takes the first out. */
  take(): T | undefined;
  clear(): void;
}

export function earliestFirst<T>(): EarliestFirst<T> {
  const heap: { at: number; order: number; what: T }[] = [];
  let order = 0;

  function isBefore(one: number, other: number): boolean {
    const [a, b] = [heap[one], heap[other]];
    return a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  function swap(one: number, other: number): void {
    const [a, b] = [heap[one], heap[other]];
    if (a && b) [heap[one], heap[other]] = [b, a];
  }

  return {
    add(at, what) {
      heap.push({ at, order: order++, what });
      for (let place = heap.length - 1; place > 0; ) {
        const above = (place - 1) >> 1;
        if (!isBefore(place, above)) break;
        swap(place, above);
        place = above;
      }
    },
    first: () => heap[0],
    take() {
      swap(0, heap.length - 1);
      const taken = heap.pop();
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        const least = isBefore(right, left) ? right : left;
        if (!isBefore(least, place)) break;
        swap(place, least);
        place = least;
      }
      return taken?.what;
    },
    clear: () => void heap.splice(0),
  };
}
