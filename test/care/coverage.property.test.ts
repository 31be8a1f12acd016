import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { coverageGaps, type GapReason, laddersInForce } from '../../functions/care/coverage.ts';
import { holderAt } from '../../functions/care/rota.ts';
import type { RotaEntry, RotaOverride, Service, Shift } from '../../functions/care/service.ts';
import { openNow } from '../../functions/care/time.ts';
import { demo } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/**
 * The proof of coverage, which goes from one change to the next, says what a look at each single minute says: on random rotas,
 * with shifts that begin and end in the hour that there is twice or not at all, over both clock changes of a year.
 */

const FULL = process.env.TEST_SIZE === 'full';
const holidays = catalogue.bankHolidays;

/** Beside a bank holiday each: Good Friday 26 March, and nothing in October. */
const WEEKS = ['2027-03-25T22:00Z', '2027-10-29T22:00Z'].map((start) => DateTime.fromISO(start, { zone: 'utc' }));
const MINUTES = 3.5 * 24 * 60;

const staff = fc.constantFrom('sam', 'alex', 'ann', 'cleo', 'gone');
const duty = fc.constantFrom('night-first', 'day-duty', 'hospice-first');
const time = fc.constantFrom('00:00', '00:30', '01:00', '01:30', '01:59', '02:00', '02:30', '08:15', '09:00', '17:00', '20:45');
const dates = fc.constantFrom('2027-03-26', '2027-03-27', '2027-03-28', '2027-10-30', '2027-10-31');

const entry: fc.Arbitrary<RotaEntry> = fc
  .tuple(
    fc.record({ duty, staff }),
    fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined }),
    fc.option(fc.tuple(time, time), { nil: undefined }),
    fc.option(dates, { nil: undefined }),
    fc.option(dates, { nil: undefined }),
  )
  .map(([who, weekdays, times, validFrom, validTo]) => ({
    ...who,
    weekdays,
    ...(times && { from: times[0], to: times[1] }),
    validFrom,
    validTo,
  }));

const span = (start: DateTime) =>
  fc.tuple(fc.integer({ min: -300, max: MINUTES }), fc.integer({ min: 1, max: 1500 })).map(([begins, lasts]) => ({
    from: start.plus({ minutes: begins }).toISO() ?? '',
    to: start.plus({ minutes: begins + lasts }).toISO() ?? '',
  }));

const rota = (start: DateTime): fc.Arbitrary<Service> =>
  fc
    .record({
      entries: fc.array(entry, { maxLength: 6 }),
      overrides: fc.array(fc.tuple(duty, fc.option(staff), span(start)), { maxLength: 5 }),
      shifts: fc.array(fc.tuple(duty, staff, span(start)), { maxLength: 6 }),
    })
    .map(({ entries, overrides, shifts }) => ({
      ...demo,
      rota: entries,
      lines: [...demo.lines, { ...demo.lines[0], id: 'hospice', ladder: 'hospice', default: undefined } as never],
      ladders: { ...demo.ladders, hospice: [{ name: 'First', duty: 'hospice-first', seconds: 45 }] },
      staff: demo.staff.map((each) =>
        each.id === 'ann' ? { ...each, phoneNotWorking: { since: '2027-01-01T00:00:00.000Z', code: '21610' } } : each,
      ),
      overrides: overrides.map(
        ([which, who, times], place): RotaOverride => ({
          id: `${place}`,
          duty: which,
          staff: who,
          ...times,
          by: 'lena',
          at: '',
          why: '',
        }),
      ),
      calendars: Object.fromEntries(
        ['night-first', 'day-duty', 'hospice-first'].map((which) => [
          which,
          {
            by: 'lena',
            at: '',
            until: '',
            shifts: shifts.flatMap(([of, who, times]): Shift[] => (of === which ? [{ staff: who, ...times }] : [])),
          },
        ]),
      ),
    }));

/** What one minute lacks, by itself. */
function lacking(service: Service, at: DateTime): string[] {
  const isOpen = openNow(service, holidays, at) !== undefined;
  return laddersInForce(service)
    .filter((each) => each.isOpen === isOpen)
    .flatMap(({ ladder }) => {
      const why = whyNot(service, service.ladders[ladder]?.[0]?.duty ?? '', at);
      return why ? [`${ladder}: ${why}`] : [];
    });
}

function whyNot(service: Service, which: string, at: DateTime): GapReason | undefined {
  const held = holderAt(service, which, at)?.staff;
  if (!held) return 'nobody';
  const holder = service.staff.find(({ id }) => id === held);
  if (!holder) return 'unknown-staff';
  if (!holder.phone) return 'no-phone';
  return holder.phoneNotWorking ? 'phone-not-working' : undefined;
}

test.each(WEEKS.map((start) => [start.toISODate(), start] as const))(
  'from %s on, the gaps are exactly the minutes in which nobody can be rung',
  (_, start) => {
    fc.assert(
      fc.property(rota(start), (service) => {
        const gaps = coverageGaps(service, holidays, start, start.plus({ minutes: MINUTES }));
        for (let minute = 0; minute < MINUTES; minute += 1) {
          const at = start.plus({ minutes: minute });
          const now = at.toISO() ?? '';
          const found = gaps.filter(({ from, to }) => from <= now && now < to).map(({ ladder, why }) => `${ladder}: ${why}`);
          expect(found.sort(), now).toEqual(lacking(service, at).sort());
        }
      }),
      { numRuns: FULL ? 200 : 6 },
    );
  },
  FULL ? 600_000 : 60_000,
);
