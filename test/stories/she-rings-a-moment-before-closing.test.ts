import { expect, test } from 'vitest';
import { DUTY, newTown } from '../harness/town.ts';

async function aMomentBeforeClosing() {
  const town = await newTown({ at: '2026-11-25T16:00:00Z' });
  const mary = await town.enrol();
  await town.until('2026-11-25T16:59:58Z');
  return { town, mary, duty: town.handset(DUTY) };
}

test('the day ends while the duty phone rings: its mailbox takes no call, and she is not lost in it', async () => {
  const { town, mary, duty } = await aMomentBeforeClosing();
  await mary.ringsTheService();
  await mary.presses('2');
  await town.pass('PT7S');
  await duty.answers();
  await duty.hasBeenTold(/Press 1 to take it/);
  await town.pass('PT40S');
  await mary.hasBeenTold(/We are trying somebody else/);
});

test('whoever answers at the duty phone after the end of the day still takes it with a key', async () => {
  const { town, mary, duty } = await aMomentBeforeClosing();
  await mary.ringsTheService();
  await mary.presses('2');
  await town.pass('PT7S');
  await duty.answers();
  await duty.presses('1');
  await duty.hasBeenTold(/It is from the phone of Mary Thornton/);
  await mary.hangsUp();
  expect(await town.history(mary.id)).toContain('call-taken: duty');
});
