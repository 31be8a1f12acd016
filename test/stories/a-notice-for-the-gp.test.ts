import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

interface Notices {
  notices: { id: string; title: string; paragraphs: string[]; sent?: { by: string } }[];
}

async function closed(more: object) {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol({ dateOfBirth: '1958-04-12', ...more });
  const sam = town.handset(SAM);
  await town.until('2026-11-25T21:00:00Z');
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/has your message/);
  const [{ id } = { id: '' }] = await town.escalations();
  const notices = async () => (await town.ask<Notices>('GET', `/api/v1/patients/${mary.id}/notices`)).body.notices;
  expect(await notices()).toEqual([]);
  await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'handed-over' }, 'sam');
  return { town, mary, notices };
}

test('when an escalation closes a notice to the GP is prepared, without the patient’s own words, and marked by whoever sends it', async () => {
  const { town, mary, notices } = await closed({ gp: { practice: 'High Street Surgery' } });
  const [notice] = await notices();
  const text = notice?.paragraphs.join('\n') ?? '';
  expect(notice?.title).toBe('Contact with Alongside about Mary Thornton');
  expect(text).toMatch(
    /born 12 April 1958.*High Street Surgery.*25 November 2026, 21:00 the patient wrote.*urgent, about a symptom/s,
  );
  expect(text).toMatch(/Sam Reid took it.*by Sam Reid: Handed over to 999 or to a named service.*look out for the letter/s);
  expect(text).not.toMatch(/burning|own words|Plans|\{/);

  const page = async () =>
    (await fetch(`${town.local.url}/patients/${mary.id}`, { headers: { authorization: 'Bearer local:ann' } })).text();
  expect(await page()).toMatch(/prepared, not sent/);
  const sent = `/api/v1/patients/${mary.id}/notices/${notice?.id}/sent`;
  expect(await town.ask('POST', sent, {}, 'ann')).toMatchObject({ status: 200, body: { sent: { by: 'ann' } } });
  expect(await town.ask('POST', sent, {}, 'bel')).toMatchObject({ body: { sent: { by: 'ann' } } });
  expect(await page()).not.toMatch(/prepared, not sent/);
  expect(await town.history(mary.id)).toEqual(expect.arrayContaining(['notice-prepared', 'notice-sent']));
});

test('her own words and her plans stand in it when she has agreed and they are on record', async () => {
  const plans = { resuscitation: 'not-for-resuscitation', recordedBy: 'Dr Rao', on: '2026-11-20' };
  const { notices } = await closed({ gp: { wordsAgreed: true }, plans });
  const text = (await notices())[0]?.paragraphs.join('\n') ?? '';
  expect(text).toMatch(/In their own words: burning up and shaking/);
  expect(text).toMatch(/Plans on record: a decision not to attempt resuscitation/);
  expect(text).not.toMatch(/Practice/);
});
