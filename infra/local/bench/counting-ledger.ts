import type { Change, Item, Ledger } from '../../../functions/ledger/ledger.ts';
import { keyOf } from '../../../functions/ledger/limits.ts';
import { type Capacity, readUnits, writeUnits } from './capacity.ts';

/** What a flow asked of the ledger, and what it would cost on DynamoDB. */
export interface Calls extends Capacity {
  reads: number;
  /** Reads of an index, which may lag. */
  indexReads: number;
  commits: number;
  changes: number;
}

export interface CountingLedger extends Ledger {
  /** What was asked while `does` ran. */
  count(does: () => Promise<unknown>): Promise<Calls>;
}

/** @param committed is told each commit that stands, in order */
export function countingLedger(
  ledger: Ledger,
  committed: (changes: readonly Change[]) => void = () => undefined,
): CountingLedger {
  /** Nothing is counted while nobody asks, so that what is timed does not wait for it. */
  let calls: Calls | undefined;

  function read(kind: 'reads' | 'indexReads', items: readonly Item[]): void {
    if (!calls) return;
    calls[kind] += 1;
    calls.readUnits += readUnits(items, kind === 'reads');
  }

  return {
    async get(key) {
      const item = await ledger.get(key);
      read('reads', item ? [item] : []);
      return item;
    },
    async query(pk, range) {
      const items = await ledger.query(pk, range);
      read('reads', items);
      return items;
    },
    async due(shard, range) {
      const items = await ledger.due(shard, range);
      read('indexReads', items);
      return items;
    },
    async list(name, range) {
      const items = await ledger.list(name, range);
      read('indexReads', items);
      return items;
    },
    async commit(changes) {
      if (calls) {
        calls.commits += 1;
        calls.changes += changes.length;
        for (const change of changes) calls.writeUnits += writeUnits(change, await ledger.get(keyOf(change)));
      }
      await ledger.commit(changes);
      committed(changes);
    },
    async count(does) {
      const counted = { reads: 0, indexReads: 0, commits: 0, changes: 0, readUnits: 0, writeUnits: 0 };
      calls = counted;
      try {
        await does();
      } finally {
        calls = undefined;
      }
      return counted;
    },
  };
}
