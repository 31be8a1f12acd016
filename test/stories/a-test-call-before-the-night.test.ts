import { expect, test } from 'vitest';
import { LENA, newTown, SAM } from '../harness/town.ts';

test('Ten minutes before the night begins whoever is first on call is rung to try the phone, and presses a key', async () => {
  const town = await newTown({ at: '2026-11-25T16:00:00Z', proofs: true });
  const sam = town.handset(SAM);
  await town.until('2026-11-25T16:49:59Z');
  expect(await sam.calls()).toBe(0);

  await town.until('2026-11-25T16:50:05Z');
  await sam.rings();
  await sam.answers();
  await sam.hasBeenTold(/^This is Alongside: a test call\. You are the first to be rung from 5pm today\. Press 1/);
  await sam.presses('1');
  await sam.hasBeenTold(/Thank you\. That is all/);
  expect(await town.page()).toContain('Sam Reid took the test call for today 17:00 at today 16:50');

  await town.until('2026-11-25T18:00:00Z');
  expect(await sam.calls()).toBe(1);
  await town.handset(LENA).hearsNothing();
});

test('While anybody is being rung for nobody is rung for a test', async () => {
  const town = await newTown({ at: '2026-11-25T16:45:00Z', proofs: true });
  const mary = await town.enrol();
  await mary.texts('I cant breathe');
  await mary.hears(/999/);
  const sam = town.handset(SAM);
  await town.until('2026-11-25T16:55:00Z');
  expect((await town.escalations()).map(({ state }) => state)).toEqual(['exhausted']);
  expect(await sam.calls()).toBe(0);
  expect(await town.page()).toContain('There was no test call for today 17:00');
  await town.close();
});
