import { expect, test } from 'vitest';
import { desk } from './desk.ts';

/** The plan as staff see it: what has happened, what comes of it, and a pathway against the calendar. */

const recorded = (on: string) => ({ 'on-day': on.slice(8), 'on-month': on.slice(5, 7), 'on-year': on.slice(0, 4) });

test('An event is put right on a page of its own, and one recorded by mistake is taken back', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  await post(`/patients/${id}/events`, { kind: 'diagnosis', ...recorded('2026-11-24') }, 'ann');
  const page = (await get(`/patients/${id}`)).html;
  const address = new RegExp(`/patients/${id}/events/[^"]+`).exec(page)?.[0] ?? '';
  expect((await get(address)).html).toContain('value="24"');
  const refused = await post(address, { ...recorded('2026-11-24'), 'on-month': '13' }, 'ann');
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('The date must be one that exists');
  expect(refused.html).toContain('value="13"');
  const early = await post(address, recorded('2206-11-24'), 'ann');
  expect(early.html).toContain('more than a year ahead');
  expect((await post(address, recorded('2026-11-20'), 'ann')).to).toBe(`/patients/${id}?done=event-corrected`);
  expect((await get(`/patients/${id}?done=event-corrected`)).html).toContain('The date is put right');
  expect((await get(`/patients/${id}`)).html).toContain('after the diagnosis of 20 November 2026');
  expect((await post(`${address}/take-back`, {}, 'ann')).to).toBe(`/patients/${id}?done=event-taken-back`);
  const after = (await get(`/patients/${id}`)).html;
  expect(after).toContain('Nothing is recorded.');
  expect((await get(address)).status).toBe(404);
});

test('The start of a treatment says which, and stands among the treatments', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  const form = { kind: 'treatment-start', treatment: 'Capecitabine', ...recorded('2026-11-24') };
  expect((await post(`/patients/${id}/events`, form, 'ann')).to).toContain('done=event-recorded');
  const { html } = await get(`/patients/${id}`);
  expect(html).toContain('Start of a treatment (Capecitabine), 24 November 2026');
  expect(html).toContain('Capecitabine since 24 November 2026');
  expect(html).toContain('after the start of a treatment on 24 November 2026, by text');
});

test('What is coming says why it comes then, what is left out, and what holds it back', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  await post(`/patients/${id}/events`, { kind: 'progression', ...recorded('2026-11-25') }, 'ann');
  await post(`/patients/${id}/events`, { kind: 'treatment-start', ...recorded('2026-11-18') }, 'ann');
  const { html } = await get(`/patients/${id}`);
  expect(html).toContain('moved to a day on which somebody is there to read the answer');
  expect(html).toContain('left out, another check-in is close to it');
  await post(`/patients/${id}/opt-out`, {}, 'ann');
  expect((await get(`/patients/${id}`)).html).toContain('Opted out: nothing is sent unasked.');
});

test('A pathway is tried against the calendar: what would be sent when, in which words, and what bank holidays do to it', async () => {
  const { get, enrol, alongside } = await desk();
  await enrol();
  const before = JSON.stringify(alongside.clock.now());
  expect((await get('/pathways')).html).toContain('After the diagnosis of secondary breast cancer');
  const query = 'kind=diagnosis&on-day=29&on-month=11&on-year=2026';
  expect((await get(`/pathways?${query}&nation=england`)).html).toContain('Monday 30 November 2026');
  const scots = (await get(`/pathways?${query}&nation=scotland`)).html;
  expect(scots).not.toContain('Monday 30 November 2026');
  expect(scots).toContain('Tuesday 1 December 2026');
  expect(scots).toContain('How are you today?');
  const wrong = await get('/pathways?kind=diagnosis&on-day=31&on-month=2&on-year=2026&nation=england');
  expect(wrong.status).toBe(400);
  expect(wrong.html).toContain('The date must be one that exists');
  const lungs = 'kind=treatment-end&treatment=trastuzumab-deruxtecan&nation=england&on-day=1&on-month=12&on-year=2026';
  expect((await get(`/pathways?${lungs}`)).html).toContain('Lungs and heart may be harmed');
  expect(JSON.stringify(alongside.clock.now())).toBe(before);
});
