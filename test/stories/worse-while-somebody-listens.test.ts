import { expect, test } from 'vitest';
import { A_MOMENT, ringingNight } from '../harness/night.ts';

test('a worse report while somebody listens is told at once, and rings again at the top as an emergency', async () => {
  const { town, sam, mary, escalation } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/burning up and shaking/);
  await mary.texts('cant breathe now');
  await mary.hears(/999/);
  await sam.hasBeenTold(/There is news about this, and it is being rung anew/);
  await town.pass(A_MOMENT);
  await sam.hears(/code/);
  await sam.rings();
  expect(await escalation()).toMatchObject({ state: 'open', round: 2 });
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/cant breathe now/);
});
