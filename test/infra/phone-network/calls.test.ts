import { expect, test } from 'vitest';
import { ANNA, BEN, NOON, type Respond, SERVICE, town, voice } from './town.ts';

const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const MENU = '<Gather numDigits="1" action="/menu?step=2"><Say>Press 1.</Say></Gather><Say>No key.</Say><Hangup/>';

async function rung(respond: Respond, behaviour = 'manual', options: object = {}) {
  const place = await town(respond);
  await place.use(ANNA, '', { behaviour });
  const placed = { from: SERVICE, to: ANNA, url: `${place.base}/voice`, statusCallback: `${place.base}/status`, ...options };
  const call = await place.client.calls.create({ statusCallbackEvent: EVENTS, ...placed });
  await place.clock.idle();
  const told = () => place.askedAt('/status').map((each) => each.parameters.CallStatus);
  const says = async () => (await place.use(ANNA)).calls.at(-1)?.transcript.map((line) => line.says ?? line.keys);
  const status = async () => (await place.client.calls(call.sid).fetch()).status;
  return { ...place, call, told, says, status };
}

test('Anna answers, hears the menu, presses a key and hears what comes of it', async () => {
  const { use, told, asked, askedAt, call, pass, client } = await rung(({ path, parameters }) =>
    path === '/voice' ? voice(MENU) : path === '/menu?step=2' ? voice(`<Say>You pressed ${parameters.Digits}.</Say>`) : '',
  );
  expect((await use(ANNA)).calls).toEqual([
    { id: call.sid, from: SERVICE, to: ANNA, state: 'ringing', status: 'ringing', at: NOON.toISO(), transcript: [] },
  ]);
  await pass({ seconds: 7 });
  const answered = await use(ANNA, 'answer');
  expect(answered.calls[0]).toMatchObject({ state: 'answered', transcript: [{ who: 'service', says: 'Press 1.' }] });
  await pass({ seconds: 3 });
  const ended = await use(ANNA, 'keys', { digits: '1' });
  expect(ended.calls[0]?.state).toBe('ended');
  expect(ended.calls[0]?.transcript).toEqual([
    { who: 'service', says: 'Press 1.', at: NOON.plus({ seconds: 7 }).toISO() },
    { who: 'person', keys: '1', at: NOON.plus({ seconds: 10 }).toISO() },
    { who: 'service', says: 'You pressed 1.', at: NOON.plus({ seconds: 10 }).toISO() },
  ]);
  expect(told()).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
  expect(askedAt('/status').at(-1)?.parameters).toMatchObject({
    CallDuration: '3',
    Direction: 'outbound-api',
    CallSid: call.sid,
  });
  expect(askedAt('/voice')[0]?.parameters).toMatchObject({ From: SERVICE, To: ANNA, CallStatus: 'in-progress' });
  expect(asked.every((each) => each.isSigned)).toBe(true);
  expect(await client.calls(call.sid).fetch()).toMatchObject({ status: 'completed', duration: '3', startTime: NOON.toJSDate() });
});

test('Silence ends a gather after its timeout and the next verb is played', async () => {
  const { use, pass, says, status, askedAt } = await rung(() => voice(MENU));
  await use(ANNA, 'answer');
  await pass({ milliseconds: 4999 });
  expect(await says()).toEqual(['Press 1.']);
  await pass({ milliseconds: 1 });
  expect(await says()).toEqual(['Press 1.', 'No key.']);
  expect(await status()).toBe('completed');
  expect(askedAt('/menu')).toEqual([]);
});

test('A gather without a number of digits ends with its finishing key or after a silence', async () => {
  const gather = '<Gather timeout="3" action="/pin"><Say>PIN</Say></Gather><Say>none</Say>';
  const { use, pass, askedAt } = await rung(({ path, parameters }) =>
    path === '/voice' ? voice(gather) : parameters.Digits === '12' ? voice(gather) : '',
  );
  await use(ANNA, 'answer');
  await use(ANNA, 'keys', { digits: '1' });
  await pass({ seconds: 2 });
  await use(ANNA, 'keys', { digits: '2#' });
  expect(askedAt('/pin').map((each) => each.parameters.Digits)).toEqual(['12']);
  await use(ANNA, 'keys', { digits: '34' });
  await pass({ seconds: 3 });
  expect(askedAt('/pin').map((each) => each.parameters.Digits)).toEqual(['12', '34']);
});

test('Keys beyond what a gather takes are forgotten with the document, and kept within it', async () => {
  const twoGathers = '<Pause length="2"/><Gather numDigits="1" timeout="1"/><Gather numDigits="2" action="/two"/>';
  const { use, pass, askedAt, says } = await rung(({ path }) => (path === '/voice' ? voice(twoGathers) : voice(MENU)));
  await use(ANNA, 'answer');
  await pass({ seconds: 3 });
  await use(ANNA, 'keys', { digits: '4567' });
  expect(askedAt('/two').map((each) => each.parameters.Digits)).toEqual(['45']);
  expect(await says()).toEqual(['4567', 'Press 1.']);
});

test('A gather may ask with GET, and an action that is missing is the document itself', async () => {
  const { use, asked } = await rung(({ parameters }) => (parameters.Digits ? '' : voice('<Gather numDigits="1" method="GET"/>')));
  await use(ANNA, 'answer');
  await use(ANNA, 'keys', { digits: '9' });
  const got = asked.filter((each) => each.method === 'GET');
  expect(got).toMatchObject([{ isSigned: true, parameters: { Digits: '9' } }]);
  expect(got[0]?.path).toMatch(/^\/voice\?/);
});

test('Nobody answers within the time that the caller waits', async () => {
  const { pass, told, status } = await rung(() => '', 'manual', { timeout: 20 });
  await pass({ seconds: 19 });
  expect(await status()).toBe('ringing');
  await pass({ seconds: 1 });
  expect(told()).toEqual(['initiated', 'ringing', 'no-answer']);
});

test.each([
  ['busy', 1, ['initiated', 'ringing', 'busy']],
  ['no-answer', 30, ['initiated', 'ringing', 'no-answer']],
  ['unreachable', 1, ['initiated', 'failed']],
])('A phone that is set to %s ends the call after %i s', async (behaviour, seconds, events) => {
  const { pass, told, askedAt } = await rung(() => '', behaviour);
  await pass({ seconds: seconds - 0.001 });
  expect(told()).toEqual(events.slice(0, -1));
  await pass({ seconds: 0.001 });
  expect(told()).toEqual(events);
  expect(askedAt('/status').at(-1)?.parameters.CallDuration).toBe('0');
  expect(askedAt('/voice')).toEqual([]);
});

test('A landline rings like any other phone', async () => {
  const { use } = await rung(() => voice(MENU), 'landline');
  expect((await use(ANNA, 'answer')).calls[0]?.state).toBe('answered');
});

test('Somebody who picks up and presses nothing hears it through', async () => {
  const { pass, says, askedAt } = await rung(() => voice(MENU), 'answers', { machineDetection: 'DetectMessageEnd' });
  await pass({ seconds: 2 });
  expect(await says()).toEqual(['Press 1.']);
  await pass({ seconds: 5 });
  expect(await says()).toEqual(['Press 1.', 'No key.']);
  expect(askedAt('/voice')[0]?.parameters.AnsweredBy).toBe('human');
});

test.each([
  ['DetectMessageEnd', 'machine_end_beep'],
  ['Enable', 'machine_start'],
  [undefined, undefined],
])('A mailbox takes the call after 20 s; with detection %s it is known as %s', async (machineDetection, answeredBy) => {
  const { pass, says, askedAt, status } = await rung(() => voice(MENU), 'voicemail', { machineDetection });
  await pass({ seconds: 20 });
  expect(askedAt('/voice').map((each) => each.parameters.AnsweredBy)).toEqual([answeredBy]);
  await pass({ seconds: 5 });
  expect(await says()).toEqual(['Press 1.', 'No key.']);
  expect(await status()).toBe('completed');
});

test('Anna declines, and later hangs up in the middle', async () => {
  const { use, told, client, base, clock, pass } = await rung(() => voice(MENU));
  expect((await use(ANNA, 'hangup')).calls[0]).toMatchObject({ state: 'ended', status: 'busy' });
  await pass({ seconds: 1 });
  await client.calls.create({ from: SERVICE, to: ANNA, url: `${base}/voice`, statusCallback: `${base}/status` });
  await clock.idle();
  await use(ANNA, 'answer');
  await use(ANNA, 'hangup');
  expect(told()).toEqual(['initiated', 'ringing', 'busy', 'completed']);
});

test('One new call starts in a second; the others wait their turn', async () => {
  const { client, clock, pass } = await town();
  const numbers = [ANNA, BEN, '+447700900003'];
  for (const to of numbers) await client.calls.create({ from: SERVICE, to, twiml: voice('<Pause/>') });
  await clock.idle();
  const statuses = async () => (await client.calls.list()).map((each) => each.status).reverse();
  expect(await statuses()).toEqual(['ringing', 'queued', 'queued']);
  await pass({ seconds: 1 });
  expect(await statuses()).toEqual(['ringing', 'ringing', 'queued']);
  await pass({ seconds: 1 });
  expect(await statuses()).toEqual(['ringing', 'ringing', 'ringing']);
  expect((await client.calls.list({ to: BEN, status: 'ringing' })).map((each) => each.to)).toEqual([BEN]);
  expect(await client.calls.list({ startTimeAfter: NOON.plus({ seconds: 1 }).toJSDate() })).toHaveLength(2);
});

test('The service can cancel what rings, leave alone what is answered, end it, or play something else', async () => {
  const { client, call, use, says, status, told, clock } = await rung(() => voice(MENU));
  await client.calls(call.sid).update({ status: 'canceled' });
  await clock.idle();
  expect(await status()).toBe('canceled');
  await expect(client.calls(call.sid).update({ twiml: voice('<Say>x</Say>') })).rejects.toMatchObject({ code: 21220 });

  const next = await client.calls.create({ from: SERVICE, to: ANNA, twiml: voice(MENU) });
  await clock.moveTo(clock.now().plus({ seconds: 1 }));
  await use(ANNA, 'answer');
  await client.calls(next.sid).update({ status: 'canceled' });
  expect((await client.calls(next.sid).fetch()).status).toBe('in-progress');
  await client.calls(next.sid).update({ twiml: voice('<Say>Instead</Say><Pause length="9"/>') });
  expect(await says()).toEqual(['Press 1.', 'Instead']);
  await client.calls(next.sid).update({ status: 'completed' });
  expect((await client.calls(next.sid).fetch()).status).toBe('completed');
  expect(told()).toEqual(['initiated', 'ringing', 'canceled']);
});

test('Anna rings the service; a busy service may reject her', async () => {
  const { use, askedAt } = await town(({ parameters }) =>
    parameters.From === ANNA ? voice('<Say>Hello &lt;Anna&gt;</Say><Gather numDigits="1"/>') : voice('<Reject reason="busy"/>'),
  );
  const phone = await use(ANNA, 'calls');
  expect(phone.calls).toMatchObject([{ from: ANNA, to: SERVICE, state: 'answered', transcript: [{ says: 'Hello <Anna>' }] }]);
  expect(askedAt('/phone/call')[0]?.parameters).toMatchObject({
    Direction: 'inbound',
    CallStatus: 'ringing',
    From: ANNA,
    To: SERVICE,
  });
  expect((await use(BEN, 'calls')).calls).toMatchObject([{ state: 'ended', status: 'busy', transcript: [] }]);
});

test('An empty answer hangs up; a failed webhook plays the fallback; a loop is cut', async () => {
  const empty = await town(() => '');
  expect((await empty.use(ANNA, 'calls')).calls).toMatchObject([{ state: 'ended', transcript: [] }]);
  const failing = await town(() => 500, { fallbackTwiml: { text: '', call: voice('<Say>Ring 999.</Say>') } });
  expect((await failing.use(ANNA, 'calls')).calls).toMatchObject([{ state: 'ended', transcript: [{ says: 'Ring 999.' }] }]);
  const looping = await town(() => voice('<Redirect>/phone/call</Redirect>'));
  expect((await looping.use(ANNA, 'calls')).calls).toMatchObject([{ state: 'ended', status: 'failed' }]);
});

test('A webhook of a call that comes twice is played once', async () => {
  const { use, behave, askedAt } = await town(() => voice('<Say>Hello</Say><Pause/>'));
  await behave({ webhooks: 'twice' });
  expect((await use(ANNA, 'calls')).calls[0]?.transcript.map((line) => line.says)).toEqual(['Hello']);
  expect(askedAt('/phone/call')).toHaveLength(2);
});

test('With a speed of speech, the silence of a gather begins when the words are said', async () => {
  const sixty = Array.from({ length: 60 }, () => 'word').join(' ');
  const place = await town(() => voice(`<Gather timeout="5"><Say>${sixty}</Say></Gather><Say>bye</Say>`), {
    wordsPerMinute: 120,
  });
  await place.use(ANNA, 'calls');
  await place.pass({ seconds: 34 });
  expect((await place.use(ANNA)).calls[0]?.state).toBe('answered');
  await place.pass({ seconds: 1 });
  expect((await place.use(ANNA)).calls[0]?.state).toBe('ended');
});
