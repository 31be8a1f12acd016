import { describe, expect, test } from 'vitest';
import { shiftsFrom } from '../../functions/care/rota-import.ts';
import type { Staff } from '../../functions/care/service.ts';
import { demo } from '../harness/known.ts';

const staff: Staff[] = [
  ...demo.staff.map((each) => (each.id === 'sam' ? { ...each, calendarNames: ['s.reid@example.org', 'REID, Sam'] } : each)),
  { id: 'samira', name: 'Samira Reid-Jones', saidAs: 'Samira', role: 'out-of-hours' },
];
const TIMES = { line: 4, from: '2026-12-01T17:00:00.000Z', to: '2026-12-02T09:00:00.000Z' };

function on(summary: string, more: { attendees?: object[]; organizer?: object } = {}): string {
  const result = shiftsFrom([{ ...TIMES, summary, attendees: [], ...more }], staff);
  if ('shifts' in result) return result.shifts.map((shift) => shift.staff).join();
  return result.unmatched.map(({ what, candidates }) => [what, ...candidates].join(' ')).join();
}

describe('who is on', () => {
  test.each([
    ['by the title', 'Night – Sam Reid', {}, 'sam'],
    ['by the short name', 'sam (nights)', {}, 'sam'],
    ['by another name that calendars have', 'REID, SAM 1st on call', {}, 'sam'],
    ['a name within a name is another', 'Samira', {}, 'samira'],
    ['a whole name before a short one', 'Ann Lee for Bel', {}, 'ann'],
    ['nobody', 'Night on call', {}, 'names-nobody'],
    ['two', 'Sam or Alex', {}, 'names-several sam alex'],
    ['by a guest’s mail', 'Night', { attendees: [{ mail: 'S.Reid@example.org' }] }, 'sam'],
    ['by a guest’s name', 'Night', { attendees: [{ mail: 'x@example.org', name: 'Alex Hart' }] }, 'alex'],
    ['a guest before the title', 'Night, was Sam', { attendees: [{ name: 'Alex Hart' }] }, 'alex'],
    ['of two guests the one in the title', 'Night: Sam', { attendees: [{ name: 'Alex Hart' }, { name: 'Sam Reid' }] }, 'sam'],
    [
      'not whoever arranged it, while there are guests',
      'Night',
      { organizer: { mail: 'l@x', name: 'Lena Marsh' }, attendees: [{ mail: 'l@x', name: 'Lena Marsh' }, { name: 'Alex Hart' }] },
      'alex',
    ],
    ['whoever arranged it for themselves', 'Night', { organizer: { name: 'Alex Hart' } }, 'alex'],
    [
      'a guest whom nobody knows is not replaced by who arranged it',
      'Night',
      { organizer: { mail: 'a@x', name: 'Alex Hart' }, attendees: [{ name: 'J Bloggs' }] },
      'names-nobody',
    ],
  ])('%s', (_, summary, more, expected) => {
    expect(on(summary, more)).toBe(expected);
  });
});

test('nothing is half imported: one event that names nobody stops them all, and each such event is named once', () => {
  const events = [
    { ...TIMES, summary: 'Sam', attendees: [] },
    { ...TIMES, line: 20, summary: 'J Bloggs', attendees: [] },
    { ...TIMES, line: 20, summary: 'J Bloggs', attendees: [] },
    { ...TIMES, line: 12, summary: 'Locum', attendees: [] },
  ];
  expect(shiftsFrom(events, staff)).toMatchObject({ unmatched: [{ line: 12 }, { line: 20 }] });
});
