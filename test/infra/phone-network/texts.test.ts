import { expect, test } from 'vitest';
import { ANNA, BEN, NOON, reply, SERVICE, town } from './town.ts';

test('Anna writes, the service is asked with a signed webhook, and its answer shows on her phone', async () => {
  const { use, asked } = await town(() => reply('Thank you &amp; take care'));
  const phone = await use(ANNA, 'texts', { body: 'hello é 😀 & goodbye' });

  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/phone/text', isSigned: true });
  expect(asked[0]?.parameters).toMatchObject({
    From: ANNA,
    To: SERVICE,
    Body: 'hello é 😀 & goodbye',
    NumMedia: '0',
    NumSegments: '1',
    ApiVersion: '2010-04-01',
    MessageSid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
  });
  expect(asked[0]?.parameters.SmsSid).toBe(asked[0]?.parameters.MessageSid);
  expect(phone.texts).toEqual([
    { from: ANNA, to: SERVICE, body: 'hello é 😀 & goodbye', at: NOON.toISO() },
    { from: SERVICE, to: ANNA, body: 'Thank you & take care', at: NOON.toISO() },
  ]);
});

test('The answer can text somebody else, hold several messages, and lead to another address', async () => {
  const { use, askedAt } = await town(({ path }) =>
    path === '/phone/more?why=a%20b'
      ? reply('third')
      : `<Response><Message><Body>first</Body></Message><Message to="${BEN}">second</Message><Redirect>more?why=a%20b</Redirect></Response>`,
  );
  const anna = await use(ANNA, 'texts', { body: 'hi' });
  expect(anna.texts.map((text) => text.body)).toEqual(['hi', 'first', 'third']);
  expect((await use(BEN)).texts.map((text) => text.body)).toEqual(['second']);
  expect(askedAt('/phone/more')[0]?.isSigned).toBe(true);
});

test('A text between two phones does not go through the service', async () => {
  const { use, asked, client } = await town();
  await use(ANNA, 'texts', { body: 'just us', to: BEN });
  expect((await use(BEN)).texts.map((text) => text.body)).toEqual(['just us']);
  expect(asked).toEqual([]);
  expect(await client.messages.list({ to: BEN })).toEqual([]);
});

test('When the webhook fails the fallback is played, and it is retried only as the address says', async () => {
  const fallbackTwiml = { text: reply('If it is an emergency ring 999.'), call: '' };
  const withOverrides = await town(() => 500, { overrides: '#rc=2&rp=all&rt=4500', fallbackTwiml });
  const phone = await withOverrides.use(ANNA, 'texts', { body: 'hi' });
  expect(withOverrides.asked.map((each) => [each.path, each.isSigned])).toEqual(Array(3).fill(['/phone/text', true]));
  expect(phone.texts.at(-1)?.body).toBe('If it is an emergency ring 999.');

  const without = await town(() => 500, { fallbackTwiml });
  await without.use(ANNA, 'texts', { body: 'hi' });
  expect(without.asked).toHaveLength(1);

  const only5xx = await town(() => 404, { overrides: '#rp=5xx', fallbackTwiml });
  await only5xx.use(ANNA, 'texts', { body: 'hi' });
  expect(only5xx.asked).toHaveLength(1);
});

test('A service that says nothing within its read timeout has failed', async () => {
  const { use, asked } = await town(() => 'silence', {
    overrides: '#rc=1&rp=rt&rt=60',
    fallbackTwiml: { text: reply('sorry'), call: '' },
  });
  expect((await use(ANNA, 'texts', { body: 'hi' })).texts.at(-1)?.body).toBe('sorry');
  expect(asked).toHaveLength(2);
});

test('A service that cannot be reached, or whose answer is not TwiML, has failed too', async () => {
  const fallbackTwiml = { text: reply('sorry'), call: '' };
  const unreachable = await town(() => '', { fallbackTwiml, webhooks: { text: 'http://127.0.0.1:1/phone/text', call: '' } });
  expect((await unreachable.use(ANNA, 'texts', { body: 'hi' })).texts.at(-1)?.body).toBe('sorry');
  const garbled = await town(() => '<Response><Message>no end', { fallbackTwiml });
  expect((await garbled.use(ANNA, 'texts', { body: 'hi' })).texts.at(-1)?.body).toBe('sorry');
});

test('A webhook that comes twice comes both times at once, with one sid, and the same answer is played once', async () => {
  const both = Promise.withResolvers<void>();
  let arrived = 0;
  const { use, asked, behave } = await town(async ({ path }) => {
    if (path !== '/phone/text') return '';
    // Neither is answered before both have come: this would fail if one were sent after the other.
    if (++arrived === 2) both.resolve();
    await both.promise;
    return '<Response><Message statusCallback="/phone/receipt?dispatch=1">Got it</Message></Response>';
  });
  await behave({ webhooks: 'twice' });
  const phone = await use(ANNA, 'texts', { body: 'hi' });
  const texts = asked.filter((each) => each.path === '/phone/text');
  expect(texts).toHaveLength(2);
  expect(new Set(texts.map((each) => each.parameters.MessageSid)).size).toBe(1);
  expect(phone.texts.map((text) => text.body)).toEqual(['hi', 'Got it']);
});

test('Two answers that differ are both played, as the provider would', async () => {
  let count = 0;
  const { use, behave } = await town(() => reply(`answer ${++count}`));
  await behave({ webhooks: 'twice' });
  expect((await use(ANNA, 'texts', { body: 'hi' })).texts.map((text) => text.body).sort()).toEqual([
    'answer 1',
    'answer 2',
    'hi',
  ]);
});

test('With the keywords off, STOP and HELP are texts like any other', async () => {
  const { use, client } = await town(({ parameters }) => reply(`you wrote ${parameters.Body}`));
  const phone = await use(ANNA, 'texts', { body: 'STOP' });
  expect(phone.texts.map((text) => text.body)).toEqual(['STOP', 'you wrote STOP']);
  await client.messages.create({ from: SERVICE, to: ANNA, body: 'still here' });
  expect((await use(ANNA)).texts.at(-1)?.body).toBe('still here');
});

test('With the keywords on, a bare STOP blocks what the service sends until START', async () => {
  const { use, client, behave, asked, pass, askedAt } = await town(({ path }) =>
    path === '/phone/text' ? '<Response><Message statusCallback="/phone/receipt">from the service</Message></Response>' : '',
  );
  await behave({ keywords: 'on' });
  const stopped = await use(ANNA, 'texts', { body: ' stop \n' });
  expect(stopped.texts.map((text) => text.body)).toEqual([' stop \n', expect.stringContaining('unsubscribed')]);
  expect(asked[0]?.parameters.Body).toBe(' stop \n');
  await pass({ seconds: 5 });
  expect(askedAt('/phone/receipt')).toEqual([]);
  expect((await client.messages.list({ to: ANNA })).map((each) => each.body)).toEqual([expect.stringContaining('unsubscribed')]);
  await expect(client.messages.create({ from: SERVICE, to: ANNA, body: 'x' })).rejects.toMatchObject({
    status: 400,
    code: 21610,
  });

  const started = await use(ANNA, 'texts', { body: 'Unstop' });
  expect(started.texts.slice(-2).map((text) => text.body)).toEqual([
    expect.stringContaining('re-subscribed'),
    'from the service',
  ]);
});

test('With the keywords on, HELP is answered by the network and still told, and "STOP please" is no keyword', async () => {
  const { use, behave, asked } = await town();
  await behave({ keywords: 'on' });
  const phone = await use(ANNA, 'texts', { body: 'Help' });
  expect(phone.texts[1]?.body).toContain('Reply STOP');
  await use(ANNA, 'texts', { body: 'STOP please' });
  expect((await use(ANNA)).texts).toHaveLength(3);
  expect(asked.map((each) => each.parameters.Body)).toEqual(['Help', 'STOP please']);
});
