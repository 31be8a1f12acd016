import { test } from 'vitest';
import { A_MOMENT, ringingNight } from '../harness/night.ts';

test('of two keys in the same second the first wins, and the second is told who has it', async () => {
  const { town, sam, alex, mary, escalation } = await ringingNight();
  await town.pass('PT44S');
  await sam.answers();
  await town.pass(A_MOMENT);
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.answers();
  for (const each of [sam, alex]) await each.presses('1');
  await Promise.all([sam.presses('1'), alex.presses('1')]);
  await mary.hears(/has your message/);
  const { acceptedBy } = (await escalation()) ?? {};
  const [first, second, name] = acceptedBy === 'sam' ? [sam, alex, 'Sam'] : [alex, sam, 'Alex'];
  await first.hasBeenTold(/it is yours/);
  await second.hasBeenTold(new RegExp(`${name} has it already`));
  await second.hasNotBeenTold(/it is yours/);
});
