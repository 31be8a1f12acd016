import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Change, Conflict, type Item, type Key, type Ledger, LIMITS, LimitExceeded } from '../../functions/ledger/ledger.ts';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  close(): Promise<void> | void;
}

/** An item at version 1 with nothing special about it, but for what is given. */
export const item = (pk: string, sk: string, more: Partial<Item> = {}): Item => ({ pk, sk, version: 1, data: {}, ...more });

export const putNew = (put: Item): Change => ({ put, expect: 'absent' });

const sortKeys = (items: readonly Item[]): string[] => items.map(({ sk }) => sk);

/**
 * What every engine behind the port must do. Each test keeps to partitions, lists and hours of its own, so `make` is called
 * once, for an empty ledger. Index reads are polled, as an index may lag.
 */
export function ledgerContract(name: string, make: () => Promise<LedgerUnderTest> | LedgerUnderTest): void {
  describe(`the ledger contract on ${name}`, () => {
    let made: LedgerUnderTest;
    let ledger: Ledger;
    beforeAll(async () => {
      made = await make();
      ledger = made.ledger;
    });
    afterAll(() => made.close());

    const conflictAt = async (changes: readonly Change[]): Promise<Key | undefined> => {
      const error = await ledger.commit(changes).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Conflict);
      return (error as Conflict).key;
    };

    describe('an item', () => {
      test('that nobody wrote is not there', async () => {
        expect(await ledger.get({ pk: 'nobody', sk: 'nothing' })).toBeUndefined();
        expect(await ledger.get({ pk: 'nobody', sk: '' })).toBeUndefined();
        expect(await ledger.get({ pk: 'x'.repeat(3000), sk: 'nothing' })).toBeUndefined();
        expect(await ledger.query('')).toEqual([]);
        expect(await ledger.list('')).toEqual([]);
      });

      test('comes back as it was written, with undefined left out', async () => {
        const data = {
          words: 'Poen “ofnadwy” 😀\n\u0000',
          empty: '',
          none: null,
          yes: true,
          count: -12.5,
          missing: undefined,
          list: [1, 'two', { three: 3, missing: undefined }, []],
          nested: { empty: {} },
        };
        const whole = item('whole', 'é#😀', {
          due: { shard: 2, at: '2001-01-01T00:00:00.000Z' },
          list: { name: 'whole', key: '1' },
          data,
        });
        await ledger.commit([putNew(whole), putNew(item('whole', 'bare'))]);
        const { missing: _, ...kept } = data;
        expect(await ledger.get(whole)).toStrictEqual({
          ...whole,
          data: { ...kept, list: [1, 'two', { three: 3 }, []] },
        });
        expect(await ledger.get({ pk: 'whole', sk: 'bare' })).toStrictEqual(item('whole', 'bare'));
      });

      test('that is read is a copy: changing it changes nothing', async () => {
        await ledger.commit([putNew(item('copy', 'a', { data: { words: ['kept'] } }))]);
        const first = await ledger.get({ pk: 'copy', sk: 'a' });
        const words = first?.data.words as string[];
        words.push('scribbled');
        expect((await ledger.get({ pk: 'copy', sk: 'a' }))?.data).toEqual({ words: ['kept'] });
      });

      test('holds nothing that would not come back the same', async () => {
        for (const odd of [new Date(0), new Map(), Number.NaN, 2 ** 60, 12n, [undefined], () => 1, new Uint8Array(2)]) {
          await expect(ledger.commit([putNew(item('odd', 'a', { data: { odd } }))])).rejects.toThrow(TypeError);
        }
        expect(await ledger.query('odd')).toEqual([]);
      });
    });

    describe('a commit', () => {
      test('of nothing does nothing', async () => {
        await expect(ledger.commit([])).resolves.toBeUndefined();
      });

      test('that expects an item to be absent is a conflict when it is there', async () => {
        await ledger.commit([putNew(item('absent', 'a'))]);
        expect(await conflictAt([putNew(item('absent', 'a', { data: { second: true } }))])).toEqual({ pk: 'absent', sk: 'a' });
        expect((await ledger.get({ pk: 'absent', sk: 'a' }))?.data).toEqual({});
      });

      test('that expects a version stands on that version only', async () => {
        await ledger.commit([putNew(item('version', 'a'))]);
        await ledger.commit([{ put: item('version', 'a', { version: 2, data: { turn: 2 } }), expect: { version: 1 } }]);
        const late: Change = { put: item('version', 'a', { version: 2, data: { turn: 'late' } }), expect: { version: 1 } };
        expect(await conflictAt([late])).toEqual({ pk: 'version', sk: 'a' });
        expect(await ledger.get({ pk: 'version', sk: 'a' })).toEqual(item('version', 'a', { version: 2, data: { turn: 2 } }));
      });

      test('that expects a version of an item that is not there is a conflict', async () => {
        expect(await conflictAt([{ put: item('gone', 'a', { version: 3 }), expect: { version: 2 } }])).toEqual({
          pk: 'gone',
          sk: 'a',
        });
      });

      test('that expects anything replaces the whole item', async () => {
        const first = item('any', 'a', { data: { old: 1 }, list: { name: 'any', key: 'a' } });
        await ledger.commit([{ put: first, expect: 'any' }]);
        await ledger.commit([{ put: item('any', 'a', { version: 7, data: { fresh: 1 } }), expect: 'any' }]);
        expect(await ledger.get(first)).toStrictEqual(item('any', 'a', { version: 7, data: { fresh: 1 } }));
        await expect.poll(() => ledger.list('any')).toEqual([]);
      });

      test('removes an item as expected, and an item that is not there when anything goes', async () => {
        const key = { pk: 'remove', sk: 'a' };
        await ledger.commit([putNew(item('remove', 'a'))]);
        expect(await conflictAt([{ remove: key, expect: { version: 2 } }])).toEqual(key);
        await ledger.commit([{ remove: key, expect: { version: 1 } }]);
        expect(await ledger.get(key)).toBeUndefined();
        await ledger.commit([{ remove: key, expect: 'any' }]);
        await ledger.commit([putNew(item('remove', 'a'))]);
        expect((await ledger.get(key))?.version).toBe(1);
      });

      test('is held by what it only checks, and writes nothing there', async () => {
        const checked = { pk: 'check', sk: 'pause' };
        await ledger.commit([{ check: checked, expect: 'absent' }, putNew(item('check', 'first'))]);
        expect(await ledger.get(checked)).toBeUndefined();
        await ledger.commit([putNew(item('check', 'pause'))]);
        await ledger.commit([
          { check: checked, expect: { version: 1 } },
          { check: { pk: 'check', sk: 'no matter' }, expect: 'any' },
          putNew(item('check', 'second')),
        ]);
        expect(await conflictAt([{ check: checked, expect: 'absent' }, putNew(item('check', 'third'))])).toEqual(checked);
        expect(sortKeys(await ledger.query('check'))).toEqual(['first', 'pause', 'second']);
      });

      test('is all or nothing, over several partitions, and names the first item that was not as expected', async () => {
        await ledger.commit([putNew(item('all-1', 'a')), putNew(item('all-2', 'a')), putNew(item('all-3', 'a'))]);
        const key = await conflictAt([
          { put: item('all-1', 'a', { version: 2 }), expect: { version: 1 } },
          putNew(item('all-1', 'new')),
          { check: { pk: 'none', sk: 'none' }, expect: 'any' },
          { remove: { pk: 'all-2', sk: 'a' }, expect: { version: 9 } },
          putNew(item('all-3', 'a')),
        ]);
        expect(key).toEqual({ pk: 'all-2', sk: 'a' });
        expect(await ledger.query('all-1')).toEqual([item('all-1', 'a')]);
        expect(await ledger.get({ pk: 'all-2', sk: 'a' })).toBeDefined();
      });

      test('that races others for one version is won by exactly one', async () => {
        await ledger.commit([putNew(item('race', 'a'))]);
        const turns = await Promise.allSettled(
          Array.from({ length: 8 }, (_, racer) =>
            ledger.commit([{ put: item('race', 'a', { version: 2, data: { racer } }), expect: { version: 1 } }]),
          ),
        );
        const winner = turns.findIndex(({ status }) => status === 'fulfilled');
        const lost = turns.filter((turn) => turn.status === 'rejected');
        expect(lost).toHaveLength(7);
        for (const { reason } of lost) expect(reason).toBeInstanceOf(Conflict);
        expect((await ledger.get({ pk: 'race', sk: 'a' }))?.data).toEqual({ racer: winner });
      });

      test('that does not count versions on is refused, as the next update would be lost', async () => {
        await ledger.commit([putNew(item('count', 'a'))]);
        for (const change of [
          { put: item('count', 'a', { version: 1 }), expect: { version: 1 } },
          { put: item('count', 'a', { version: 3 }), expect: { version: 1 } },
          { put: item('count', 'b', { version: 2 }), expect: 'absent' },
          { put: item('count', 'a', { version: 0 }), expect: 'any' },
        ] as const) {
          await expect(ledger.commit([change])).rejects.toThrow(RangeError);
        }
        expect(await ledger.query('count')).toEqual([item('count', 'a')]);
      });
    });

    describe('the limits', () => {
      const filled = (pk: string, sk: string, bytes: number): Change =>
        putNew(item(pk, sk, { data: { words: 'x'.repeat(bytes) } }));
      const refuse = async (changes: readonly Change[], words: RegExp): Promise<void> => {
        const refusal = ledger.commit(changes);
        await expect(refusal).rejects.toThrow(LimitExceeded);
        await expect(refusal).rejects.toThrow(words);
        for (const change of changes) if ('put' in change) expect(await ledger.get(change.put)).toBeUndefined();
      };

      test('let 100 changes pass and refuse 101', async () => {
        const many = (count: number, pk: string) =>
          Array.from({ length: count }, (_, n) => putNew(item(pk, String(n).padStart(3, '0'))));
        await ledger.commit(many(LIMITS.changes, 'hundred'));
        expect(await ledger.query('hundred')).toHaveLength(100);
        await refuse(many(103, 'hundred-and-three'), /changes of a commit may be at most 100: this is 103, which is 3 over/);
      });

      test('let nearly 400 KB pass in an item and refuse more, counted in bytes', async () => {
        await ledger.commit([filled('large', 'a', LIMITS.itemBytes - 200)]);
        expect(await ledger.get({ pk: 'large', sk: 'a' })).toBeDefined();
        await refuse([filled('large', 'b', LIMITS.itemBytes + 1)], /bytes of an item may be at most 400000/);
        await refuse([putNew(item('large', 'c', { data: { words: 'é'.repeat(LIMITS.itemBytes / 2) } }))], /bytes of an item/);
        await refuse([putNew(item('large', 'd', { data: { list: Array(200_000).fill(1) } }))], /bytes of an item/);
      });

      test('refuse a commit of more than 4 MB', async () => {
        const eleven = Array.from({ length: 11 }, (_, n) => filled('heavy', `${n}`, 380_000));
        await refuse(eleven, /bytes of a commit may be at most 4000000: this is 418\d{4}, which is 18\d{4} over/);
        await ledger.commit(eleven.slice(0, 10));
        expect(await ledger.query('heavy')).toHaveLength(10);
      });

      test('refuse an item named twice, whatever is done to it', async () => {
        const twice = { pk: 'twice', sk: 'a' };
        await refuse(
          [putNew(item('twice', 'a')), { check: twice, expect: 'absent' }],
          /named once in a commit: this names 1 again/,
        );
      });

      test('refuse keys that are empty or too long, and nesting that is too deep', async () => {
        const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ inner }), 'words');
        await refuse([putNew(item('deep', 'a', { data: { deep } }))], /depth of an item may be at most 32/);
        await refuse([putNew(item('long', 'x'.repeat(1100)))], /bytes of a sort key may be at most 1024: this is 1100/);
        await refuse(
          [putNew(item('long', 'a', { list: { name: '', key: 'a' } }))],
          /a list's name must have at least one character/,
        );
        await expect(ledger.commit([putNew(item('', 'a'))])).rejects.toThrow(LimitExceeded);
      });
    });

    describe('a query', () => {
      const write = (pk: string, keys: readonly string[]) => ledger.commit(keys.map((sk) => putNew(item(pk, sk))));

      test('gives one partition in order of the sort key', async () => {
        await write('order', ['c', 'a', 'b#2', 'b', 'b#10']);
        await write('order-other', ['a']);
        expect(sortKeys(await ledger.query('order'))).toEqual(['a', 'b', 'b#10', 'b#2', 'c']);
        expect(sortKeys(await ledger.query('order', { newestFirst: true }))).toEqual(['c', 'b#2', 'b#10', 'b', 'a']);
        expect(await ledger.query('order-nobody')).toEqual([]);
      });

      test('includes where a range begins and excludes where it ends, from either side and with a limit', async () => {
        await write('range', ['a', 'b', 'c', 'd']);
        const read = async (range: Parameters<Ledger['query']>[1]) => sortKeys(await ledger.query('range', range)).join('');
        expect(await read({ from: 'b' })).toBe('bcd');
        expect(await read({ to: 'c' })).toBe('ab');
        expect(await read({ from: 'b', to: 'd' })).toBe('bc');
        expect(await read({ from: 'b', to: 'd', newestFirst: true })).toBe('cb');
        expect(await read({ from: 'b', to: 'd', newestFirst: true, limit: 1 })).toBe('c');
        expect(await read({ from: 'a', to: 'd', limit: 2 })).toBe('ab');
        expect(await read({ limit: 3 })).toBe('abc');
        expect(await read({ from: '', limit: 9 })).toBe('abcd');
        for (const nothing of [{ limit: 0 }, { to: '' }, { from: 'c', to: 'c' }, { from: 'd', to: 'b' }, { from: 'e' }]) {
          expect(await read(nothing)).toBe('');
        }
      });

      test('orders by bytes of UTF-8, not as JavaScript compares', async () => {
        await write('bytes', ['😀', '\uff5e', 'z', 'é']);
        expect(sortKeys(await ledger.query('bytes'))).toEqual(['z', 'é', '\uff5e', '😀']);
        expect(sortKeys(await ledger.query('bytes', { from: 'é', to: '😀' }))).toEqual(['é', '\uff5e']);
      });

      test('reads on past a page of 1 MB', async () => {
        const words = 'x'.repeat(300_000);
        await ledger.commit(Array.from({ length: 9 }, (_, n) => putNew(item('pages', `${n}`, { data: { words } }))));
        expect(sortKeys(await ledger.query('pages')).join('')).toBe('012345678');
        expect(sortKeys(await ledger.query('pages', { limit: 7, newestFirst: true })).join('')).toBe('8765432');
      });
    });

    describe('the indexes', () => {
      const at = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
      const dueKeys = async (shard: number, range: Parameters<Ledger['due']>[1]) =>
        sortKeys(await ledger.due(shard, range)).join('');

      test('give what is due before an instant, earliest first, by shard', async () => {
        const day = '2002-01-01';
        const due = (sk: string, shard: number, hour: number) => putNew(item('due', sk, { due: { shard, at: at(day, hour) } }));
        await ledger.commit([due('c', 1, 3), due('a', 1, 1), due('b', 1, 2), due('o', 3, 1), putNew(item('due', 'n'))]);
        const from = at(day, 0);
        await expect.poll(() => dueKeys(1, { from, to: at(day, 4) })).toBe('abc');
        await expect.poll(() => dueKeys(3, { from, to: at(day, 4) })).toBe('o');
        expect(await dueKeys(1, { from, to: at(day, 3) })).toBe('ab');
        expect(await dueKeys(1, { from, to: at(day, 4), limit: 2 })).toBe('ab');
        expect(await dueKeys(1, { from, to: at(day, 4), newestFirst: true, limit: 2 })).toBe('cb');
        expect((await ledger.due(1, { from: at(day, 2), to: at(day, 3) }))[0]).toEqual(
          item('due', 'b', { due: { shard: 1, at: at(day, 2) } }),
        );
      });

      test('leave out everything due at the very instant where a range ends, however much there is', async () => {
        const day = '2003-01-01';
        const due = (sk: string, hour: number) => putNew(item('ties', sk, { due: { shard: 0, at: at(day, hour) } }));
        await ledger.commit([due('a', 1), due('b', 2), due('c', 2), due('d', 2), due('e', 2)]);
        await expect
          .poll(async () => [...(await dueKeys(0, { from: at(day, 0), to: at(day, 3) }))].sort().join(''))
          .toBe('abcde');
        for (const newestFirst of [true, false]) {
          expect(await dueKeys(0, { from: at(day, 0), to: at(day, 2), newestFirst })).toBe('a');
          expect(await dueKeys(0, { from: at(day, 0), to: at(day, 2), newestFirst, limit: 1 })).toBe('a');
        }
      });

      test('follow an item whose due time moves, and lose it when it has none', async () => {
        const day = '2004-01-01';
        const moving = (version: number, due?: Item['due']): Change => ({
          put: item('moving', 'a', { version, ...(due && { due }) }),
          expect: version === 1 ? 'absent' : { version: version - 1 },
        });
        const from = at(day, 0);
        await ledger.commit([moving(1, { shard: 2, at: at(day, 1) })]);
        await expect.poll(() => dueKeys(2, { from, to: at(day, 9) })).toBe('a');
        await ledger.commit([moving(2, { shard: 2, at: at(day, 5) })]);
        await expect.poll(() => dueKeys(2, { from, to: at(day, 5) })).toBe('');
        await expect.poll(() => dueKeys(2, { from, to: at(day, 6) })).toBe('a');
        await ledger.commit([moving(3)]);
        await expect.poll(() => dueKeys(2, { from, to: at(day, 9) })).toBe('');
      });

      test('give a list in order of its keys, until its items leave', async () => {
        const listed = (sk: string, name: string, key: string) => putNew(item('listed', sk, { list: { name, key } }));
        await ledger.commit([
          listed('x', 'cns', '2#b'),
          listed('y', 'cns', '1#a'),
          listed('z', 'line', '0'),
          listed('w', 'cns', '2#a'),
        ]);
        const read = async (range?: Parameters<Ledger['list']>[1]) => sortKeys(await ledger.list('cns', range)).join('');
        await expect.poll(() => read()).toBe('ywx');
        expect(await read({ newestFirst: true })).toBe('xwy');
        expect(await read({ from: '1#a', to: '2#b' })).toBe('yw');
        expect(await read({ from: '2#', limit: 1 })).toBe('w');
        await ledger.commit([{ remove: { pk: 'listed', sk: 'w' }, expect: { version: 1 } }]);
        await expect.poll(() => read()).toBe('yx');
        await expect.poll(async () => sortKeys(await ledger.list('line'))).toEqual(['z']);
      });

      test('take only instants that sort by time, and only shards that are swept', async () => {
        for (const due of [
          { shard: 0, at: '2005-01-01T09:00:00Z' },
          { shard: 0, at: '2005-01-01T09:00:00.000+01:00' },
          { shard: 6, at: '2005-01-01T09:00:00.000Z' },
          { shard: 0.5, at: '2005-01-01T09:00:00.000Z' },
        ]) {
          await expect(ledger.commit([putNew(item('unsortable', 'a', { due }))])).rejects.toThrow(RangeError);
        }
        expect(await ledger.get({ pk: 'unsortable', sk: 'a' })).toBeUndefined();
      });
    });
  });
}
