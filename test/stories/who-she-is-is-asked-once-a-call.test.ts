import { test } from 'vitest';
import { newTown } from '../harness/town.ts';

test('whoever has shown who they are is not asked again in the same call', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true, dateOfBirth: '1958-04-12' });
  await mary.ringsTheService();
  await mary.presses('4');
  await mary.presses('1204');
  await mary.hasBeenTold(/Thank you, Mary\.\nThere is no question for you just now/);
  await mary.presses('4');
  await mary.hasBeenTold(/There is no question for you just now.*There is no question for you just now/s);
  await mary.hasNotBeenTold(/First we must know who you are.*First we must know who you are/s);
  await mary.hangsUp();
});
