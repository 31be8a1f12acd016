import { expect, test } from 'vitest';
import { MARY, newTown, SAM, SERVICE } from '../harness/town.ts';

const TEXT = { MessageSid: 'SM1', From: MARY, To: SERVICE, Body: 'feet a bit sore', NumMedia: '0' };

test.each([
  ['missing', ''],
  ['forged', 'bm90IGEgc2lnbmF0dXJl'],
])('a webhook whose signature is %s gets 403 and changes nothing', async (_, signature) => {
  const town = await newTown();
  const mary = await town.enrol();
  for (const path of ['/phone/text', '/phone/call?s=demo&d=x', '/phone/receipt?s=demo&d=x']) {
    expect(await town.webhook(path, TEXT, signature)).toMatchObject({ status: 403 });
  }
  expect(await town.queue()).toEqual([]);
  expect((await town.conversation(mary.id)).filter(({ body }) => body === TEXT.Body)).toEqual([]);
});

test('a signature for another address or another body does not fit', async () => {
  const town = await newTown();
  await town.enrol();
  const { default: webhooks } = await import('twilio/lib/webhooks/webhooks.js');
  const right = webhooks.getExpectedTwilioSignature('local-token', `${town.local.url}/phone/text`, TEXT);
  expect(await town.webhook('/phone/text', { ...TEXT, Body: 'something else' }, right)).toMatchObject({ status: 403 });
  expect(await town.webhook('/phone/text?x=1', TEXT, right)).toMatchObject({ status: 403 });
  expect(await town.webhook('/phone/text', TEXT, right)).toMatchObject({ status: 200 });
});

test.each([
  ['From', { From: '' }, /phone number/],
  ['MessageSid', { MessageSid: '' }, /provider's id/],
  ['To', { To: 'someone' }, /phone number/],
  ['To', { To: '+441632960999' }, /not the number of any service/],
  ['NumMedia', { NumMedia: 'two' }, /whole number/],
])('a signed form with a wrong %s is refused by its name', async (field, wrong, remedy) => {
  const town = await newTown();
  const { status, text } = await town.webhook('/phone/text', { ...TEXT, ...wrong });
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ error: { field, message: expect.stringMatching(remedy) } });
});

test('a receipt for something that is not there changes nothing and is no error', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const receipt = { MessageSid: 'SM1', MessageStatus: 'delivered' };
  expect(await town.webhook('/phone/receipt?s=demo&d=nobody-d1', receipt)).toMatchObject({ status: 204 });
  expect(await town.webhook(`/phone/receipt?s=demo&d=${mary.id}-d1`, receipt)).toMatchObject({ status: 204 });
  expect(await town.webhook('/phone/receipt?s=demo', receipt)).toMatchObject({ status: 400 });
});

test.each([
  ['POST', '/api/v1/patients', 'not json', 'body'],
  ['POST', '/api/v1/patients', '[]', ''],
  ['POST', '/api/v1/queue-items/x/reply', '{"body": ""}', 'body'],
  ['POST', '/api/v1/patients/x/events', '{"kind": "birthday", "on": "2026-11-25"}', 'kind'],
  ['POST', '/api/v1/patients/x/events', '{"kind": "diagnosis", "on": "25/11/2026"}', 'on'],
  ['POST', '/api/v1/texts/x/reading', '{"urgency": "terrible", "topic": "symptom"}', 'urgency'],
  ['POST', '/api/v1/readings', '{"context": {}}', 'text'],
  ['POST', '/api/v1/patients/x/pause', '{"until": "soon"}', 'until'],
  ['POST', '/local/clock', '{"advance": "an hour"}', 'advance'],
  ['POST', '/local/clock', '{"advance": "-PT1H"}', 'advance'],
  ['POST', '/local/clock', '{"to": "2020-01-01T00:00:00Z"}', 'to'],
  ['POST', '/local/clock', '{}', 'advance'],
])('%s %s with %s is refused with 400 and the field', async (method, path, body, field) => {
  const town = await newTown();
  const response = await fetch(`${town.local.url}${path}`, { method, headers: { authorization: 'Bearer local' }, body });
  expect(response.status).toBe(400);
  const { error } = (await response.json()) as { error: { message: string; field?: string } };
  expect(error.field ?? '').toBe(field);
  expect(error.message).not.toBe('');
});

test.each([
  [{ phone: '+441632960000' }, 'phone', /own number/],
  [
    { treatments: [{ class: 'capecitabine', startedOn: '2026-11-20', endedOn: '2026-11-02' }] },
    'treatments.0.endedOn',
    /before the day on which it started/,
  ],
])('a patient with %o is refused with the field, when enrolled and when changed', async (change, field, message) => {
  const town = await newTown();
  const mary = await town.enrol();
  const error = { field, message: expect.stringMatching(message) };
  const joan = { name: 'Joan Fletcher', nhsNumber: '9434765870', phone: '+447700900203', ...change };
  expect(await town.ask('POST', '/api/v1/patients', joan)).toMatchObject({ status: 400, body: { error } });
  expect(await town.ask('PATCH', `/api/v1/patients/${mary.id}`, change)).toMatchObject({ status: 400, body: { error } });
});

test.each(['/api/v1/patients/nobody', '/api/v1/patients/nobody/conversation', '/api/v1/nothing'])(
  '%s is not there, in JSON',
  async (path) => {
    const town = await newTown();
    expect(await town.ask('GET', path)).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  },
);

test('nobody gets in without a bearer, and a cookie is none', async () => {
  const town = await newTown();
  for (const headers of [{}, { authorization: 'Bearer something' }, { cookie: 'local-staff=lena' }]) {
    expect((await fetch(`${town.local.url}/api/v1/queues/cns`, { headers })).status).toBe(401);
  }
});

test('the API describes itself, with every route and every enumeration', async () => {
  const town = await newTown();
  type Described = { paths: Record<string, object>; components: { schemas: Record<string, { enum?: string[] }> } };
  const { body } = await town.ask<Described>('GET', '/api/v1/openapi.json');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/patients',
      '/patients/{id}/events',
      '/queues/{team}',
      '/queue-items/{id}/claim',
      '/escalations',
      '/unmatched',
      '/patients/{id}/not-deceased',
      '/readings',
      '/readings/reviewed',
      '/readings/sample',
      '/texts/{id}/reading',
    ]),
  );
  expect(body.components.schemas.Urgency?.enum).toEqual(['emergency', 'urgent', 'soon', 'routine', 'none']);
  expect(body.components.schemas.EscalationState?.enum).toContain('exhausted');
  expect(JSON.stringify(body.paths['/patients/{id}/events'])).toContain('treatment-change');
  expect(JSON.stringify(body.paths['/texts/{id}/reading'])).toContain('"emergency"');
  expect(JSON.stringify(body.paths['/readings'])).toContain('hoursAgo');
});

test('without an agreement nothing but safety replies is sent in production', async () => {
  const town = await newTown({ alter: () => ({ production: true }) });
  const agreement = { takenBy: 'Ann Lee', on: '2026-11-20', how: 'in clinic' };
  const mary = await town.enrol({ quiet: true });
  await town.event(mary.id, 'diagnosis', '2026-11-24');
  await town.until('2026-11-28T12:00:00Z');
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('check-in-skipped: no-agreement');
  await mary.texts('temp 38.9 and shivery');
  await mary.hears(/ring 01632 9600/);
  const code = /\d{4}/.exec(await town.handset(SAM).hears(/code/))?.[0] ?? '';
  await town.handset(SAM).texts(code);
  await town.handset(SAM).hears(/yours/);
  await mary.hears(/Somebody on call/);
  const [{ id } = { id: '' }] = await town.escalations();
  await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'spoke' }, 'sam');
  await town.ask('PATCH', `/api/v1/patients/${mary.id}`, { agreement });
  await town.until('2026-11-30T12:00:00Z');
  await mary.hears(/How are you today/);
});
