import { array, assert, boolean, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { earliestFirst } from '../../infra/local/earliest-first.ts';
import { turns } from '../../infra/local/turns.ts';

test('whatever is added and taken in whatever order, the earliest is taken first, and of one instant what was added first', () => {
  assert(
    property(array(tuple(integer({ min: 0, max: 5 }), boolean())), (steps) => {
      const heap = earliestFirst<number>();
      const plain: { at: number; what: number }[] = [];
      for (const [what, [at, takes]] of steps.entries()) {
        heap.add(at, what);
        plain.push({ at, what });
        plain.sort((a, b) => a.at - b.at || a.what - b.what);
        expect(heap.first()).toMatchObject(plain[0] ?? {});
        if (takes) expect(heap.take()).toBe(plain.shift()?.what);
      }
      for (const { what } of plain) expect(heap.take()).toBe(what);
      expect(heap.take()).toBeUndefined();
    }),
  );
});

test('so many pieces of work are under way at once, the others follow in their order, and one that fails gives its turn on', async () => {
  const inTurn = turns(2);
  const begun: number[] = [];
  const ends = [0, 1, 2, 3].map(() => Promise.withResolvers<number>());
  const done = ends.map(({ promise }, place) =>
    inTurn(() => {
      begun.push(place);
      return promise;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error('it failed'));
  await expect(done[1]).rejects.toThrow('it failed');
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.resolve(0);
  expect(await done[0]).toBe(0);
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const end of ends) end.resolve(9);
  expect(await Promise.all([done[2], done[3]])).toEqual([9, 9]);
});
