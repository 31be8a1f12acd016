import { expect, test } from 'vitest';
import { changeSettings } from '../harness/settings.ts';
import { desk, MARY } from './desk.ts';

const tried = (form: Record<string, string>) => ({
  text: '',
  question: '',
  hoursAgo: '',
  treatment: '',
  endedDaysAgo: '',
  ...form,
});

/** The page's words, without the tags between them. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('A text is tried: its urgency, its topic and why stand on the page, and nothing is kept', async () => {
  const { get, post } = await desk();
  expect((await get('/readings')).html).toContain('aria-current="page">Readings');
  const { html, status } = await post('/readings', tried({ text: 'my temp is 38.4, no chest pain' }), 'cleo');
  expect(status).toBe(200);
  expect(html).toContain('nhsuk-tag--red">urgent</strong>');
  expect(words(html)).toMatch(
    /thresholds: fever .* 38\.4 .* a fever, which on treatment may be neutropenic sepsis \(the limit here is 37\.5\)/,
  );
  expect(words(html)).toMatch(/denial: denials .* no chest pain/);
  expect(html).toContain('my temp is 38.4, no chest pain</textarea>');
  expect((await get('/')).html).toContain('Nobody is waiting for an answer.');
});

test('What is known counts: a question, a treatment, what was written just before, a picture', async () => {
  const { post } = await desk();
  const read = async (form: Record<string, string>) => words((await post('/readings', tried(form))).html);
  expect(await read({ text: '3' })).toContain('no question is open');
  expect(await read({ text: '3', question: 'check-in', hoursAgo: '2' })).toMatch(/Urgency urgent .* Answers 3/);
  expect(await read({ text: '38.9', fragments: 'my temperature\r\nhas gone up' })).toContain('Urgency urgent');
  expect(await read({ text: 'loose poo', treatment: 'abemaciclib' })).toContain('treatments: abemaciclib: loose stools');
  expect(await read({ text: 'loose poo', treatment: 'abemaciclib', endedDaysAgo: '400' })).not.toContain(
    'treatments: abemaciclib: loose',
  );
  expect(await read({ text: '', pictures: '1' })).toContain('a picture cannot be read');
});

test('What is typed wrongly is named at its field, and everything typed stays', async () => {
  const { post } = await desk();
  const form = tried({
    text: ' ',
    question: 'check-in',
    hoursAgo: 'long',
    treatment: 'abemaciclib',
    endedDaysAgo: '-3',
    pictures: 'lots',
  });
  const { html, status } = await post('/readings', { ...form, fragments: 'half a text', interpreter: 'yes' });
  expect(status).toBe(400);
  const closeUp = html.replace(/\s*\n\s*/g, '');
  for (const [field, what] of [
    ['text', 'The text needs some text'],
    ['hoursAgo', 'Hours ago must be a number, 0 or more'],
    ['endedDaysAgo', 'Days since it ended must be a number, 0 or more'],
    ['pictures', 'Pictures must be a whole number from 0 to 10'],
  ]) {
    expect(closeUp).toContain(`<a href="#${field}">${what}`);
    expect(html).toContain(`id="${field}"`);
  }
  for (const typed of ['value="long"', 'value="-3"', 'value="lots"', 'half a text</textarea>']) expect(html).toContain(typed);
  expect(closeUp).toMatch(/value="check-in" selected/);
  expect(closeUp).toMatch(/name="interpreter"[^>]*checked/);
  const unknown = await post('/readings', tried({ text: 'x', question: 'horoscope' }));
  expect([unknown.status, unknown.html.includes('The open question must be one of')]).toEqual([400, true]);
  expect((await post('/readings', tried({ text: 'a'.repeat(1601) }))).html).toContain('The text is too long');
});

test('In the conversation every text says how it was read and why; a nurse corrects it there and from the queue', async () => {
  const { enrol, text, get, post } = await desk();
  const id = await enrol();
  await text(MARY, 'Feet are a bit sore since the weekend');
  const queue = (await get('/')).html;
  const action = /\/texts\/[^/"]+\/reading/.exec(queue)?.[0] ?? '';
  expect(words(queue)).not.toMatch(/pain-and-tiredness|pain and tiredness/);
  expect(words((await get(`/patients/${id}`)).html)).toMatch(/Read as: soon, symptom\. Read wrongly\?/);
  const form = { back: 'queue', urgency: 'urgent', topic: 'symptom' };
  expect((await post(action, form, 'ann')).to).toBe('/?done=review-raised');
  expect((await post(action, form, 'ann')).to).toBe('/?done=reviewed');
  expect(words((await get('/?done=review-raised')).html)).toMatch(
    /it is in the queue .* urgent .* somebody says that it is more urgent/,
  );
  const person = words((await get(`/patients/${id}`)).html);
  expect(person).toContain('Read as: soon, symptom. Ann Lee: urgent, symptom.');
  expect(person).toContain('said how a text should have been read');
});

test('A correction without a choice is refused on the text’s own page, beside what was read; one for nothing is not found', async () => {
  const { enrol, text, get, post } = await desk();
  await enrol();
  await text(MARY, 'Feet are a bit sore since the weekend');
  const action = /\/texts\/[^/"]+\/reading/.exec((await get('/')).html)?.[0] ?? '';
  const refused = await post(action, { urgency: '', topic: 'nonsense' }, 'ann');
  expect(refused.status).toBe(400);
  const closeUp = refused.html.replace(/\s*\n\s*/g, '');
  expect(closeUp).toMatch(/<a href="#urgency-[^"]+">Choose how urgent it is\./);
  expect(closeUp).toMatch(/<a href="#topic-[^"]+">Choose what it is about\./);
  expect((await post('/texts/nobody-m1/reading', { urgency: 'soon', topic: 'symptom' }, 'ann')).status).toBe(404);
  expect((await get('/texts/nobody-m1')).status).toBe(404);
  expect((await post(action, { urgency: 'soon', topic: 'symptom' }, 'cleo')).status).toBe(403);
  const look = await get(action.replace('/reading', ''), 'cleo');
  expect(words(look.html)).toContain('Feet are a bit sore');
  expect(look.html.replace(/<section class="demonstration"[\s\S]*?<\/section>/, '')).not.toContain('<form');
});

test('What was closed without a nurse waits on the readings page from Monday on, the queue says so calmly, and looking takes it out', async () => {
  const { enrol, text, get, post, alongside } = await desk();
  await changeSettings(alongside, { weeklySample: { oneIn: 1 } });
  await enrol();
  await text(MARY, 'fine thanks');
  await alongside.clock.moveTo(alongside.clock.now().plus({ minutes: 1 }));
  await text(MARY, 'All good here');
  expect((await get('/')).html).not.toContain('closed without a nurse');
  await alongside.clock.moveTo(alongside.clock.now().plus({ days: 6 }));
  expect((await get('/')).html).toContain('2 texts that were closed without a nurse wait for a look');
  const { html } = await get('/readings');
  expect(html.indexOf('fine thanks')).toBeLessThan(html.indexOf('All good here'));
  const [first = '', second = ''] = [...new Set([...html.matchAll(/\/texts\/[^/"]+\/reading/g)].map(([action]) => action))];
  expect((await post(first, { back: 'readings', urgency: 'none', topic: 'fine' }, 'ann')).to).toBe('/readings?done=reviewed');
  expect((await get('/')).html).toContain('1 text that was closed without a nurse waits for a look');
  expect((await post(second, { back: 'readings', urgency: 'soon', topic: 'symptom' }, 'ann')).to).toBe(
    '/readings?done=review-raised',
  );
  expect((await get('/')).html).not.toContain('closed without a nurse');
  expect((await get('/readings')).html).toContain('Nothing waits for a look.');
  expect((await get('/')).html).toContain('All good here');
});

test('Who may not take people’s own words out of the service finds no link to them, and gets none', async () => {
  const { get } = await desk();
  for (const [staff, may] of [
    ['lena', true],
    ['cleo', true],
    ['ann', true],
    ['sam', false],
  ] as const) {
    const { html } = await get('/readings', staff);
    expect(html.includes('Download as labelled lines'), staff).toBe(may);
    expect(html.includes('make them nameless before they leave the service'), staff).toBe(may);
    expect((await get('/readings/reviewed.tsv', staff)).status, staff).toBe(may ? 200 : 403);
  }
});

test('Who has safeguarding in hand stands on the item', async () => {
  const { enrol, text, get } = await desk();
  const id = await enrol();
  await text(MARY, 'my husband hits me');
  expect((await get('/')).html).toContain('Safeguarding: with Lena Marsh</strong>');
  expect((await get(`/patients/${id}`)).html).toContain('Safeguarding: with Lena Marsh</strong>');
  expect((await get(`/patients/${id}`)).html).toContain('told the safeguarding lead');
});
