import { expect, test } from 'vitest';
import { ANNA, BEN, SERVICE, town, voice } from './town.ts';

const CAROL = '+447700900003';
const ASIDE = '<Gather numDigits="1" action="/chosen"><Say>A caller for you. Press 1 to take it.</Say></Gather><Hangup/>';
const NUMBER = `<Number url="/aside?for=1" statusCallback="/leg" statusCallbackEvent="answered completed">${ANNA}</Number>`;

/** Ben has rung the service and is put through; whoever is rung first hears something alone. */
async function puttingThrough(numbers = NUMBER, behaviour = 'manual', aside: string | number = voice(ASIDE)) {
  const place = await town(({ path, parameters }) => {
    if (path === '/phone/call') return voice(`<Dial action="/after" timeout="25">${numbers}</Dial>`);
    if (path === '/aside?for=1') return aside;
    if (path === '/chosen') return parameters.Digits === '1' ? voice('<Say>Connecting.</Say>') : voice('<Hangup/>');
    if (path === '/after') return voice('<Say>Nobody could take it.</Say>');
    return '';
  });
  await place.use(ANNA, '', { behaviour });
  await place.use(BEN, 'calls');
  const after = () => place.askedAt('/after').map(({ parameters: p }) => [p.DialCallStatus, p.DialBridged]);
  const call = async (number: string) => (await place.use(number)).calls.at(-1);
  const heard = async (number: string) => (await call(number))?.transcript.map((line) => line.says ?? line.keys);
  return { ...place, after, call, heard };
}

test('Whoever is rung hears alone who is there, takes the call with a key, and only then are the two joined', async () => {
  const { use, pass, after, call, heard, askedAt } = await puttingThrough();
  await use(ANNA, 'answer');
  expect((await call(BEN))?.connectedTo).toBeUndefined();
  expect((await call(ANNA))?.connectedTo).toBeUndefined();
  const [asked] = askedAt('/aside');
  expect(asked?.parameters).toMatchObject({ From: BEN, To: ANNA, CallStatus: 'in-progress', Direction: 'outbound-dial' });
  expect(asked?.parameters.ParentCallSid).toBe((await call(BEN))?.id);
  await pass({ seconds: 4 });
  await use(ANNA, 'keys', { digits: '1' });
  expect((await call(ANNA))?.connectedTo).toBe(BEN);
  expect((await call(BEN))?.connectedTo).toBe(ANNA);
  expect(await heard(ANNA)).toEqual(['A caller for you. Press 1 to take it.', '1', 'Connecting.']);
  expect(await heard(BEN)).toEqual([]);
  await use(ANNA, 'speak', { words: 'hello Ben' });
  await pass({ minutes: 1 });
  await use(ANNA, 'hangup');
  expect(after()).toEqual([['completed', 'true']]);
  expect(askedAt('/leg').map((each) => each.parameters.CallStatus)).toEqual(['in-progress', 'completed']);
});

test.each([
  ['presses the wrong key', 'keys', { digits: '3' }],
  ['hangs up', 'hangup', undefined],
])('Whoever %s is not joined, and the caller hears what comes next', async (_, action, body) => {
  const { use, after, call, heard } = await puttingThrough();
  await use(ANNA, 'answer');
  await use(ANNA, action, body);
  expect(after()).toEqual([['no-answer', 'false']]);
  expect((await call(ANNA))?.state).toBe('ended');
  expect(await heard(BEN)).toEqual(['Nobody could take it.']);
});

test('A mailbox hears the question, says nothing, and is not joined', async () => {
  const { pass, after, heard, askedAt } = await puttingThrough(
    NUMBER.replace('<Number', '<Number machineDetection="Enable"'),
    'voicemail',
  );
  await pass({ seconds: 20 });
  expect(askedAt('/aside')[0]?.parameters.AnsweredBy).toBe('machine_start');
  expect(await heard(ANNA)).toEqual(['A caller for you. Press 1 to take it.']);
  await pass({ seconds: 5 });
  expect(after()).toEqual([['no-answer', 'false']]);
  expect(await heard(BEN)).toEqual(['Nobody could take it.']);
});

test('While one of several thinks about it the others ring on; the first to take it ends the rest', async () => {
  const both = NUMBER + NUMBER.replace(ANNA, CAROL);
  const { use, call } = await puttingThrough(both);
  await use(ANNA, 'answer');
  expect((await call(CAROL))?.state).toBe('ringing');
  await use(CAROL, 'answer');
  await use(CAROL, 'keys', { digits: '1' });
  expect(await call(ANNA)).toMatchObject({ state: 'ended', status: 'completed' });
  expect((await call(BEN))?.connectedTo).toBe(CAROL);
});

test('A caller who rings off meanwhile lets the other go', async () => {
  const { use, after, call } = await puttingThrough();
  await use(ANNA, 'answer');
  await use(BEN, 'hangup');
  expect((await call(ANNA))?.state).toBe('ended');
  expect(after()).toEqual([['canceled', 'false']]);
});

test('When the document cannot be fetched, or dials itself, nobody is joined', async () => {
  const failing = await puttingThrough(NUMBER, 'manual', 500);
  await failing.use(ANNA, 'answer');
  expect(failing.after()).toEqual([['no-answer', 'false']]);
  const dialling = await puttingThrough(NUMBER, 'manual', voice(`<Dial>${CAROL}</Dial>`));
  await dialling.use(ANNA, 'answer');
  expect(dialling.after()).toEqual([['no-answer', 'false']]);
  expect((await dialling.use(CAROL)).calls).toEqual([]);
});

test.each([
  ['busy', 1, 'busy'],
  ['unreachable', 1, 'failed'],
  ['no-answer', 25, 'no-answer'],
])('A dialled phone that is %s is told as such, and never as joined', async (behaviour, seconds, status) => {
  const { pass, after, askedAt } = await puttingThrough(NUMBER, behaviour);
  await pass({ seconds });
  expect(after()).toEqual([[status, 'false']]);
  expect(askedAt('/aside')).toEqual([]);
});

test("The leg shows the caller's number, but it is not on the caller's phone", async () => {
  const { use } = await puttingThrough();
  expect((await use(ANNA)).calls).toMatchObject([{ from: BEN, to: ANNA }]);
  expect((await use(BEN)).calls).toMatchObject([{ from: BEN, to: SERVICE }]);
});
