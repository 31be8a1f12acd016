import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';
import { SERVICE } from '../harness/town.ts';

async function putThrough() {
  const night = await ringingNight();
  await night.sam.answers();
  await night.sam.presses('1');
  await night.sam.presses('4');
  await night.mary.hears(/has your message/);
  await night.mary.rings();
  return night;
}

test.each([
  ['1', 'Spoke to the patient'],
  ['2', 'Sent to hospital'],
  ['3', 'Arranged a visit'],
  ['5', 'Handed over to 999 or to a named service'],
])('the responder is put through, she sees the service’s number, and %s closes it as "%s"', async (key, words) => {
  const { town, sam, mary, escalation } = await putThrough();
  expect((await mary.look()).calls.at(-1)).toMatchObject({ from: SERVICE, to: mary.phone });
  await mary.answers();
  await town.pass('PT3M');
  await mary.hangsUp();
  await sam.hasBeenTold(new RegExp(`What came of it\\?.*${words}: press ${key}\\.`, 's'));
  await sam.presses(key);
  await sam.hasBeenTold(/that is recorded/);
  expect(await escalation()).toMatchObject({ state: 'closed', outcome: { words, by: 'sam' } });
  await town.pass('PT1H');
  expect(await sam.calls()).toBe(1);
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', patientId: mary.id }]);
});

test('they may speak for longer than the limit: nothing rings, nothing is cut off, and the clock begins when they have hung up', async () => {
  const { town, sam, alex, mary, escalation } = await putThrough();
  await mary.answers();
  await town.pass('PT45M');
  expect((await sam.look()).calls.at(-1)).toMatchObject({ state: 'answered' });
  expect(await alex.calls()).toBe(0);
  await mary.hangsUp();
  await sam.hangsUp();
  await town.pass('PT9M');
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });
  await town.pass('PT1M10S');
  await sam.hears(/have you spoken to the person/);
  await town.pass('PT10M');
  await sam.hears(/code/);
  await sam.rings();
  expect(await escalation()).toMatchObject({ state: 'open', round: 2 });
});

test('a key that does nothing is asked again, and 9 puts through once more', async () => {
  const { sam, mary } = await putThrough();
  await mary.answers();
  await mary.hangsUp();
  await sam.presses('7');
  await sam.hasBeenTold(/That key does nothing here/);
  await sam.presses('9');
  await mary.rings();
});
