import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('whoever takes it after another has tried in vain has the whole time, and is reminded half-way', async () => {
  const { town, sam, alex, mary, code, escalation } = await ringingNight();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await sam.texts(`${code} n`);
  await sam.hears(/yours to try again/);
  await sam.texts(`${code} cant`);
  await sam.hears(/we are ringing others/);
  await sam.hears(/code/);
  await alex.texts(code);
  await alex.hears(/it is yours/);
  for (const heard of [/has your message/, /just tried to ring you/, /has your message/]) await mary.hears(heard);
  await town.pass('PT10M5S');
  await alex.hears(/have you spoken to the person/);
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'alex' });
});
