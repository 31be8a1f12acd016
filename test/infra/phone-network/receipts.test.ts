import { expect, test } from 'vitest';
import { ANNA, NOON, SERVICE, town } from './town.ts';

const receiptUrl = (base: string) => `${base}/phone/receipt?dispatch=a%2Fb&x='1'`;

async function sent(receipts: string) {
  const place = await town();
  await place.behave({ receipts });
  const message = await place.client.messages.create({
    from: SERVICE,
    to: ANNA,
    body: 'hi',
    statusCallback: receiptUrl(place.base),
  });
  const told = () => place.askedAt('/phone/receipt').map((each) => each.parameters.MessageStatus);
  return { ...place, message, told };
}

test('A text is queued, sent after a second and delivered after two, and the service is told of each', async () => {
  const { pass, told, asked, message, client, clock } = await sent('ordered');
  expect(message.status).toBe('queued');
  await clock.idle();
  expect(told()).toEqual(['queued']);
  await pass({ seconds: 1 });
  expect(told()).toEqual(['queued', 'sent']);
  await pass({ seconds: 1 });
  expect(told()).toEqual(['queued', 'sent', 'delivered']);
  expect(asked.every((each) => each.isSigned && each.parameters.MessageSid === message.sid)).toBe(true);
  expect(asked[0]?.path).toBe("/phone/receipt?dispatch=a%2Fb&x='1'");
  expect(await client.messages(message.sid).fetch()).toMatchObject({
    status: 'delivered',
    dateCreated: NOON.toJSDate(),
    dateSent: NOON.plus({ seconds: 1 }).toJSDate(),
  });
});

test('Late receipts come an hour after what they tell, while the list knows at once', async () => {
  const { pass, told, message, client } = await sent('late');
  await pass({ minutes: 59 });
  expect(told()).toEqual([]);
  expect((await client.messages(message.sid).fetch()).status).toBe('delivered');
  await pass({ minutes: 2 });
  expect(told()).toEqual(['queued', 'sent', 'delivered']);
});

test('Receipts can come twice, last first, or never', async () => {
  const twice = await sent('twice');
  await twice.pass({ seconds: 5 });
  expect(twice.told()).toEqual(['queued', 'queued', 'sent', 'sent', 'delivered', 'delivered']);
  const reversed = await sent('reversed');
  await reversed.pass({ seconds: 10 });
  expect(reversed.told()).toEqual(['delivered', 'sent', 'queued']);
  const lost = await sent('lost');
  await lost.pass({ days: 2 });
  expect(lost.told()).toEqual([]);
});

test('Receipts of a call can be reversed as well', async () => {
  const { client, behave, use, pass, base, askedAt } = await town();
  await behave({ receipts: 'reversed' });
  await use(ANNA, '', { behaviour: 'busy' });
  const events = ['initiated', 'ringing', 'answered', 'completed'];
  const statusCallback = `${base}/phone/receipt`;
  await client.calls.create({ from: SERVICE, to: ANNA, twiml: '<Response/>', statusCallback, statusCallbackEvent: events });
  await pass({ seconds: 10 });
  expect(askedAt('/phone/receipt').map((each) => each.parameters.CallStatus)).toEqual(['busy', 'ringing', 'initiated']);
});

test.each([
  ['unreachable', '30003'],
  ['landline', '30006'],
])('A text to a phone that is %s is not delivered, with code %s, and never shows on it', async (behaviour, code) => {
  const { client, use, pass, askedAt, base } = await town();
  await use(ANNA, '', { behaviour });
  const message = await client.messages.create({ from: SERVICE, to: ANNA, body: 'hi', statusCallback: receiptUrl(base) });
  await pass({ seconds: 3 });
  expect(askedAt('/phone/receipt').map((each) => [each.parameters.MessageStatus, each.parameters.ErrorCode])).toEqual([
    ['queued', undefined],
    ['sent', undefined],
    ['undelivered', code],
  ]);
  expect((await use(ANNA)).texts).toEqual([]);
  expect(await client.messages(message.sid).fetch()).toMatchObject({ status: 'undelivered', errorCode: Number(code) });
});

/** A text that is valid for an hour, to a phone that is switched off; and what the service is told of it. */
async function waiting() {
  const place = await town();
  await place.use(ANNA, '', { behaviour: 'switched-off' });
  const { sid } = await place.client.messages.create({
    from: SERVICE,
    to: ANNA,
    body: 'hi',
    statusCallback: receiptUrl(place.base),
    validityPeriod: 3600,
  });
  const told = () => place.askedAt('/phone/receipt').map(({ parameters }) => [parameters.MessageStatus, parameters.ErrorCode]);
  return { ...place, sid, told };
}

test('A text waits for a phone that is switched off, and arrives when it is on again', async () => {
  const { pass, use, told } = await waiting();
  await pass({ minutes: 59 });
  expect((await use(ANNA)).texts).toEqual([]);
  const { texts } = await use(ANNA, '', { behaviour: 'manual' });
  expect(texts).toMatchObject([{ body: 'hi', at: NOON.plus({ minutes: 59 }).toISO() }]);
  await pass({ minutes: 10 });
  expect(told().at(-1)).toEqual(['delivered', undefined]);
});

test('A text that is no longer valid never shows, although the phone is on again, and is not delivered with code 30003', async () => {
  const { pass, use, told, client, sid } = await waiting();
  await pass({ minutes: 61 });
  expect(told().at(-1)).toEqual(['undelivered', '30003']);
  expect((await use(ANNA, '', { behaviour: 'manual' })).texts).toEqual([]);
  await pass({ hours: 12 });
  expect((await use(ANNA)).texts).toEqual([]);
  expect(await client.messages(sid).fetch()).toMatchObject({ status: 'undelivered', errorCode: 30003 });
});

test('A validity period is a whole number of seconds, ten hours at most', async () => {
  const { client } = await town();
  for (const validityPeriod of [0, 36_001, 1.5])
    await expect(client.messages.create({ from: SERVICE, to: ANNA, body: 'x', validityPeriod })).rejects.toMatchObject({
      status: 400,
      code: 90007,
    });
});

test('Texts to a phone can be made to fail with any of the known codes, and to arrive again', async () => {
  const { client, use, pass, ask } = await town();
  await use(ANNA, '', { failsWith: 30007 });
  const { sid } = await client.messages.create({ from: SERVICE, to: ANNA, body: 'x' });
  await pass({ seconds: 3 });
  expect(await client.messages(sid).fetch()).toMatchObject({ status: 'undelivered', errorCode: 30007 });
  await use(ANNA, '', { failsWith: null });
  await client.messages.create({ from: SERVICE, to: ANNA, body: 'y' });
  expect((await use(ANNA)).texts.map(({ body }) => body)).toEqual(['y']);
  expect((await ask('PUT', `/handsets/${encodeURIComponent(ANNA)}`, { failsWith: 1 })).status).toBe(400);
});

test('A provider that is throttled takes one send a second and refuses the others as too many', async () => {
  const { client, behave, pass, use } = await town();
  await behave({ sends: 'throttled' });
  const send = (body: string) => client.messages.create({ from: SERVICE, to: ANNA, body });
  await send('one');
  await expect(send('two')).rejects.toMatchObject({ status: 429, code: 20429 });
  expect((await client.messages.list({ to: ANNA })).length).toBe(1);
  await pass({ seconds: 1 });
  await send('three');
  expect((await use(ANNA)).texts.map(({ body }) => body)).toEqual(['one', 'three']);
});
