import type { Key } from './ledger.ts';

/** One text for a key, the same for no other key: for maps and sets inside the ledger, never for a log. */
export const nameOf = ({ pk, sk }: Key): string => `${pk.length}:${pk}${sk}`;

/**
 * The order both engines keep their keys in: by the bytes of UTF-8. JavaScript's own `<` compares UTF-16 units and
 * puts an emoji before characters that the engines put before the emoji.
 */
export const compareText = (one: string, other: string): number =>
  one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));

/** True when a range from `from` (inclusive) to `to` (exclusive) can hold nothing, or nothing is asked for. */
export const isEmptyRange = ({ from = '', to, limit }: { from?: string; to?: string; limit?: number }): boolean =>
  (limit !== undefined && limit < 1) || (to !== undefined && compareText(from, to) >= 0);
