import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

/** Mary expects a check-in on Friday at ten, and the next on Monday. */
async function expectingOne() {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'treatment-change', '2026-11-25');
  const hospital = (until?: string) =>
    town.ask('POST', `/api/v1/patients/${mary.id}/hospital`, { ...(until && { until }) }, 'ann');
  return { town, mary, hospital };
}

test('in hospital nothing is asked, and what would have been is recorded as skipped; home again it is', async () => {
  const { town, mary, hospital } = await expectingOne();
  expect(await hospital()).toMatchObject({ status: 200, body: { standing: { inHospital: { at: '2026-11-25T10:00:00.000Z' } } } });
  await town.until('2026-11-28T12:00:00Z');
  await mary.hearsNothing();
  expect((await town.history(mary.id)).filter((what) => /skipped.*in-hospital/.test(what))).toHaveLength(1);
  await town.ask('POST', `/api/v1/patients/${mary.id}/home`, {}, 'ann');
  await town.until('2026-11-30T11:30:00Z');
  await mary.hears(/^Mary, it is Alongside\. How are you today/);
});

test('a stay that is to end on a day ends by itself', async () => {
  const { town, mary, hospital } = await expectingOne();
  await hospital('2026-11-28');
  await town.until('2026-11-28T00:05:00Z');
  const { body } = await town.ask<{ standing: object }>('GET', `/api/v1/patients/${mary.id}`);
  expect(body.standing).not.toHaveProperty('inHospital');
  expect(await town.history(mary.id)).toContain('home');
  await town.until('2026-11-30T11:30:00Z');
  await mary.hears(/How are you today/);
});

test('a stay without an end replaces one with an end, and does not end by itself', async () => {
  const { town, mary, hospital } = await expectingOne();
  await hospital('2026-11-28');
  await hospital();
  await town.until('2026-12-01T12:00:00Z');
  await mary.hearsNothing();
});

test('a question put off until tomorrow is not asked in hospital', async () => {
  const { town, mary, hospital } = await expectingOne();
  await town.until('2026-11-27T11:30:00Z');
  await mary.hears(/How are you today/);
  await mary.texts('LATER');
  await mary.hears(/will ask you again/);
  await hospital();
  expect(await town.history(mary.id)).toContain('skipped: in-hospital');
  await town.pass('P2D');
  await mary.hearsNothing();
});

test('nobody is reminded in hospital; home again, a question that was open before is one still', async () => {
  const { town, mary, hospital } = await expectingOne();
  await town.until('2026-11-27T11:30:00Z');
  await mary.hears(/How are you today/);
  await hospital();
  await town.until('2026-12-03T12:00:00Z');
  await mary.hearsNothing();
  expect(await town.queue()).toEqual([]);
  await town.ask('POST', `/api/v1/patients/${mary.id}/home`, {}, 'ann');
  await town.pass('PT1M');
  for (const _ of await mary.unheard()) await mary.hears(/No hurry|How are you today/);
  await town.until('2026-12-04T13:00:00Z');
  for (const _ of await mary.unheard()) await mary.hears(/No hurry|How are you today/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reasonCode: 'silence' }]);
});

test('what she writes from her hospital bed is answered, and a nurse can write to her', async () => {
  const { town, mary, hospital } = await expectingOne();
  await hospital();
  await mary.texts('feet a bit sore and tired');
  await mary.hears(/read this by/);
  const [item] = await town.queue();
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/reply`, { body: 'I will look in on you. Ann' }, 'ann');
  await mary.hears(/^I will look in on you/);
});

test('that she is in hospital shows in the queue, and only a nurse records it', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts("I'm in hospital");
  await mary.hears(/^Mary, thank you/);
  expect(await town.queue()).toMatchObject([
    { patientId: mary.id, urgency: 'routine', topic: 'pause', reason: 'says that they are in hospital' },
  ]);
  const { body } = await town.ask<{ standing: object }>('GET', `/api/v1/patients/${mary.id}`);
  expect(body.standing).not.toHaveProperty('inHospital');
});

test('beside danger it is said on the item as well', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts("I'm in hospital with a temp of 39");
  await mary.hears(/01632/);
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', also: ['requests.in-hospital'] }]);
});
