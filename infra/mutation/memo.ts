import { shared } from './shared.ts';

/**
 * Care remembers what it has compiled from a table in a WeakMap. To whoever measures mutants that is a trap: the first test
 * alone would seem to use the compiling, and what a mutant has compiled would outlive it. So care's WeakMaps are replaced,
 * in this process only, by one that knows whose work it keeps and can be made to forget.
 */

let epoch = 0;
let made = 0;
const waiting: { id: string; outer: string }[] = [];

/** Whose hits also count for whom: a test's, those of each memo that it uses. */
export const uses = new Map<string, Set<string>>();

function note(user: string | undefined, used: string | undefined): void {
  if (user === undefined || used === undefined) return;
  uses.set(user, (uses.get(user) ?? new Set()).add(used));
}

/** What is computed from now on is computed anew. */
export function forgetMemos(): void {
  epoch++;
}

/** From now on hits are this test's, or with none those of loading; a computing that was broken off is over. */
export function countFor(id: string | undefined): void {
  waiting.length = 0;
  shared.currentTestId = id;
}

export class Memo<K extends object, V> {
  readonly #kept = new WeakMap<K, { value: V; epoch: number; id: string | undefined }>();

  get(key: K): V | undefined {
    const known = this.#kept.get(key);
    if (known?.epoch === epoch) {
      note(shared.currentTestId, known.id);
      return known.value;
    }
    const outer = shared.currentTestId;
    if (outer !== undefined) {
      const id = `memo:${++made}`;
      note(outer, id);
      waiting.push({ id, outer });
      shared.currentTestId = id;
    }
    return undefined;
  }

  set(key: K, value: V): void {
    const done = waiting.pop();
    if (done !== undefined) shared.currentTestId = done.outer;
    this.#kept.set(key, { value, epoch, id: done?.id });
  }
}
