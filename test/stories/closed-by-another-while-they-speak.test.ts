import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

async function speaking() {
  const night = await ringingNight();
  const { town, sam, mary } = night;
  await sam.answers();
  await sam.presses('1');
  await sam.presses('4');
  await mary.hears(/has your message/);
  await mary.answers();
  await town.pass('PT1M');
  return night;
}

test('somebody else closes it in the console while the responder and she speak: nobody cuts them off', async () => {
  const { town, sam, mary, close, escalation } = await speaking();
  expect(await close('sent-to-hospital', 'lena')).toMatchObject({ status: 200 });
  expect(await escalation()).toMatchObject({ state: 'closed' });
  expect((await mary.look()).calls.at(-1)).toMatchObject({ state: 'answered' });
  await town.pass('PT5M');
  await mary.hangsUp();
  await sam.hasBeenTold(/dealt with already/);
  await sam.isQuiet();
});

test('the responder says by text that they have spoken while they still do: they are not cut off either', async () => {
  const { mary, sam, code, escalation } = await speaking();
  await sam.texts(`${code} spoke`);
  await sam.hears(/that is recorded/);
  expect(await escalation()).toMatchObject({ state: 'closed' });
  expect((await mary.look()).calls.at(-1)).toMatchObject({ state: 'answered' });
});
