import { nameOf } from './keys.ts';
import { type Change, DUE_SHARDS, type Item, type Key, LIMITS, LimitExceeded } from './ledger.ts';

/**
 * What DynamoDB sets and the port's own table leaves out: bytes of a key's two parts, and how deep lists and maps may nest.
 * Source: Amazon DynamoDB Developer Guide, "Quotas" and "Constraints".
 */
const ENGINE_LIMITS = { partitionKeyBytes: 2048, sortKeyBytes: 1024, depth: 32 } as const;

/** luxon's `toISO()` in UTC. Any other form of the same instant would sort in the wrong place, and be due at the wrong time. */
const SORTABLE_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const hold = (what: string, limit: number, found: number): void => {
  if (found > limit) throw new LimitExceeded(`${what} may be at most ${limit}: this is ${found}, which is ${found - limit} over`);
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * The size DynamoDB gives a value, in bytes, with numbers rounded up.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 * @throws TypeError for what would not come back the same from both engines (a date, a map, a missing list element …).
 */
const bytesOf = (value: unknown, depth: number): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return 2 + Math.ceil(String(value).length / 2);
  if (Array.isArray(value)) {
    hold('the depth of an item', ENGINE_LIMITS.depth, depth);
    return value.reduce((bytes: number, element: unknown) => bytes + 1 + bytesOf(element, depth + 1), 3);
  }
  if (typeof value === 'object' && isPlain(value)) {
    hold('the depth of an item', ENGINE_LIMITS.depth, depth);
    let bytes = 3;
    for (const [name, element] of Object.entries(value)) {
      if (element !== undefined) bytes += 1 + Buffer.byteLength(name) + bytesOf(element, depth + 1);
    }
    return bytes;
  }
  throw new TypeError('an item may hold only text, numbers both engines keep exactly, booleans, null, lists and plain objects');
};

/** The names of the attributes beside the values, as the DynamoDB adapter writes them. */
const ATTRIBUTE_NAMES = 'pkskversionduePkdueAtlistPklistSkdata'.length;

/** The size of an item as DynamoDB counts it, in bytes. */
export const bytesOfItem = ({ pk, sk, version, due, list, data }: Item): number =>
  ATTRIBUTE_NAMES + bytesOf([pk, sk, version, due?.at ?? '', list?.name ?? '', list?.key ?? ''], 1) + bytesOf(data, 1);

const checkKeyPart = (what: string, limit: number, part: string): void => {
  if (part === '') throw new LimitExceeded(`${what} must have at least one character`);
  hold(`the bytes of ${what}`, limit, Buffer.byteLength(part));
};

const fits = (part: string, limit: number): boolean => part !== '' && Buffer.byteLength(part) <= limit;

/** False for what can be no partition's key: DynamoDB refuses to be asked for it, while the answer is that it is not there. */
export const canBePartition = (pk: string): boolean => fits(pk, ENGINE_LIMITS.partitionKeyBytes);
export const canBeKey = ({ pk, sk }: Key): boolean => canBePartition(pk) && fits(sk, ENGINE_LIMITS.sortKeyBytes);

const checkKey = ({ pk, sk }: Key): void => {
  checkKeyPart('a partition key', ENGINE_LIMITS.partitionKeyBytes, pk);
  checkKeyPart('a sort key', ENGINE_LIMITS.sortKeyBytes, sk);
};

const checkItem = ({ due, list, version }: Item, expect: Change['expect']): void => {
  if (due && !SORTABLE_INSTANT.test(due.at)) {
    throw new RangeError('an item is due at an instant of the form 2031-05-06T09:00:00.000Z');
  }
  if (due && !(Number.isInteger(due.shard) && due.shard >= 0 && due.shard < DUE_SHARDS)) {
    throw new RangeError(`an item is due in one of the shards 0 to ${DUE_SHARDS - 1}, which are the ones that are swept`);
  }
  if (list) {
    checkKeyPart("a list's name", ENGINE_LIMITS.partitionKeyBytes, list.name);
    checkKeyPart('a list key', ENGINE_LIMITS.sortKeyBytes, list.key);
  }
  // A writer that forgets to count would make the next writer's expectation hold by mistake, and an update would be lost.
  const next = expect === 'absent' ? 1 : expect === 'any' ? undefined : expect.version + 1;
  if (!Number.isInteger(version) || version < 1 || (next !== undefined && version !== next)) {
    throw new RangeError(`an item's version is one more than the version it replaces: ${next ?? 'at least 1'}, not ${version}`);
  }
};

/** The key that a change names. */
export const keyOf = (change: Change): Key => ('put' in change ? change.put : 'remove' in change ? change.remove : change.check);

/**
 * Holds a commit to the limits of both engines, before anything is written. Messages carry figures, never keys or values.
 * @throws LimitExceeded, saying which limit and by how much; RangeError or TypeError for an item that no engine could keep.
 */
export const checkLimits = (changes: readonly Change[]): void => {
  hold('the changes of a commit', LIMITS.changes, changes.length);
  const named = new Set<string>();
  let total = 0;
  for (const change of changes) {
    const key = keyOf(change);
    checkKey(key);
    named.add(nameOf(key));
    if (!('put' in change)) continue;
    checkItem(change.put, change.expect);
    const bytes = bytesOfItem(change.put);
    hold('the bytes of an item', LIMITS.itemBytes, bytes);
    total += bytes;
  }
  const repeated = changes.length - named.size;
  if (repeated > 0) throw new LimitExceeded(`an item may be named once in a commit: this names ${repeated} again`);
  hold('the bytes of a commit', LIMITS.commitBytes, total);
};
