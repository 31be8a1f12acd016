import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { holderAt, nextChange, timeline } from '../../functions/care/rota.ts';
import type { RotaEntry, RotaOverride, Service, Shift } from '../../functions/care/service.ts';
import { demo } from '../harness/known.ts';

/** In 2027 the clocks go forward on Sunday 28 March at 01:00 and back on Sunday 31 October at 01:00 UTC. */

const DUTY = 'night-first';

const local = (time: string) => DateTime.fromISO(time, { zone: 'Europe/London' });
const kept = (time: string) => local(time).toUTC().toISO() ?? '';
const on = (rota: Omit<RotaEntry, 'duty'>[], more: Partial<Service> = {}): Service => ({
  ...demo,
  rota: rota.map((entry) => ({ duty: DUTY, ...entry })),
  ...more,
});
const override = (staff: string | null, from: string, to: string): RotaOverride => ({
  ...{ id: 'x', duty: DUTY, staff, from: kept(from), to: kept(to) },
  ...{ by: 'lena', at: kept('2027-01-01T09:00'), why: 'a reason' },
});
const calendar = (...shifts: [string, string, string][]): Pick<Service, 'calendars'> => {
  const imported: Shift[] = shifts.map(([staff, from, to]) => ({ staff, from: kept(from), to: kept(to) }));
  return {
    calendars: { [DUTY]: { by: 'lena', at: kept('2027-01-01T09:00'), until: kept('2028-01-01T00:00'), shifts: imported } },
  };
};
const holder = (service: Service, at: string | DateTime) =>
  holderAt(service, DUTY, typeof at === 'string' ? local(at) : at)?.staff;

const WEEK_NIGHTS: Omit<RotaEntry, 'duty'>[] = [
  { staff: 'sam', weekdays: [1, 2, 3, 4], from: '17:00', to: '09:00' },
  { staff: 'alex', weekdays: [5], from: '17:00', to: '09:00' },
];

describe('the weekly pattern', () => {
  test.each([
    ['just before a night begins', '2027-02-01T16:59', undefined],
    ['its first minute', '2027-02-01T17:00', 'sam'],
    ['past midnight it is still the night of the day before', '2027-02-05T03:00', 'sam'],
    ['its last minute', '2027-02-06T08:59', 'alex'],
    ['its end is the next one’s, and here nobody’s', '2027-02-06T09:00', undefined],
    ['the night of a day that is not named', '2027-02-06T20:00', undefined],
    ['the morning after a day that is not named', '2027-02-08T03:00', undefined],
  ])('%s', (_, at, expected) => {
    expect(holder(on(WEEK_NIGHTS), at)).toBe(expected);
  });

  test('an entry without times holds the whole day, and the first that fits holds', () => {
    const service = on([{ staff: 'sam', weekdays: [6, 7] }, { staff: 'alex' }]);
    expect(holder(service, '2027-02-05T23:59')).toBe('alex');
    expect(holder(service, '2027-02-06T00:00')).toBe('sam');
    expect(holder(service, '2027-02-07T23:59')).toBe('sam');
    expect(holder(service, '2027-02-08T00:00')).toBe('alex');
  });

  test('the first and the last day are those on which it begins', () => {
    const service = on([{ staff: 'sam', from: '20:00', to: '08:00', validFrom: '2027-02-01', validTo: '2027-02-02' }]);
    expect(holder(service, '2027-02-01T07:00')).toBeUndefined();
    expect(holder(service, '2027-02-01T20:00')).toBe('sam');
    expect(holder(service, '2027-02-03T07:59')).toBe('sam');
    expect(holder(service, '2027-02-03T20:00')).toBeUndefined();
  });

  test.each([
    ['forward: a night of 23 hours less', '2027-03-27T20:00', 11],
    ['back: a night of an hour more', '2027-10-30T20:00', 13],
  ])('the clocks go %s', (_, begins, hours) => {
    const service = on([{ staff: 'sam', from: '20:00', to: '08:00' }]);
    const start = local(begins);
    expect(holder(service, start.minus({ minutes: 1 }))).toBeUndefined();
    for (let hour = 0; hour < hours; hour += 1) expect(holder(service, start.plus({ hours: hour, minutes: 59 }))).toBe('sam');
    expect(holder(service, start.plus({ hours }))).toBeUndefined();
  });

  test.each([
    ['23', '2027-03-28'],
    ['25', '2027-10-31'],
  ])('a day of %s hours is held whole', (hours, date) => {
    const service = on([{ staff: 'sam', weekdays: [7] }]);
    const [from, to] = [local(date), local(date).plus({ days: 1 })];
    expect(timeline(service, DUTY, from.minus({ days: 1 }), to.plus({ days: 1 }))).toEqual([
      expect.objectContaining({ holding: undefined }),
      { from: from.toUTC().toISO(), to: to.toUTC().toISO(), holding: { staff: 'sam', by: 'pattern' } },
      expect.objectContaining({ holding: undefined }),
    ]);
    expect(to.diff(from, 'hours').hours).toBe(Number(hours));
  });

  test('one shift ends where the next begins, also at a time that there is twice or not at all', () => {
    const service = on([
      { staff: 'sam', from: '13:30', to: '01:30' },
      { staff: 'alex', from: '01:30', to: '13:30' },
    ]);
    for (const date of ['2027-03-28', '2027-10-31']) {
      const stretches = timeline(service, DUTY, local(date), local(date).endOf('day'));
      expect(stretches.map(({ holding }) => holding?.staff)).toEqual(['sam', 'alex', 'sam']);
    }
  });
});

test('the next change is the next time that somebody else, or nobody, holds it', () => {
  const service = on(
    [
      { staff: 'sam', weekdays: [1, 2] },
      { staff: 'sam', weekdays: [3] },
    ],
    { overrides: [override('alex', '2027-02-02T20:00', '2027-02-02T21:00')] },
  );
  const change = (at: string) => {
    const next = nextChange(service, DUTY, local(at));
    return next && [local(next.from).toFormat('ccc HH:mm'), next.holding?.staff];
  };
  expect(change('2027-02-01T12:00')).toEqual(['Tue 20:00', 'alex']);
  expect(change('2027-02-02T20:30')).toEqual(['Tue 21:00', 'sam']);
  expect(change('2027-02-02T21:30')).toEqual(['Thu 00:00', undefined]);
  expect(nextChange(on([{ staff: 'sam' }]), DUTY, local('2027-02-01'))).toBeUndefined();
});

describe('what comes first', () => {
  const service = on([{ staff: 'sam' }], {
    ...calendar(['alex', '2027-02-01T17:00', '2027-02-02T09:00']),
    overrides: [override('ann', '2027-02-01T20:00', '2027-02-01T23:00'), override('bel', '2027-02-01T22:00', '2027-02-02T01:00')],
  });

  test.each([
    ['nothing but the weekly pattern', '2027-02-01T16:59', 'sam'],
    ['what was imported before the pattern', '2027-02-01T17:00', 'alex'],
    ['what staff recorded before what was imported', '2027-02-01T20:00', 'ann'],
    ['of two, the newest', '2027-02-01T22:00', 'bel'],
    ['the end of the newest is not the end of the night', '2027-02-02T01:00', 'alex'],
    ['after it all, the pattern again', '2027-02-02T09:00', 'sam'],
  ])('%s', (_, at, expected) => {
    expect(holder(service, at)).toBe(expected);
  });

  test('“nobody” is said, not left out: neither the calendar nor the pattern fills it', () => {
    const empty = { ...service, overrides: [override(null, '2027-02-01T18:00', '2027-02-01T19:00')] };
    expect(holderAt(empty, DUTY, local('2027-02-01T18:30'))).toEqual({ staff: null, by: 'override' });
  });

  test('of imported shifts that overlap for a handover, the one that began last', () => {
    const handover = on(
      [],
      calendar(['ann', '2027-02-01T08:00', '2027-02-01T20:30'], ['alex', '2027-02-01T20:00', '2027-02-02T08:00']),
    );
    expect(holder(handover, '2027-02-01T19:59')).toBe('ann');
    expect(holder(handover, '2027-02-01T20:00')).toBe('alex');
  });

  test('an override of another duty changes nothing', () => {
    const other = {
      ...service,
      overrides: [{ ...override('ann', '2027-02-01T00:00', '2027-02-03T00:00'), duty: 'night-second' }],
    };
    expect(holder(other, '2027-02-01T12:00')).toBe('sam');
  });
});
