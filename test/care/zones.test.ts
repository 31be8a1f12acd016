import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { zoneOf } from '../../functions/care/zones.ts';

/** Quarters of an hour on the days around each change of the clocks, and on a few others. */
const DAYS = [
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2026-04-05',
  '2026-09-27',
  '2026-07-01',
];
const MOMENTS = DAYS.flatMap((day) =>
  Array.from({ length: 96 }, (_, place) =>
    DateTime.fromISO(`${day}T00:00:00Z`, { zone: 'utc' }).plus({ minutes: place * 15 + 7 }),
  ),
);

describe('a zone that remembers says what luxon says', () => {
  test.each(['Europe/London', 'Pacific/Auckland', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'])(
    '%s',
    (name) => {
      for (const at of [...MOMENTS, ...MOMENTS.toReversed()])
        expect(at.setZone(zoneOf(name)).toISO()).toBe(at.setZone(name).toISO());
    },
  );

  test('for a local time that a change of the clocks skips, and for one that comes twice', () => {
    for (const local of ['2026-03-29T01:30', '2026-10-25T01:30'])
      expect(DateTime.fromISO(local, { zone: zoneOf('Europe/London') }).toISO()).toBe(
        DateTime.fromISO(local, { zone: 'Europe/London' }).toISO(),
      );
  });

  test('no zone where there is none of that name', () => {
    expect(DateTime.utc().setZone(zoneOf('Europe/Atlantis')).isValid).toBe(false);
  });
});
