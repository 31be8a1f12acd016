import { expect, test } from 'vitest';
import { LENA, newTown, TEST_PHONE } from '../harness/town.ts';

const at = '2026-11-25T10:58:00Z';

test('At eleven a report goes the whole way to the test phone, and nobody is troubled by it', async () => {
  const town = await newTown({ at, proofs: true });
  const phone = town.handset(TEST_PHONE);
  await town.until('2026-11-25T11:01:00Z');
  expect(await phone.calls()).toBe(2);
  expect(await town.escalations()).toEqual([]);
  expect(await town.queue()).toEqual([]);
  expect(await town.unmatched()).toEqual([]);
  expect(await town.page()).toContain('The test report of today 11:00 is under way.');

  await town.until('2026-11-25T11:04:00Z');
  expect(await town.page()).toMatch(/Tested today 11:00: \d s from text to ring\./);
  const { texts } = await phone.look();
  expect(
    texts
      .filter(({ to }) => to === TEST_PHONE)
      .map(({ body }) => body)
      .join('\n'),
  ).toMatch(/999/);
  expect(await town.escalations()).toEqual([]);
  expect(await town.unmatched()).toEqual([]);

  await town.until('2026-11-25T15:00:00Z');
  expect(await phone.calls()).toBe(2);
  await town.handset(LENA).hearsNothing();
});

test('It goes every day, and what the day before has left is not taken for it', async () => {
  const town = await newTown({ at, proofs: true });
  await town.until('2026-11-26T11:04:00Z');
  expect(await town.page()).toMatch(/Tested today 11:00: \d s from text to ring\./);
  await town.until('2026-11-28T12:00:00Z');
  expect(await town.page()).toMatch(/Tested today 11:00: \d s from text to ring\./);
  await town.close();
});

test('While somebody is waiting it waits', async () => {
  const town = await newTown({ at, proofs: true, service: { presence: undefined } });
  const somebody = town.handset('+447700900299');
  await somebody.texts('I cant breathe');
  await somebody.hears(/999/);
  await town.until('2026-11-25T11:05:00Z');
  expect(await town.handset(TEST_PHONE).calls()).toBe(0);
  await town.close();
});

test('On a Sunday it goes as well, and no story of the night tells of it', async () => {
  const town = await newTown({ at: '2026-11-29T10:58:00Z', proofs: true });
  await town.until('2026-11-30T09:05:00Z');
  expect(await town.page('cleo')).toMatch(/Tested yesterday 11:00: \d s from text to ring\./);
  expect(await town.page('cleo')).not.toContain('cannot breathe');
  expect(await town.escalations()).toEqual([]);
  expect(await town.history('house')).toEqual(expect.arrayContaining(['test-report-came-through']));
  await town.close();
});
