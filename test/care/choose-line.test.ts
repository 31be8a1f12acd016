import { describe, expect, test } from 'vitest';
import { type ChoiceTable, chosen, NIGHT } from '../harness/choosing.ts';
import { mary } from '../harness/known.ts';
import { line } from '../harness/lines.ts';

/** Which line is given to whom, and why each other is not. A choice is a table: who it is, when, and what is chosen. */

describe.each<ChoiceTable>([
  {
    title: 'where she lives',
    line: line('own', { nations: ['wales', 'scotland'], areas: ['Mid Wales', 'Borders'] }),
    rows: [
      [{ nation: 'wales', area: 'Mid Wales' }, NIGHT, 'own'],
      [{ nation: 'wales', area: ' mid-wales' }, NIGHT, 'own'],
      [{ nation: 'scotland', area: 'BORDERS' }, NIGHT, 'own'],
      [{ nation: 'england', area: 'Borders' }, NIGHT, 'other-nation'],
      [{ nation: 'wales', area: 'Cardiff' }, NIGHT, 'other-area'],
      [{ nation: 'wales' }, NIGHT, 'other-area'],
    ],
  },
  {
    title: 'how long ago she was treated',
    line: line('own', { treatedWithin: 'P6W' }),
    rows: [
      [{ treatments: [{ class: 'x', startedOn: '2026-09-01' }] }, NIGHT, 'own'],
      [{ treatments: [{ class: 'x', startedOn: '2026-01-01', endedOn: '2026-10-14' }] }, NIGHT, 'own'],
      [{ treatments: [{ class: 'x', startedOn: '2026-01-01', endedOn: '2026-10-13' }] }, NIGHT, 'treated-too-long-ago'],
      [
        {
          treatments: [
            { class: 'x', startedOn: '2026-01-01', endedOn: '2026-03-01' },
            { class: 'y', startedOn: '2026-03-02', endedOn: '2026-11-01' },
          ],
        },
        NIGHT,
        'own',
      ],
      [{ treatments: [{ class: 'x', startedOn: '2026-12-24' }] }, NIGHT, 'not-treated'],
      [{}, NIGHT, 'not-treated'],
    ],
  },
  {
    title: 'months back',
    line: line('own', { treatedWithin: 'P12M' }),
    rows: [
      [{ treatments: [{ class: 'x', startedOn: '2025-01-01', endedOn: '2025-11-25' }] }, NIGHT, 'own'],
      [{ treatments: [{ class: 'x', startedOn: '2025-01-01', endedOn: '2025-11-24' }] }, NIGHT, 'treated-too-long-ago'],
    ],
  },
  {
    title: 'what she has and who knows her',
    line: line('own', { boneDisease: true, knownToPalliativeTeam: true }),
    rows: [
      [{ boneDisease: true, knownToPalliativeTeam: true }, NIGHT, 'own'],
      [{ knownToPalliativeTeam: true }, NIGHT, 'no-bone-disease'],
      [{ boneDisease: true }, NIGHT, 'not-known-to-palliative-team'],
    ],
  },
  { title: 'professionals', line: line('own', { audience: 'professionals' }), rows: [[{}, NIGHT, 'not-for-patients']] },
  { title: 'no agreement', line: line('own', { agreed: undefined }), rows: [[{}, NIGHT, 'not-agreed']] },
  { title: 'no test', line: line('own', { tested: undefined }), rows: [[{}, NIGHT, 'not-tested']] },
  {
    title: 'a test that was refused',
    line: line('own', { tested: { by: 'lena', on: '2026-11-20', how: 'call', refused: true } }),
    rows: [[{}, NIGHT, 'test-refused']],
  },
  { title: 'a check long ago', line: line('own', { checkedOn: '2025-01-01' }), rows: [[{}, NIGHT, 'past-its-date']] },
  {
    title: 'hours of its own, by the bank holidays that the service keeps',
    line: line('own', {
      hours: {
        '1': { from: '08:00', to: '20:00' },
        '5': { from: '08:00', to: '20:00' },
        bankHolidays: { from: '10:00', to: '12:00' },
      },
    }),
    rows: [
      [{}, '2026-11-30T08:00:00Z', 'own'],
      [{}, '2026-11-30T07:59:00Z', 'closed'],
      [{}, '2026-11-30T19:59:59Z', 'own'],
      [{}, '2026-11-30T20:00:00Z', 'closed'],
      [{}, '2026-12-01T12:00:00Z', 'closed'],
      // Christmas Day, a Friday, is kept everywhere.
      [{}, '2026-12-25T09:59:00Z', 'closed'],
      [{}, '2026-12-25T11:00:00Z', 'own'],
      [{}, '2026-12-25T12:00:00Z', 'closed'],
      // St Andrew's Day, 30 November 2026, is kept in Scotland alone.
      [{ nation: 'scotland' }, '2026-11-30T15:00:00Z', 'own'],
    ],
  },
  {
    title: 'the bank holidays of its own nation',
    line: line('own', { holidaysOf: 'scotland', hours: { '1': { from: '08:00', to: '20:00' }, bankHolidays: 'closed' } }),
    rows: [
      [{}, '2026-11-30T15:00:00Z', 'closed'],
      // Easter Monday is none in Scotland.
      [{}, '2027-03-29T15:00:00Z', 'own'],
    ],
  },
  {
    title: 'bank holidays as usual',
    line: line('own', { hours: { '5': { from: '08:00', to: '20:00' }, bankHolidays: 'as-usual' } }),
    rows: [[{}, '2026-12-25T15:00:00Z', 'own']],
  },
  {
    title: 'a night that spans midnight',
    line: line('own', { hours: { '6': { from: '22:00', to: '06:00' }, bankHolidays: 'closed' } }),
    rows: [
      [{}, '2026-11-28T21:59:00Z', 'closed'],
      [{}, '2026-11-28T22:00:00Z', 'own'],
      [{}, '2026-11-29T05:59:00Z', 'own'],
      [{}, '2026-11-29T06:00:00Z', 'closed'],
      [{}, '2026-11-29T22:30:00Z', 'closed'],
    ],
  },
  {
    title: 'the night on which the clocks go back: six in the morning is an hour later',
    line: line('own', { hours: { '6': { from: '22:00', to: '06:00' }, bankHolidays: 'closed' } }),
    rows: [
      [{}, '2026-10-24T20:59:00Z', 'closed'],
      [{}, '2026-10-24T21:00:00Z', 'own'],
      [{}, '2026-10-25T00:30:00Z', 'own'],
      [{}, '2026-10-25T01:30:00Z', 'own'],
      [{}, '2026-10-25T05:59:00Z', 'own'],
      [{}, '2026-10-25T06:00:00Z', 'closed'],
    ],
  },
  {
    title: 'the night on which the clocks go forward: it is an hour shorter',
    line: line('own', { hours: { '6': { from: '22:00', to: '06:00' }, bankHolidays: 'closed' } }),
    rows: [
      [{}, '2027-03-27T22:00:00Z', 'own'],
      [{}, '2027-03-28T04:59:00Z', 'own'],
      [{}, '2027-03-28T05:00:00Z', 'closed'],
    ],
  },
  {
    title: 'a line that answers by the clock of another zone',
    line: line('own', { timeZone: 'Europe/Madrid', hours: { '3': { from: '09:00', to: '17:00' }, bankHolidays: 'closed' } }),
    rows: [
      [{}, '2026-11-25T08:00:00Z', 'own'],
      [{}, '2026-11-25T16:00:00Z', 'closed'],
    ],
  },
  {
    title: 'whenever the service is staffed',
    line: line('own', { hours: 'staffed' }),
    rows: [
      [{}, '2026-11-25T10:00:00Z', 'own'],
      [{}, '2026-11-25T17:00:00Z', 'closed'],
      [{}, '2026-12-25T10:00:00Z', 'closed'],
    ],
  },
])('$title', ({ line: own, rows }) => {
  test.each(rows)('%o at %s: %s', (person, at, expected) => {
    const { line: found, because, isDefault } = chosen([own], mary(person), at);
    if (expected === 'own')
      expect({ found: found.id, because, isDefault }).toEqual({ found: 'own', because: [], isDefault: false });
    else
      expect({ found: found.id, because, isDefault }).toEqual({
        found: 'advice-line',
        because: [{ rule: 'own', line: 'own', why: expected }],
        isDefault: true,
      });
  });
});
