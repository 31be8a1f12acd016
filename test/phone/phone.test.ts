import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { expect, onTestFinished, test } from 'vitest';
import { callAddress, RETRIES, receiptAddress } from '../../functions/phone/addresses.ts';
import { isSignedByProvider } from '../../functions/phone/signature.ts';
import { twilioProvider } from '../../functions/phone/twilio-provider.ts';
import { callTwiml, textsTwiml } from '../../functions/phone/twiml.ts';

const FORM = { From: '+447700900201', Body: 'a & b' };
const signed = (token: string, address: string) => webhooks.getExpectedTwilioSignature(token, address, FORM);

test.each([
  ['the new token', 'new', true],
  ['the old one, while both are valid', 'old', true],
  ['any other', 'other', false],
])('a webhook signed with %s', (_, token, fits) => {
  const signature = signed(token, 'https://example.org/phone/text?s=demo&d=a%20b');
  const request = { signature, path: '/phone/text', query: 's=demo&d=a%20b', form: FORM };
  expect(isSignedByProvider(request, { publicUrl: 'https://example.org', tokens: ['new', 'old'] })).toBe(fits);
});

test('what a request says of its own host proves nothing: only the configured address counts', () => {
  const signature = signed('new', 'https://attacker.example/phone/text');
  const request = { signature, path: '/phone/text', query: '', form: FORM };
  expect(isSignedByProvider(request, { publicUrl: 'https://example.org', tokens: ['new'] })).toBe(false);
});

test('addresses carry what they are about', () => {
  expect(receiptAddress('https://example.org', 'demo', 'mary-d1')).toBe(
    `https://example.org/phone/receipt?s=demo&d=mary-d1${RETRIES}`,
  );
  expect(callAddress('https://example.org', 'demo', 'mary-d1', 'menu-2')).toBe(
    `https://example.org/phone/call?s=demo&d=mary-d1&at=menu-2${RETRIES}`,
  );
  expect(callAddress('https://example.org', 'demo', undefined)).toBe(`https://example.org/phone/call?s=demo${RETRIES}`);
});

test('what somebody wrote stays words in what the provider is answered with', () => {
  const twiml = textsTwiml([{ body: '<Dial>0900</Dial> & "co"', receipts: 'https://example.org/r?a=1&b=2' }]);
  expect(twiml).toContain(
    '<Message statusCallback="https://example.org/r?a=1&amp;b=2">&lt;Dial&gt;0900&lt;/Dial&gt; &amp; "co"</Message>',
  );
  expect(callTwiml({ say: ['<Hangup/>'], language: 'en-GB' })).toContain('&lt;Hangup/&gt;');
});

/** A provider that answers every request in one way. */
async function answering(status: number, body: object | 'nothing') {
  const server = createServer((request, response) => {
    if (body === 'nothing') request.socket.destroy();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const apiOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return twilioProvider({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'local-token', apiOrigin });
}

const TEXT = { to: '+447700900201', from: '+441632960000', body: 'x', receipts: 'https://example.org/r' };

test.each<[string, number, object | 'nothing', object]>([
  ['it takes it', 201, { sid: 'SM1', status: 'queued' }, { kind: 'taken', providerId: 'SM1' }],
  ['it refuses: opted out', 400, { code: 21610, message: 'x', status: 400 }, { kind: 'refused', code: '21610' }],
  ['it refuses: no such number', 400, { code: 21211, message: 'x', status: 400 }, { kind: 'refused', code: '21211' }],
  ['it takes no more just now', 429, { code: 20429, message: 'x', status: 429 }, { kind: 'throttled' }],
  ['it is broken', 503, { message: 'x', status: 503 }, { kind: 'unknown' }],
  ['it does not answer', 0, 'nothing', { kind: 'unknown' }],
])('what becomes of a text that is given to the provider: %s', async (_, status, body, outcome) => {
  const provider = await answering(status, body);
  expect(await provider.sendText(TEXT)).toMatchObject(outcome);
});

test('a text is given with the seconds for which it is valid, and one without them for as long as the provider takes', async () => {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    asked.push(new URLSearchParams(body));
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: 'SM1' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const apiOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = twilioProvider({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'local-token', apiOrigin });
  await provider.sendText({ ...TEXT, validSeconds: 5400 });
  await provider.sendText(TEXT);
  expect(asked.map((form) => form.get('ValidityPeriod'))).toEqual(['5400', null]);
});

test('a provider that cannot be asked is an error, not "it has nothing"', async () => {
  const provider = await answering(503, { message: 'x', status: 503 });
  const look = { to: TEXT.to, body: TEXT.body, since: '2026-11-25T10:00:00.000Z', except: [] };
  await expect(provider.findText(look)).rejects.toThrow();
  await expect(provider.findCall(look)).rejects.toThrow();
});

test('of a message that the provider has deleted, asking again brings nothing: it has none, which is no error', async () => {
  const gone = await answering(404, { code: 20404, message: 'x', status: 404 });
  expect(await gone.statusOf('text', 'SM1')).toBeUndefined();
  expect(await gone.statusOf('call', 'CA1')).toBeUndefined();
  const broken = await answering(503, { message: 'x', status: 503 });
  await expect(broken.statusOf('text', 'SM1')).rejects.toThrow();
});
