import { test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

test('she writes something milder after an emergency: whoever is rung hears the emergency, and then that', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  const sam = town.handset(SAM);
  await mary.texts('cant breathe');
  await mary.hears(/ring 999 now/);
  await sam.hears(/code/);
  await mary.texts('still burning up and shaking');
  await mary.hears(/please ring/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(
    /What was written: cant breathe\..*They have written 2 times\. The latest was: still burning up and shaking\./s,
  );
});
