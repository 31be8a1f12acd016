import { expect, test } from 'vitest';
import { ALEX, LENA, newTown, SAM } from '../harness/town.ts';

test('A voicemail takes the test call twice: the second on call is tried, and the lead is told', async () => {
  const town = await newTown({ at: '2026-11-25T16:49:00Z', proofs: true });
  const sam = town.handset(SAM);
  const alex = town.handset(ALEX);
  await sam.is('voicemail');
  await town.until('2026-11-25T16:52:59Z');
  expect(await sam.calls()).toBe(1);
  await town.handset(LENA).hearsNothing();

  await town.until('2026-11-25T16:54:00Z');
  expect(await sam.calls()).toBe(2);
  await town.handset(LENA).hears(/nobody pressed a key in the test call to the first to be rung from 5pm today/);
  await alex.rings();
  await alex.answers();
  await alex.presses('1');
  expect(await town.page()).toContain('Sam Reid did not press a key in the test call for today 17:00.');

  await town.until('2026-11-25T17:30:00Z');
  expect([await sam.calls(), await alex.calls()]).toEqual([2, 1]);
});

test('A wrong key and silence are no answer, and when the second is not there either the lead hears that too', async () => {
  const town = await newTown({ at: '2026-11-25T16:49:00Z', proofs: true });
  const sam = town.handset(SAM);
  const alex = town.handset(ALEX);
  await town.until('2026-11-25T16:50:02Z');
  await sam.answers();
  await sam.presses('7');
  await sam.hasBeenTold(/only a test/);
  await alex.is('busy');
  await town.until('2026-11-25T17:10:00Z');
  await town.handset(LENA).hears(/the first to be rung from 5pm today/);
  await town.handset(LENA).hears(/the second to be rung from 5pm today did not press a key/);
  expect([await sam.calls(), await alex.calls()]).toEqual([2, 2]);
  expect(await town.page()).toContain('Nobody pressed a key in the test call for today 17:00: Sam Reid, Alex Hart.');
});

test('Whoever does answer the second time has shown that the phone works', async () => {
  const town = await newTown({ at: '2026-11-25T16:49:00Z', proofs: true });
  const sam = town.handset(SAM);
  await town.until('2026-11-25T16:53:05Z');
  await sam.answers();
  await sam.presses('1');
  await town.until('2026-11-25T17:10:00Z');
  expect([await sam.calls(), await town.handset(ALEX).calls()]).toEqual([2, 0]);
  expect(await town.page()).toContain('Sam Reid took the test call for today 17:00');
});

test('A report that comes in during a test call is not kept waiting by it', async () => {
  const town = await newTown({ at: '2026-11-25T08:49:00Z', proofs: true, service: { presence: undefined } });
  const duty = town.handset('+447700900974');
  await town.until('2026-11-25T08:50:02Z');
  await duty.rings();
  await town.handset('+447700900299').texts('I cant breathe');
  await town.handset('+447700900299').hears(/999/);
  await town.until('2026-11-25T08:50:10Z');
  await duty.isQuiet();
  await town.handset(SAM).rings();
  await town.close();
});
