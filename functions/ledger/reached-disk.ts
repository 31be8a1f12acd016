import { type FileHandle, open } from 'node:fs/promises';

/**
 * Waits until what has been written to a database's log has reached the disk. The engine could do so itself at the end of each commit, but it would
 * stop everything else in this process meanwhile, once for each commit: here nothing is stopped, and one wait serves all that came before it.
 * In WAL mode a commit is on the disk as soon as its log is: https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function reachedDisk(file: string) {
  const log = `${file}-wal`;
  let handle: FileHandle | undefined;
  let under: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let isClosed = false;

  async function sync(): Promise<void> {
    // The log is there from the first commit on, and stays the same file until the last connection is closed, which folds it in.
    handle ??= await open(log, 'r+');
    await handle.datasync();
  }

  return {
    /** Resolves when all that was committed before this call is on the disk. */
    wait(): Promise<void> {
      // One that is under way may have begun before the commit: only the one after it is sure to hold it.
      next ??= under
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          if (!isClosed) under = sync();
          return under;
        });
      return next;
    },
    /** To be called when the database is closed, by which everything has reached the disk. */
    async close(): Promise<void> {
      isClosed = true;
      await under.catch(() => undefined);
      await handle?.close();
    },
  };
}
