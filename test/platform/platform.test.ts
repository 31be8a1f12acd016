import { expect, test, vi } from 'vitest';
import { object, string } from 'zod';
import { bodyText, formOf, type HttpEvent, header } from '../../functions/platform/http.ts';
import { randomIdentifiers } from '../../functions/platform/identifiers.ts';
import { errorNames, placeOf } from '../../functions/platform/log.ts';
import { checked } from '../../functions/platform/misfit.ts';
import { tokensOf } from '../../functions/platform/provider-secret.ts';
import { onFirstUse } from '../../functions/platform/wiring.ts';
import { terminalLog } from '../../infra/local/terminal-log.ts';

const event = (more: object) => ({ headers: {}, isBase64Encoded: false, ...more }) as unknown as HttpEvent;

test('a form body arrives in base64, as from the gateway, or plain; of a name that is there twice the last stands', () => {
  const body = 'From=%2B447700900201&Body=38%2C2+%F0%9F%98%B3&Body=last';
  const encoded = event({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true });
  for (const each of [encoded, event({ body })]) expect(formOf(each)).toEqual({ From: '+447700900201', Body: 'last' });
  expect(bodyText(event({}))).toBe('');
});

test('headers are found whatever their case', () => {
  expect(header(event({ headers: { 'x-twilio-signature': 'a' } }), 'X-Twilio-Signature')).toBe('a');
});

test('ids are sixteen letters and digits that do not repeat, codes are four digits', () => {
  const ids = Array.from({ length: 1_000 }, () => randomIdentifiers.fresh());
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{16}$/);
  for (let each = 0; each < 200; each += 1) expect(randomIdentifiers.code()).toMatch(/^[1-9]\d{3}$/);
});

test('of an error only its names and the place in our own code are logged, never what it quotes', () => {
  const error = new TypeError('cannot read "unspeakable"', { cause: new RangeError('+447700900201') });
  expect(errorNames(error)).toBe('TypeError < RangeError');
  expect(placeOf(Object.assign(new Error('x'), { stack: 'Error: x\n at f (/var/task/functions/care/read.ts:12:3)' }))).toBe(
    'functions/care/read.ts:12',
  );
  const lines: string[] = [];
  terminalLog((line) => lines.push(line)).error('went-wrong', error, { person: 'mary' });
  expect(lines.join()).toContain('TypeError < RangeError');
  expect(lines.join()).not.toMatch(/unspeakable|7700/);
});

test('a misfit names the field and says what would be right; the first stands for all', () => {
  const schema = object({ when: string({ error: 'wrong-date' }), inner: object({ phone: string({ error: 'wrong-phone' }) }) });
  const words = { 'wrong-date': 'must be a date', 'wrong-phone': 'must be a phone number' };
  expect(checked(schema, { when: 1, inner: {} }, words)).toEqual({
    misfit: { code: 'invalid', message: 'must be a date', field: 'when' },
  });
  expect(checked(schema, { when: 'x', inner: {} }, words)).toEqual({
    misfit: { code: 'invalid', message: 'must be a phone number', field: 'inner.phone' },
  });
  expect(checked(schema, { when: 'x', inner: { phone: 'y' } }, words)).toEqual({ fits: { when: 'x', inner: { phone: 'y' } } });
});

test('a handler is made on its first call and once; one that could not be made is tried again', async () => {
  const make = vi.fn(async () => async (word: string) => `${word}!`);
  make.mockRejectedValueOnce(new Error('the secret could not be read'));
  const handler = onFirstUse(make);
  expect(make).not.toHaveBeenCalled();
  await expect(handler('a')).rejects.toThrow('secret');
  expect(await Promise.all([handler('b'), handler('c')])).toEqual(['b!', 'c!']);
  expect(make).toHaveBeenCalledTimes(2);
});

test('while the provider’s token is rotated both count, the new one first', () => {
  expect(tokensOf({ accountSid: 'AC', authToken: 'new', previousAuthToken: 'old' })).toEqual(['new', 'old']);
  expect(tokensOf({ accountSid: 'AC', authToken: 'new' })).toEqual(['new']);
});
