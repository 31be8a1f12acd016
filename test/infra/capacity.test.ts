import { expect, test } from 'vitest';
import type { Item } from '../../functions/ledger/ledger.ts';
import { bytesOfItem } from '../../functions/ledger/limits.ts';
import { readUnits, writeUnits } from '../../infra/local/bench/capacity.ts';

/** An item of so many bytes. */
function item(bytes: number, index: Pick<Item, 'due' | 'list'> = {}): Item {
  const made = (length: number): Item => ({ pk: 'a', sk: 'b', version: 1, ...index, data: { text: 'x'.repeat(length) } });
  return made(bytes - bytesOfItem(made(0)));
}

const put = (after: Item, before?: Item) => writeUnits({ put: after, expect: 'any' }, before);
const remove = (before: Item) => writeUnits({ remove: before, expect: 'any' }, before);
const due = (at: string) => ({ due: { shard: 0, at } });

test('a read is of 4 KB, a range is rounded as a whole, and what may lag is half of it', () => {
  expect(readUnits([item(4_096)], true)).toBe(1);
  expect(readUnits([item(4_097)], true)).toBe(2);
  expect(readUnits([item(2_000), item(2_000)], true)).toBe(1);
  expect(readUnits([item(4_097)], false)).toBe(1);
  expect(readUnits([], true)).toBe(1);
});

test('a write is of 1 KB and counts twice, by the larger of what was there and what comes', () => {
  expect(put(item(1_024))).toBe(2);
  expect(put(item(1_025))).toBe(4);
  expect(put(item(200), item(3_000))).toBe(6);
  expect(remove(item(1_500))).toBe(4);
  expect(writeUnits({ check: item(200), expect: 'absent' }, undefined)).toBe(2);
});

test('an index is written once more, and twice where its key becomes another', () => {
  expect(put(item(500, due('2031-05-06T09:00:00.000Z')))).toBe(3);
  expect(put(item(500, due('2031-05-06T09:00:00.000Z')), item(500, due('2031-05-06T09:00:00.000Z')))).toBe(3);
  expect(put(item(500, due('2031-05-07T09:00:00.000Z')), item(500, due('2031-05-06T09:00:00.000Z')))).toBe(4);
  expect(put(item(500), item(500, due('2031-05-06T09:00:00.000Z')))).toBe(3);
  expect(remove(item(1_500, { list: { name: 'queue', key: '1' } }))).toBe(6);
});
