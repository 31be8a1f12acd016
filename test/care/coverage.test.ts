import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { coverageGaps, isUncovered } from '../../functions/care/coverage.ts';
import type { Line, RotaEntry, RotaOverride, Service, Shift, Staff } from '../../functions/care/service.ts';
import { demo } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

const local = (time: string) => DateTime.fromISO(time, { zone: 'Europe/London' });
const kept = (time: string) => local(time).toUTC().toISO() ?? '';

/** From Monday 30 November to Monday 7 December 2026. */
const gaps = (service: Service, from = '2026-11-30T00:00', to = '2026-12-07T00:00') =>
  coverageGaps(service, catalogue.bankHolidays, local(from), local(to)).map(
    ({ ladder, duty, why, ...gap }) =>
      `${ladder}/${duty}: ${local(gap.from).toFormat('ccc HH:mm')} to ${local(gap.to).toFormat('ccc HH:mm')}, ${why}`,
  );
const withStaff = (id: string, change: Partial<Staff>): Service => ({
  ...demo,
  staff: demo.staff.map((each) => (each.id === id ? { ...each, ...change } : each)),
});
const withRota = (...rota: RotaEntry[]): Service => ({ ...demo, rota });

test('the demonstration’s service is covered for a year', () => {
  const from = local('2026-11-30T00:00');
  expect(coverageGaps(demo, catalogue.bankHolidays, from, from.plus({ days: 366 }))).toEqual([]);
});

test('a day that nobody holds is a gap only while somebody is meant to be there, and a night only while nobody is', () => {
  const service = withRota(
    { duty: 'night-first', staff: 'sam', weekdays: [1, 2, 3, 4, 6, 7] },
    { duty: 'day-duty', staff: 'duty', weekdays: [1, 2, 4, 5] },
  );
  expect(gaps(service)).toEqual([
    'day/day-duty: Wed 09:00 to Wed 17:00, nobody',
    'night/night-first: Fri 00:00 to Fri 09:00, nobody',
    'night/night-first: Fri 17:00 to Sat 00:00, nobody',
  ]);
});

test('the ladder of a line with hours of its own is proven while it answers, and no longer', () => {
  const evenings = { from: '16:00', to: '22:00' };
  const line = {
    ...demo.lines[0],
    id: 'evening',
    hours: { '1': evenings, '2': { from: '21:00', to: '01:00' }, bankHolidays: 'closed' },
  };
  const service = {
    ...demo,
    lines: [...demo.lines, { ...line, ladder: 'evening', default: undefined } as Line],
    ladders: { ...demo.ladders, evening: [{ name: 'First', duty: 'evening-first', seconds: 45 }] },
  };
  expect(gaps(service)).toEqual([
    'evening/evening-first: Mon 17:00 to Mon 22:00, nobody',
    'evening/evening-first: Tue 21:00 to Wed 01:00, nobody',
  ]);
});

test('on a bank holiday the night’s ladder must be covered by day', () => {
  const service = withRota(
    { duty: 'day-duty', staff: 'duty' },
    { duty: 'night-first', staff: 'sam', from: '17:00', to: '09:00' },
  );
  expect(gaps(service, '2026-12-24T12:00', '2026-12-26T00:00')).toEqual(['night/night-first: Fri 09:00 to Fri 17:00, nobody']);
});

test.each([
  ['nobody', { ...demo, overrides: [override(null)] }],
  ['unknown-staff', { ...demo, overrides: [override('gone')] }],
  ['no-phone', { ...demo, overrides: [override('cleo')] }],
  [
    'phone-not-working',
    {
      ...withStaff('ann', { phoneNotWorking: { since: kept('2026-11-29T00:00'), code: '21610' } }),
      overrides: [override('ann')],
    },
  ],
])('a gap is told with its reason: %s', (why, service) => {
  expect(gaps(service)).toEqual([`night/night-first: Tue 20:00 to Wed 08:00, ${why}`]);
});

function override(staff: string | null): RotaOverride {
  const times = { from: kept('2026-12-01T20:00'), to: kept('2026-12-02T08:00') };
  return { id: 'x', duty: 'night-first', staff, ...times, by: 'lena', at: kept('2026-11-30T00:00'), why: 'a reason' };
}

test('a later rung that nobody holds is no gap, as the first is rung', () => {
  expect(gaps({ ...demo, rota: demo.rota.filter(({ duty }) => duty !== 'night-second') })).toEqual([]);
});

test('every line that may be chosen at night has its ladder proven; one that is only for the opening hours is not rung at night', () => {
  const line = (id: string, hours: 'always' | 'staffed') =>
    ({ ...demo.lines[1], id, hours, ladder: id }) as Service['lines'][number];
  const rungs = [{ name: 'First', duty: 'hospice-first', seconds: 45 }];
  const service: Service = {
    ...demo,
    lines: [...demo.lines, line('hospice', 'always'), line('clinic', 'staffed')],
    ladders: { ...demo.ladders, hospice: rungs, clinic: rungs },
  };
  expect(gaps(service, '2026-12-05T00:00', '2026-12-07T00:00')).toEqual([
    'hospice/hospice-first: Sat 00:00 to Mon 00:00, nobody',
  ]);
});

test('a first rung that is a person of the patient proves nothing, except the lead', () => {
  const first = (duty: string): Service => ({
    ...demo,
    ladders: { ...demo.ladders, night: [{ name: 'First', duty, seconds: 45 }] },
  });
  expect(gaps(first('lead'))).toEqual([]);
  expect(gaps(first('nurse'), '2026-12-05T00:00', '2026-12-07T00:00')).toEqual(['night/nurse: Sat 00:00 to Mon 00:00, nobody']);
});

test('a year with two thousand imported shifts is proven in under a second', () => {
  const start = local('2027-01-01T00:00');
  const shifts: Shift[] = Array.from({ length: 2000 }, (_, place) => ({
    staff: place % 2 ? 'sam' : 'alex',
    from:
      start
        .plus({ hours: 4.4 * place })
        .toUTC()
        .toISO() ?? '',
    to:
      start
        .plus({ hours: 4.4 * (place + 1) })
        .toUTC()
        .toISO() ?? '',
  }));
  const service: Service = {
    ...demo,
    rota: demo.rota.slice(0, 1),
    calendars: { 'night-first': { by: 'lena', at: '', until: '', shifts } },
  };
  const began = performance.now();
  expect(coverageGaps(service, catalogue.bankHolidays, start, start.plus({ days: 366 }))).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('minute by minute it is uncovered exactly while there is a gap', () => {
  const service = withRota(
    { duty: 'night-first', staff: 'sam', weekdays: [1, 2, 3, 4, 6, 7] },
    { duty: 'day-duty', staff: 'duty', weekdays: [1, 2, 4, 5] },
  );
  const start = local('2026-12-02T08:50');
  for (let minute = 0; minute < 4_000; minute += 7) {
    const now = start.plus({ minutes: minute });
    const gaps = coverageGaps(service, catalogue.bankHolidays, now, now.plus({ minutes: 1 }));
    expect(isUncovered(service, catalogue.bankHolidays, now), now.toString()).toBe(gaps.length > 0);
  }
});
