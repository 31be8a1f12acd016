import { expect, test } from 'vitest';
import { ALEX, LENA, newTown, SAM } from '../harness/town.ts';

test('a number nobody knows is told what to do, is rung for, and hears when nobody can be reached', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const stranger = town.handset('+447700900333');
  for (const number of [SAM, ALEX, LENA]) await town.handset(number).is('busy');
  await stranger.texts('vomiting blood, been on chemo');
  await stranger.hears(/^Ring 999 now/);
  await town.pass('PT20S');
  for (const number of [SAM, ALEX, LENA]) await town.handset(number).hears(/code/);
  await town.handset(LENA).hears(/nobody has taken a call back yet/);
  await stranger.hears(/^We have not reached anybody yet and are still trying/);

  await town.handset(SAM).is('manual');
  await town.pass('PT1M');
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).answers();
  await town.handset(SAM).presses('1');
  await town
    .handset(SAM)
    .hasBeenTold(/from a number that nobody knows.*First written at .* today\. What was written: vomiting blood/s);
  await town.handset(SAM).presses('1');
  await stranger.hears(/^Somebody on call has your message/);
  expect(await town.unmatched()).toMatchObject([{ urgency: 'emergency' }]);
  const [{ id } = { id: '' }] = await town.escalations();
  const transcript = (
    await town.ask<{ transcript: { what: string; words: string; who?: string }[] }>('GET', `/api/v1/escalations/${id}`)
  ).body.transcript;
  expect(transcript[0]).toMatchObject({ what: 'wrote', who: '07700 900333', words: 'vomiting blood, been on chemo' });
  expect(transcript.map(({ words }) => words)).toEqual(
    expect.arrayContaining(['Sam Reid was rung', 'Sam Reid was rung in vain: busy', 'Sam Reid accepted it']),
  );
});
