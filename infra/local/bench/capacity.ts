import type { Change, Item } from '../../../functions/ledger/ledger.ts';
import { bytesOfItem } from '../../../functions/ledger/limits.ts';

/**
 * What DynamoDB would charge for, in request units of an on-demand table.
 * Sources: Amazon DynamoDB Developer Guide, "DynamoDB read and write operations" (4 KB a read, 1 KB a write, rounded up; an eventually consistent read
 * is half of one; of two versions of an item the larger counts), "DynamoDB transactions: how it works" (each write, and each check, twice), and "Using
 * Global Secondary Indexes" (each write of an entry once more; one that gets another key is removed and written).
 */
export interface Capacity {
  readUnits: number;
  writeUnits: number;
}

const READ_BYTES = 4_096;
const WRITE_BYTES = 1_024;

/** One read of items by their keys, or of a range, which is rounded as a whole. Of nothing it costs as much as of the least. */
export function readUnits(items: readonly Item[], isConsistent: boolean): number {
  const bytes = items.reduce((sum, item) => sum + bytesOfItem(item), 0);
  return Math.max(Math.ceil(bytes / READ_BYTES), 1) * (isConsistent ? 1 : 0.5);
}

/** One change of a commit. `before` is the item as it stands, undefined when it is not there. */
export function writeUnits(change: Change, before: Item | undefined): number {
  const after = 'put' in change ? change.put : undefined;
  const own = 2 * Math.max(unitsOf(before), unitsOf(after), 1);
  if ('check' in change) return own;
  const due = indexUnits(before, after, ({ due }) => due && `${due.shard} ${due.at}`);
  const lists = indexUnits(before, after, ({ list }) => list && `${list.name} ${list.key}`);
  return own + due + lists;
}

function indexUnits(before: Item | undefined, after: Item | undefined, keyOf: (item: Item) => string | undefined): number {
  const [was, is] = [before && keyOf(before), after && keyOf(after)];
  if (was !== undefined && was === is) return Math.max(unitsOf(before), unitsOf(after));
  return (was === undefined ? 0 : unitsOf(before)) + (is === undefined ? 0 : unitsOf(after));
}

function unitsOf(item: Item | undefined): number {
  return item ? Math.ceil(bytesOfItem(item) / WRITE_BYTES) : 0;
}
