import { expect, test } from 'vitest';
import type { Message } from '../../functions/care/catalogue.ts';
import { catalogue, newTown, SAM } from '../harness/town.ts';

const CARYS = {
  name: 'Carys Evans',
  preferredName: 'Carys',
  language: 'cy',
  nation: 'wales',
  agreement: { takenBy: 'Ann Lee', on: '2026-11-20', how: 'in clinic' },
  quiet: true,
};

test('in production no translation that nobody has reviewed is sent, not even in danger: English is', async () => {
  const town = await newTown({ alter: () => ({ production: true }) });
  const carys = await town.enrol(CARYS);
  await carys.hears(/^Hello from Alongside/);
  await carys.texts('OK');
  await carys.hears(/^Carys, thank you/);
  await carys.hears(/^Carys, this is Alongside\./);
  await carys.texts('feet a bit sore and tired');
  await carys.hears(/will read this by 5pm tomorrow/);
  await town.until('2026-11-25T22:00:00Z');
  await carys.texts('burning up and shaking');
  await carys.hears(/^Carys, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await carys.texts('STOP');
  await carys.hears(/^Carys, we have stopped texting you/);
});

test('once somebody has reviewed one, that one is sent in Welsh and the others still in English', async () => {
  const nudge = { ...(catalogue.messages.cy['first-text'] as Message), reviewed: { by: 'Siân Rees', on: '2026-11-24' } };
  const messages = { ...catalogue.messages, cy: { ...catalogue.messages.cy, 'first-text': nudge } };
  const town = await newTown({ alter: () => ({ production: true, catalogue: { ...catalogue, messages } }) });
  const carys = await town.enrol(CARYS);
  await carys.hears(/^Helo gan Alongside/);
  await carys.texts('OK');
  await carys.hears(/^Carys, thank you/);
  expect(await carys.hears(/^Carys, this is Alongside\./)).not.toMatch(/dyma/);
});
