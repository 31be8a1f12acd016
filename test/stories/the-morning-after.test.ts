import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

interface Told {
  transcript: { at: string; what: string; who?: string; words: string }[];
  outcome: { words: string; by: string };
}

async function night() {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol();
  const sam = town.handset(SAM);
  await town.until('2026-11-25T21:00:00Z');
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/has your message/);
  const [{ id } = { id: '' }] = await town.escalations();
  await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'spoke' }, 'sam');
  const page = async (path = '/') =>
    (await fetch(`${town.local.url}${path}`, { headers: { authorization: 'Bearer local:ann' } })).text();
  return { town, mary, id, page };
}

test('the queue opens with what happened in the night, until somebody has seen it', async () => {
  const { town, mary, id, page } = await night();
  await town.until('2026-11-26T09:05:00Z');
  const told = (await town.ask<Told>('GET', `/api/v1/escalations/${id}`)).body;
  expect(told.transcript.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['wrote', 'told', 'escalated', 'rung-rings', 'escalation-accepted', 'outcome']),
  );
  expect(told.transcript[0]).toMatchObject({ what: 'wrote', who: 'Mary Thornton', words: 'burning up and shaking' });
  expect(told.transcript.at(-1)).toMatchObject({ what: 'outcome', who: 'Sam Reid', words: 'Spoke to the patient (Sam Reid)' });
  expect(told.transcript.map(({ at }) => at)).toEqual(told.transcript.map(({ at }) => at).sort());

  const queue = await page();
  expect(queue).toMatch(/Last night.*burning up and shaking.*Spoke to the patient.*Sam Reid/s);
  expect(await page(`/escalations/${id}`)).toMatch(/Sam Reid was rung.*Sam Reid accepted it.*Spoke to the patient/s);
  expect(await page(`/patients/${mary.id}`)).toMatch(/Escalations that are over/);

  expect(await town.ask('POST', `/api/v1/escalations/${id}/seen`, {}, 'ann')).toMatchObject({
    status: 200,
    body: { seen: { by: 'ann' } },
  });
  expect(await town.ask('POST', `/api/v1/escalations/${id}/seen`, {}, 'bel')).toMatchObject({ body: { seen: { by: 'ann' } } });
  expect(await page()).not.toContain('Last night');
  expect(await town.history(mary.id)).toContain('night-seen');
  expect(await town.ask('POST', '/api/v1/escalations/nobody-e1/seen')).toMatchObject({ status: 404 });
});

test('what nobody has marked as seen is there all day, and gone when the service closes; a day’s own escalation is no night’s', async () => {
  const { town, page } = await night();
  await town.until('2026-11-26T16:55:00Z');
  expect(await page()).toContain('Last night');
  await town.until('2026-11-26T17:05:00Z');
  expect(await page()).not.toMatch(/Last night|This night/);
});
