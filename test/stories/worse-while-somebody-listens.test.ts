import { expect, test } from 'vitest';
import { A_MOMENT, ringingNight } from '../harness/night.ts';

test('a worse report while somebody listens is told at once, and rings again at the top as an emergency', async () => {
  const { town, sam, mary, escalation } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/burning up and shaking/);
  await mary.texts('cant breathe now');
  await mary.hears(/999/);
  await sam.hasBeenTold(/Nobody has it yet, and it has begun to ring afresh/);
  await town.pass(A_MOMENT);
  await sam.hears(/code/);
  await sam.rings();
  expect(await escalation()).toMatchObject({ state: 'open', round: 2 });
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/cant breathe now/);
});

test('it gets worse while whoever has taken it listens to the keys: they hear that it rings afresh', async () => {
  const { town, sam, mary } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/has your message/);
  await mary.texts('cant breathe');
  await mary.hears(/ring 999 now/);
  await sam.hears(/code/);
  await sam.hasBeenTold(/it has begun to ring afresh/);
  await town.pass('PT2S');
  await sam.rings();
});
