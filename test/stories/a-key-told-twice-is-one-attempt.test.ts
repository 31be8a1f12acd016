import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('the provider tells the key for "could not reach" twice: she is told once, and nobody is asked to look after her yet', async () => {
  const { town, sam, mary } = await ringingNight();
  await town.network({ webhooks: 'twice' });
  await sam.answers();
  await sam.presses('1');
  await sam.presses('4');
  await mary.hears(/has your message/);
  await mary.hangsUp();
  await sam.presses('4');
  await sam.hasBeenTold(/It is yours to try again\. We ring again at 9:15pm today/);
  await mary.hears(/We have just tried to ring you/);
  await mary.hearsNothing();
  await sam.hearsNothing();
  const attempts = (await town.history(mary.id)).filter((what) => what.startsWith('contact-attempted'));
  expect(attempts).toHaveLength(1);
});

test('a key told twice that gives it back: they hear what comes of it before the call ends', async () => {
  const { town, sam, mary } = await ringingNight();
  await town.network({ webhooks: 'twice' });
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/has your message/);
  await sam.presses('3');
  await sam.hears(/code/);
  await sam.hasBeenTold(/ringing the next person/);
  await town.pass('PT2S');
  expect((await town.escalations())[0]).toMatchObject({ state: 'open', round: 2 });
});
