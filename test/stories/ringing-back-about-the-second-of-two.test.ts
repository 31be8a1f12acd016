import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';
import { JOAN } from '../harness/town.ts';

test('of two that ring them, the code that is keyed says which they ring back about', async () => {
  const { town, sam, alex } = await ringingNight();
  const joan = await town.enrol(JOAN);
  await joan.texts('burning up and shaking');
  await joan.hears(/please ring/);
  const second = /code (\d{4})/.exec(await sam.hears(/code/))?.[1] ?? '';
  await sam.hangsUp();
  await town.pass('PT3S');
  await alex.hears(/code/);
  await sam.ringsTheService();
  await sam.presses(second);
  await sam.hasBeenTold(/Joan Fletcher/);
  await sam.presses('1');
  await joan.hears(/has your message/);
  const open = await town.escalations();
  expect(open.find(({ patientId }) => patientId === joan.id)).toMatchObject({ acceptedBy: 'sam' });
  expect(open.find(({ patientId }) => patientId !== joan.id)).toMatchObject({ acceptedBy: null });
});
