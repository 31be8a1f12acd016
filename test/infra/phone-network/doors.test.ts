import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { localClock } from '../../../infra/local/clock.ts';
import { ANNA, BEN, NOON, reply, SERVICE, town, voice } from './town.ts';

const door = (number: string, action = '') => `/handsets/${encodeURIComponent(number)}${action && `/${action}`}`;

test('Handsets are listed with whose they are, the service among them, and an unknown number becomes one when it is used', async () => {
  const { network, ask, use } = await town();
  network.label(ANNA, { label: 'Anna Ward', role: 'patient', patientId: 'p1' });
  await use(BEN, 'texts', { body: 'hi' });
  await use('+447700900009');
  expect((await ask('GET', '/handsets')).body).toEqual({
    handsets: [
      { number: SERVICE, label: 'The service', role: 'service', behaviour: 'manual', changes: expect.any(Number) },
      { number: ANNA, label: 'Anna Ward', role: 'patient', patientId: 'p1', behaviour: 'manual', changes: expect.any(Number) },
      { number: BEN, label: 'Unknown number', role: 'unknown', behaviour: 'manual', changes: expect.any(Number) },
    ],
  });
});

test('A label keeps the behaviour that was set', async () => {
  const { network, use } = await town();
  await use(ANNA, '', { behaviour: 'busy' });
  network.label(ANNA, { label: 'Anna', role: 'patient' });
  expect(await use(ANNA)).toMatchObject({ label: 'Anna', role: 'patient', behaviour: 'busy' });
});

test.each([
  ['POST', door(ANNA, 'texts'), '{"body":', 400, 'bad-json', 'body'],
  ['POST', door(ANNA, 'texts'), { body: '' }, 400, 'empty', 'body'],
  ['POST', door(ANNA, 'texts'), {}, 400, 'empty', 'body'],
  ['POST', door(ANNA, 'texts'), { body: 'x'.repeat(1601) }, 400, 'too-long', 'body'],
  ['POST', door(ANNA, 'texts'), { body: 'x', to: '12' }, 400, 'bad-number', 'to'],
  ['POST', door('07700900001', 'texts'), { body: 'x' }, 400, 'bad-number', 'number'],
  ['POST', '/handsets/%zz/texts', { body: 'x' }, 400, 'bad-address', 'number'],
  ['PUT', door(ANNA), { behaviour: 'asleep' }, 400, 'unknown-behaviour', 'behaviour'],
  ['PUT', '/network', { receipts: 'never' }, 400, 'unknown-value', 'receipts'],
  ['PUT', '/network', { weather: 'bad' }, 400, 'unknown-setting', 'weather'],
  ['POST', door(ANNA, 'keys'), { digits: 'a' }, 400, 'bad-keys', 'digits'],
  ['POST', door(ANNA, 'keys'), { digits: '1' }, 409, 'no-call', undefined],
  ['POST', door(ANNA, 'answer'), undefined, 409, 'no-call', undefined],
  ['POST', door(ANNA, 'hangup'), undefined, 409, 'no-call', undefined],
  ['POST', door(SERVICE, 'texts'), { body: 'x' }, 409, 'service-number', undefined],
  ['GET', door(ANNA, 'sing'), undefined, 404, 'not-found', undefined],
  ['DELETE', door(ANNA), undefined, 405, 'wrong-method', undefined],
])('%s %s with %j answers %i %s', async (method, path, body, status, code, field) => {
  const { ask, asked } = await town();
  const answer = await ask(method, path, body);
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ error: { code, message: expect.any(String), ...(field && { field }) } });
  expect(asked).toEqual([]);
});

test('Only the settings that are given change, and the answer is all of them', async () => {
  const { behave, ask } = await town();
  const first = await behave({ receipts: 'late' });
  expect(first.body).toMatchObject({ webhooks: 'once', receipts: 'late', sends: 'ok', keywords: 'off' });
  const second = await behave({ keywords: 'on' });
  expect(second.body).toMatchObject({ receipts: 'late', keywords: 'on', now: NOON.toISO() });
  expect((await ask('GET', '/network')).body).toEqual(second.body);
});

test('The door answers when what the text set going elsewhere is done', async () => {
  const { use, client } = await town(async ({ parameters }) => {
    if (parameters.Body) await client.calls.create({ from: SERVICE, to: BEN, twiml: voice('<Say>Anna wrote</Say>') });
    return reply('Somebody is being rung.');
  });
  expect((await use(ANNA, 'texts', { body: 'help' })).texts).toHaveLength(2);
  expect((await use(BEN)).calls).toMatchObject([{ state: 'ringing' }]);
});

test('A page of another origin cannot use a handset', async () => {
  const { url, use } = await town();
  const body = JSON.stringify({ body: 'x' });
  const post = (origin: string) => fetch(url + door(ANNA, 'texts'), { method: 'POST', headers: { Origin: origin }, body });
  expect((await post('http://elsewhere.example')).status).toBe(403);
  expect((await post(url)).status).toBe(200);
  expect((await use(ANNA)).texts).toHaveLength(1);
});

test('After a restart the phones, their texts and the opt-outs are still there, and calls that were open are over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phone-network-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'deep', 'phones.sqlite');
  const before = await town(() => reply('answer'), { file });
  before.network.label(ANNA, { label: 'Anna', role: 'patient', patientId: 'p1' });
  await before.use(BEN, '', { behaviour: 'voicemail' });
  await before.behave({ keywords: 'on' });
  await before.use(BEN, 'texts', { body: 'STOP' });
  await before.use(ANNA, 'texts', { body: 'hello' });
  const call = await before.client.calls.create({ from: SERVICE, to: ANNA, twiml: voice('<Gather/>') });
  const queued = await before.client.calls.create({ from: SERVICE, to: ANNA, twiml: voice('<Gather/>') });
  await before.clock.idle();
  await before.use(ANNA, 'answer');
  const texts = (await before.use(ANNA)).texts;
  const underWay = await before.client.messages.create({
    from: SERVICE,
    to: ANNA,
    body: 'under way',
    statusCallback: `${before.base}/r`,
  });
  await before.close();

  const after = await town(() => '', { file });
  expect((await after.use(ANNA)).texts.slice(0, -1)).toEqual(texts);
  expect(await after.use(ANNA)).toMatchObject({ label: 'Anna', role: 'patient', patientId: 'p1', calls: [{ state: 'ended' }] });
  expect((await after.client.calls(call.sid).fetch()).status).toBe('completed');
  expect((await after.client.calls(queued.sid).fetch()).status).toBe('failed');
  expect((await after.use(BEN)).behaviour).toBe('voicemail');
  await after.behave({ keywords: 'on' });
  await expect(after.client.messages.create({ from: SERVICE, to: BEN, body: 'x' })).rejects.toMatchObject({ code: 21610 });
  await after.pass({ seconds: 3 });
  expect((await after.client.messages(underWay.sid).fetch()).status).toBe('delivered');
  expect(await after.client.messages.list()).toHaveLength(5);
});

test('A network that closes while the service is thinking keeps the text, does not wait, and brings it again when it is back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phone-network-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'phones.sqlite');
  const arrived = Promise.withResolvers<void>();
  const before = await town(
    () => {
      arrived.resolve();
      return 'silence';
    },
    { file },
  );
  const writing = before.use(ANNA, 'texts', { body: 'are you there' });
  await arrived.promise;
  await Promise.all([expect(writing).rejects.toThrow('fetch failed'), before.close()]);
  const after = await town(() => reply('now I am'), { file });
  await after.clock.idle();
  expect((await after.use(ANNA)).texts.map((text) => text.body)).toEqual(['are you there', 'now I am']);
  const [first, again, ...more] = [...before.asked, ...after.asked];
  expect(again?.parameters).toEqual(first?.parameters);
  await after.close();
  expect((await town(() => '', { file })).asked).toEqual(more);
});

test('The end of a call that ended with the network is told by the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phone-network-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'phones.sqlite');
  const service = await town();
  const before = await town(() => '', { file });
  const asked = { from: SERVICE, to: ANNA, twiml: voice('<Gather/>'), statusCallback: `${service.base}/ended` };
  const call = await before.client.calls.create(asked);
  await before.clock.idle();
  await before.close();
  const next = await town(() => '', { file });
  await next.clock.idle();
  expect(service.asked).toMatchObject([
    { path: '/ended', parameters: { CallSid: call.sid, CallStatus: 'failed' }, isSigned: true },
  ]);
  await next.close();
  await (await town(() => '', { file })).clock.idle();
  expect(service.asked).toHaveLength(1);
});

test('On a clock that ticks, a receipt comes by itself', async () => {
  const receipt = Promise.withResolvers<string | undefined>();
  const clock = localClock({ mode: 'running', start: NOON });
  onTestFinished(() => clock.close());
  const { client, base } = await town(
    ({ parameters }) => {
      if (parameters.MessageStatus === 'sent') receipt.resolve(parameters.MessageStatus);
      return '';
    },
    { clock },
  );
  await client.messages.create({ from: SERVICE, to: ANNA, body: 'hi', statusCallback: `${base}/phone/receipt` });
  expect(await receipt.promise).toBe('sent');
});

test('The page is served with a strict policy and holds no script or style of its own', async () => {
  const { url } = await town();
  const page = await fetch(url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const html = await page.text();
  expect(html).toContain('<h1>Phones</h1>');
  expect(html).not.toMatch(/<style|style=|onclick|<script(?! type="module" src=)/);
  for (const [path, type] of [
    ['/page.js', 'text/javascript'],
    ['/page.css', 'text/css'],
    ['/icon.svg', 'image/svg+xml'],
  ] as const) {
    const file = await fetch(url + path);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
  }
});
