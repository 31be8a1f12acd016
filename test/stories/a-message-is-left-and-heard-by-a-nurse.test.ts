import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

const WORDS = 'this is Mary Thornton, could Ann ring me about the scan on Thursday, after two if she can';

test('a message left by night is an item in the morning, with a player, and only the staff hear it', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const { id, ...mary } = await town.enrol({ quiet: true });
  await mary.ringsTheService();
  await mary.presses('3');
  await mary.hasBeenTold(/Somebody will hear it by 5pm .*If it cannot wait, hang up and ring 0 1 6 3 2 9 6 0 0 1 0, or 999/);
  await mary.says(WORDS);
  await mary.presses('#');
  await mary.hasBeenTold(/Thank you\. We have your message/);
  await town.pass('PT2S');
  expect(await town.queue()).toMatchObject([
    {
      patientId: id,
      urgency: 'soon',
      reasonCode: 'left-a-message',
      words: expect.stringMatching(/^recorded message, \d+ seconds$/),
    },
  ]);
  const page = await (await fetch(`${town.local.url}/patients/${id}`)).text();
  const [, address = ''] = /<audio[^>]* src="([^"]+)"/.exec(page) ?? [];
  expect(address).toMatch(/^\/recordings\//);
  const sound = await fetch(`${town.local.url}${address}`);
  expect(sound.status).toBe(200);
  expect(sound.headers.get('content-type')).toBe('audio/x-wav');
  expect(sound.headers.get('cache-control')).toBe('no-store');
  expect(
    Buffer.from(await sound.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe('RIFF');
  expect((await fetch(`${town.local.url}${address}0`)).status).toBe(404);
});

test('the same recording told twice is one message', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  await town.network({ webhooks: 'twice' });
  await mary.ringsTheService();
  await mary.presses('3');
  await mary.says(WORDS);
  await mary.presses('#');
  expect(await town.queue()).toMatchObject([{ patientId: id, texts: 1 }]);
  expect((await town.conversation(id)).filter(({ body }) => /^recorded message/.test(body))).toHaveLength(1);
});

test('hanging up in the middle keeps what was said', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  await mary.ringsTheService();
  await mary.says('can I leave a message');
  await mary.says(WORDS);
  await mary.hangsUp();
  expect(await town.queue()).toMatchObject([{ patientId: id, reasonCode: 'left-a-message' }]);
});

test('a message without a word is no item; the second within an hour is', async () => {
  const town = await newTown();
  const { id, ...mary } = await town.enrol();
  const ringsWithoutAWord = async () => {
    await mary.ringsTheService();
    await mary.presses('3');
    await town.pass('PT10S');
    await mary.hasBeenTold(/We heard nothing/);
  };
  await ringsWithoutAWord();
  expect(await town.queue()).toEqual([]);
  expect(await town.history(id)).toContain('message-empty');
  await town.pass('PT20M');
  await ringsWithoutAWord();
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', reasonCode: 'rang-without-speaking' }]);
});
