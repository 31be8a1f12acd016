import { expect, test } from 'vitest';
import { isSampled } from '../../functions/care/sample.ts';
import { changeSettings } from '../harness/settings.ts';
import { newTown } from '../harness/town.ts';

interface Sampled {
  id: string;
  personId: string;
  text: string;
  at: string;
  reading: { urgency: string; topic: string };
}

/** A town in which one in so many of the texts that were closed without a nurse waits for a look. Wednesday 25 November 2026. */
async function sampling(oneIn: number, at = '2026-11-25T10:00:00Z') {
  const town = await newTown({ at });
  await changeSettings(town.local, { weeklySample: { oneIn } });
  const waiting = async () => (await town.ask<{ readings: Sampled[] }>('GET', '/api/v1/readings/sample')).body.readings;
  return { town, waiting };
}

const NEXT_MONDAY = '2026-11-30T00:00:00Z';

test('what was closed without a nurse waits for a look from the Monday after, oldest first, until somebody has looked', async () => {
  const { town, waiting } = await sampling(1);
  const mary = await town.enrol({ quiet: true });
  await mary.hears(/^Hello/);
  await mary.texts('fine thanks');
  await mary.hears(/thank you/);
  await mary.hears(/cannot see pictures/);
  await town.pass('PT1M');
  await mary.texts('all good here');
  await mary.hears(/thank you/);
  await mary.texts('feet a bit sore and tired');
  await mary.hears(/read this by/);
  expect(await waiting(), 'the week has not ended').toEqual([]);
  await town.until('2026-11-29T23:59:59Z');
  expect(await waiting()).toEqual([]);
  await town.until(NEXT_MONDAY);
  const texts = await waiting();
  expect(texts).toMatchObject([
    { personId: mary.id, text: 'fine thanks', reading: { urgency: 'none', topic: 'fine' } },
    { personId: mary.id, text: 'all good here', reading: { urgency: 'none' } },
  ]);
  await town.ask('POST', `/api/v1/texts/${texts[0]?.id}/reading`, texts[0]?.reading && pick(texts[0].reading), 'ann');
  expect((await waiting()).map(({ text }) => text)).toEqual(['all good here']);
  expect(await town.queue()).toMatchObject([{ urgency: 'soon', words: 'feet a bit sore and tired' }]);
});

const pick = ({ urgency, topic }: Sampled['reading']) => ({ urgency, topic });

test('a week ends at midnight where the service is, in summer an hour before it does in UTC', async () => {
  const { town, waiting } = await sampling(1, '2026-07-01T10:00:00Z');
  const mary = await town.enrol();
  await town.until('2026-07-05T22:59:00Z');
  expect(await waiting()).toEqual([]);
  await town.until('2026-07-05T23:00:00Z');
  expect(await waiting()).toMatchObject([{ personId: mary.id, text: 'ok' }]);
});

test('a text of the sample that was danger goes into the queue as what it is', async () => {
  const { town, waiting } = await sampling(1);
  const mary = await town.enrol();
  await town.until('2026-11-30T10:00:00Z');
  const [text] = await waiting();
  expect(text).toMatchObject({ text: 'ok' });
  await town.ask('POST', `/api/v1/texts/${text?.id}/reading`, { urgency: 'urgent', topic: 'symptom' }, 'ann');
  expect(await waiting()).toEqual([]);
  expect(await town.queue()).toMatchObject([
    {
      patientId: mary.id,
      urgency: 'urgent',
      topic: 'symptom',
      words: 'ok',
      reasonCode: 'reviewed',
      since: '2026-11-30T10:00:00.000Z',
    },
  ]);
});

test('what a telephone answers by itself, and what a nurse has in the queue, is no part of it', async () => {
  const { town, waiting } = await sampling(1);
  const mary = await town.enrol({ quiet: true });
  await mary.hears(/^Hello/);
  await mary.texts("I'm driving and will see your message when I get where I'm going. (I'm not receiving notifications.)");
  await mary.texts('feet a bit sore and tired');
  await mary.hears(/read this by/);
  await mary.hears(/cannot see pictures/);
  await town.until(NEXT_MONDAY);
  expect(await waiting()).toEqual([]);
});

test('the id of a text alone decides, the same every time, and about one in ten are in', () => {
  const ids = Array.from({ length: 20_000 }, (_, place) => `2ktt9489e114v417-m${(place * 7919).toString(36)}1`);
  const drawn = ids.filter((id) => isSampled(id, { weeklySample: { oneIn: 10 } }));
  expect(drawn.length).toBeGreaterThan(1800);
  expect(drawn.length).toBeLessThan(2200);
  expect(drawn).toEqual(ids.filter((id) => isSampled(id, { weeklySample: { oneIn: 10 } })));
  expect(ids.every((id) => isSampled(id, { weeklySample: { oneIn: 1 } }))).toBe(true);
  expect(ids.some((id) => isSampled(id, {}))).toBe(false);
});
