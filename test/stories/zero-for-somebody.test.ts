import { expect, test } from 'vitest';
import { DUTY, newTown } from '../harness/town.ts';

const JEAN = { name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true };

async function ringing(more: object = {}, at = '2026-11-26T10:14:10Z') {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ ...JEAN, ...more });
  await jean.answers();
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until(at);
  await jean.rings();
  await jean.answers();
  return { town, jean, id };
}

test('0 in a check-in: the duty phone is asked, takes her with a key, and a nurse finds that she wanted somebody', async () => {
  const { town, jean, id } = await ringing();
  await jean.presses('1');
  await jean.presses('0');
  await jean.hasBeenTold(/We are putting you through/);
  const duty = town.handset(DUTY);
  await duty.rings();
  await duty.answers();
  await duty.hasNotBeenTold(/Jean/);
  await duty.presses('1');
  await duty.hasBeenTold(/from the phone of Jean Hargreaves/);
  await town.pass('PT2M');
  await duty.hangsUp();
  await jean.isQuiet();
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', reasonCode: 'asked-for-a-call' }]);
  const calls = await jean.calls();
  await town.pass('PT2H');
  expect(await jean.calls()).toBe(calls);
});

test('before the first question as well, and when nobody can come she leaves a message', async () => {
  const { town, jean, id } = await ringing();
  for (const phone of [DUTY, '+447700900971', '+447700900972', '+447700900973']) await town.handset(phone).is('busy');
  await jean.presses('0');
  await town.pass('PT10S');
  await jean.hasBeenTold(/To leave a message, press 3/);
  await jean.presses('3');
  await jean.says('I would like to talk about the tablets with Ann');
  await jean.hangsUp();
  expect(await town.queue()).toMatchObject([{ patientId: id, reasonCode: 'left-a-message' }]);
});

test('star makes it slower, in this call and the next; 9 says it again', async () => {
  const { town, jean, id } = await ringing();
  await jean.presses('1');
  await jean.presses('9');
  await jean.presses('*');
  await jean.hasBeenTold(/How are you today[\s\S]*How are you today[\s\S]*How are you today/);
  expect(await town.history(id)).toContain('voice-slower');
  await jean.presses('1');
  await jean.hasBeenTold(/good to hear/);
});
