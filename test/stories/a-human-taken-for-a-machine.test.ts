import { expect, test } from 'vitest';
import { ALEX, newTown, SAM } from '../harness/town.ts';

test('a mailbox hears no detail and accepts nothing; the next rings while it still talks', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  await town.handset(SAM).is('voicemail');
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await town.handset(SAM).hears(/code/);
  await town.pass('PT25S');
  await town.handset(ALEX).rings();
  await town.handset(ALEX).hears(/code/);
  await town.handset(SAM).hasBeenTold(/Somebody needs a call back, and we are ringing others too/);
  await town.handset(SAM).hasNotBeenTold(/Mary|burning/);
  expect(await town.escalations()).toMatchObject([{ state: 'open', rungs: [{ result: 'machine' }, { result: 'ringing' }, {}] }]);
});
