import { expect, test } from 'vitest';
import { SERVICE, town, voice } from './town.ts';

/** ANONYMOUS on a keypad: what the provider says of a caller who withholds their number. */
const NOBODY = '+266696687';

test('Somebody rings with their number withheld, is answered, speaks and hangs up', async () => {
  const { use, askedAt } = await town(({ path }) =>
    path === '/phone/call' ? voice('<Gather input="speech" speechTimeout="auto" action="/said"/>') : voice('<Pause length="9"/>'),
  );
  const seen = await use('anonymous', 'calls');
  expect(seen).toMatchObject({
    number: NOBODY,
    label: 'A withheld number',
    calls: [{ from: NOBODY, to: SERVICE, state: 'answered' }],
  });
  await use('anonymous', 'speak', { words: 'it is Anna' });
  expect(askedAt('/phone/call')[0]?.parameters).toMatchObject({ From: NOBODY, Caller: NOBODY, Direction: 'inbound' });
  expect(askedAt('/said')[0]?.parameters).toMatchObject({ From: NOBODY, SpeechResult: 'it is Anna' });
  expect((await use('anonymous', 'hangup')).calls[0]?.state).toBe('ended');
});

test('Nobody can ring or text a number that was withheld', async () => {
  const { client, base, use } = await town(() => voice(`<Dial action="/after">${NOBODY}</Dial>`));
  await expect(client.messages.create({ from: SERVICE, to: NOBODY, body: 'x' })).rejects.toMatchObject({ code: 21211 });
  await expect(client.calls.create({ from: SERVICE, to: NOBODY, url: `${base}/x` })).rejects.toMatchObject({ code: 21211 });
  await use('+447700900002', 'calls');
  expect((await use('anonymous')).calls).toEqual([]);
});

test('Whoever owns the number hears when a call to it is over, also when the caller hung up in a gather', async () => {
  const { use, pass, askedAt } = await town(() => voice('<Gather timeout="60" action="/chosen"/>'), { callStatus: '/over' });
  await use('anonymous', 'calls');
  await pass({ seconds: 7 });
  await use('anonymous', 'hangup');
  expect(askedAt('/over').map((each) => each.parameters)).toMatchObject([
    { CallStatus: 'completed', CallDuration: '7', From: NOBODY },
  ]);
  expect(askedAt('/chosen')).toEqual([]);
});
