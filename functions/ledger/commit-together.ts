import type { DatabaseSync } from 'node:sqlite';
import type { Change } from './ledger.ts';

/**
 * Commits that are asked for in the same turn of the event loop reach the disk together, each for itself all or nothing. Waiting for the disk
 * stops everything else in this process: once for each commit, it would keep an urgent text waiting for every ordinary one beside it.
 */

export interface TogetherOptions {
  database: DatabaseSync;
  /** Makes the changes, or throws and leaves it to be undone. What it returns is called when they have reached the disk. */
  apply(changes: readonly Change[]): () => void;
  /** Whether others are waited for; what is kept in memory alone has no disk to wait for. */
  waits: boolean;
}

interface Waiting {
  changes: readonly Change[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

export function commitTogether({ database, apply, waits }: TogetherOptions) {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const end = database.prepare('COMMIT');
  let waiting: Waiting[] = [];

  /** Runs something in a transaction, whose end is when it has reached the disk. */
  function within<T>(does: () => T): T {
    begin.run();
    try {
      const done = does();
      end.run();
      return done;
    } catch (error) {
      // A full disk ends the transaction by itself; a second rollback would hide why.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /** One of several: what it changes is undone alone when it cannot be made. */
  function alone({ changes, resolve, reject }: Waiting): () => void {
    database.exec('SAVEPOINT one');
    try {
      const made = apply(changes);
      database.exec('RELEASE one');
      return () => {
        made();
        resolve();
      };
    } catch (error) {
      if (!database.isTransaction) throw error;
      database.exec('ROLLBACK TO one; RELEASE one');
      return () => reject(error);
    }
  }

  function flush(): void {
    const all = waiting;
    waiting = [];
    if (all.length === 0) return;
    let ends: (() => void)[];
    try {
      ends = within(() => all.map(alone));
    } catch (error) {
      ends = all.map(
        ({ reject }) =>
          () =>
            reject(error),
      );
    }
    for (const each of ends) each();
  }

  return {
    flush,
    commit(changes: readonly Change[]): Promise<void> {
      if (!waits) return Promise.resolve(within(() => apply(changes))());
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ changes, resolve, reject });
      });
    },
  };
}
