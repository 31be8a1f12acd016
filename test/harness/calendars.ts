/** Calendars as programs write them, in the lines of RFC 5545. */

export function calendar(...parts: string[]): string {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...parts, 'END:VCALENDAR'].join('\n');
  return `${text.replace(/\n+/g, '\r\n')}\r\n`;
}

/** An event, by its lines. */
export function event(...lines: string[]): string {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\n');
}

/** As Google Calendar exports it: guests, and the zone by its name. */
export const GOOGLE = calendar(
  'X-WR-CALNAME:Nights',
  'X-WR-TIMEZONE:Europe/London',
  event(
    'DTSTART;TZID=Europe/London:20261130T170000',
    'DTEND;TZID=Europe/London:20261201T090000',
    'RRULE:FREQ=WEEKLY;WKST=MO;COUNT=3;BYDAY=MO',
    'DTSTAMP:20261124T101500Z',
    'ORGANIZER;CN=Lena Marsh:mailto:lena.marsh@example.org',
    'UID:0abc@google.com',
    'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Sam Reid;X-NUM-GUESTS=0:mailto:sam.reid@example.org',
    'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Alex Hart;X-NUM-GUESTS=0:mailto:alex.hart@example.',
    ' org',
    'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=Lena Marsh:mailto:lena.marsh@example.org',
    'STATUS:CONFIRMED',
    'SUMMARY:Night on call',
  ),
  event(
    'DTSTART;TZID=Europe/London:20261207T190000',
    'DTEND;TZID=Europe/London:20261208T090000',
    'RECURRENCE-ID;TZID=Europe/London:20261207T170000',
    'UID:0abc@google.com',
    'ATTENDEE;PARTSTAT=ACCEPTED;CN=Alex Hart:mailto:alex.hart@example.org',
    'STATUS:CONFIRMED',
    'SUMMARY:Night on call',
  ),
  event(
    'DTSTART:20261202T170000Z',
    'DTEND:20261203T090000Z',
    'UID:1abc@google.com',
    'STATUS:CANCELLED',
    'SUMMARY:Night of nobody we know',
  ),
);

/** As Outlook publishes it: the zone by the name that Windows has for it, and described. */
export const OUTLOOK = calendar(
  `BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`,
  event(
    'UID:040000008200E00074C5B7101A82E008',
    'SUMMARY:On call - Sam Reid (1st)',
    'DTSTART;TZID=GMT Standard Time:20270326T200000',
    'DTEND;TZID=GMT Standard Time:20270327T080000',
    'RRULE:FREQ=DAILY;UNTIL=20270329T190000Z;INTERVAL=1',
    'EXDATE;TZID=GMT Standard Time:20270328T200000',
    'CLASS:PUBLIC',
    'TRANSP:OPAQUE',
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
  ),
);

/** As rostering systems such as Optima export somebody's duties: times in UTC, days without times, the name in the title. */
export const ROSTER = calendar(
  event(
    'UID:r1',
    'DTSTAMP:20261124T000000Z',
    'DTSTART:20261130T170000Z',
    'DTEND:20261201T090000Z',
    'SUMMARY:REID, Sam - Night 1st on call',
  ),
  event(
    'UID:r2',
    'DTSTAMP:20261124T000000Z',
    'DTSTART;VALUE=DATE:20261205',
    'DTEND;VALUE=DATE:20261207',
    'SUMMARY:Alex Hart: weekend',
  ),
  event('UID:r3', 'DTSTAMP:20261124T000000Z', 'DTSTART:20261203T170000', 'DURATION:PT16H', 'SUMMARY:Sam, night'),
);
