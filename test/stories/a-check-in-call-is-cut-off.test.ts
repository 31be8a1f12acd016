import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

const JEAN = { name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true };

/** The telephone rings Jean for her check-in, the day after her event. */
async function ringing(more: object = {}) {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ ...JEAN, ...more });
  await jean.answers();
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:14:10Z');
  await jean.rings();
  return { town, jean, id };
}

test('cut off after a key, she is rung once more within ten minutes, and answers then', async () => {
  const { town, jean, id } = await ringing();
  await jean.answers();
  await jean.presses('1');
  await jean.hasBeenTold(/How are you today/);
  await jean.hangsUp();
  await town.pass('PT5M5S');
  await jean.rings();
  await jean.answers();
  await jean.hasNotBeenTold(/How are you/);
  await jean.presses('1');
  await jean.presses('2');
  await jean.hasBeenTold(/will read this by/);
  expect(await town.queue()).toMatchObject([{ patientId: id, reasonCode: 'answer-2' }]);
  expect(await town.history(id)).toContain('call-cut-off');
});

test('cut off twice, she is left in peace until the ladder of silence', async () => {
  const { town, jean } = await ringing();
  for (const _ of [1, 2]) {
    await jean.answers();
    await jean.presses('1');
    await jean.hangsUp();
    await town.pass('PT5M5S');
  }
  const calls = await jean.calls();
  await town.pass('PT6H');
  expect(await jean.calls()).toBe(calls);
  await town.until('2026-11-27T10:14:10Z');
  await jean.rings();
});

test('told hours late that she was cut off, nobody rings her a second time that day', async () => {
  const { town, jean, id } = await ringing();
  await jean.answers();
  await jean.presses('1');
  await town.network({ receipts: 'lost' });
  await jean.hangsUp();
  const calls = await jean.calls();
  await town.pass('PT7H');
  expect(await town.history(id)).toContain('delivered: completed');
  expect(await jean.calls()).toBe(calls);
  await town.network({ receipts: 'ordered' });
  await town.until('2026-11-27T10:14:10Z');
  await jean.rings();
});

test('whoever has answered is not rung again', async () => {
  const { town, jean } = await ringing();
  await jean.answers();
  await jean.presses('1');
  await jean.presses('1');
  await jean.hasBeenTold(/good to hear/);
  const calls = await jean.calls();
  await town.pass('PT3H');
  expect(await jean.calls()).toBe(calls);
});
