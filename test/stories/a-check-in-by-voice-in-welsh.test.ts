import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

const MEGAN = { name: 'Megan Pugh', preferredName: 'Megan', channel: 'voice', language: 'cy', nation: 'wales', quiet: true };

test('a check-in in Welsh, by a word', async () => {
  const town = await newTown();
  const { id, ...megan } = await town.enrol(MEGAN);
  await megan.answers();
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:14:10Z');
  await megan.rings();
  await megan.answers();
  await megan.hasBeenTold(/^Alongside sydd yma\. Pwyswch 1 i fynd ymlaen/);
  await megan.says('Ymlaen.');
  await megan.hasBeenTold(/Sut ydych chi heddiw\? Pwyswch 1/);
  await megan.says('Dau.');
  expect(await town.queue()).toMatchObject([{ patientId: id, reasonCode: 'answer-2' }]);
});

test('she rings us and hears her own language; her nurse is asked in English', async () => {
  const town = await newTown();
  const { id: _, ...megan } = await town.enrol({ ...MEGAN, channel: 'text', quiet: true });
  await megan.hears(/Alongside/);
  await megan.ringsTheService();
  await megan.hasBeenTold(/^Alongside sydd yma\. Os yw hyn yn argyfwng, rhowch y ffôn i lawr a ffoniwch 999/);
  await megan.hasNotBeenTold(/press/);
  await megan.says('Nyrs, os gwelwch yn dda.');
  const duty = town.handset('+447700900974');
  await duty.rings();
  await duty.answers();
  await duty.hasBeenTold(/^Alongside: a call for you\. Press 1/);
});

test('a number that nobody knows chooses Welsh with 9, and the choice stays for the call', async () => {
  const town = await newTown();
  const caller = town.handset('+447700900555');
  await caller.ringsTheService();
  await caller.hasBeenTold(/^This is Alongside[\s\S]*Am Gymraeg, pwyswch 8\.[\s\S]*press 1/);
  await caller.presses('8');
  await caller.hasBeenTold(/Am y nyrsys, pwyswch 2/);
  await caller.presses('3');
  await caller.hasBeenTold(/Gallwch adael neges ar ôl y tôn/);
  await caller.hangsUp();
});
