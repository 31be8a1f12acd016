import { expect, test } from 'vitest';
import { choose } from '../harness/directory.ts';
import { newTown, SAM } from '../harness/town.ts';

const EVENING = '2026-11-25T22:00:00Z';
const treated = (endedOn?: string) => ({
  area: 'Northshire',
  treatments: [{ class: 'capecitabine', startedOn: '2025-06-01', ...(endedOn && { endedOn }) }],
});

test.each([
  ['still treated', treated(), '01632 960030'],
  ['treated until three weeks ago', treated('2026-11-04'), '01632 960030'],
  ['not treated for a year', treated('2025-11-20'), '01632 960010'],
  ['treated, and living elsewhere', { ...treated(), area: 'Kent' }, '01632 960010'],
])('%s: she is told %3$s', async (_, who, number) => {
  const town = await newTown();
  const mary = await town.enrol(who);
  await town.until(EVENING);
  await mary.texts('burning up and shaking');
  await mary.hears(new RegExp(`^Mary, please ring ${number} now`));
  await town.handset(SAM).hears(/code/);
});

test('the last treatment recedes: on the evening after six weeks it is another line, and the choice says why', async () => {
  const town = await newTown();
  const asked = { area: 'northshire', treated: '2026-10-14', topic: 'symptom', urgency: 'urgent' };
  expect(await choose(town, { ...asked, at: EVENING })).toMatchObject({ line: 'treatment-line', rule: 'treated-lately' });
  expect(await choose(town, { ...asked, at: '2026-11-26T22:00:00Z' })).toMatchObject({
    line: 'advice-line',
    isDefault: true,
    because: expect.arrayContaining([{ rule: 'treated-lately', line: 'treatment-line', why: 'treated-too-long-ago' }]),
  });
  expect((await choose(town, { ...asked, topic: 'money', at: EVENING })).line).toBe('advice-line');
});
