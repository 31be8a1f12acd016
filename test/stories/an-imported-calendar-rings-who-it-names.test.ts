import { expect, test } from 'vitest';
import { calendar, event, GOOGLE } from '../harness/calendars.ts';
import { ALEX, newTown, SAM } from '../harness/town.ts';

/** The calendar puts Sam on for Monday nights, except that on 7 December Alex comes at seven in the evening. */

const PATH = '/api/v1/rota/night-first/calendar';

test('an imported calendar rings who it names, and before and after their turn whom the weekly pattern names', async () => {
  const town = await newTown({ at: '2026-12-04T10:00:00Z' });
  const mary = await town.enrol();
  const joan = await town.enrol({
    name: 'Joan Fletcher',
    preferredName: 'Joan',
    nhsNumber: '9434765870',
    phone: '+447700900203',
  });
  const { status, body } = await town.ask('POST', PATH, { ics: GOOGLE });
  expect([status, body]).toMatchObject([200, { by: 'lena', shifts: [{ staff: 'alex' }, { staff: 'sam' }] }]);

  await town.until('2026-12-07T18:58:00Z');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  await town.handset(SAM).answers();
  await town.handset(SAM).presses('1');
  await town.handset(SAM).presses('1');
  await mary.hears(/^Somebody on call has your message/);

  await town.until('2026-12-07T19:00:00Z');
  await joan.texts('burning up and shaking');
  await joan.hears(/^Joan, please ring 01632 960010 now/);
  await town.handset(ALEX).hears(/code/);
  await town.handset(ALEX).rings();
});

test('the round that rings after a new calendar has come rings whom that names', async () => {
  const town = await newTown({ at: '2026-12-07T10:00:00Z' });
  const mary = await town.enrol();
  await town.until('2026-12-07T22:00:00Z');
  for (const who of [SAM, ALEX, '+447700900971']) await town.handset(who).is('busy');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  const bel = event('UID:1', 'DTSTART:20261207T170000Z', 'DTEND:20261208T090000Z', 'SUMMARY:Bel Okafor');
  await town.ask('POST', PATH, { ics: calendar(bel) });
  await town.pass('PT1M10S');
  await town.handset('+447700900973').hears(/code/);
  await town.handset('+447700900973').rings();
  await mary.hears(/^We have not reached anybody yet/);
  await town.handset(SAM).hears(/code/);
  await town.handset(ALEX).hears(/code/);
  await town.handset('+447700900971').hears(/code/);
  await town.handset('+447700900971').hears(/nobody has taken a call back yet/);
});

test('a preview keeps nothing; what cannot be read is named by line and nothing is half imported', async () => {
  const town = await newTown();
  type Seen = { shifts: { staff: string }[] };
  const { body } = await town.ask<Seen>('POST', PATH, { ics: GOOGLE, preview: true });
  expect(body.shifts.map(({ staff }) => staff)).toEqual(['sam', 'alex', 'sam']);
  const stranger = event('UID:2', 'DTSTART:20261201T170000Z', 'DTEND:20261202T090000Z', 'SUMMARY:Locum');
  const sam = event('UID:1', 'DTSTART:20261202T170000Z', 'DTEND:20261203T090000Z', 'SUMMARY:Sam');
  type Wrong = { error: { code: string; field: string; message: string } };
  const wrong = await town.ask<Wrong>('POST', PATH, { ics: calendar(sam, stranger) });
  expect(wrong.status).toBe(400);
  expect(wrong.body.error).toEqual({
    code: 'calendar-misread',
    field: 'ics',
    message: 'Nothing was imported. Line 10, “Locum”: names nobody of the staff; put a full name into its title, or take it out.',
  });
  expect((await town.ask('GET', '/api/v1/rota')).body).toMatchObject({ calendars: [] });
});

test.each([
  ['no file', { ics: '' }, 'ics'],
  ['no calendar', { ics: 'Monday: Sam' }, 'ics'],
  [
    'a calendar of last year',
    { ics: calendar(event('UID:1', 'DTSTART:20251202T170000Z', 'DTEND:20251203T090000Z', 'SUMMARY:Sam')) },
    'ics',
  ],
  [
    'more shifts than there is room for',
    { ics: calendar(event('UID:1', 'DTSTART:20261201T000000Z', 'DTEND:20261201T010000Z', 'RRULE:FREQ=HOURLY', 'SUMMARY:Sam')) },
    'ics',
  ],
])('a file that is of no use is refused: %s', async (_, body, field) => {
  const town = await newTown();
  const answer = await town.ask<{ error: { field: string } }>('POST', PATH, body);
  expect([answer.status, answer.body.error.field]).toEqual([400, field]);
});

test('a duty that no ladder has takes no calendar, and what was imported is taken off again', async () => {
  const town = await newTown();
  const wrong = await town.ask<{ error: { field: string } }>('POST', '/api/v1/rota/nights/calendar', { ics: GOOGLE });
  expect([wrong.status, wrong.body.error.field]).toEqual([400, 'duty']);
  await town.ask('POST', PATH, { ics: GOOGLE });
  expect((await town.ask('GET', '/api/v1/rota?from=2026-12-07&days=1')).body).toMatchObject({
    calendars: [{ duty: 'night-first', shifts: 3 }],
    duties: [{}, { stretches: [{ staff: 'sam' }, { staff: 'alex', by: 'calendar', from: '2026-12-07T19:00:00.000Z' }] }, {}],
  });
  expect((await town.ask('DELETE', PATH)).status).toBe(200);
  expect((await town.ask('DELETE', PATH)).status).toBe(404);
  expect((await town.ask('GET', '/api/v1/rota')).body).toMatchObject({ calendars: [] });
});
