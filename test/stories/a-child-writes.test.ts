import { expect, test } from 'vitest';
import { LENA, newTown, SAM } from '../harness/town.ts';

test('a child on her mother’s phone hears words for a child, and the safeguarding lead is told once', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol();
  const sam = town.handset(SAM);
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('mummy wont wake up im 7');
  const answer = await mary.hears(/^You did the right thing\. Ring 999 now\. Say where you are/);
  expect(answer).toMatch(/Is a grown-up there\?/);
  expect(answer).not.toContain('Mary');
  await town.handset(LENA).hears(/./);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/by a child, by the words/);
  expect(await town.history(mary.id)).toContain('safety-words: child');
});

test('what would be urgent is an emergency when a child writes it; a grown-up daughter is no child', async () => {
  const town = await newTown({ at: '2026-11-25T13:00:00Z' });
  const mary = await town.enrol();
  await mary.texts('my name is Ella im 8, mummy is shaking');
  await mary.hears(/^You did the right thing/);
  expect(await town.queue()).toMatchObject([{ urgency: 'emergency', reasonCode: 'child-writes' }]);
  await town.handset(LENA).hears(/./);
  await town.handset('+447700900974').hears(/code/);

  const other = await town.enrol({
    name: 'Joan Fletcher',
    preferredName: 'Joan',
    nhsNumber: '9434765870',
    phone: '+447700900203',
  });
  await other.texts('im her daughter, my mum is shivering with a temp of 38.5');
  await other.hears(/somebody will ring you shortly/);
});
