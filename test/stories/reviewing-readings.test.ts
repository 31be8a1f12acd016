import { expect, test } from 'vitest';
import { textById } from '../../functions/ledger/texts.ts';
import { DUTY, MARY, newTown } from '../harness/town.ts';

type Town = Awaited<ReturnType<typeof newTown>>;

interface Message {
  id: string;
  body: string;
  reading?: { urgency: string; topic: string };
  review?: { urgency: string; topic: string; by: string; at: string };
}

async function textOf(town: Town, person: string, body: string): Promise<Message> {
  const { messages } = (await town.ask<{ messages: Message[] }>('GET', `/api/v1/patients/${person}/conversation`)).body;
  const found = messages.find((each) => each.body === body);
  if (!found) throw new Error('the text is not in the conversation');
  return found;
}

const review = (town: Town, text: string, labels: object, staff = 'ann') =>
  town.ask('POST', `/api/v1/texts/${text}/reading`, labels, staff);

const SORE = 'feet a bit sore and tired';

async function maryIsSore(options: Parameters<typeof newTown>[0] = {}) {
  const town = await newTown(options);
  const mary = await town.enrol();
  await mary.texts(SORE);
  await mary.hears(/read this by/);
  return { town, mary, text: (await textOf(town, mary.id, SORE)).id };
}

test('a nurse marks what was read wrongly: it stands with the text, and the history says who and what in codes', async () => {
  const { town, mary, text } = await maryIsSore();
  expect(await review(town, text, { urgency: 'routine', topic: 'other' })).toEqual({
    status: 200,
    body: { urgency: 'routine', topic: 'other', by: 'ann', at: '2026-11-25T10:00:00.000Z', raised: null },
  });
  expect(await textOf(town, mary.id, SORE)).toMatchObject({
    reading: { urgency: 'soon', topic: 'symptom' },
    review: { urgency: 'routine', topic: 'other', by: 'ann' },
  });
  expect(await town.history(mary.id)).toContain('reading-reviewed: routine/other');
  expect(await town.queue(), 'nothing is lowered by it').toMatchObject([{ urgency: 'soon', topic: 'symptom', textId: text }]);
});

test('the same said again changes nothing, and a later word replaces the earlier', async () => {
  const { town, mary, text } = await maryIsSore();
  const first = await review(town, text, { urgency: 'routine', topic: 'symptom' });
  await town.pass('PT1M');
  expect(await review(town, text, { urgency: 'routine', topic: 'symptom' })).toEqual(first);
  expect((await town.history(mary.id)).filter((what) => what.startsWith('reading-reviewed'))).toHaveLength(1);
  await review(town, text, { urgency: 'none', topic: 'fine' }, 'bel');
  expect((await textOf(town, mary.id, SORE)).review).toMatchObject({ urgency: 'none', topic: 'fine', by: 'bel' });
});

test('what a nurse says is urgent raises the item at once, in its own clock, and rings when nobody takes it', async () => {
  const { town, text } = await maryIsSore();
  const [before] = await town.queue();
  const { body } = await review(town, text, { urgency: 'urgent', topic: 'symptom' });
  expect(body).toMatchObject({ raised: before?.id });
  expect(await town.queue()).toMatchObject([
    {
      id: before?.id,
      urgency: 'urgent',
      words: SORE,
      reasonCode: 'reviewed',
      reason: 'somebody says that it is more urgent than it was read',
      texts: 1,
      dueBy: '2026-11-25T10:10:00.000Z',
    },
  ]);
  await review(town, text, { urgency: 'soon', topic: 'symptom' });
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent' }]);
  await town.pass('PT10M30S');
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
});

test('she who has claimed it keeps it when she says that it is worse; of another it is asked who takes it', async () => {
  const { town, text } = await maryIsSore();
  const [item] = await town.queue();
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/claim`, {}, 'ann');
  await review(town, text, { urgency: 'urgent', topic: 'symptom' });
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', claimedBy: 'ann' }]);
  await review(town, text, { urgency: 'emergency', topic: 'symptom' }, 'bel');
  expect(await town.queue()).toMatchObject([{ urgency: 'emergency', claimedBy: null }]);
});

test('a text that was closed without a nurse and is said to need one opens an item', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('fine thanks');
  await mary.hears(/thank you/);
  expect(await town.queue()).toEqual([]);
  await review(town, (await textOf(town, mary.id, 'fine thanks')).id, { urgency: 'soon', topic: 'feeling' });
  expect(await town.queue()).toMatchObject([
    { patientId: mary.id, urgency: 'soon', topic: 'feeling', words: 'fine thanks', reasonCode: 'reviewed', texts: 1 },
  ]);
});

test('an earlier text that is said to be worse than what is open joins it; one that is not leaves it alone', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('fine thanks');
  await mary.hears(/thank you/);
  await mary.texts(SORE);
  await mary.hears(/read this by/);
  const { id } = await textOf(town, mary.id, 'fine thanks');
  await review(town, id, { urgency: 'routine', topic: 'feeling' });
  expect(await town.queue()).toMatchObject([{ urgency: 'soon', words: SORE }]);
  await review(town, id, { urgency: 'urgent', topic: 'feeling' });
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', topic: 'feeling', words: 'fine thanks', textId: id }]);
});

test('two nurses who review the same text in the same moment: both are heard, the last stands', async () => {
  const { town, mary, text } = await maryIsSore();
  const answers = await Promise.all([
    review(town, text, { urgency: 'routine', topic: 'symptom' }, 'ann'),
    review(town, text, { urgency: 'routine', topic: 'other' }, 'bel'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await town.history(mary.id)).filter((what) => what.startsWith('reading-reviewed'))).toHaveLength(2);
  const stored = await textById(town.local.world.ledger, 'demo', mary.id, text);
  expect(stored?.item.version).toBe(3);
});

test('what is not there, is said wrongly or is not theirs to say is refused by its name', async () => {
  const { town, mary, text } = await maryIsSore();
  const labels = { urgency: 'soon', topic: 'symptom' };
  for (const id of ['nobody-m1', `${mary.id}-m1`, 'nothing'])
    expect(await review(town, id, labels)).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  expect(await review(town, text, { ...labels, urgency: 'terrible' })).toMatchObject({
    status: 400,
    body: { error: { field: 'urgency', message: expect.stringContaining('emergency') } },
  });
  expect(await review(town, text, { urgency: 'soon' })).toMatchObject({ status: 400, body: { error: { field: 'topic' } } });
  expect(await review(town, text, labels, 'cleo')).toMatchObject({ status: 403, body: { error: { code: 'not-your-role' } } });
  expect((await textOf(town, mary.id, SORE)).review).toBeUndefined();
});

test('what was corrected is taken out newest last, as JSON and as labelled lines, by those who may', async () => {
  const { town, mary, text } = await maryIsSore();
  await mary.texts('=SUM(A1)\tis\nwhat my\r\nphone says');
  await mary.hears(/read this by/);
  const odd = (await textOf(town, mary.id, '=SUM(A1)\tis\nwhat my\r\nphone says')).id;
  await review(town, odd, { urgency: 'none', topic: 'other' });
  await town.pass('PT1M');
  await review(town, text, { urgency: 'routine', topic: 'symptom' });
  expect(await town.ask('GET', '/api/v1/readings/reviewed', undefined, 'cleo')).toMatchObject({
    status: 200,
    body: {
      readings: [
        { id: odd, personId: mary.id, review: { urgency: 'none', topic: 'other', by: 'ann' } },
        { id: text, text: SORE, reading: { urgency: 'soon' }, review: { urgency: 'routine', topic: 'symptom' } },
      ],
    },
  });
  const file = (staff: string) =>
    fetch(`${town.local.url}/readings/reviewed.tsv`, { headers: { cookie: `local-staff=${staff}` } });
  for (const staff of ['lena', 'cleo', 'ann']) {
    const lines = await file(staff);
    expect(lines.status).toBe(200);
    expect(lines.headers.get('content-type')).toBe('text/tab-separated-values; charset=utf-8');
    expect(lines.headers.get('content-disposition')).toContain('reviewed.tsv');
    expect(lines.headers.get('cache-control')).toBe('no-store');
    expect(await lines.text()).toBe(`'=SUM(A1) is what my phone says\tnone\tother\n${SORE}\troutine\tsymptom\n`);
  }
  expect((await file('sam')).status).toBe(403);
  expect(await town.ask('GET', '/api/v1/readings/reviewed', undefined, 'sam')).toMatchObject({
    status: 403,
    body: { error: { code: 'not-to-take-out' } },
  });
});

test('a text is tried without being kept: how it is read, why, by what is known, and what is wrong by its field', async () => {
  const town = await newTown();
  const ask = (body: object) => town.ask('POST', '/api/v1/readings', body, 'cleo');
  expect(await ask({ text: 'temp 38.9 and shivery' })).toMatchObject({
    status: 200,
    body: { urgency: 'urgent', topic: 'symptom' },
  });
  expect(await ask({ text: '3', context: { question: { kind: 'check-in', hoursAgo: 2 } } })).toMatchObject({
    body: { urgency: 'urgent', answers: [{ item: '3' }], because: [{ rule: 'questions.check-in.3', words: '3' }] },
  });
  expect(await ask({ text: 'temp is 38', context: { thresholds: { feverFrom: 38.5 } } })).toMatchObject({
    body: { urgency: 'none' },
  });
  expect(await ask({ text: '', context: { pictures: 1 } })).toMatchObject({ body: { because: [{ rule: 'picture' }] } });
  for (const [body, field] of [
    [{}, 'text'],
    [{ text: ' ' }, 'text'],
    [{ text: 'a'.repeat(1601) }, 'text'],
    [{ text: 'x', context: { question: { kind: 'horoscope' } } }, 'context.question.kind'],
    [{ text: 'x', context: { question: { kind: 'check-in', hoursAgo: -1 } } }, 'context.question.hoursAgo'],
    [{ text: 'x', context: { pictures: 'one' } }, 'context.pictures'],
    [{ text: 'x', context: { weather: 'fine' } }, 'context.weather'],
  ] as const)
    expect(await ask(body), field).toMatchObject({
      status: 400,
      body: { error: { field, message: expect.stringMatching(/\w/) } },
    });
  expect(await town.queue()).toEqual([]);
  expect(JSON.stringify(town.log)).not.toContain('shivery');
  await town.handset(MARY).hearsNothing();
});
