import { expect, test } from 'vitest';
import { LENA, newTown } from '../harness/town.ts';

const ALERT = 'Alongside: something in the queue is for you to look at today. Please open the console.';

test('a text that tells of being hit at home: the lead is told once that something waits, and nobody else hears why', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const lena = town.handset(LENA);
  await mary.texts('my husband hits me');
  const answer = await mary.hears(/^Mary,/);
  expect(answer).not.toMatch(/husband|hit|hurt|abuse|safe|home|police|Lena/i);
  expect(await lena.hears(/^Alongside/)).toBe(ALERT);
  expect(await town.queue()).toMatchObject([
    { patientId: mary.id, urgency: 'urgent', topic: 'contact', words: 'my husband hits me', safeguarding: 'lena' },
  ]);
  expect(await town.history(mary.id)).toContain('safeguarding: lena');

  await town.pass('PT1M');
  await mary.texts('my husband hit me last night and im scared');
  expect(await mary.hears(/^Mary,/)).toBe(answer);
  await lena.hearsNothing();
  expect(await town.queue()).toMatchObject([{ safeguarding: 'lena', texts: 2 }]);
});

test('once that item is closed, another such text tells the lead again', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('my husband hits me');
  await mary.hears(/^Mary,/);
  await town.handset(LENA).hears(/^Alongside: something in the queue/);
  const [item] = await town.queue();
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/close`, { outcome: 'spoke' }, 'ann');
  await mary.texts('my husband hits me');
  await mary.hears(/^Mary,/);
  await town.handset(LENA).hears(/^Alongside: something in the queue/);
});
