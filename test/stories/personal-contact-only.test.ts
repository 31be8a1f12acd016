import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

async function expectingOne() {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  const set = (change: 'personal-contact-only' | 'automatic-contact') =>
    town.ask<{ standing: object }>('POST', `/api/v1/patients/${mary.id}/${change}`, {}, 'ann');
  return { town, mary, set };
}

test('a nurse sets personal contact only: nothing is sent by timer for weeks, and it says who set it', async () => {
  const { town, mary, set } = await expectingOne();
  expect((await set('personal-contact-only')).body.standing).toMatchObject({
    personalContactOnly: { at: '2026-11-25T10:00:00.000Z', by: 'ann' },
  });
  expect(await town.agenda(mary.id)).toEqual([]);
  await town.pass('P30D');
  await mary.hearsNothing();
  expect(await town.queue()).toEqual([]);
  expect(await town.history(mary.id)).toContain('held: personal-contact-only');
});

test('a question that is open is not followed up: no reminder and no task, nor when it is lifted later', async () => {
  const { town, mary, set } = await expectingOne();
  await town.until('2026-11-26T11:30:00Z');
  await mary.hears(/How are you today/);
  await set('personal-contact-only');
  await town.until('2026-12-03T12:00:00Z');
  await mary.hearsNothing();
  await set('automatic-contact');
  await town.pass('PT30M');
  expect(await town.queue(), 'the nurse has been in touch herself').toEqual([]);
  await town.until('2026-12-07T11:30:00Z');
  for (const _ of await mary.unheard()) await mary.hears(/How are you today|No hurry/);
});

test('what she writes is answered, and danger rings as ever', async () => {
  const { town, mary, set } = await expectingOne();
  await set('personal-contact-only');
  await mary.texts('thank you all');
  await mary.hears(/^Mary, thank you/);
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('temp 39 and shaking');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
});

test('it is lifted by a nurse and by nothing that is texted: START is answered with who will read it', async () => {
  const { town, mary, set } = await expectingOne();
  await set('personal-contact-only');
  await mary.texts('START');
  await mary.hears(/^Mary, thank you\. Ann or a colleague will read this by/);
  expect(await town.queue()).toMatchObject([{ reasonCode: 'opted-in', reason: 'wants texts again' }]);
  await town.pass('P1D');
  await mary.hearsNothing();
  await set('automatic-contact');
  expect(await town.history(mary.id)).toContain('automatic-contact');
  await town.until('2026-11-26T12:00:00Z');
  await mary.hears(/How are you today/);
});
