import type { Change, Expectation, Item, Key, Range } from '../../functions/ledger/ledger.ts';

const bytes = (text: string): string => Buffer.from(text).toString('hex');
const name = ({ pk, sk }: Key): string => `${bytes(pk)}/${bytes(sk)}`;

/** The ledger as one would explain it: a map of items, replaced whole by each commit. Its past is kept, to tell how an index lags. */
export const ledgerModel = () => {
  const past: ReadonlyMap<string, Item>[] = [new Map()];
  const present = (lag = 0) => past[Math.max(0, past.length - 1 - lag)] ?? new Map<string, Item>();

  const holds = (key: Key, expect: Expectation): boolean => {
    const version = present().get(name(key))?.version;
    return expect === 'any' || (expect === 'absent' ? version === undefined : version === expect.version);
  };

  const inOrder = (lag: number, { from, to, limit, newestFirst }: Range, place: (item: Item) => string | undefined): Item[] => {
    const placed = [...present(lag).values()]
      .map((item) => ({ item, at: place(item) }))
      .filter(({ at }) => at !== undefined && (!from || bytes(at) >= bytes(from)) && (to === undefined || bytes(at) < bytes(to)))
      .map(({ item, at }) => ({ item, order: `${bytes(at ?? '')}/${name(item)}` }))
      .sort((one, other) => (one.order < other.order ? -1 : 1));
    const items = (newestFirst ? placed.reverse() : placed).map(({ item }) => item);
    return items.slice(0, limit);
  };

  return {
    /** The key of the first change whose expectation is broken, or undefined when the commit stands. */
    commit(changes: readonly Change[]): Key | undefined {
      const next = new Map(present());
      for (const change of changes) {
        const key = 'put' in change ? change.put : 'remove' in change ? change.remove : change.check;
        if (!holds(key, change.expect)) return { pk: key.pk, sk: key.sk };
        if ('put' in change) next.set(name(key), change.put);
        if ('remove' in change) next.delete(name(key));
      }
      past.push(next);
      return undefined;
    },
    versionOf: (key: Key): number | undefined => present().get(name(key))?.version,
    get: (key: Key): Item | undefined => present().get(name(key)),
    query: (pk: string, range: Range): Item[] => inOrder(0, range, (item) => (item.pk === pk ? item.sk : undefined)),
    due: (shard: number, range: Range, lag: number): Item[] =>
      inOrder(lag, range, ({ due }) => (due?.shard === shard ? due.at : undefined)),
    list: (list: string, range: Range, lag: number): Item[] =>
      inOrder(lag, range, (item) => (item.list?.name === list ? item.list.key : undefined)),
    earliestDue: (): string | undefined => [...present().values()].flatMap(({ due }) => (due ? [due.at] : [])).sort()[0],
  };
};
