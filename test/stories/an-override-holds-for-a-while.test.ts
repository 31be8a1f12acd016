import { expect, test } from 'vitest';
import { ALEX, BEL, LENA, newTown, SAM } from '../harness/town.ts';

/** Wednesday 25 November 2026. */

const night = { duty: 'night-first', from: '2026-11-25T20:00', to: '2026-11-26T02:00', why: 'Sam is ill' };

test('somebody else holds a duty for some hours, and at their end the rota rings whom it rang before', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const joan = await town.enrol({
    name: 'Joan Fletcher',
    preferredName: 'Joan',
    nhsNumber: '9434765870',
    phone: '+447700900203',
  });
  expect((await town.ask('POST', '/api/v1/rota/overrides', { ...night, staff: 'bel' })).status).toBe(201);

  await town.until('2026-11-26T01:55:00Z');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(BEL).hears(/code/);
  await town.handset(BEL).rings();
  await town.handset(SAM).isQuiet();
  await town.handset(BEL).answers();
  await town.handset(BEL).presses('1');
  await town.handset(BEL).presses('1');
  await mary.hears(/has your message/);

  await town.until('2026-11-26T02:00:00Z');
  await joan.texts('burning up and shaking');
  await joan.hears(/^Joan, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
});

test('“nobody” is passed at once: the second on call rings in the same moment, and the lead has been told of the gap', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.ask('POST', '/api/v1/rota/overrides', { ...night, staff: null });
  await town.handset(LENA).hears(/^Alongside: in the days ahead there are times when nobody could be rung\./);

  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(ALEX).hears(/code/);
  await town.handset(ALEX).rings();
  const [escalation] = await town.escalations();
  expect(escalation?.rungs.map(({ result }) => result)).toEqual(['empty', 'ringing', 'waiting']);
});

test('only the lead changes the rota, everybody looks', async () => {
  const town = await newTown();
  const asNurse = (method: string, path: string, body?: object) =>
    town.ask<{ error: { code: string } }>(method, path, body, 'ann');
  const calls = [
    await asNurse('POST', '/api/v1/rota/overrides', { ...night, staff: 'bel' }),
    await asNurse('POST', '/api/v1/rota/swaps', { one: night0, other: night0, why: 'x' }),
    await asNurse('DELETE', '/api/v1/rota/overrides/x'),
    await asNurse('POST', '/api/v1/rota/night-first/calendar', { ics: 'BEGIN:VCALENDAR' }),
    await asNurse('DELETE', '/api/v1/rota/night-first/calendar'),
  ];
  for (const { status, body } of calls) expect([status, body.error.code]).toEqual([403, 'rota-not-lead']);
  expect((await asNurse('GET', '/api/v1/rota')).status).toBe(200);
  expect((await asNurse('GET', '/api/v1/coverage')).body).toMatchObject({ covered: true, gaps: [] });
});

const night0 = { duty: night.duty, from: night.from, to: night.to };

test.each([
  ['a time without its hour', { from: '2026-11-25' }, 'from'],
  ['an end before the beginning', { to: '2026-11-25T19:00' }, 'to'],
  ['what is over', { from: '2026-11-24T20:00', to: '2026-11-25T02:00' }, 'to'],
  ['more than a year', { to: '2028-11-25T20:00' }, 'to'],
  ['the year after the next', { from: '2028-11-25T20:00', to: '2028-11-26T20:00' }, 'from'],
  ['a duty that no ladder has', { duty: 'nights' }, 'duty'],
  ['somebody who is not on the staff', { staff: 'nemo' }, 'staff'],
  ['no reason', { why: ' ' }, 'why'],
  ['a field that is not known', { until: 'x' }, 'until'],
])('what cannot be is refused with its field: %s', async (_, change, field) => {
  const town = await newTown();
  const { status, body } = await town.ask<{ error: { field: string } }>('POST', '/api/v1/rota/overrides', {
    ...night,
    staff: 'bel',
    ...change,
  });
  expect([status, body.error.field]).toEqual([400, field]);
  expect((await town.ask('GET', '/api/v1/rota')).body).toMatchObject({ overrides: [] });
});

test.each([
  ['?days=0', 'days'],
  ['?days=many', 'days'],
  ['?from=tomorrow', 'from'],
])('what the rota is asked for is checked: %s', async (query, field) => {
  const town = await newTown();
  const { status, body } = await town.ask<{ error: { field: string } }>('GET', `/api/v1/rota${query}`);
  expect([status, body.error.field]).toEqual([400, field]);
});
