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
