/**
 * The port to storage: one table of items, read by key or by a named index, written by all-or-nothing commits.
 * Two adapters stand behind it (SQLite and DynamoDB) and one contract suite runs against both.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * What is stored. `version` starts at 1 and is set by the writer: one more than the version it has read.
 * `due` puts the item in the sparse index of that name: a shard below DUE_SHARDS, and an instant in UTC as luxon's `toISO()`
 * writes it, with milliseconds and Z, as it is sorted as text. `list` puts it in `lists` likewise. `data` is plain JSON.
 */
export interface Item extends Key {
  readonly version: number;
  readonly due?: { readonly shard: number; readonly at: string };
  readonly list?: { readonly name: string; readonly key: string };
  readonly data: Readonly<Record<string, unknown>>;
}

/** What must be true of an item for a commit to stand: it is not there, it has this version, or anything goes. */
export type Expectation = 'absent' | 'any' | { readonly version: number };

/** `check` writes nothing: it only holds the commit to an expectation. */
export type Change =
  | { readonly put: Item; readonly expect: Expectation }
  | { readonly remove: Key; readonly expect: Expectation }
  | { readonly check: Key; readonly expect: Expectation };

/** A range of sort keys: `from` is inclusive, `to` exclusive. */
export interface Range {
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly newestFirst?: boolean;
}

export interface Ledger {
  get(key: Key): Promise<Item | undefined>;
  /** All items of one partition within a range of sort keys, in order of the sort key; reads page by page inside. */
  query(pk: string, range?: Range): Promise<Item[]>;
  /** Items of the agenda's index in one shard, due before `to` (exclusive), earliest first. May lag behind commits. */
  due(shard: number, range: Range): Promise<Item[]>;
  /** Items of one list, in order of their list key. May lag behind commits. */
  list(name: string, range?: Range): Promise<Item[]>;
  /**
   * All or nothing; at most 100 changes and 4 MB, an item at most 400 KB, an item named at most once.
   * @throws Conflict when an expectation is broken; LimitExceeded when a limit is; RangeError or TypeError, before anything is
   *   written, for an item that breaks the rules of `Item`; an Error with a cause when the engine fails.
   */
  commit(changes: readonly Change[]): Promise<void>;
}

/** A broken expectation. `key` names the first item whose expectation failed, where the engine says which. */
export class Conflict extends Error {
  readonly key: Key | undefined;
  constructor(key: Key | undefined, options?: ErrorOptions) {
    super('a commit met an item that had changed', options);
    this.name = 'Conflict';
    this.key = key;
  }
}

/** A commit, item or page over the limits that both adapters share. */
export class LimitExceeded extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LimitExceeded';
  }
}

/** `pageBytes` is what the cloud engine reads at a time: reads go on over pages by themselves, so it limits no result. */
export const LIMITS = { changes: 100, commitBytes: 4_000_000, itemBytes: 400_000, pageBytes: 1_000_000 } as const;

/**
 * The due index is spread over shards, so that one busy minute is not one hot key. Safety work has the last ones to itself: it is
 * found at once, however much routine work is overdue.
 */
const ROUTINE_SHARDS = 4;
const SAFETY_SHARDS = 2;
export const DUE_SHARDS = ROUTINE_SHARDS + SAFETY_SHARDS;
export const SHARDS = {
  routine: Array.from({ length: ROUTINE_SHARDS }, (_, shard) => shard),
  safety: Array.from({ length: SAFETY_SHARDS }, (_, shard) => ROUTINE_SHARDS + shard),
} as const;
