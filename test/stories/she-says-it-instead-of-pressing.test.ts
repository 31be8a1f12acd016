import { expect, test } from 'vitest';
import { DUTY, newTown } from '../harness/town.ts';

const JEAN = { name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true };

async function asked() {
  const town = await newTown();
  const { id, ...jean } = await town.enrol(JEAN);
  await jean.answers();
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:14:10Z');
  await jean.answers();
  await jean.says('Yes, go on.');
  await jean.hasBeenTold(/How are you today/);
  return { town, jean, id };
}

test('"two" is the key 2', async () => {
  const { town, jean, id } = await asked();
  await jean.says('Two.');
  await jean.hasBeenTold(/will read this by .* ring 0 1 6 3 2 9 6 0 0 1 0 at any hour/);
  await jean.hasNotBeenTold(/Text|text/);
  expect(await town.queue()).toMatchObject([{ patientId: id, reasonCode: 'answer-2' }]);
});

test('words of her own are read as a text would be, and stand in the conversation', async () => {
  const { town, jean, id } = await asked();
  await jean.says('My feet are sore again.');
  await jean.hasBeenTold(/will read this by/);
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', words: 'My feet are sore again.' }]);
  expect((await town.conversation(id)).map(({ body }) => body)).toContain('My feet are sore again.');
});

test('"my breathing is bad" is danger: what to do now, then somebody, and it is urgent in the queue', async () => {
  const { town, jean, id } = await asked();
  await jean.says("I can't get my breath.");
  await jean.hasBeenTold(/999[\s\S]*We are putting you through/);
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'emergency', words: "I can't get my breath." }]);
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
});

test('what is not understood is asked again, and the second time a nurse reads it', async () => {
  const { town, jean, id } = await asked();
  await jean.says('flimflam on the garden gate');
  await jean.hasBeenTold(/did not understand[\s\S]*How are you today/);
  expect(await town.queue()).toEqual([]);
  await jean.says('flimflam on the garden gate');
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', words: 'flimflam on the garden gate' }]);
});

test('ringing us she says what is wrong: it is kept in her words, and somebody is rung', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  await mary.ringsTheService();
  await mary.says('My temperature is 38.9 and I am shaking.');
  await mary.hasBeenTold(/If it gets worse, hang up and ring 999\. We are putting you through/);
  await mary.hasNotBeenTold(/Mary/);
  await town.handset(DUTY).rings();
  expect(await town.queue()).toMatchObject([
    { patientId: id, urgency: 'urgent', reasonCode: 'asked-for-somebody-now', words: 'My temperature is 38.9 and I am shaking.' },
  ]);
});

test('"stop ringing me", on her own phone, stops what comes by itself', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  await mary.ringsTheService();
  await mary.says('Please stop ringing me.');
  await mary.hasBeenTold(/We will not text or ring you first any more/);
  expect(await town.history(id)).toContain('stopped-by-voice');
  expect(await town.queue()).toMatchObject([{ patientId: id, reasonCode: 'opted-out' }]);
});
