import { expect, test } from 'vitest';
import { ALEX, newTown, SAM } from '../harness/town.ts';

/** Wednesday 25 November 2026. Sam is first on call every night and Alex second, until they swap this one for the next. */

const tonight = { duty: 'night-first', from: '2026-11-25T17:00', to: '2026-11-26T09:00' };
const tomorrow = { duty: 'night-second', from: '2026-11-26T17:00', to: '2026-11-27T09:00' };

type Made = { overrides: { id: string; swap: string }[] };

test('two people swap turns: tonight Alex rings first, and when it is undone Sam does again', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const swap = { one: tonight, other: tomorrow, why: 'a wedding' };
  const { status, body } = await town.ask<Made>('POST', '/api/v1/rota/swaps', swap);
  expect(status).toBe(201);

  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(ALEX).hears(/code/);
  await town.handset(ALEX).rings();
  await town.handset(SAM).isQuiet();
  await town.handset(ALEX).answers();
  await town.handset(ALEX).presses('1');
  await town.handset(ALEX).presses('1');
  await mary.hears(/^Somebody on call has your message/);
  const [escalation] = await town.escalations();
  expect(escalation?.acceptedBy).toBe('alex');

  // Either half undoes both.
  const undone = await town.ask<Made>('DELETE', `/api/v1/rota/overrides/${body.overrides[1]?.id}`);
  expect(undone.body.overrides).toHaveLength(2);
  type Rota = { duties: { duty: string; now: { staff: string } }[]; overrides: unknown[] };
  const rota = (await town.ask<Rota>('GET', '/api/v1/rota')).body;
  expect(rota.duties.find(({ duty }) => duty === 'night-first')?.now.staff).toBe('sam');
  expect(rota.overrides).toEqual([]);
});

test('a swap that makes no sense is refused, with the field that would have to change', async () => {
  const town = await newTown();
  const swap = async (one: object, other: object) =>
    (await town.ask<{ error: object }>('POST', '/api/v1/rota/swaps', { one, other, why: 'x' })).body.error;
  expect(await swap(tonight, { ...tomorrow, duty: 'night-first' })).toMatchObject({ code: 'swap-with-the-same', field: 'other' });
  const nobody = { duty: 'night-first', staff: null, from: '2026-11-26T02:00', to: '2026-11-26T03:00', why: 'x' };
  expect((await town.ask('POST', '/api/v1/rota/overrides', nobody)).status).toBe(201);
  expect(await swap(tonight, tomorrow)).toMatchObject({ code: 'swap-with-nobody', field: 'one' });
  expect(await swap({ ...tonight, to: '2026-11-25T16:00' }, tomorrow)).toMatchObject({
    code: 'rota-ends-before-it-begins',
    field: 'one.to',
  });
  expect(await swap(tonight, { ...tomorrow, duty: 'nurse' })).toMatchObject({ code: 'rota-no-such-duty', field: 'other.duty' });
  await town.handset('+447700900971').hears(/nobody could be rung/);
});
