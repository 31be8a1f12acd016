import type { Change, Ledger } from '../../../functions/ledger/ledger.ts';

/** What a flow asked of the ledger. */
export interface Calls {
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
  let calls: Calls = none();
  return {
    get(key) {
      calls.reads += 1;
      return ledger.get(key);
    },
    query(pk, range) {
      calls.reads += 1;
      return ledger.query(pk, range);
    },
    due(shard, range) {
      calls.indexReads += 1;
      return ledger.due(shard, range);
    },
    list(name, range) {
      calls.indexReads += 1;
      return ledger.list(name, range);
    },
    async commit(changes) {
      calls.commits += 1;
      calls.changes += changes.length;
      await ledger.commit(changes);
      committed(changes);
    },
    async count(does) {
      calls = none();
      await does();
      return { ...calls };
    },
  };
}

function none(): Calls {
  return { reads: 0, indexReads: 0, commits: 0, changes: 0 };
}
