import { expect, test } from 'vitest';
import { BEL, DUTY, LENA, newTown } from '../harness/town.ts';

const ANN = '+447700900972';

test('she rings by day: the duty phone is asked first, and a voicemail takes no call', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  const duty = town.handset(DUTY);
  await duty.is('voicemail');
  await mary.ringsTheService();
  await mary.presses('2');
  await town.pass('PT45S');
  expect((await duty.look()).calls.at(-1)).toMatchObject({ state: 'ended' });
  await duty.hasBeenTold(/^Alongside: a call for you\. Press 1 to take it\./);
  await duty.hasNotBeenTold(/Mary/);
  const ann = town.handset(ANN);
  await ann.rings();
  await ann.answers();
  await ann.hasNotBeenTold(/Mary/);
  await ann.presses('1');
  await ann.hasBeenTold(/from the phone of Mary Thornton/);
  await town.pass('PT2M');
  await mary.hangsUp();
  await ann.isQuiet();
  expect(await town.history(id)).toContain('call-taken: ann');
  expect(await town.queue()).toEqual([]);
});

test('nobody of the nurses takes it: another line or a message, and a nurse finds that she rang', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  for (const phone of [DUTY, ANN, BEL, LENA]) await town.handset(phone).is('busy');
  await mary.ringsTheService();
  await mary.presses('2');
  await town.pass('PT10S');
  await mary.hasBeenTold(/Nobody can come to the phone just now\. To try another line, press 1\. To leave a message, press 3\./);
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', reasonCode: 'asked-for-a-call' }]);
  await mary.presses('1');
  await town.handset('+441632960020').rings();
});

test('a nurse who hears the question and presses another key does not take it', async () => {
  const town = await newTown();
  const { id: _, ...mary } = await town.enrol();
  await mary.ringsTheService();
  await mary.says('can I speak to my nurse please');
  const duty = town.handset(DUTY);
  await duty.rings();
  await duty.answers();
  await duty.presses('5');
  await duty.isQuiet();
  await town.handset(ANN).rings();
});

test('she needs somebody now, by day: it is urgent in the queue, whoever takes the call has claimed it, and nothing else rings', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  const duty = town.handset(DUTY);
  await mary.ringsTheService();
  await mary.presses('1');
  await mary.hasBeenTold(/If it gets worse, hang up and ring 999/);
  await duty.answers();
  await duty.presses('1');
  expect(await town.queue()).toMatchObject([
    { patientId: id, urgency: 'urgent', reasonCode: 'asked-for-somebody-now', claimedBy: 'duty' },
  ]);
  await town.pass('PT11M');
  await mary.hangsUp();
  expect(await town.escalations()).toEqual([]);
});

test('she needs somebody now and hangs up before anybody takes it: it rings at once', async () => {
  const town = await newTown();
  const { id: _, ...mary } = await town.enrol();
  await mary.ringsTheService();
  await mary.says('I am feeling worse');
  await town.handset(DUTY).rings();
  await mary.hangsUp();
  expect(await town.escalations()).toMatchObject([{ state: 'open', from: mary.phone }]);
  await town.handset(DUTY).hears(/code/);
  await town.pass('PT2S');
  await town.handset(DUTY).rings();
});
