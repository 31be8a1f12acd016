import { expect, test } from 'vitest';
import { desk, MARY } from './desk.ts';

/** The page of a patient: what comes first on it, and what becomes of a form that is refused. */

const OF_PROGRESSION = { kind: 'progression', 'on-day': '18', 'on-month': '11', treatment: 'tablets' };

test.each([
  ['2036', 'The date lies more than a year ahead.'],
  ['1950', 'The date lies before the date of birth that is recorded.'],
])('An event of %s is refused beside its date, in a form that stays open with all that was typed', async (year, said) => {
  const { enrol, post } = await desk();
  const id = await enrol({ dateOfBirth: '1961-03-31' });
  const { status, html } = await post(`/patients/${id}/events`, { ...OF_PROGRESSION, 'on-year': year }, 'ann');
  expect(status).toBe(400);
  expect(html).toMatch(/<title>Error: /);
  expect(html).toMatch(new RegExp(`<a href="#on">\\s*${said}`));
  expect(html).toMatch(new RegExp(`id="on-boxes-error"[^>]*>[^]{0,80}${said}`));
  expect(html).toMatch(/<details[^>]* open>\s*<summary>Record what has happened/);
  expect(html).toMatch(new RegExp(`value="${year}"`));
  expect(html).toContain('value="tablets"');
});

test('A treatment whose name is too long is said beside its box, and not of the date', async () => {
  const { enrol, post } = await desk();
  const id = await enrol();
  const long = { ...OF_PROGRESSION, 'on-year': '2026', treatment: 'a'.repeat(81) };
  const { html } = await post(`/patients/${id}/events`, long, 'ann');
  expect(html).toMatch(/<a href="#treatment">\s*Which treatment is too long/);
  expect(html).not.toContain('id="on-boxes-error"');
});

test('What is wrong with a new number names its box wherever it is read', async () => {
  const { enrol, post } = await desk();
  const id = await enrol();
  const { html } = await post(`/patients/${id}/number`, { phone: '12', identityCheck: 'date of birth' }, 'ann');
  expect(html).toMatch(/<a href="#phone">\s*The new number must be a phone number/);
});

test('What somebody else asked stands above what can wait and below what is dangerous', async () => {
  const { enrol, get, text } = await desk();
  const id = await enrol();
  await text(MARY, 'please stop texting my wife');
  const places = async () => {
    const { html } = await get(`/patients/${id}`, 'ann');
    return ['id="stop-asked-title"', 'id="item-title"', 'id="conversation-title"'].map((each) => html.indexOf(each));
  };
  const [asked = 0, item = 0, said = 0] = await places();
  expect([asked, item, said]).toEqual([asked, item, said].sort((a, b) => a - b));
  await text(MARY, 'I have a fever of 39 and I am shivering');
  const [askedThen = 0, danger = 0] = await places();
  expect(danger).toBeLessThan(askedThen);
});

test('Whose phone it is and when it is safe to ring stand above everything that is done here', async () => {
  const { enrol, get } = await desk();
  const id = await enrol({ reach: { seenBy: 'her son', safeTimes: 'mornings' } });
  const { html } = await get(`/patients/${id}`, 'ann');
  const places = ['Seen by:</b> her son', 'Safe to ring:</b> mornings', 'id="conversation-title"'].map((each) =>
    html.indexOf(each),
  );
  expect(places[0]).toBeGreaterThan(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('What holds is ended by one button above the rest; a death that is recorded can only be taken back', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  expect((await get(`/patients/${id}`, 'ann')).html).not.toContain('Resume');
  await post(`/patients/${id}/pause`, {}, 'ann');
  expect((await get(`/patients/${id}`, 'ann')).html).toMatch(/Resume.*<summary>In hospital.*<summary>Opt out/s);
  await post(`/patients/${id}/deceased`, {}, 'ann');
  const { html } = await get(`/patients/${id}`, 'ann');
  expect(html).toContain('Not deceased: take it back');
  expect(html).not.toContain('Record a death');
});

test('The history says why a check-in was left out', async () => {
  const { alongside, enrol, get, post } = await desk('2026-11-18T10:30:00Z');
  const id = await enrol();
  await post(`/patients/${id}/events`, { ...OF_PROGRESSION, 'on-year': '2026' }, 'ann');
  await post(`/patients/${id}/opt-out`, {}, 'ann');
  await alongside.clock.moveTo(alongside.clock.now().plus({ days: 40 }));
  await post(`/patients/${id}/opt-in`, {}, 'ann');
  const { html } = await get(`/patients/${id}`, 'ann');
  expect(html).toContain('what was planned was withdrawn (opted out)');
  expect(html).toContain('a check-in was left out (opted out)');
});
