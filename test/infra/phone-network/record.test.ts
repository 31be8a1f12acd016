import { expect, test } from 'vitest';
import { ACCOUNT, ANNA, TOKEN, town, voice } from './town.ts';

const WORDS = 'this is Anna my number has changed please ring me';

/** Anna has rung the service, which takes a message. */
async function messageTaken(attributes = '', after = '<Say>Nothing was said.</Say>') {
  const place = await town(({ path }) =>
    path === '/phone/call'
      ? voice(
          '<Say>Speak after the tone.</Say>',
          `<Record action="/kept" recordingStatusCallback="/ready" ${attributes}/>`,
          after,
        )
      : path === '/kept'
        ? voice('<Say>Thank you.</Say>')
        : '',
  );
  await place.use(ANNA, 'calls');
  const says = async () => (await place.use(ANNA)).calls[0]?.transcript.map((line) => line.says ?? line.keys);
  const told = () => place.askedAt('/kept').map((each) => each.parameters);
  return { ...place, says, told };
}

test('Anna leaves a message and ends it with a key: the action is asked and what she said is a recording', async () => {
  const { use, says, told, url, asked } = await messageTaken();
  await use(ANNA, 'speak', { words: 'this is Anna' });
  await use(ANNA, 'speak', { words: 'my number has changed please ring me' });
  await use(ANNA, 'keys', { digits: '#' });
  expect(await says()).toEqual([
    'Speak after the tone.',
    '(beep)',
    'this is Anna',
    'my number has changed please ring me',
    '#',
    'Thank you.',
  ]);
  const [kept] = told();
  const { RecordingSid: sid } = kept ?? {};
  expect(sid).toMatch(/^RE[0-9a-f]{32}$/);
  expect(kept).toMatchObject({
    RecordingUrl: `${url}/2010-04-01/Accounts/${ACCOUNT}/Recordings/${sid}`,
    RecordingDuration: '4',
    Digits: '#',
    CallStatus: 'in-progress',
    From: ANNA,
  });
  expect(asked.every((each) => each.isSigned)).toBe(true);
});

test('Silence ends a message, then the status callback says that it can be fetched', async () => {
  const { use, pass, told, askedAt, client } = await messageTaken('timeout="3" playBeep="false"');
  await use(ANNA, 'speak', { words: WORDS });
  await pass({ milliseconds: 2999 });
  expect(told()).toEqual([]);
  await pass({ milliseconds: 1 });
  expect(told()).toHaveLength(1);
  expect(told()[0]).not.toHaveProperty('Digits');
  const sid = told()[0]?.RecordingSid ?? '';
  expect((await client.recordings(sid).fetch()).status).toBe('processing');
  expect(askedAt('/ready')).toEqual([]);
  await pass({ seconds: 1 });
  expect(askedAt('/ready').map((each) => each.parameters)).toMatchObject([
    {
      RecordingSid: sid,
      RecordingStatus: 'completed',
      RecordingDuration: '4',
      RecordingSource: 'RecordVerb',
      CallSid: told()[0]?.CallSid,
    },
  ]);
  expect(await client.recordings(sid).fetch()).toMatchObject({ status: 'completed', duration: '4', callSid: told()[0]?.CallSid });
});

test('A message ends when it is as long as it may be', async () => {
  const { use, pass, told } = await messageTaken('maxLength="10" timeout="30" finishOnKey="*"');
  await use(ANNA, 'speak', { words: 'one' });
  await pass({ seconds: 9 });
  await use(ANNA, 'keys', { digits: '12' });
  await use(ANNA, 'speak', { words: 'two' });
  expect(told()).toEqual([]);
  await pass({ seconds: 1 });
  expect(told().map((each) => each.RecordingDuration)).toEqual(['1']);
  const talking = await messageTaken('maxLength="2"');
  await talking.use(ANNA, 'speak', { words: WORDS });
  expect(talking.told().map((each) => each.RecordingDuration)).toEqual(['2']);
});

test('Anna hangs up: what she said is told and kept, although nothing more can be played', async () => {
  const { use, pass, told, askedAt } = await messageTaken();
  await use(ANNA, 'speak', { words: WORDS });
  expect((await use(ANNA, 'hangup')).calls[0]).toMatchObject({ state: 'ended' });
  expect(told()).toMatchObject([{ Digits: 'hangup', CallStatus: 'completed', RecordingDuration: '4' }]);
  await pass({ seconds: 1 });
  expect(askedAt('/ready')).toHaveLength(1);
});

test('When nothing was said the action is not asked: the next verb follows, or the call is over', async () => {
  const silent = await messageTaken();
  await silent.pass({ seconds: 5 });
  expect(await silent.says()).toEqual(['Speak after the tone.', '(beep)', 'Nothing was said.']);
  const gone = await messageTaken();
  await gone.use(ANNA, 'hangup');
  await gone.pass({ minutes: 1 });
  for (const { told, askedAt } of [silent, gone]) expect([...told(), ...askedAt('/ready')]).toEqual([]);
});

test('What was said is kept when the service plays something else meanwhile', async () => {
  const { use, pass, told, askedAt, client } = await messageTaken();
  const seen = await use(ANNA, 'speak', { words: WORDS });
  await client.calls(seen.calls[0]?.id ?? '').update({ twiml: voice('<Say>One moment.</Say>') });
  await pass({ seconds: 1 });
  expect(told()).toEqual([]);
  expect(askedAt('/ready')).toHaveLength(1);
});

test('The sound is a WAV file of as many seconds, for the account only, until it is deleted', async () => {
  const { use, pass, told, client } = await messageTaken();
  await use(ANNA, 'speak', { words: WORDS });
  await use(ANNA, 'hangup');
  const { RecordingUrl: address = '', RecordingSid: sid = '' } = told()[0] ?? {};
  const authorization = `Basic ${btoa(`${ACCOUNT}:${TOKEN}`)}`;
  const sound = (ending = '') => fetch(`${address}${ending}`, { headers: { authorization } });
  expect((await sound('.wav')).status).toBe(404);
  await pass({ seconds: 1 });
  expect((await fetch(`${address}.wav`)).status).toBe(401);
  for (const answer of [await sound('.wav'), await sound()]) {
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/x-wav']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 16)]).toEqual(['RIFF', 'WAVEfmt ']);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.readUInt32LE(bytes.indexOf('data') + 4)).toBe(4 * 8000 * 2);
    expect(bytes.toString('utf8')).toContain(WORDS);
  }
  await client.recordings(sid).remove();
  expect((await sound('.wav')).status).toBe(404);
  await expect(client.recordings(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});
