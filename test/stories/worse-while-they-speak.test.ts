import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('it gets worse while one responder speaks to her: whoever takes it then has a clock of their own', async () => {
  const { town, sam, alex, mary, code, escalation } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('4');
  await mary.hears(/has your message/);
  await mary.answers();
  await mary.texts('cant breathe');
  await mary.hears(/ring 999 now/);
  await sam.hears(/code/);
  await alex.texts(code);
  await alex.hears(/it is yours/);
  await mary.hears(/has your message/);
  await town.pass('PT3M');
  await sam.hangsUp();
  await town.pass('PT7M5S');
  await alex.hears(/have you spoken to the person/);
  await town.pass('PT10M');
  await sam.hears(/code/);
  await sam.rings();
  expect(await escalation()).toMatchObject({ state: 'open', acceptedBy: null, round: 3 });
});
