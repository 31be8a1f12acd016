import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

/** Mary has written of danger at night, and rings as well. */
async function reported() {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  const sam = town.handset(SAM);
  await sam.hears(/code/);
  return { town, mary, sam };
}

test('while it rings she hears that people are being rung for her, and it stays one escalation', async () => {
  const { town, mary } = await reported();
  await mary.ringsTheService();
  await mary.hasBeenTold(/999\.\nWe have your message and are ringing people on call for you now\./);
  await mary.hasNotBeenTold(/Mary|burning/);
  await mary.presses('1');
  expect(await town.escalations()).toHaveLength(1);
  await town.handset('+441632960010').rings();
});

test('once somebody has accepted she hears that', async () => {
  const { mary, sam } = await reported();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/Somebody on call has your message/);
  await mary.ringsTheService();
  await mary.hasBeenTold(/999\.\nSomebody on call has your message and will ring you\./);
});

test('another number hears nothing of it', async () => {
  const { town } = await reported();
  const other = town.handset('+447700900555');
  await other.ringsTheService();
  await other.hasNotBeenTold(/message and/);
  await town.handset('anonymous').ringsTheService();
  await town.handset('anonymous').hasNotBeenTold(/message and/);
});
