import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('whoever has taken it by text while listening hears that it is theirs, and 3 gives it back instead of only saying so', async () => {
  const { town, sam, mary, code, escalation } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await sam.hasBeenTold(/it is yours\. Please ring 0 7 7 0 0 9 0 0 2 0 1/);
  await sam.presses('3');
  await sam.hasBeenTold(/ringing the next person/);
  await town.pass('PT2S');
  expect(await escalation()).toMatchObject({ state: 'open', acceptedBy: null, round: 2 });
  await sam.hears(/code/);
  await sam.rings();
});

test('the same when they have rung back', async () => {
  const { town, sam, mary, code, escalation } = await ringingNight();
  await sam.ringsTheService();
  await sam.presses(code);
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await sam.presses('3');
  await town.pass('PT2S');
  expect(await escalation()).toMatchObject({ state: 'open', acceptedBy: null, round: 2 });
  await sam.hears(/code/);
});
