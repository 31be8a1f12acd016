import { expect, test } from 'vitest';
import { desk, MARY } from './desk.ts';

test('A nurse changes the number after making sure who it is; what is missing is named beside its box', async () => {
  const { enrol, get, post } = await desk();
  const id = await enrol();
  const page = (await get(`/patients/${id}`, 'ann')).html;
  expect(page).toMatch(/<label[^>]*for="phone"[^>]*>\s*New number/);
  expect(page).toMatch(/<label[^>]*for="identity-check"[^>]*>\s*How you made sure who it is/);
  const wrong = await post(`/patients/${id}/number`, { phone: '12', identityCheck: 'date of birth' }, 'ann');
  expect(wrong.status).toBe(400);
  expect(wrong.html).toContain('must be a phone number');
  expect(wrong.html).toContain('value="date of birth"');
  expect((await post(`/patients/${id}/number`, { phone: '07700 900802', identityCheck: '' }, 'ann')).html).toMatch(
    /id="identity-check-error"/,
  );
  expect((await get(`/patients/${id}`, 'ann')).html).toContain('07700 900801');
  const done = await post(`/patients/${id}/number`, { phone: '07700 900802', identityCheck: 'date of birth' }, 'ann');
  expect(done.to).toContain('done=number');
  expect((await get(`/patients/${id}`, 'ann')).html).toContain('07700 900802');
  expect((await get(`/patients/${id}`, 'ann')).html).toContain('changed the number after an identity check');
});

test('The page shows what the patient has chosen and what is still to be confirmed', async () => {
  const { enrol, get, text } = await desk();
  const id = await enrol();
  await text(MARY, 'evenings are better');
  await text(MARY, 'no texts over christmas');
  await text(MARY, 'my new number is 07700 900802');
  const { html } = await get(`/patients/${id}`, 'ann');
  expect(html).toContain('in the evening');
  expect(html).toContain('paused from Thu 24 Dec 00:00 until Sun 27 Dec 09:00');
  expect(html).toContain('07700 900802 has yet to confirm');
});
