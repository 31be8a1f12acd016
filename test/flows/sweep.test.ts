import { expect, test } from 'vitest';
import { sweep } from '../../functions/flows/sweep.ts';
import type { Change, Ledger } from '../../functions/ledger/ledger.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { counted, smallWorld } from '../harness/world.ts';

/** Entries of the agenda of as many people, due at a moment. */
async function plan(ledger: Ledger, count: number, due: string, safety = false): Promise<void> {
  const entry = (place: number): Change => {
    const subject = `${safety ? 's' : 'r'}${due}${place}`;
    const data = { kind: 'check-in', subject, due, step: 1, safety, tries: 0 };
    const put = {
      pk: `demo#person#p${subject}`,
      sk: `state#agenda#check-in#${subject}`,
      version: 1,
      due: { shard: place % 4, at: due },
      data,
    };
    return { put, expect: 'absent' };
  };
  for (let done = 0; done < count; done += 100) {
    await ledger.commit(Array.from({ length: Math.min(100, count - done) }, (_, place) => entry(done + place)));
  }
}

test('a sweep reads only what is due, however much is pending', async () => {
  const { counting, counts } = counted(sqliteLedger({}));
  const { world, woken } = smallWorld({ ledger: counting });
  await plan(counting, 20_000, '2026-12-25T10:00:00.000Z');
  await plan(counting, 7, '2026-11-25T09:59:00.000Z');
  expect(await sweep(world)).toEqual({ released: 7 });
  expect(counts).toMatchObject({ due: 4, items: 7 });
  expect(woken).toHaveLength(7);
});

test('what is handed out is leased: it is not handed out again before five minutes', async () => {
  const { world, woken, set } = smallWorld();
  await plan(world.ledger, 3, '2026-11-25T10:00:00.000Z');
  expect(await sweep(world)).toEqual({ released: 3 });
  for (const minute of ['01', '02', '03', '04']) {
    set(`2026-11-25T10:${minute}:00Z`);
    expect(await sweep(world)).toEqual({ released: 0 });
  }
  set('2026-11-25T10:05:00Z');
  expect(await sweep(world)).toEqual({ released: 3 });
  expect(woken).toHaveLength(6);
});

test('two sweeps at once hand each entry out once', async () => {
  const { world, woken } = smallWorld();
  await plan(world.ledger, 40, '2026-11-25T10:00:00.000Z');
  const [first, second] = await Promise.all([sweep(world), sweep(world)]);
  expect((first?.released ?? 0) + (second?.released ?? 0)).toBe(40);
  expect(new Set(woken.map((work) => (work.does === 'agenda' ? work.subject : ''))).size).toBe(40);
});

test('safety work goes first and all at once, routine work at the rate the provider takes', async () => {
  const { world, woken, set } = smallWorld();
  await plan(world.ledger, 700, '2026-11-25T09:00:00.000Z');
  await plan(world.ledger, 5, '2026-11-25T10:00:00.000Z', true);
  expect(await sweep(world)).toEqual({ released: 605 });
  expect(woken.slice(0, 5).every(({ safety }) => safety)).toBe(true);
  set('2026-11-25T10:01:00Z');
  expect(await sweep(world)).toEqual({ released: 100 });
});
