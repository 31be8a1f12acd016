import { test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

test('a relative who writes at night hears all there is to hear, and the patient hears nothing', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const contacts = [{ name: 'Paul', relation: 'son', phone: '+447700900202' }];
  const mary = await town.enrol({ contacts });
  const paul = town.handset('+447700900202');
  const sam = town.handset(SAM);
  await town.until('2026-11-25T22:00:00Z');
  await paul.texts('mum is burning up and shaking');
  await paul.hears(/^Please ring 01632 960010 now/);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(
    /by Paul, son\. What was written: mum is burning up and shaking\. The number to ring back is 0 7 7 0 0 9 0 0 2 0 2/,
  );
  await sam.presses('1');
  await paul.hears(/^Somebody on call has your message and will ring you soon from 01632 960000/);
  const [{ id } = { id: '' }] = await town.escalations();
  await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'could-not-reach' }, 'sam');
  await paul.hears(/^We have just tried to ring you/);
  await mary.hearsNothing();
});
