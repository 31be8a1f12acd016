import { expect, test } from 'vitest';
import { changeSettings } from '../harness/settings.ts';
import { ALEX, JOAN, newTown, SAM } from '../harness/town.ts';

/** In 2027 the clocks go back on Sunday 31 October, 01:00 UTC: Sam's night is one of 13 hours, until eight in the morning local time. */

test('in the hour that there is twice, and in the one after it, whoever has the night rings', async () => {
  const town = await newTown({ at: '2027-10-30T10:00:00Z' });
  const mary = await town.enrol();
  const joan = await town.enrol({ ...JOAN, quiet: false });
  await changeSettings(town.local, {
    rota: [
      { duty: 'day-duty', staff: 'duty' },
      { duty: 'night-first', staff: 'sam', from: '20:00', to: '08:00' },
      { duty: 'night-first', staff: 'alex', from: '08:00', to: '20:00' },
      { duty: 'night-second', staff: 'bel' },
    ],
  });

  // 07:55 by the new time; by the old one it is five to nine.
  await town.until('2027-10-31T07:55:00Z');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  await town.handset(SAM).answers();
  await town.handset(SAM).presses('1');
  await town.handset(SAM).presses('1');
  await mary.hears(/^Somebody on call has your message/);

  await town.until('2027-10-31T08:00:00Z');
  await joan.texts('burning up and shaking');
  await joan.hears(/^Joan, please ring 01632 960010 now/);
  await town.handset(ALEX).hears(/code/);
  await town.handset(ALEX).rings();
  expect((await town.escalations()).map(({ state }) => state).sort()).toEqual(['accepted', 'open']);
});
