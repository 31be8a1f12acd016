import { expect, test } from 'vitest';
import { sweep } from '../../functions/flows/sweep.ts';
import { type Change, type Ledger, SHARDS } from '../../functions/ledger/ledger.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { demo } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';
import { counted, smallWorld } from '../harness/world.ts';

/** Entries of the agenda of as many people, due at a moment. */
async function plan(ledger: Ledger, count: number, due: string, safety = false): Promise<void> {
  const shards = SHARDS[safety ? 'safety' : 'routine'];
  const entry = (place: number): Change => {
    const subject = `${safety ? 's' : 'r'}${due}${place}`;
    const data = { kind: 'check-in', subject, due, step: 1, safety, tries: 0 };
    const put = {
      pk: `demo#person#p${subject}`,
      sk: `state#agenda#check-in#${subject}`,
      version: 1,
      due: { shard: shards[place % shards.length] ?? 0, at: due },
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
  expect(await sweep(world)).toMatchObject({ released: 7 });
  expect(counts).toMatchObject({ due: 6, items: 7 });
  expect(woken).toHaveLength(7);
});

test('what is handed out is leased: it is not handed out again before five minutes', async () => {
  const { world, woken, set } = smallWorld();
  await plan(world.ledger, 3, '2026-11-25T10:00:00.000Z');
  expect(await sweep(world)).toMatchObject({ released: 3 });
  for (const minute of ['01', '02', '03', '04']) {
    set(`2026-11-25T10:${minute}:00Z`);
    expect(await sweep(world)).toMatchObject({ released: 0 });
  }
  set('2026-11-25T10:05:00Z');
  expect(await sweep(world)).toMatchObject({ released: 3 });
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
  expect(await sweep(world)).toMatchObject({ released: 605 });
  expect(woken.slice(0, 5).every(({ safety }) => safety)).toBe(true);
  set('2026-11-25T10:01:00Z');
  expect(await sweep(world)).toMatchObject({ released: 100 });
});

test('safety work is found at once, however much routine work is overdue', async () => {
  const { world, woken } = smallWorld();
  await plan(world.ledger, 3_000, '2026-11-25T08:00:00.000Z');
  await plan(world.ledger, 2, '2026-11-25T10:00:00.000Z', true);
  await sweep(world);
  expect(woken.slice(0, 3).map(({ safety }) => safety)).toEqual([true, true, false]);
});

test("no more routine work is handed out a minute than the service's own rate, and what has waited longest goes first", async () => {
  const slow = { ...demo, limits: { ...demo.limits, textsPerMinute: 5 } };
  const { world, woken, set } = smallWorld({ catalogue: { ...catalogue, services: [slow] } });
  await plan(world.ledger, 4, '2026-11-25T09:30:00.000Z');
  await plan(world.ledger, 4, '2026-11-25T09:00:00.000Z');
  expect(await sweep(world)).toMatchObject({ released: 5 });
  const subjects = () => woken.map((work) => (work.does === 'agenda' ? work.subject.slice(1, 17) : ''));
  expect(subjects()).toEqual([...Array(4).fill('2026-11-25T09:00'), '2026-11-25T09:30']);
  set('2026-11-25T10:01:00Z');
  expect(await sweep(world)).toMatchObject({ released: 3 });
});
