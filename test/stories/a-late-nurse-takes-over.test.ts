import { expect, test } from 'vitest';
import { BEL, LENA, newTown } from '../harness/town.ts';

const ANN = '+447700900972';
const SOMEBODY = '+447700900299';

const rota = [
  { duty: 'day-duty', staff: 'ann' },
  { duty: 'day-deputy', staff: 'bel' },
  { duty: 'night-first', staff: 'sam' },
  { duty: 'night-second', staff: 'alex' },
];

async function ringing(town: Awaited<ReturnType<typeof newTown>>): Promise<(string | null)[]> {
  const [open] = await town.escalations();
  return (open?.rungs ?? []).filter(({ result }) => result === 'ringing').map(({ number }) => number);
}

test('She texts that she is here at twenty past nine, and is rung from then on', async () => {
  const town = await newTown({ at: '2026-11-25T08:30:00Z', proofs: true, service: { handover: undefined, rota } });
  const ann = town.handset(ANN);
  await town.until('2026-11-25T09:20:00Z');
  await town.handset(LENA).hears(/nobody has been seen/);
  await ann.texts("I'm here!");
  await ann.hears(/^Alongside: thank you\. You are down as here\.$/);
  expect(await town.page('cleo')).toContain('On duty: Ann Lee, here since today 09:20.');

  await town.handset(SOMEBODY).texts('I cant breathe');
  await town.handset(SOMEBODY).hears(/999/);
  expect(await ringing(town)).toEqual([ANN]);
  expect((await town.unmatched()).map(({ words }) => words)).toEqual(['I cant breathe']);
  await town.close();
});

test('A key in the test call before opening says that she is there as well', async () => {
  const town = await newTown({ at: '2026-11-25T08:49:00Z', proofs: true, service: { rota } });
  const ann = town.handset(ANN);
  await town.until('2026-11-25T08:50:02Z');
  await ann.answers();
  await ann.presses('1');
  await town.until('2026-11-25T09:20:00Z');
  await town.handset(SOMEBODY).texts('I cant breathe');
  await town.handset(SOMEBODY).hears(/999/);
  expect(await ringing(town)).toEqual([ANN]);
  await town.close();
});

test('In the round that goes on it is still whoever was there; the next round asks afresh', async () => {
  const town = await newTown({ at: '2026-11-25T08:30:00Z', proofs: true, service: { handover: undefined, rota } });
  await town.ask('GET', '/api/v1/queues/cns', undefined, 'bel');
  await town.until('2026-11-25T09:16:00Z');
  await town.handset(SOMEBODY).texts('I cant breathe');
  await town.handset(SOMEBODY).hears(/999/);
  expect(await ringing(town)).toEqual([BEL]);
  await town.handset(ANN).texts('here');
  await town.handset(ANN).hears(/down as here/);
  await town.pass('PT4M');
  await town.handset(ANN).hears(/somebody needs|code|call back/i);
  expect(await town.handset(ANN).calls()).toBeGreaterThan(0);
  await town.close();
});
