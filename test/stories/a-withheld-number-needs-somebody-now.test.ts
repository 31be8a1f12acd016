import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

const NIGHT = { at: '2026-11-25T21:00:00Z' };

test('a hidden number presses 1 at night: put through, and somebody rings until a human takes it, even when they hang up', async () => {
  const town = await newTown(NIGHT);
  const caller = town.handset('anonymous');
  await caller.ringsTheService();
  await caller.hasBeenTold(/Am Gymraeg, pwyswch 8/);
  await caller.hasNotBeenTold(/press 4/);
  await caller.presses('1');
  await town.handset('+441632960010').rings();
  await caller.hangsUp();
  const sam = town.handset(SAM);
  await sam.hears(/code/);
  await town.pass('PT2S');
  await sam.rings();
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/Nobody can ring back: ask at the line/);
  await sam.hasNotBeenTold(/a n o n|anonymous/);
  await sam.presses('1');
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', acceptedBy: 'sam' }]);
  expect(await town.unmatched()).toMatchObject([{ urgency: 'urgent', reasonCode: 'asked-for-somebody-now' }]);
});

test('two hidden numbers are two people: each has an escalation of its own', async () => {
  const town = await newTown(NIGHT);
  const caller = town.handset('anonymous');
  for (const _ of [1, 2]) {
    await caller.ringsTheService();
    await caller.presses('1');
    await caller.hangsUp();
  }
  expect(await town.escalations()).toHaveLength(2);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).hears(/code/);
});

test('a hidden number has nothing to show who it is: 4 is no key for it, and all the rest works', async () => {
  const town = await newTown();
  const caller = town.handset('anonymous');
  await caller.ringsTheService();
  await caller.presses('4');
  await caller.hasBeenTold(/did not understand/);
  await caller.presses('3');
  await caller.hasBeenTold(/after the tone/);
  await caller.says('this is her neighbour, please ring me on 01632 960999');
  await caller.presses('#');
  await caller.hasBeenTold(/We have your message/);
  expect(await town.unmatched()).toMatchObject([{ urgency: 'soon', reasonCode: 'left-a-message' }]);
});

test('a responder who takes it by text is told that the number is hidden, and given none that is nobody’s', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const caller = town.handset('anonymous');
  await caller.ringsTheService();
  await caller.presses('1');
  await caller.hangsUp();
  const sam = town.handset(SAM);
  await sam.texts(/code (\d{4})/.exec(await sam.hears(/code/))?.[1] ?? '');
  expect(await sam.hears(/it is yours\. Their number is hidden/)).not.toMatch(/266/);
});
