import { expect, test } from 'vitest';
import { pinDigest } from '../../functions/platform/pin.ts';
import { A_MOMENT, ringingNight } from '../harness/night.ts';
import type { TownOptions } from '../harness/town.ts';

/** Sam has a PIN, 2468. */
const withPin: TownOptions['alter'] = ({ catalogue }) => ({
  catalogue: {
    ...catalogue,
    services: catalogue.services.map((each) => ({
      ...each,
      staff: each.staff.map((staff) => (staff.id === 'sam' ? { ...staff, pin: pinDigest('sam', '2468') } : staff)),
    })),
  },
});

test('nothing is said about anybody before the PIN', async () => {
  const { sam, mary, escalation } = await ringingNight({ alter: withPin });
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/Please key your four digit number/);
  await sam.hasNotBeenTold(/Mary|burning/);
  await sam.presses('2468');
  await sam.hasBeenTold(/Mary Thornton/);
  await sam.presses('1');
  await mary.hears(/has your message/);
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });
});

test('a wrong PIN may be keyed again; three wrong ones are a stranger, and the next rings at once', async () => {
  const { town, sam, alex, escalation } = await ringingNight({ alter: withPin });
  await sam.answers();
  await sam.presses('1');
  for (const wrong of ['1111', '2222']) {
    await sam.presses(wrong);
    await sam.hasBeenTold(/That is not the number we have for you/);
  }
  await sam.presses('3333');
  await sam.hasNotBeenTold(/Mary|burning/);
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.rings();
  expect(await escalation()).toMatchObject({ state: 'open', rungs: [{ result: 'wrong-pin' }, { result: 'ringing' }, {}] });
});

test('whoever has somebody else’s phone and does not know the PIN passes it on by their silence', async () => {
  const { town, sam, alex, escalation } = await ringingNight({ alter: withPin });
  await sam.answers();
  await sam.presses('1');
  await town.pass('PT40S');
  await alex.hears(/code/);
  await alex.rings();
  expect(await escalation()).toMatchObject({ rungs: [{ result: 'no-key' }, {}, {}] });
});
