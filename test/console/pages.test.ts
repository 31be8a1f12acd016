import { describe, expect, test } from 'vitest';
import { desk, itemsOn, MARY } from './desk.ts';

const FROM_ELSEWHERE: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
];

test('The queue puts danger first and then whoever has waited longest, each with their own words', async () => {
  const { enrol, text, get, alongside } = await desk();
  await enrol();
  await enrol({ name: 'Sunita Rao', nhsNumber: '9997416228', phone: '+447700900802' });
  await text(MARY, 'Feet are a bit sore since the weekend');
  await alongside.clock.moveTo(alongside.clock.now().plus({ minutes: 5 }));
  await text('+447700900802', 'I have a temperature of 39 and I am shivering');
  const { html, status, headers } = await get('/');
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  const sunita = html.indexOf('I have a temperature of 39');
  expect(sunita).toBeGreaterThan(0);
  expect(html.indexOf('Feet are a bit sore')).toBeGreaterThan(sunita);
  expect(html).toContain('999 741 6228');
  expect(html).toContain('today 10:30</time> (5 minutes)');
  expect(html).toContain('Updated 10:35');
});

test('An empty queue is calm, and the waiting time never says less than nothing', async () => {
  const { enrol, text, get, alongside } = await desk();
  expect((await get('/')).html).toContain('Nobody is waiting for an answer.');
  await enrol();
  await text(MARY, 'MONEY');
  expect((await get('/')).html).toContain('(just now)');
  expect(alongside.clock.now().toISO()).toBe('2026-11-24T10:30:00.000Z');
});

test('What a patient writes is shown as they wrote it and never runs', async () => {
  const { enrol, text, get } = await desk();
  const id = await enrol({ preferredName: '<img src=x>' });
  await text(MARY, 'pain <script>alert(1)</script> & "quotes"');
  for (const path of ['/', `/patients/${id}`, '/patients']) {
    const { html, headers } = await get(path);
    expect(html, path).not.toContain('<script>alert');
    expect(html, path).not.toContain('<img');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  }
  expect((await get('/')).html).toContain('pain &lt;script&gt;alert(1)&lt;/script&gt;');
});

test('Two nurses claim the same item: the second is told who has it, and keeps what she typed', async () => {
  const { enrol, text, get, post, textsOn } = await desk();
  const id = await enrol();
  await text(MARY, 'MONEY');
  const [item] = itemsOn(await get('/'));
  expect((await post(`/queue-items/${item}/claim`, {}, 'ann')).to).toBe(`/patients/${id}?done=claimed`);
  const second = await post(`/queue-items/${item}/reply`, { body: 'I can ring you today' }, 'bel');
  expect(second.status).toBe(409);
  expect(second.html).toContain('Ann Lee has it.');
  expect(second.html).toContain('I can ring you today</textarea>');
  expect(await textsOn(MARY)).not.toContain('I can ring you today');
});

test('Words that a lock screen must not show are refused, kept in the box, and go out only with a recorded override', async () => {
  const { enrol, text, get, post, textsOn } = await desk();
  const id = await enrol();
  await text(MARY, 'MONEY');
  const [item] = itemsOn(await get('/'));
  const body = 'Your chemo is on Friday';
  const refused = await post(`/queue-items/${item}/reply`, { body }, 'ann');
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('A lock screen would show: chemo.');
  expect(refused.html).toContain(`${body}</textarea>`);
  expect(await textsOn(MARY)).not.toContain(body);
  expect((await post(`/queue-items/${item}/reply`, { body, override: 'yes' }, 'ann')).to).toBe(`/patients/${id}?done=replied`);
  expect(await textsOn(MARY)).toContain(body);
  expect((await get(`/patients/${id}`)).html).toContain('sent words that a lock screen would show');
});

test('Closing needs an outcome; one of the service’s or one’s own words, and the item leaves the queue', async () => {
  const { enrol, text, get, post } = await desk();
  await enrol();
  await text(MARY, 'MONEY');
  const [item] = itemsOn(await get('/'));
  const close = (form: Record<string, string>) => post(`/queue-items/${item}/close`, form, 'ann');
  expect((await close({})).html).toContain('Choose what came of it.');
  expect((await close({ outcome: 'own', own: '  ' })).html).toContain('Say in your own words what was done.');
  expect((await close({ outcome: 'could-not-reach' })).to).toBe('/?done=attempted');
  expect(itemsOn(await get('/'))).toEqual([item]);
  expect((await close({ outcome: 'own', own: 'The money adviser will ring on Thursday' })).to).toBe('/?done=closed');
  expect(itemsOn(await get('/'))).toEqual([]);
  const again = await close({ outcome: 'spoke' });
  expect(again.status).toBe(404);
  expect(again.html).toContain('It is closed already');
});

test('At night an escalation stands at the top with its ladder; it is accepted, and ends only with somebody spoken to', async () => {
  const { enrol, text, get, post } = await desk('2026-11-24T21:00:00Z');
  const id = await enrol();
  await text(MARY, 'I have a fever of 39 and I am shivering');
  const queue = await get('/', 'sam');
  expect(queue.html).toContain('1 escalation in progress');
  expect(queue.html).toContain('<b>First on call</b>, Sam Reid: ringing');
  const escalation = /\/escalations\/([^/]+)\/accept/.exec(queue.html)?.[1] ?? '';
  expect((await post(`/escalations/${escalation}/accept`, {}, 'sam')).to).toBe(`/patients/${id}?done=accepted`);
  const taken = await post(`/escalations/${escalation}/accept`, {}, 'alex');
  expect(taken.status).toBe(409);
  expect(taken.html).toContain('Sam Reid has it.');
  const early = await post(`/escalations/${escalation}/close`, { outcome: 'no-action' }, 'sam');
  expect(early.status).toBe(400);
  expect(early.html).toContain('An escalation is open');
  expect((await post(`/escalations/${escalation}/close`, { outcome: 'spoke' }, 'sam')).to).toBe('/?done=closed');
  expect((await get('/', 'sam')).html).toContain('No escalation is in progress.');
});

test('A number that nobody knows has a list and a page of its own', async () => {
  const { text, get } = await desk();
  await text('+447700900555', 'who is this');
  const { html } = await get('/');
  const href = /\/people\/[^"]+/.exec(html)?.[0] ?? '';
  const page = await get(href);
  expect(page.html).toContain('07700 900555');
  expect(page.html).toContain('who is this');
  expect(page.html).not.toContain('Record a death');
});

test('A patient is enrolled by a form that keeps what was typed and says what is wrong beside each field', async () => {
  const { get, post } = await desk();
  expect((await get('/enrol', 'ann')).html).toContain('value="Ann Lee"');
  const typed = {
    name: 'Jo <b>',
    nhsNumber: '999 741 6200',
    phone: '12',
    'dateOfBirth-day': '31',
    'dateOfBirth-month': '2',
    'dateOfBirth-year': '1960',
  };
  const refused = await post('/enrol', typed, 'ann');
  expect(refused.status).toBe(400);
  const closeUp = refused.html.replace(/\s*\n\s*/g, '');
  for (const [field, words] of [
    ['nhsNumber', 'NHS number must be ten digits'],
    ['phone', 'Phone number must be a phone number'],
    ['dateOfBirth', 'Date of birth must be a date that exists'],
  ]) {
    expect(closeUp).toContain(`<a href="#${field}">${words}`);
    expect(refused.html).toContain(`id="${field}"`);
  }
  expect(refused.html).toContain('value="Jo &lt;b&gt;"');
  expect(refused.html).toContain('value="31"');
  const right = {
    ...typed,
    name: 'Jo Bell',
    nhsNumber: '999 741 6201',
    phone: '07700 900810',
    'dateOfBirth-day': '28',
    agreed: 'yes',
  };
  const agreement = {
    'agreement.takenBy': 'Ann Lee',
    'agreement.on-day': '2',
    'agreement.on-month': '11',
    'agreement.on-year': '2026',
    'agreement.how': 'in clinic',
  };
  const enrolled = await post('/enrol', { ...right, ...agreement, nurse: '', language: 'en', channel: 'text' }, 'ann');
  expect(enrolled.to).toMatch(/^\/patients\/\w+\?done=enrolled$/);
  const { html } = await get(enrolled.to ?? '');
  expect(html).toContain('28 February 1960');
  expect(html).toContain('Ann Lee, 2 November 2026, in clinic');
  const twice = await post('/enrol', right, 'ann');
  expect(twice.status).toBe(400);
  expect((await post('/enrol', { ...right, ...agreement }, 'ann')).status).toBe(409);
});

test('An event is recorded once, and what is coming and why shows on the page', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  const form = { kind: 'progression', 'on-day': '24', 'on-month': '11', 'on-year': '2026' };
  expect((await post(`/patients/${id}/events`, { ...form, 'on-day': '' }, 'ann')).html).toContain(
    'The date must be one that exists',
  );
  expect((await post(`/patients/${id}/events`, { ...form, kind: '' }, 'ann')).html).toContain('Choose what has happened.');
  expect((await post(`/patients/${id}/events`, form, 'ann')).to).toContain('done=event-recorded');
  expect((await post(`/patients/${id}/events`, form, 'ann')).to).toContain('done=event-known');
  expect((await get(`/patients/${id}`)).html).toContain('after the progression of 24 November 2026');
});

test('Pause, opt-out and death take effect at once, say so on the page, and can be taken back', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  const stands = async () => (await get(`/patients/${id}`)).html;
  const until = { 'until-day': '1', 'until-month': '12', 'until-year': '2026' };
  expect((await post(`/patients/${id}/pause`, { ...until, 'until-month': '11' }, 'ann')).html).toContain(
    'A pause ends on a later day',
  );
  expect((await post(`/patients/${id}/pause`, until, 'ann')).to).toContain('done=pause');
  expect(await stands()).toContain('paused until Tue 1 Dec 00:00');
  await post(`/patients/${id}/resume`, {}, 'ann');
  expect(await stands()).not.toContain('paused until');
  await post(`/patients/${id}/opt-out`, {}, 'ann');
  expect(await stands()).toContain('>opted out<');
  await post(`/patients/${id}/opt-in`, {}, 'ann');
  expect(await stands()).not.toContain('>opted out<');
  expect((await get(`/patients/${id}/deceased`, 'ann')).html).toContain('Record that Mary Thornton has died?');
  expect(await stands()).not.toContain('>has died<');
  await post(`/patients/${id}/deceased`, {}, 'ann');
  expect(await stands()).toContain('>has died<');
  expect(await stands()).toContain('Deceased: nothing is sent.');
  await post(`/patients/${id}/not-deceased`, {}, 'ann');
  expect(await stands()).not.toContain('>has died<');
});

describe('who may do what', () => {
  test('Whoever is not signed in, or not known, gets no page; a list that refreshes itself is sent away', async () => {
    const { get, post } = await desk();
    expect((await get('/', 'nobody')).status).toBe(401);
    expect((await post('/enrol', {}, 'nobody')).status).toBe(401);
    const list = await get('/queue', 'nobody', { 'hx-request': 'true' });
    expect([list.status, list.headers.get('hx-redirect')]).toEqual([401, '/']);
  });

  test('A safety officer sees everything and finds no form; a form sent all the same changes nothing', async () => {
    const { enrol, text, get, post } = await desk();
    const id = await enrol();
    await text(MARY, 'MONEY');
    const [item] = itemsOn(await get('/'));
    for (const path of ['/', `/patients/${id}`, '/patients']) {
      const { html } = await get(path, 'cleo');
      const own = html.replace(/<section class="demonstration"[\s\S]*?<\/section>/, '');
      expect(own, path).toContain('Mary');
      expect(own, path).not.toContain('<form');
    }
    expect((await post(`/queue-items/${item}/claim`, {}, 'cleo')).status).toBe(403);
    expect((await get('/enrol', 'cleo')).status).toBe(403);
    expect((await get(`/patients/${id}/deceased`, 'cleo')).status).toBe(403);
    expect((await get('/', 'ann')).html).toContain('nobody yet');
  });

  test('A form that another site’s page sends is refused and changes nothing, the demonstration’s own too', async () => {
    const { enrol, text, get, post, alongside } = await desk();
    const id = await enrol();
    await text(MARY, 'MONEY');
    const [item] = itemsOn(await get('/'));
    const before = alongside.clock.now().toISO();
    for (const headers of FROM_ELSEWHERE) {
      expect((await post(`/queue-items/${item}/claim`, {}, 'ann', headers)).status).toBe(403);
      expect((await post(`/patients/${id}/opt-out`, {}, 'ann', headers)).status).toBe(403);
      expect((await post('/local/move', { move: 'hour' }, 'ann', headers)).status).toBe(403);
      expect((await post('/local/sign-in', { staff: 'bel' }, 'ann', headers)).status).toBe(403);
    }
    expect((await get('/')).html).toContain('nobody yet');
    expect((await get(`/patients/${id}`)).html).not.toContain('>opted out<');
    expect(alongside.clock.now().toISO()).toBe(before);
  });
});

describe('the rest of the house', () => {
  test('Files under /assets/ may be kept for ever, and there are no others', async () => {
    const { get } = await desk();
    const { html } = await get('/');
    for (const [name, type] of [
      ['css', 'text/css'],
      ['js', 'text/javascript'],
      ['svg', 'image/svg+xml'],
    ]) {
      const path = new RegExp(`/assets/[a-z]+\\.[0-9a-f]{10}\\.${name}`).exec(html)?.[0] ?? '';
      const file = await get(path);
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toContain(type);
      expect(file.headers.get('cache-control')).toContain('immutable');
    }
    expect((await get('/assets/..%2f..%2fpackage.json')).status).toBe(404);
    expect((await get('/assets/none.css')).status).toBe(404);
  });

  test('What is not there is a page that says so', async () => {
    const { get, post } = await desk();
    for (const path of ['/nothing', '/patients/nobody', '/people/nobody', '/patients/nobody/deceased', '/patients/%E0%A4%A']) {
      const { status, html } = await get(path);
      expect(status, path).toBe(404);
      expect(html, path).toContain('Not found');
    }
    expect((await post('/queue-items/nobody-q1/claim', {}, 'ann')).status).toBe(404);
    expect((await post('/patients/nobody/pause', {}, 'ann')).status).toBe(404);
  });

  test('Whoever looks is chosen at the bar, which comes back to the same page and to no other site', async () => {
    const { post } = await desk();
    const chosen = await post('/local/sign-in', { staff: 'bel', back: '/patients' });
    expect([chosen.status, chosen.to]).toEqual([303, '/patients']);
    expect(chosen.headers.get('set-cookie')).toContain('local-staff=bel');
    expect((await post('/local/sign-in', { staff: 'bel', back: '//elsewhere.example' })).to).toBe('/');
    expect((await post('/local/sign-in', { staff: 'nobody' })).status).toBe(400);
    expect((await post('/local/move', { move: 'sideways' })).status).toBe(400);
  });
});
