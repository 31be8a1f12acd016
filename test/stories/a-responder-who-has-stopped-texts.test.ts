import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

test('a responder whose phone blocks our texts is rung all the same, and the lead is told once', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  await town.network({ keywords: 'on' });
  const sam = town.handset(SAM);
  await sam.texts('STOP');
  await sam.hears(/unsubscribed/);
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await sam.rings();
  await town.handset('+447700900971').hears(/^Alongside: our texts do not reach Sam, who is on call\. We ring them all the same/);
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/has your message/);
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', acceptedBy: 'sam' }]);
  expect(await town.history(mary.id)).toContain('responder-not-texted: 21610');
});
