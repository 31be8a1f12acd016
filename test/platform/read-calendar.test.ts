import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { readCalendar } from '../../functions/platform/calendar/read-calendar.ts';
import { calendar, event, GOOGLE, OUTLOOK, ROSTER } from '../harness/calendars.ts';

const HOME = 'Europe/London';
const at = (time: string) => DateTime.fromISO(time, { zone: HOME });

function read(text: string, from = '2026-11-24T12:00', to = '2027-11-24T12:00') {
  return readCalendar(text, { zone: HOME, from: at(from), to: at(to) });
}

/** Each occurrence as `line: from to, title`, in local time. */
function occurrences(text: string): string[] {
  const result = read(text);
  if ('troubles' in result) throw new Error(JSON.stringify(result.troubles));
  const local = (time: string) => DateTime.fromISO(time, { zone: HOME }).toFormat('d LLL HH:mm');
  return result.events.map(({ line, from, to, summary }) => `${line}: ${local(from)} to ${local(to)}, ${summary}`);
}

function troubles(...parts: string[]) {
  const result = read(calendar(...parts));
  return 'troubles' in result ? result.troubles : 'read';
}

const TIMES = ['DTSTART:20261201T170000Z', 'DTEND:20261202T090000Z'];

describe('real calendars', () => {
  test('Google: a week’s repetition with one that is otherwise; who has declined does not come; what is cancelled is not read', () => {
    expect(occurrences(GOOGLE)).toEqual([
      '6: 30 Nov 17:00 to 1 Dec 09:00, Night on call',
      '20: 7 Dec 19:00 to 8 Dec 09:00, Night on call',
      '6: 14 Dec 17:00 to 15 Dec 09:00, Night on call',
    ]);
    const result = read(GOOGLE);
    const people = 'events' in result ? result.events.map(({ attendees }) => attendees.map(({ mail }) => mail)) : [];
    expect(people[0]).toEqual(['sam.reid@example.org', 'lena.marsh@example.org']);
    expect(people[1]).toEqual(['alex.hart@example.org']);
  });

  test('Outlook: a Windows zone, nights on both sides of a clock change, a day taken out', () => {
    expect(occurrences(OUTLOOK)).toEqual([
      '19: 26 Mar 20:00 to 27 Mar 08:00, On call - Sam Reid (1st)',
      '19: 27 Mar 20:00 to 28 Mar 08:00, On call - Sam Reid (1st)',
      '19: 29 Mar 20:00 to 30 Mar 08:00, On call - Sam Reid (1st)',
    ]);
  });

  test('a roster: UTC, whole days where the service is, and times without a zone with a length', () => {
    expect(occurrences(ROSTER)).toEqual([
      '4: 30 Nov 17:00 to 1 Dec 09:00, REID, Sam - Night 1st on call',
      '11: 5 Dec 00:00 to 7 Dec 00:00, Alex Hart: weekend',
      '18: 3 Dec 17:00 to 4 Dec 09:00, Sam, night',
    ]);
  });
});

describe('zones', () => {
  test.each([
    ['in summer, UTC is an hour behind', 'DTSTART:20270601T160000Z', 'DTEND:20270602T080000Z'],
    [
      'a zone of Windows without its description',
      'DTSTART;TZID=GMT Standard Time:20270601T170000',
      'DTEND;TZID=GMT Standard Time:20270602T090000',
    ],
    [
      'a zone with a maker’s name before it',
      'DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20270601T170000',
      'DTEND;TZID=/freeassociation.sourceforge.net/Europe/London:20270602T090000',
    ],
    [
      'another zone',
      'DTSTART;TZID=W. Europe Standard Time:20270601T180000',
      'DTEND;TZID=W. Europe Standard Time:20270602T100000',
    ],
    ['the beginning in one zone and the end in another', 'DTSTART;TZID=Europe/London:20270601T170000', 'DTEND:20270602T080000Z'],
  ])('%s', (_, start, end) => {
    expect(occurrences(calendar(event('UID:1', start, end, 'SUMMARY:Sam')))).toEqual(['4: 1 Jun 17:00 to 2 Jun 09:00, Sam']);
  });

  test('a zone that only the calendar knows is taken from it', () => {
    const zone =
      'BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE';
    const shift = event('UID:1', 'DTSTART;TZID=Ours:20261201T200000', 'DTEND;TZID=Ours:20261202T120000', 'SUMMARY:Sam');
    expect(occurrences(calendar(zone, shift))).toEqual(['12: 1 Dec 17:00 to 2 Dec 09:00, Sam']);
  });

  test('a night that repeats has 11 hours when the clocks go forward and 13 when they go back', () => {
    const result = read(
      calendar(
        event(
          'UID:1',
          'DTSTART;TZID=Europe/London:20261125T200000',
          'DTEND;TZID=Europe/London:20261126T080000',
          'RRULE:FREQ=DAILY',
          'SUMMARY:Sam',
        ),
      ),
    );
    const hours =
      'events' in result
        ? result.events.map(({ from, to }) => DateTime.fromISO(to).diff(DateTime.fromISO(from), 'hours').hours)
        : [];
    expect(hours.filter((each) => each !== 12)).toEqual([11, 13]);
    expect(hours).toHaveLength(364);
  });
});

test('what is over is left out, what is still going on is not, and a repetition without an end stops with the time that is asked for', () => {
  const daily = event('UID:1', 'DTSTART:20200101T170000Z', 'DTEND:20200102T090000Z', 'RRULE:FREQ=DAILY', 'SUMMARY:Sam');
  const result = read(calendar(daily), '2026-11-25T03:00', '2026-11-27T00:00');
  expect('events' in result && result.events.map(({ from }) => from)).toEqual([
    '2026-11-24T17:00:00.000Z',
    '2026-11-25T17:00:00.000Z',
    '2026-11-26T17:00:00.000Z',
  ]);
});

test('an exception whose whole is not in the file stands by itself', () => {
  expect(occurrences(calendar(event('UID:1', 'RECURRENCE-ID:20261130T170000Z', ...TIMES, 'SUMMARY:Sam')))).toEqual([
    '4: 1 Dec 17:00 to 2 Dec 09:00, Sam',
  ]);
});

describe('what cannot be read is named with its line', () => {
  test.each([
    ['something else than a calendar', 'Night rota\nMonday: Sam', { line: 1, what: 'not-a-calendar' }],
    ['nothing at all', '', { line: 1, what: 'not-a-calendar' }],
    ['a file that was cut off', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Sam', { line: 3, what: 'cut-short' }],
    ['a calendar without events', calendar(), { line: 1, what: 'no-events' }],
  ])('%s', (_, text, trouble) => {
    expect(read(text)).toEqual({ troubles: [trouble] });
  });

  test.each([
    ['a line that is none', ['UID:1', 'this is no line', ...TIMES], { line: 6, what: 'no-line', found: 'this is no line' }],
    ['no beginning', ['UID:1', 'SUMMARY:Sam'], { line: 4, what: 'no-start', summary: 'Sam' }],
    ['no end', ['UID:1', 'SUMMARY:Sam', 'DTSTART:20261201T170000Z'], { line: 4, what: 'no-end', summary: 'Sam' }],
    [
      'a thirteenth month',
      ['UID:1', 'SUMMARY:Sam', 'DTSTART:20261301T170000Z', 'DTEND:20261302T170000Z'],
      { line: 4, what: 'wrong-time', summary: 'Sam', found: 'DTSTART' },
    ],
    [
      'a date in the wrong form',
      ['UID:1', 'SUMMARY:Sam', 'DTSTART:2026-12-01', 'DTEND:20261202T170000Z'],
      { line: 4, what: 'wrong-time', summary: 'Sam', found: 'DTSTART' },
    ],
    [
      'an end before the beginning',
      ['UID:1', 'SUMMARY:Sam', 'DTSTART:20261202T170000Z', 'DTEND:20261201T090000Z'],
      { line: 4, what: 'ends-before-it-begins', summary: 'Sam' },
    ],
    [
      'a zone that nobody knows',
      ['UID:1', 'SUMMARY:Sam', 'DTSTART;TZID=Mine:20261201T170000', 'DTEND;TZID=Mine:20261202T090000'],
      { line: 4, what: 'no-zone', summary: 'Sam', found: 'Mine' },
    ],
    [
      'a repetition that is none',
      ['UID:1', ...TIMES, 'RRULE:FREQ=SOMETIMES'],
      { line: 8, what: 'wrong-rule', found: 'RRULE:FREQ=SOMETIMES' },
    ],
    [
      'a repetition every second',
      ['UID:1', 'SUMMARY:Sam', 'DTSTART:20261101T170000Z', 'DTEND:20261101T170001Z', 'RRULE:FREQ=SECONDLY'],
      { line: 4, what: 'too-often', summary: 'Sam' },
    ],
  ])('%s', (_, lines, trouble) => {
    expect(troubles(event(...lines))).toEqual([expect.objectContaining(trouble)]);
  });

  test('each of several, and a good one beside them does not hide them', () => {
    const found = troubles(event('UID:1', ...TIMES, 'SUMMARY:Sam'), event('UID:2', 'SUMMARY:a'), event('UID:3', 'SUMMARY:b'));
    expect(found).toEqual([
      expect.objectContaining({ line: 10, summary: 'a' }),
      expect.objectContaining({ line: 14, summary: 'b' }),
    ]);
  });
});
