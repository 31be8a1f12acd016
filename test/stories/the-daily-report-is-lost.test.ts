import { expect, test } from 'vitest';
import { LENA, newTown, TEST_PHONE } from '../harness/town.ts';

const at = '2026-11-25T10:58:00Z';

test('The call is not taken: the lead is told by text and by voice which part of the way is missing', async () => {
  const town = await newTown({ at, proofs: true });
  await town.handset(TEST_PHONE).is('no-answer');
  await town.until('2026-11-25T11:03:05Z');
  const lena = town.handset(LENA);
  await lena.hears(/today's test report did not come through/);
  await lena.rings();
  await lena.answers();
  await lena.hasBeenTold(/test report did not come through/);
  expect(await town.page()).toContain('The test of today 11:00 did not come through: the call was not taken.');
  await town.until('2026-11-25T14:00:00Z');
  expect(await town.escalations()).toEqual([]);
  await lena.hearsNothing();
});

test('The text never comes back in: everything of the way is missing', async () => {
  const town = await newTown({
    at,
    proofs: true,
    alter: ({ provider }) => ({
      provider: {
        ...provider,
        sendText: (text) =>
          text.from === TEST_PHONE ? Promise.resolve({ kind: 'taken', providerId: 'SMlost' }) : provider.sendText(text),
      },
    }),
  });
  await town.until('2026-11-25T11:03:05Z');
  await town.handset(LENA).hears(/did not come through/);
  expect(await town.page()).toContain(
    'the text was not stored, no answer was delivered, no phone was rung, the call was not taken',
  );
  await town.close();
});
