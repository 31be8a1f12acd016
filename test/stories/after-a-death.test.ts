import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

const PAUL = '+447700900202';

async function expectingOne() {
  const town = await newTown();
  const mary = await town.enrol({ contacts: [{ name: 'Paul', relation: 'son', phone: PAUL }] });
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  const record = (change: 'deceased' | 'not-deceased') => town.ask('POST', `/api/v1/patients/${mary.id}/${change}`, {}, 'ann');
  return { town, mary, record };
}

test('a text that tells of a death becomes the nurse’s condolence once she has confirmed it: one item, and no text', async () => {
  const { town, mary, record } = await expectingOne();
  await mary.texts('This is Pete. Mary died on Sunday');
  await mary.hears(/^Thank you for letting us know/);
  const [told] = await town.queue();
  expect(told).toMatchObject({ reasonCode: 'deceased', urgency: 'soon' });
  await record('deceased');
  expect(await town.queue()).toMatchObject([
    { id: told?.id, reasonCode: 'condolence', topic: 'deceased', words: 'This is Pete. Mary died on Sunday', texts: 1 },
  ]);
  await record('deceased');
  await town.pass('P30D');
  await mary.hearsNothing();
  await town.handset(PAUL).hearsNothing();
  expect(await town.queue()).toMatchObject([{ id: told?.id, reasonCode: 'condolence' }]);
});

test('a death that a nurse records without any text is a task for a person as well, once', async () => {
  const { town, mary, record } = await expectingOne();
  await record('deceased');
  const [item] = await town.queue();
  expect(item).toMatchObject({ patientId: mary.id, urgency: 'routine', reasonCode: 'condolence' });
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/close`, { outcome: 'I rang Paul' }, 'ann');
  await record('deceased');
  expect(await town.queue()).toEqual([]);
});

test('an item about danger stays about danger when a death is recorded, and says the condolence beside it', async () => {
  const { town, mary, record } = await expectingOne();
  await mary.texts('temp 39 and shaking');
  await mary.hears(/01632/);
  await record('deceased');
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', words: 'temp 39 and shaking', also: ['condolence'] }]);
});

test('a danger text from that number is answered and escalated, names nobody, and changes nothing of the record', async () => {
  const { town, mary, record } = await expectingOne();
  await record('deceased');
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('temp 39 and shaking');
  expect(await mary.hears(/^Please ring 01632 960010 now/)).not.toMatch(/Mary/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  const { body } = await town.ask<{ standing: object }>('GET', `/api/v1/patients/${mary.id}`);
  expect(body.standing).toMatchObject({ deceased: { by: 'ann' } });
  expect(await town.agenda(mary.id)).toEqual([]);
});

test('a mistaken record is taken back: what its window still allows comes, what it does not is skipped with the reason', async () => {
  const { town, mary, record } = await expectingOne();
  await record('deceased');
  await town.until('2026-12-05T12:00:00Z');
  await mary.hearsNothing();
  await record('not-deceased');
  const history = await town.history(mary.id);
  expect(history).toContain('death-taken-back');
  // The check-ins of the 1st and the 4th day have had their windows; that of the 11th is still to come.
  expect(history.filter((what) => what === 'check-in-skipped: deceased')).toHaveLength(2);
  expect(await town.queue()).toMatchObject([{ reasonCode: 'death-taken-back' }]);
  await town.until('2026-12-07T11:30:00Z');
  await mary.hears(/^Mary, it is Alongside\. How are you today/);
  for (const _ of await mary.unheard()) await mary.hears(/No hurry/);
});

test('a report that was a mistake is taken back without a death ever being recorded', async () => {
  const { town, mary, record } = await expectingOne();
  await mary.texts('This is Pete. Mary died on Sunday');
  await mary.hears(/^Thank you for letting us know/);
  await record('not-deceased');
  expect(await town.queue()).toMatchObject([{ reasonCode: 'death-taken-back', urgency: 'soon' }]);
  await town.until('2026-11-26T11:30:00Z');
  await mary.hears(/How are you today/);
});
