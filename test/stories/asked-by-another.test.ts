import { expect, test } from 'vitest';
import { JOAN, newTown, SAM } from '../harness/town.ts';

const PAUL = '+447700900202';
const SON = { name: 'Paul', relation: 'son', phone: PAUL };

/** Mary expects a check-in tomorrow at ten. Her son may write, and has agreed to nothing. */
async function expectingOne() {
  const town = await newTown();
  const mary = await town.enrol({ contacts: [SON] });
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  const standing = async () => (await town.ask<{ standing: object }>('GET', `/api/v1/patients/${mary.id}`)).body.standing;
  return { town, mary, paul: town.handset(PAUL), standing };
}

test('somebody asks on her phone to stop texting his wife: nothing by timer, no opt-out, and the nurse is to ask her', async () => {
  const { town, mary, standing } = await expectingOne();
  await mary.texts('please stop texting my wife');
  const answer = await mary.hears(/^Thank you for letting us know\. We will not send texts to this number by ourselves for now/);
  expect(answer, 'somebody else is reading').not.toMatch(/Mary|Ann/);
  expect(await standing()).toMatchObject({ stopAskedBy: { at: '2026-11-25T10:00:00.000Z', from: mary.phone } });
  expect(await standing()).not.toHaveProperty('optedOutAt');
  expect(await town.agenda(mary.id)).toEqual([]);
  expect(await town.queue()).toMatchObject([
    {
      patientId: mary.id,
      urgency: 'routine',
      topic: 'stop',
      reasonCode: 'stop-asked-by-another',
      reason: 'somebody else asks for the texts to stop: ask the patient, by a safe route',
      words: 'please stop texting my wife',
    },
  ]);
  await town.pass('P9D');
  await mary.hearsNothing();
});

test('from a relative’s own number the same is a hold, and he hears no more than thanks', async () => {
  const { town, mary, paul, standing } = await expectingOne();
  await paul.texts('stop texting mum');
  await paul.hears(/^Thank you\. Alongside$/);
  expect(await standing()).toMatchObject({ stopAskedBy: { from: PAUL } });
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reasonCode: 'stop-asked-by-another', from: PAUL }]);
  await town.pass('P2D');
  await mary.hearsNothing();
  await paul.hearsNothing();
});

test('asked by a safe route she wants the texts: the plan is taken up again', async () => {
  const { town, mary, standing } = await expectingOne();
  await mary.texts('this is her husband, stop texting her');
  await mary.hears(/^Thank you for letting us know/);
  expect(await town.ask('POST', `/api/v1/patients/${mary.id}/wants-texts`, {}, 'ann')).toMatchObject({ status: 200 });
  expect(await standing()).not.toHaveProperty('stopAskedBy');
  expect(await town.history(mary.id)).toContain('patient-asked: wants-texts');
  await town.until('2026-11-26T11:30:00Z');
  await mary.hears(/^Mary, it is Alongside\. How are you today/);
});

test('asked by a safe route she wants none: it becomes her own opt-out', async () => {
  const { town, mary, standing } = await expectingOne();
  await mary.texts('please stop. mum is too upset');
  await mary.hears(/^Thank you for letting us know/);
  await town.ask('POST', `/api/v1/patients/${mary.id}/wants-no-texts`, {}, 'ann');
  expect(await standing()).toMatchObject({ optedOutAt: '2026-11-25T10:00:00.000Z' });
  expect(await standing()).not.toHaveProperty('stopAskedBy');
  expect(await town.history(mary.id)).toContain('patient-asked: wants-no-texts');
});

test('START on her phone is no safe route: the hold stays, nothing is promised, and the item says it', async () => {
  const { town, mary, standing } = await expectingOne();
  await mary.texts('stop texting my wife');
  await mary.hears(/^Thank you for letting us know/);
  await mary.texts('START');
  await mary.hears(/^Mary, thank you\. Ann or a colleague will read this by/);
  expect(await standing()).toHaveProperty('stopAskedBy');
  expect(await town.queue()).toMatchObject([{ reasonCode: 'opted-in', also: ['stop-asked-by-another', 'opted-in'], texts: 2 }]);
  await town.pass('P2D');
  await mary.hearsNothing();
});

test('danger in the same text is answered and rings, and the hold stands', async () => {
  const { town, mary, standing } = await expectingOne();
  await town.until('2026-11-25T21:00:00Z');
  await mary.texts("stop texting my wife. she can't breathe");
  await mary.hears(/ring 999 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  await mary.hears(/^Thank you for letting us know/);
  expect(await standing()).toHaveProperty('stopAskedBy');
  expect(await town.queue()).toMatchObject([{ urgency: 'emergency', also: ['stop-asked-by-another'] }]);
});

test('while it holds she is answered as ever, and a nurse can write to her', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('stop texting my wife');
  await mary.hears(/^Thank you for letting us know/);
  await mary.texts('fine thanks');
  await mary.hears(/^Mary, thank you/);
  const [item] = await town.queue();
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/reply`, { body: 'I will ring at two. Ann' }, 'ann');
  await mary.hears(/^I will ring at two\. Ann$/);
});

/** Mary and Joan share a phone, and each expects a check-in tomorrow at ten. */
async function sharing() {
  const town = await newTown();
  const mary = await town.enrol({ quiet: true });
  await mary.hears(/^Hello/);
  const joan = await town.enrol({ ...JOAN, phone: mary.phone });
  await mary.hears(/^Hello/);
  for (const { id } of [mary, joan]) await town.event(id, 'diagnosis', '2026-11-25');
  const standing = async (id: string) => (await town.ask<{ standing: object }>('GET', `/api/v1/patients/${id}`)).body.standing;
  return { town, mary, ids: [mary.id, joan.id], standing };
}

test('STOP from a phone that two share stops both until a nurse has asked each, and is answered without a name', async () => {
  const { town, mary, ids, standing } = await sharing();
  await mary.texts('STOP');
  expect(await mary.hears(/stopped/)).not.toMatch(/Mary|Joan/);
  await mary.texts('stop');
  await mary.hears(/stopped/);
  for (const id of ids) {
    expect(await standing(id)).toMatchObject({ stopAskedBy: { from: mary.phone } });
    expect(await town.agenda(id)).toEqual([]);
  }
  expect((await town.queue()).map(({ patientId, reasonCode, texts }) => ({ patientId, reasonCode, texts }))).toEqual(
    expect.arrayContaining(ids.map((patientId) => ({ patientId, reasonCode: 'stop-asked-by-another', texts: 1 }))),
  );
  await town.ask('POST', `/api/v1/patients/${ids[0]}/wants-texts`, {}, 'ann');
  expect(await town.agenda(ids[0] ?? '')).not.toEqual([]);
  expect(await town.agenda(ids[1] ?? '')).toEqual([]);
});

test('a death told from a phone that two share holds everything for both', async () => {
  const { town, mary, ids, standing } = await sharing();
  await mary.texts('she died on Sunday');
  await mary.hears(/^Thank you for letting us know/);
  for (const id of ids) expect(await standing(id)).toHaveProperty('deathReportedAt');
  expect(await town.queue()).toMatchObject([{ reasonCode: 'deceased' }, { reasonCode: 'deceased' }]);
  await town.pass('P3D');
  await mary.hearsNothing();
});
