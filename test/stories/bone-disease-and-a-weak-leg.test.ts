import { expect, test } from 'vitest';
import { choose, seenLine } from '../harness/directory.ts';
import { newTown, SAM } from '../harness/town.ts';

const EVENING = '2026-11-25T22:00:00Z';
const WEAK = 'my leg has gone weak since this morning';

test('a line for professionals is never told to her, and is there for whoever takes the call', async () => {
  const town = await newTown();
  const mary = await town.enrol({ boneDisease: true });
  await town.until(EVENING);
  await mary.texts(WEAK);
  expect(await mary.hears(/^Mary, please ring 01632 960010 now/)).not.toMatch(/960060/);
  await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([
    { lineBecause: expect.arrayContaining([expect.objectContaining({ line: 'spine-coordinator', why: 'not-for-patients' })]) },
  ]);
  const sam = town.handset(SAM);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/a line for professionals, Spinal cord compression coordinator: 0 1 6 3 2 9 6 0 0 6 0\./);
  const asked = { topic: 'symptom', urgency: 'urgent', symptom: 'brain-and-spine.spinal-cord', at: EVENING };
  expect((await choose(town, { ...asked, boneDisease: 'true' })).professional).toBe('spine-coordinator');
  expect((await choose(town, asked)).professional).toBeNull();
});

test('a line for patients with disease in their bones is told for a weak leg, and not for a fever', async () => {
  const town = await newTown();
  const line = { name: 'Spine line', saidAs: 'the spine line', number: '01632 960080', hours: 'always', boneDisease: true };
  const when = { symptoms: ['brain-and-spine'] };
  expect((await town.ask('PUT', '/api/v1/lines/spine-line', { ...line, when })).status).toBe(201);
  await town.ask('POST', '/api/v1/lines/spine-line/agreed', { by: 'Dr Hale', on: '2026-11-25' });
  await town.ask('POST', '/api/v1/lines/spine-line/tested', { by: 'Lena Marsh', on: '2026-11-25' });
  expect(await seenLine(town, 'spine-line')).toMatchObject({ state: 'told' });
  const mary = await town.enrol();
  await town.ask('PATCH', `/api/v1/patients/${mary.id}`, { boneDisease: true });
  await town.until(EVENING);
  await mary.texts(WEAK);
  await mary.hears(/^Mary, please ring 01632 960080 now/);
  await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([{ line: 'Spine line' }]);
  const fever = { boneDisease: 'true', topic: 'symptom', urgency: 'urgent', symptom: 'fever-and-skin.fever', at: EVENING };
  expect((await choose(town, fever)).line).toBe('advice-line');
});
