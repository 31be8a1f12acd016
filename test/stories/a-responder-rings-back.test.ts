import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('whoever has it rings the service, keys the code, and says what came of it', async () => {
  const { sam, mary, code, escalation } = await ringingNight();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await sam.ringsTheService();
  await sam.hasBeenTold(/please key the four digit code from our text/);
  await sam.hasNotBeenTold(/Mary|burning/);
  await sam.presses(code);
  await sam.hasBeenTold(/Please ring 0 7 7 0 0 9 0 0 2 0 1/);
  await sam.presses('5');
  await sam.hasBeenTold(/What came of it\?/);
  await sam.presses('1');
  await sam.hasBeenTold(/that is recorded/);
  expect(await escalation()).toMatchObject({ state: 'closed', outcome: { by: 'sam' } });
});

test('a wrong code says nothing about anybody, however often', async () => {
  const { sam, escalation, town, code } = await ringingNight();
  await sam.hangsUp();
  await town.handset('+447700900976').hears(/code/);
  await sam.ringsTheService();
  const wrong = code === '0000' ? '1111' : '0000';
  for (let time = 0; time < 3; time += 1) await sam.presses(wrong);
  await sam.hasNotBeenTold(/Mary|burning|9 0 0 2 0 1/);
  await sam.isQuiet();
  expect(await escalation()).toMatchObject({ acceptedBy: null });
});

test('whoever missed the call rings back and takes it', async () => {
  const { town, sam, alex, mary, code, escalation } = await ringingNight();
  await sam.hangsUp();
  await alex.hears(/code/);
  await town.pass('PT2S');
  await alex.rings();
  await sam.ringsTheService();
  await sam.presses(code);
  await sam.hasBeenTold(/Mary Thornton/);
  await sam.presses('1');
  await mary.hears(/has your message/);
  await alex.isQuiet();
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });
});

test('whoever rings back when somebody else has it already is told who', async () => {
  const { town, sam, mary, code, escalation } = await ringingNight();
  expect(await town.ask('POST', `/api/v1/escalations/${(await escalation())?.id}/accept`, {}, 'bel')).toMatchObject({
    status: 200,
  });
  await mary.hears(/has your message/);
  await sam.ringsTheService();
  await sam.hasNotBeenTold(/Mary|burning/);
  await sam.presses(code);
  await sam.hasBeenTold(/Bel has it already/);
  await sam.texts('ok');
  await sam.hears(/Bel has it already/);
});

test('whoever guesses at codes from a forged number is soon told nothing more, and the text with the code still works', async () => {
  const { sam, mary, code, escalation } = await ringingNight();
  const wrong = code === '0000' ? '1111' : '0000';
  for (let call = 0; call < 3; call += 1) {
    await sam.ringsTheService();
    for (let time = 0; time < 3; time += 1) await sam.presses(wrong);
  }
  await sam.ringsTheService();
  await sam.hasBeenTold(/We cannot say more without it/);
  await sam.hasNotBeenTold(/Mary|burning/);
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  expect(await escalation()).toMatchObject({ acceptedBy: 'sam' });
});
