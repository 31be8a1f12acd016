import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, Conflict, type Expectation, type Item, type Key, type Range } from '../../functions/ledger/ledger.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { ledgerModel } from './model.ts';

const partitions = ['a', 'aa', 'é'];
const sortKeys = ['1', '1#', '10', '2', '\uff5e', '😀'];
const lists = ['cns', 'cn'];
const hours = ['08', '09', '10', '11'].map((hour) => `2031-05-06T${hour}:00:00.000Z`);

const key = fc.record({ pk: fc.constantFrom(...partitions), sk: fc.constantFrom(...sortKeys) });
const details = fc.record(
  {
    due: fc.record({ shard: fc.integer({ min: 0, max: 3 }), at: fc.constantFrom(...hours) }),
    list: fc.record({ name: fc.constantFrom(...lists), key: fc.constantFrom(...sortKeys) }),
  },
  { requiredKeys: [] },
);
/** What a writer has in mind: mostly the version that is there, now and then a stale one or the wrong idea altogether. */
const expectation = fc.oneof(
  { arbitrary: fc.constant('as it is' as const), weight: 6 },
  { arbitrary: fc.constantFrom<Expectation>('any', 'absent', { version: 1 }, { version: 2 }), weight: 2 },
);
const data = fc.dictionary(
  fc.string({ maxLength: 3 }),
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null)),
  {
    maxKeys: 3,
  },
);
const step = fc.record({ kind: fc.constantFrom('put', 'put', 'put', 'remove', 'check'), key, expectation, details, data });
const commit = fc.uniqueArray(step, { minLength: 1, maxLength: 5, selector: (one) => `${one.key.pk}/${one.key.sk}` });

const rangeOver = (ends: readonly string[]): fc.Arbitrary<Range> =>
  fc.record(
    {
      from: fc.constantFrom('', ...ends),
      to: fc.constantFrom(...ends),
      limit: fc.integer({ min: 0, max: 6 }),
      newestFirst: fc.boolean(),
    },
    { requiredKeys: [] },
  );

const toChange = (
  { kind, key, expectation, details, data }: typeof step extends fc.Arbitrary<infer T> ? T : never,
  version?: number,
): Change => {
  const expect = expectation !== 'as it is' ? expectation : version === undefined ? 'absent' : { version };
  if (kind === 'remove') return { remove: key, expect };
  if (kind === 'check') return { check: key, expect };
  const next = expect === 'absent' ? 1 : expect === 'any' ? (version ?? 0) + 1 : expect.version + 1;
  return { put: { ...key, version: next, ...details, data } as Item, expect };
};

test('any run of commits leaves SQLite with what a plain map would hold, conflicts and a lagging index included', async () => {
  let stood = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(commit, { minLength: 1, maxLength: 25 }),
      fc.record({
        partition: rangeOver(sortKeys),
        due: rangeOver(hours),
        list: rangeOver(sortKeys),
        lag: fc.integer({ min: 0, max: 4 }),
      }),
      async (commits, look) => {
        const model = ledgerModel();
        const ledger = sqliteLedger({ indexLag: () => look.lag });
        for (const steps of commits) {
          const changes = steps.map((one) => toChange(one, model.versionOf(one.key)));
          const broken = model.commit(changes);
          const outcome: unknown = await ledger.commit(changes).then(
            () => undefined,
            (error: unknown) => error,
          );
          if (broken) refused += 1;
          else stood += 1;
          expect(outcome instanceof Conflict ? outcome.key : outcome).toEqual(broken);

          for (const pk of partitions) expect(await ledger.query(pk, look.partition)).toEqual(model.query(pk, look.partition));
          for (const shard of [0, 1, 2, 3])
            expect(await ledger.due(shard, look.due)).toEqual(model.due(shard, look.due, look.lag));
          for (const list of lists) expect(await ledger.list(list, look.list)).toEqual(model.list(list, look.list, look.lag));
          expect(ledger.earliestDue()).toBe(model.earliestDue());
          for (const { key } of steps) expect(await ledger.get(key)).toEqual(model.get(key satisfies Key));
        }
        ledger.close();
      },
    ),
    { numRuns: 150 },
  );
  // The run must have tried both outcomes, or it shows nothing.
  expect(stood).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
