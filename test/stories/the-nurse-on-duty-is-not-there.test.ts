import { expect, test } from 'vitest';
import { BEL, LENA, newTown } from '../harness/town.ts';

const ANN = '+447700900972';
const SOMEBODY = '+447700900299';

/** Ann has the day by the rota, on her own phone, and Bel stands in for her. */
const service = {
  handover: undefined,
  probe: undefined,
  rota: [
    { duty: 'day-duty', staff: 'ann' },
    { duty: 'day-deputy', staff: 'bel' },
    { duty: 'night-first', staff: 'sam' },
    { duty: 'night-second', staff: 'alex' },
  ],
};

async function rungFirst(town: Awaited<ReturnType<typeof newTown>>): Promise<string[]> {
  await town.handset(SOMEBODY).texts('I cant breathe');
  await town.handset(SOMEBODY).hears(/999/);
  const [open] = await town.escalations();
  return (open?.rungs ?? []).filter(({ result }) => result === 'ringing').map(({ number }) => number ?? '');
}

test('Fifteen minutes after opening her deputy, who has signed in, is rung in her place', async () => {
  const town = await newTown({ at: '2026-11-25T08:30:00Z', proofs: true, service });
  await town.until('2026-11-25T08:55:00Z');
  await town.ask('GET', '/api/v1/queues/cns', undefined, 'bel');
  await town.until('2026-11-25T09:16:00Z');
  const page = await town.page('cleo');
  expect(page).toContain('On duty: Bel Okafor, here since today 08:55. Ann Lee has not been seen since today 09:00.');
  expect(await rungFirst(town)).toEqual([BEL]);
  await town.close();
});

test('Until then it is the rota that counts', async () => {
  const town = await newTown({ at: '2026-11-25T08:30:00Z', proofs: true, service });
  await town.until('2026-11-25T09:14:00Z');
  expect(await rungFirst(town)).toEqual([ANN]);
  await town.close();
});

test('When nobody has been seen the lead is told, and is rung', async () => {
  const town = await newTown({ at: '2026-11-25T08:30:00Z', proofs: true, service });
  await town.until('2026-11-25T09:15:00Z');
  await town.handset(LENA).hears(/nobody has been seen on duty yet today/);
  expect(await town.page('cleo')).toContain('Nobody has been seen on duty since today 09:00.');
  expect(await rungFirst(town)).toEqual([LENA]);
  await town.close();
});

test('A phone that lies on the ward counts as there', async () => {
  const town = await newTown({ at: '2026-11-25T08:30:00Z', proofs: true, service: { handover: undefined } });
  await town.until('2026-11-25T09:30:00Z');
  expect(await town.page('cleo')).toContain('On duty: Duty phone.');
  expect(await rungFirst(town)).toEqual(['+447700900974']);
  await town.close();
});
