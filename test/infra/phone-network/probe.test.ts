import { expect, test } from 'vitest';
import { ANNA, type Respond, reply, SERVICE, town, voice } from './town.ts';

/** The second number of the service, with which it tries itself. */
const PROBE = '+441632960009';
const ASK = '<Gather numDigits="1" timeout="3" action="/chosen"><Say>Press 1.</Say></Gather><Say>Nobody there.</Say>';

/** The service rings its own probe number, which answers with this document. */
async function ringsItself(probe: string, more: Respond = () => '') {
  const place = await town(
    (asked) => {
      if (asked.path === '/phone/call') return voice(probe);
      if (asked.path === '/voice') return voice(ASK);
      if (asked.path === '/chosen') return asked.parameters.Digits === '1' ? voice(ASK.replace('/chosen', '/last')) : '';
      return more(asked);
    },
    { probeNumber: PROBE },
  );
  const { client, base, clock } = place;
  const call = await client.calls.create({ from: SERVICE, to: PROBE, url: `${base}/voice`, statusCallback: `${base}/status` });
  await clock.idle();
  const statuses = async () => (await client.calls.list()).map(({ direction, status }) => `${direction} ${status}`).reverse();
  return { ...place, call, statuses };
}

test('The service rings its own number, the call arrives there, and the keys that it plays answer what is asked', async () => {
  const { askedAt, pass, statuses, call, use } = await ringsItself('<Pause length="1"/><Play digits="1w1"/><Pause length="1"/>');
  const [arrived] = askedAt('/phone/call');
  expect(arrived?.parameters).toMatchObject({ From: SERVICE, To: PROBE, Direction: 'inbound', CallStatus: 'ringing' });
  expect(arrived?.isSigned).toBe(true);
  expect(arrived?.parameters.CallSid).not.toBe(call.sid);
  expect(await statuses()).toEqual(['outbound-api in-progress', 'inbound in-progress']);
  await pass({ seconds: 1 });
  expect(askedAt('/chosen').map((each) => each.parameters)).toMatchObject([{ Digits: '1', CallSid: call.sid }]);
  expect(askedAt('/last')).toEqual([]);
  await pass({ milliseconds: 500 });
  expect(askedAt('/last').map((each) => each.parameters.Digits)).toEqual(['1']);
  expect(await statuses()).toEqual(['outbound-api completed', 'inbound completed']);
  expect(askedAt('/status').map((each) => each.parameters.CallStatus)).toEqual(['completed']);
  const said = (await use(PROBE)).calls.map((each) => each.transcript.map((line) => line.says));
  expect(said).toEqual([
    ['Press 1.', 'Press 1.'],
    ['(presses 1)', '(presses 1)'],
  ]);
});

test('When the probe hangs up, plays nothing, or refuses, the call ends as with anybody else', async () => {
  const silent = await ringsItself('<Pause length="20"/>');
  await silent.pass({ seconds: 3 });
  expect(await silent.statuses()).toEqual(['outbound-api completed', 'inbound completed']);
  expect(silent.askedAt('/chosen')).toEqual([]);
  const gone = await ringsItself('<Pause length="1"/><Hangup/>');
  await gone.pass({ seconds: 1 });
  expect(await gone.statuses()).toEqual(['outbound-api completed', 'inbound completed']);
  const busy = await ringsItself('<Reject reason="busy"/>');
  expect(await busy.statuses()).toEqual(['outbound-api busy', 'inbound busy']);
  const rejects = await ringsItself('<Reject/>');
  expect(await rejects.statuses()).toEqual(['outbound-api no-answer', 'inbound no-answer']);
});

test('A call that the service gives up is over at both ends', async () => {
  const { client, call, clock, statuses } = await ringsItself('<Pause length="20"/>');
  await client.calls(call.sid).update({ status: 'completed' });
  await clock.idle();
  expect(await statuses()).toEqual(['outbound-api completed', 'inbound completed']);
});

test('A probe number that is set to be busy never hears of the call', async () => {
  const { use, client, base, pass, askedAt, statuses } = await town(() => '', { probeNumber: PROBE }).then((place) => ({
    ...place,
    statuses: async () => (await place.client.calls.list()).map((each) => each.status),
  }));
  await use(PROBE, '', { behaviour: 'busy' });
  await client.calls.create({ from: SERVICE, to: PROBE, url: `${base}/voice` });
  await pass({ seconds: 1 });
  expect(await statuses()).toEqual(['busy']);
  expect(askedAt('/phone/call')).toEqual([]);
});

test('A text that is sent from the probe number arrives like any text, once, and its answer is on the test phone', async () => {
  const { client, use, pass, askedAt, base } = await town(({ path }) => (path === '/phone/text' ? reply('Thank you.') : ''), {
    probeNumber: PROBE,
  });
  await client.messages.create({ from: PROBE, to: SERVICE, body: 'synthetic 1', statusCallback: `${base}/receipt` });
  await pass({ seconds: 5 });
  expect(askedAt('/phone/text')).toMatchObject([
    { isSigned: true, parameters: { From: PROBE, To: SERVICE, Body: 'synthetic 1' } },
  ]);
  expect(askedAt('/receipt').at(-1)?.parameters.MessageStatus).toBe('delivered');
  expect((await use(PROBE)).texts.map(({ from, body }) => [from, body])).toEqual([
    [PROBE, 'synthetic 1'],
    [SERVICE, 'Thank you.'],
  ]);
  const directions = (await client.messages.list({ from: PROBE })).map((each) => each.direction).sort();
  expect(directions).toEqual(['inbound', 'outbound-api']);
  await client.messages.create({ from: SERVICE, to: PROBE, body: 'a code' });
  await pass({ seconds: 5 });
  expect((await use(PROBE)).texts.at(-1)?.body).toBe('a code');
  expect(askedAt('/phone/text')).toHaveLength(1);
});

test('The test phone is listed as such; without one, a number is only a number', async () => {
  const { ask, client } = await town(() => '', { probeNumber: PROBE });
  const { handsets } = (await ask('GET', '/handsets')).body as { handsets: object[] };
  expect(handsets).toContainEqual(expect.objectContaining({ number: PROBE, role: 'probe', label: 'The test phone' }));
  await client.messages.create({ from: PROBE, to: ANNA, body: 'x' });
  const without = await town();
  const sending = without.client.messages.create({ from: PROBE, to: ANNA, body: 'x' });
  await expect(sending).rejects.toMatchObject({ code: 21606 });
});

test('Keys that are played to a person are only heard', async () => {
  const { use, client, clock, pass, askedAt, base } = await town(({ path }) =>
    path === '/voice' ? voice('<Play digits="ww7"/>', ASK) : '',
  );
  await client.calls.create({ from: SERVICE, to: ANNA, url: `${base}/voice` });
  await clock.idle();
  await use(ANNA, 'answer');
  await pass({ milliseconds: 999 });
  expect((await use(ANNA)).calls[0]?.transcript).toEqual([]);
  await pass({ milliseconds: 1 });
  expect((await use(ANNA)).calls[0]?.transcript.map((line) => line.says)).toEqual(['(presses 7)', 'Press 1.']);
  expect(askedAt('/chosen')).toEqual([]);
});
