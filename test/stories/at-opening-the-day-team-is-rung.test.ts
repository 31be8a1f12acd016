import { expect, test } from 'vitest';
import { ALEX, DUTY, LENA, newTown, SAM } from '../harness/town.ts';

test('what nobody has taken by nine in the morning rings on the day ladder, the duty phone first', async () => {
  const town = await newTown({ at: '2026-11-26T08:55:00Z' });
  const mary = await town.enrol({ quiet: true });
  for (const number of [SAM, ALEX, LENA]) await town.handset(number).is('no-answer');
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await town.until('2026-11-26T08:59:30Z');
  expect(await town.escalations()).toMatchObject([{ state: 'exhausted', rungs: [{ name: 'First on call' }, {}, {}] }]);

  await town.until('2026-11-26T09:00:05Z');
  await town.handset(DUTY).rings();
  await town.handset(DUTY).hears(/code \d{4}/);
  expect((await town.escalations())[0]?.rungs.map(({ name }) => name)).toEqual(['Duty phone', 'Named nurse', 'Deputy', 'Lead']);
  expect(await town.history(mary.id)).toContain('changed-ladder: day');

  await town.handset(DUTY).answers();
  await town.handset(DUTY).presses('1');
  await town.handset(DUTY).hasBeenTold(/Mary Thornton/);
  await town.handset(DUTY).presses('1');
  await mary.hears(/We have not reached anybody yet/);
  await mary.hears(/^Hello/);
  await mary.hears(/has your message/);
  for (const number of [SAM, ALEX, LENA])
    for (const _ of await town.handset(number).unheard()) await town.handset(number).hears(/./);
});
