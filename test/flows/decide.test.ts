import { expect, test } from 'vitest';
import { record } from '../../functions/care/draft.ts';
import { decide } from '../../functions/flows/decide.ts';
import { seedSettings, settingsOf } from '../../functions/flows/settings.ts';
import { Conflict, type Ledger } from '../../functions/ledger/ledger.ts';
import { settingsKey } from '../../functions/ledger/shapes.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { demo, mary } from '../harness/known.ts';
import { counted, smallWorld } from '../harness/world.ts';

const MARY = { service: 'demo', person: 'mary', who: 'test' };

/** A ledger whose first commits each meet another flow that was quicker. */
function contested(ledger: Ledger, times: number): Ledger {
  let left = times;
  return {
    ...ledger,
    async commit(changes) {
      if (left-- > 0) throw new Conflict(undefined);
      await ledger.commit(changes);
    },
  };
}

test('a decision whose commit meets another is made again on what that one left, and stands once', async () => {
  const { world } = smallWorld({ ledger: contested(sqliteLedger({}), 3) });
  let made = 0;
  const decided = await decide(world, { ...MARY, create: () => mary(), rule: (draft) => record(draft, 'tried', String(++made)) });
  expect(made).toBe(4);
  expect(decided?.draft.history).toEqual([{ what: 'tried', about: '4' }]);
});

test('a commit that never gets through is given up after a bounded number of times, and says so', async () => {
  const { world } = smallWorld({ ledger: contested(sqliteLedger({}), 1_000) });
  let made = 0;
  await expect(
    decide(world, { ...MARY, create: () => mary(), rule: (draft) => record(draft, 'tried', String(++made)) }),
  ).rejects.toThrow(Conflict);
  expect(made).toBe(8);
});

test('nobody by that key is no error, and nothing is written', async () => {
  const { counting, counts } = counted(sqliteLedger({}));
  const { world } = smallWorld({ ledger: counting });
  expect(await decide(world, { ...MARY, rule: () => 'never' })).toBeUndefined();
  expect(counts.commit).toBe(0);
});

test('a rule that throws gives way to its fallback, on what was known before it began', async () => {
  const { world } = smallWorld();
  const decided = await decide(world, {
    ...MARY,
    create: () => mary(),
    rule: (draft) => {
      draft.person.name = 'half done';
      throw new Error('a mistake in a rule');
    },
    fallback: (draft) => draft.person.name ?? '',
  });
  expect(decided?.result).toBe('Mary Thornton');
});

test('what is due within a quarter of an hour is woken with its delay, what is later is left to the sweep', async () => {
  const { world, woken } = smallWorld();
  await decide(world, {
    ...MARY,
    create: () => mary(),
    rule: (draft) => {
      const entry = { subject: 'mary', step: 1, safety: true, tries: 0 };
      draft.agenda.push({ ...entry, kind: 'rung', due: '2026-11-25T10:00:45.000Z' });
      draft.agenda.push({ ...entry, kind: 'contact', due: '2026-11-25T10:20:00.000Z' });
    },
  });
  expect(woken).toMatchObject([{ kind: 'rung', delaySeconds: 45, safety: true }]);
});

test('settings start from the files, live in the ledger, and are read at most once a minute', async () => {
  const { counting, counts } = counted(sqliteLedger({}));
  const { world, set } = smallWorld({ ledger: counting });
  await seedSettings(world);
  await seedSettings(world);
  expect(counts.commit).toBe(1);
  const before = counts.get;
  for (const _ of [1, 2, 3]) expect(await settingsOf(world, 'demo')).toEqual(demo);
  expect(counts.get - before).toBe(1);

  const key = settingsKey('demo');
  await world.ledger.commit([{ put: { ...key, version: 2, data: { ...demo, rota: [] } }, expect: { version: 1 } }]);
  expect((await settingsOf(world, 'demo')).rota).toEqual(demo.rota);
  expect((await settingsOf(world, 'demo', true)).rota).toEqual([]);
  set('2026-11-25T10:01:00Z');
  expect((await settingsOf(world, 'demo')).rota).toEqual([]);
});
