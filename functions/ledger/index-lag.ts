import { compareText, isEmptyRange, nameOf } from './keys.ts';
import type { Item, Key, Range } from './ledger.ts';

/** An item as it was before a commit; `before` is undefined when it was not there. */
export interface Before {
  readonly key: Key;
  readonly before: Item | undefined;
}

/** How many commits are remembered, and so how far an index can lag. */
const MOST_COMMITS = 100;

/**
 * Lets the indexes of an engine that has no lag show the past, as DynamoDB's may: it remembers what the newest commits
 * replaced.
 * @param lag asked once for each index read: how many of the newest commits it does not show, at most 100.
 */
export const createIndexLag = (lag: () => number) => {
  const commits: (readonly Before[])[] = [];

  return {
    remember(commit: readonly Before[]): void {
      commits.push(commit);
      if (commits.length > MOST_COMMITS) commits.shift();
    },

    /** What an index must not show yet: for each item that the hidden commits touched, what it was before the first of them. */
    hidden(): Map<string, Before> {
      const count = Math.min(lag(), commits.length);
      const hidden = new Map<string, Before>();
      if (count < 1) return hidden;
      for (const commit of commits.slice(-count).reverse()) {
        for (const before of commit) hidden.set(nameOf(before.key), before);
      }
      return hidden;
    },
  };
};

/**
 * What an index showed before the hidden commits.
 * @param read reads the index as it is now, up to a number of items.
 * @param indexed the key an item has in that part of the index, undefined when it is not there.
 */
export const readPast = (
  hidden: Map<string, Before>,
  range: Range,
  read: (limit: number | undefined) => Item[],
  indexed: (item: Item) => string | undefined,
): Item[] => {
  const { from = '', to, limit, newestFirst } = range;
  const now = read(limit === undefined ? undefined : limit + hidden.size).filter((item) => !hidden.has(nameOf(item)));
  const inRange = (key: string | undefined): boolean =>
    key !== undefined && compareText(key, from) >= 0 && (to === undefined || compareText(key, to) < 0);
  const past = [...hidden.values()].flatMap(({ before }) =>
    before && inRange(indexed(before)) ? [structuredClone(before)] : [],
  );
  const ascending = (one: Item, other: Item): number =>
    compareText(indexed(one) ?? '', indexed(other) ?? '') || compareText(one.pk, other.pk) || compareText(one.sk, other.sk);
  const sorted = [...now, ...past].sort((one, other) => (newestFirst ? ascending(other, one) : ascending(one, other)));
  return isEmptyRange(range) ? [] : sorted.slice(0, limit);
};
