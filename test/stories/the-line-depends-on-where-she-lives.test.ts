import { expect, test } from 'vitest';
import { addValley, agree, choose } from '../harness/directory.ts';
import { newTown, SAM } from '../harness/town.ts';

const EVENING = '2026-11-25T22:00:00Z';

test.each([
  ['scotland', 'Scottish  borders', '01632 960050', 'Borders night line'],
  ['scotland', 'Fife', '01632 960010', 'Out-of-hours advice line'],
  ['england', 'Borders', '01632 960010', 'Out-of-hours advice line'],
])('danger by night in %s, %s: she is told %s', async (nation, area, number, line) => {
  const town = await newTown();
  const mary = await town.enrol({ nation, area });
  await town.until(EVENING);
  await mary.texts('burning up and shaking');
  await mary.hears(new RegExp(`^Mary, please ring ${number} now`));
  await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([{ line }]);
});

test('she moves: from then on it is the line of where she lives now', async () => {
  const town = await newTown();
  const mary = await town.enrol({ nation: 'scotland', area: 'Borders' });
  await town.ask('PATCH', `/api/v1/patients/${mary.id}`, { nation: 'england', area: 'Kent' });
  await town.until(EVENING);
  await mary.texts('burning up and shaking');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
});

test('by day it is the nurses wherever she lives, and a text that stands for hours tells a line that always answers', async () => {
  const town = await newTown();
  const by = { nation: 'scotland', area: 'Borders' };
  expect(await choose(town, { ...by, at: '2026-11-25T10:00:00Z' })).toMatchObject({ line: 'nurses', rule: 'by-day' });
  await addValley(town, { hours: { '3': { from: '18:00', to: '23:00' }, bankHolidays: 'closed' } });
  await agree(town, 'valley');
  await town.ask('POST', '/api/v1/lines/valley/tested', { by: 'Lena Marsh', on: '2026-11-25' });
  const mary = await town.enrol({ area: 'Valley' });
  await town.until(EVENING);
  await mary.texts('burning up and shaking');
  expect(await mary.hears(/^Mary, please ring 01632 960070 now\./)).not.toMatch(/day and night/);
  await town.handset(SAM).hears(/code/);
  expect((await choose(town, { area: 'Valley', at: '2026-11-25T23:30:00Z' })).because).toContainEqual({
    rule: 'valley',
    line: 'valley',
    why: 'closed',
  });
});
