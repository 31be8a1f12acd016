import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('3 after accepting gives it back: it rings again at once', async () => {
  const { town, sam, mary, escalation } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/has your message/);
  await sam.presses('3');
  await town.pass('PT2S');
  await sam.hears(/code/);
  expect(await escalation()).toMatchObject({ state: 'open', acceptedBy: null, round: 2 });
  await sam.rings();
});

test('"cant" with the code after accepting gives it back as well', async () => {
  const { town, sam, mary, code, escalation } = await ringingNight();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await sam.texts(`${code} cant`);
  await sam.hears(/we are ringing others/);
  await town.pass('PT2S');
  await sam.hears(/code/);
  expect(await escalation()).toMatchObject({ state: 'open', round: 2 });
});
