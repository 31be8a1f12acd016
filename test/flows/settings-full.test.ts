import { expect, test } from 'vitest';
import type { RotaOverride } from '../../functions/care/service.ts';
import { settingsKey } from '../../functions/ledger/shapes.ts';
import { newTown } from '../harness/town.ts';

/** What staff record of a service is one item of the ledger, which has an end: it is said before it is reached, and what takes away is never refused. */

const night = { duty: 'night-first', from: '2026-11-25T17:00', to: '2026-11-26T09:00', staff: 'ann', why: 'Sam is away' };

const many = (count: number): RotaOverride[] =>
  Array.from({ length: count }, (_, place) => ({
    ...{ id: `o${place}`, duty: 'night-second', staff: 'alex', by: 'lena', why: 'x'.repeat(200) },
    ...{ from: '2026-12-01T17:00:00.000Z', to: '2026-12-02T09:00:00.000Z', at: '2026-11-25T10:00:00.000Z' },
  }));

test('a change of the rota that would not fit is refused with what to do, and undoing still works', async () => {
  const town = await newTown();
  const { ledger } = town.local.world;
  const item = await ledger.get(settingsKey('demo'));
  if (!item) throw new Error('no settings');
  const put = { ...item, version: item.version + 1, data: { ...item.data, overrides: many(950) } };
  await ledger.commit([{ put, expect: { version: item.version } }]);
  expect(await town.ask('POST', '/api/v1/rota/overrides', night)).toMatchObject({
    status: 409,
    body: { error: { code: 'settings-full', message: expect.stringContaining('undo changes of the rota') } },
  });
  expect((await town.ask('DELETE', '/api/v1/rota/overrides/o1')).status).toBe(200);
});
