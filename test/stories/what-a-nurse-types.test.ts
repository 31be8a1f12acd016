import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

interface Refusal {
  error?: { code: string; message: string };
}

/** Mary has written of her feet; what may a nurse text back? */
async function answering(body: string, override = false) {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('feet a bit sore and my mouth is dry');
  await mary.hears(/read this by/);
  const [item] = await town.queue();
  const { status, body: answer } = await town.ask<Refusal>(
    'POST',
    `/api/v1/queue-items/${item?.id}/reply`,
    { body, override },
    'ann',
  );
  return { town, mary, status, message: answer.error?.message ?? '' };
}

test('a symptom that the patient has just written may be answered by its name', async () => {
  const { mary, status } = await answering('Are they still sore, Mary? Ann');
  expect(status).toBe(200);
  await mary.hears(/still sore/);
});

test.each([
  [
    'a symptom that nobody has just written',
    'Have you had any diarrhoea or bleeding?',
    /a lock screen would show: bleeding, diarrhoea/,
  ],
  ['a medicine', 'Did you take the Xeloda?', /a lock screen would show: xeloda/],
  ['a web address', 'Look at www.example.org/feet', /a lock screen would show: www\.example\.org\/feet/],
  ['a charity', 'You could ring Macmillan', /a lock screen would show: macmillan/],
])('%s is refused, and nothing goes out', async (_, body, words) => {
  const { mary, status, message } = await answering(body);
  expect(status).toBe(400);
  expect(message).toMatch(words);
  await mary.hearsNothing();
});

test('with an override it goes out, and that is recorded', async () => {
  const { town, mary, status } = await answering('Have you had any diarrhoea?', true);
  expect(status).toBe(200);
  await mary.hears(/diarrhoea/);
  expect(await town.history(mary.id)).toContain('lock-screen-overridden: ann');
});
