import Holidays from 'date-holidays';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import {
  afterQuietHours,
  dueAfterWorkingDays,
  isQuiet,
  nextOpening,
  onDate,
  openNow,
  saidTime,
} from '../../functions/care/time.ts';
import { demo, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

const { bankHolidays } = catalogue;
const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' });

test.each([
  ['2026-11-25T08:59:00Z', false, 'before nine'],
  ['2026-11-25T09:00:00Z', true, 'at nine'],
  ['2026-11-25T16:59:59Z', true, 'just before five'],
  ['2026-11-25T17:00:00Z', false, 'at five'],
  ['2026-11-28T12:00:00Z', false, 'on a Saturday'],
  ['2026-12-25T12:00:00Z', false, 'on Christmas Day'],
  ['2026-12-28T12:00:00Z', false, 'on the bank holiday that stands for Boxing Day'],
  ['2026-07-01T08:30:00Z', true, 'at half past nine in summer time'],
])('at %s somebody is there: %s, %s', (moment, open) => {
  expect(openNow(demo, bankHolidays, at(moment)) !== undefined).toBe(open);
});

test.each([
  // Moment, full staffed days, due.
  ['2026-11-25T10:00:00Z', 1, '2026-11-26T17:00:00.000Z'],
  ['2026-11-25T07:00:00Z', 1, '2026-11-25T17:00:00.000Z'],
  ['2026-11-25T18:00:00Z', 1, '2026-11-26T17:00:00.000Z'],
  ['2026-11-27T16:00:00Z', 1, '2026-11-30T17:00:00.000Z'],
  ['2026-11-27T18:00:00Z', 2, '2026-12-01T17:00:00.000Z'],
  ['2026-12-24T18:00:00Z', 1, '2026-12-29T17:00:00.000Z'],
])('from %s, %d staffed days later is %s', (moment, days, due) => {
  expect(dueAfterWorkingDays(demo, bankHolidays, at(moment), days).toUTC().toISO()).toBe(due);
});

test('the longest closure of 2026 is over on the Tuesday after Christmas', () => {
  const opening = nextOpening(demo, bankHolidays, at('2026-12-24T17:00:00Z'));
  expect(opening.from.toUTC().toISO()).toBe('2026-12-29T09:00:00.000Z');
});

test.each([
  ['england', 'GB', 'ENG'],
  ['wales', 'GB', 'WLS'],
  ['scotland', 'GB', 'SCT'],
  ['northern-ireland', 'GB', 'NIR'],
] as const)('the bank holidays of %s agree with another source', (nation, country, state) => {
  const other = new Holidays(country, state);
  for (const year of [2026, 2027, 2028]) {
    const listed = bankHolidays[nation].filter((day) => day.startsWith(String(year)));
    const found = other.getHolidays(year).filter(({ type }) => type === 'public');
    // A holiday that falls at a weekend is kept on a weekday, which both list; the weekend day itself only matters here as closed.
    const weekdays = found.map(({ date }) => date.slice(0, 10)).filter((day) => DateTime.fromISO(day).weekday <= 5);
    expect(listed).toEqual(
      expect.arrayContaining([...new Set(weekdays)].filter((day) => !DISPUTED.includes(`${nation} ${day}`))),
    );
  }
});

/** Days that the other source takes for bank holidays by its own reading, and gov.uk does not list. */
const DISPUTED: string[] = [];

test.each([
  ['2026-11-25T19:59:00Z', false],
  ['2026-11-25T20:00:00Z', true],
  ['2026-11-26T08:59:00Z', true],
  ['2026-11-26T09:00:00Z', false],
  ['2026-07-01T08:00:00Z', false],
])('at %s it is quiet for Mary: %s', (moment, quiet) => {
  expect(isQuiet(mary().person, at(moment))).toBe(quiet);
});

test('after quiet hours is never quiet, never earlier, and never more than a day later, in any zone and on any day', () => {
  const zones = ['Europe/London', 'Europe/Dublin', 'Atlantic/Azores', 'Asia/Kolkata', 'Pacific/Auckland'];
  const time = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
  const year = fc.integer({ min: 0, max: 366 * 24 * 60 });
  fc.assert(
    fc.property(year, time, time, fc.constantFrom(...zones), (minutes, from, to, timeZone) => {
      const { person } = mary({ timeZone, quietHours: { from, to } });
      const moment = at('2026-01-01T00:00:00Z').plus({ minutes });
      const allowed = afterQuietHours(person, moment);
      expect(isQuiet(person, allowed)).toBe(false);
      expect(allowed >= moment).toBe(true);
      expect(allowed.diff(moment, 'hours').hours).toBeLessThanOrEqual(25);
    }),
  );
});

test.each([
  ['2026-03-28', '10:00', 1, '2026-03-29T09:00:00.000Z', 'the day the clocks go forward'],
  ['2026-10-24', '10:00', 1, '2026-10-25T10:00:00.000Z', 'the day they go back'],
  ['2028-02-28', '10:00', 1, '2028-02-29T10:00:00.000Z', 'a leap day'],
  ['2026-11-25', '07:00', 0, '2026-11-25T09:00:00.000Z', 'a time in quiet hours'],
])('from %s at %s, %d days on, is %s: %s', (date, time, days, expected) => {
  expect(onDate(mary().person, date, time, days).toUTC().toISO()).toBe(expected);
});

test.each([
  ['2026-11-25T17:00:00Z', '5pm today'],
  ['2026-11-26T09:30:00Z', '9:30am tomorrow'],
  ['2026-11-30T17:00:00Z', '5pm Monday'],
  ['2026-12-10T12:00:00Z', '12pm Thursday 10 December'],
])('%s is said as "%s"', (moment, words) => {
  expect(saidTime(at(moment), at('2026-11-25T10:00:00Z'), 'Europe/London', (id) => id, 'en-GB')).toBe(words);
});
