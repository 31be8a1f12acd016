import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('she gets worse while a responder listens: they are not told that it is over, and their phone rings with it at once', async () => {
  const { town, mary, sam, escalation } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await mary.texts('cant breathe');
  await mary.hears(/999/);
  await sam.hears(/code/);
  await town.pass('PT3S');
  expect(await escalation()).toMatchObject({ state: 'open', round: 2 });
  for (const { transcript } of (await sam.look()).calls)
    for (const { says } of transcript) expect(says ?? '').not.toMatch(/dealt with already/);
  await sam.rings();
});
