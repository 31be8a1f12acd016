import { expect, test } from 'vitest';
import { ACCOUNT, ANNA, BEN, NOON, SERVICE, TOKEN, town } from './town.ts';

test('The official client sends, fetches and lists messages by number and time, newest first', async () => {
  const { client, use, pass } = await town();
  await use(ANNA, 'texts', { body: 'in' });
  const made = await client.messages.create({ from: SERVICE, to: ANNA, body: 'one' });
  expect(made).toMatchObject({
    accountSid: ACCOUNT,
    direction: 'outbound-api',
    from: SERVICE,
    to: ANNA,
    body: 'one',
    errorCode: null,
  });
  await pass({ minutes: 10 });
  await client.messages.create({ from: SERVICE, to: ANNA, body: 'two' });
  await client.messages.create({ from: SERVICE, to: BEN, body: 'three' });
  await pass({ seconds: 5 });

  const bodies = async (query: object) => (await client.messages.list(query)).map((each) => each.body);
  expect(await bodies({})).toEqual(['three', 'two', 'one', 'in']);
  expect(await bodies({ to: ANNA })).toEqual(['two', 'one']);
  expect(await bodies({ from: ANNA, to: SERVICE })).toEqual(['in']);
  expect(await bodies({ to: ANNA, dateSentAfter: NOON.plus({ minutes: 5 }).toJSDate() })).toEqual(['two']);
  expect(await bodies({ to: ANNA, dateSentBefore: NOON.plus({ minutes: 5 }).toJSDate() })).toEqual(['one']);
  expect(await bodies({ dateSent: NOON.plus({ days: 1 }).toJSDate() })).toEqual([]);
  expect(await bodies({ pageSize: 1 })).toEqual(['three', 'two', 'one', 'in']);
  expect(await bodies({ limit: 2 })).toEqual(['three', 'two']);
  expect((await client.messages(made.sid).fetch()).body).toBe('one');
});

test('A message sent in this very second is found by a list that begins now', async () => {
  const { client, pass } = await town();
  await pass({ milliseconds: 700 });
  await client.messages.create({ from: SERVICE, to: ANNA, body: 'now' });
  expect(await client.messages.list({ to: ANNA, dateSentAfter: NOON.toJSDate() })).toHaveLength(1);
});

test.each([
  [{ to: '12', body: 'x' }, 21211],
  [{ to: '+448001111', body: 'x' }, 21614],
  [{ to: SERVICE, body: 'x' }, 21266],
  [{ to: ANNA, body: 'x', from: BEN }, 21606],
  [{ to: ANNA, body: 'x'.repeat(1601) }, 21617],
])('A message that cannot be sent is refused: %j', async (message, code) => {
  const { client } = await town();
  await expect(client.messages.create({ from: SERVICE, ...message })).rejects.toMatchObject({ status: 400, code });
  expect(await client.messages.list()).toEqual([]);
});

test('Calls that cannot be placed, and things that do not exist, are refused with the real codes', async () => {
  const { client, base } = await town();
  const url = `${base}/x`;
  await expect(client.calls.create({ from: SERVICE, to: '999', url })).rejects.toMatchObject({ code: 21211 });
  await expect(client.calls.create({ from: BEN, to: ANNA, url })).rejects.toMatchObject({ code: 21210 });
  await expect(client.calls.create({ from: SERVICE, to: ANNA })).rejects.toMatchObject({ code: 21205 });
  await expect(client.calls.create({ from: SERVICE, to: ANNA, twiml: '<Response>' })).rejects.toMatchObject({ code: 12100 });
  await expect(client.messages('SMnone').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(client.calls('CAnone').update({ status: 'completed' })).rejects.toMatchObject({ status: 404, code: 20404 });
});

test('Only the account with its token gets in', async () => {
  const { url } = await town();
  const path = `${url}/2010-04-01/Accounts/${ACCOUNT}/Messages.json`;
  const knock = async (pair: string) => fetch(path, { headers: { Authorization: `Basic ${btoa(pair)}` } });
  expect((await knock(`${ACCOUNT}:${TOKEN}`)).status).toBe(200);
  const refused = await knock(`${ACCOUNT}:wrong`);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toEqual({
    code: 20003,
    message: 'Authenticate',
    more_info: 'https://www.twilio.com/docs/errors/20003',
    status: 401,
  });
});

test('A send whose answer never comes has gone out all the same', async () => {
  const { client, use, behave, pass } = await town();
  await behave({ sends: 'timeout-after-success' });
  await expect(client.messages.create({ from: SERVICE, to: ANNA, body: 'hi' })).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(client.calls.create({ from: SERVICE, to: BEN, twiml: '<Response/>' })).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
  await pass({ seconds: 1 });
  expect((await use(ANNA)).texts.map((text) => text.body)).toEqual(['hi']);
  expect((await use(BEN)).calls).toMatchObject([{ state: 'ringing' }]);
  expect((await client.messages.list({ to: ANNA })).map((each) => each.body)).toEqual(['hi']);
});

test('A provider that is down does nothing and says 503', async () => {
  const { client, use, behave } = await town();
  await behave({ sends: 'down' });
  await expect(client.messages.create({ from: SERVICE, to: ANNA, body: 'hi' })).rejects.toMatchObject({ status: 503 });
  await expect(client.messages.list()).rejects.toMatchObject({ status: 503 });
  await behave({ sends: 'ok' });
  expect(await client.messages.list()).toEqual([]);
  expect((await use(ANNA)).texts).toEqual([]);
});
