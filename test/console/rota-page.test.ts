import { expect, test } from 'vitest';
import { phoneFailed } from '../../functions/care/responder-phones.ts';
import { changeSettings } from '../../functions/flows/change-settings.ts';
import { calendar, event, GOOGLE } from '../harness/calendars.ts';
import { type Desk, desk } from './desk.ts';

/** Tuesday 24 November 2026, half past ten. */

/** The boxes of a date and a time of day. */
function box(name: string, day: number, month: number, time: string): Record<string, string> {
  return { [`${name}-day`]: `${day}`, [`${name}-month`]: `${month}`, [`${name}-year`]: '2026', [`${name}-time`]: time };
}

const tonight = {
  'override.duty': 'night-first',
  'override.staff': 'bel',
  ...box('override.from', 24, 11, '17:00'),
  ...box('override.to', 25, 11, '09:00'),
  'override.why': 'Sam is ill',
};

/** The words of the page, without its tags. */
async function words({ get }: Desk, as = 'lena'): Promise<string> {
  const { status, html } = await get('/rota', as);
  expect(status).toBe(200);
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('The page says who is on now, who comes next, and that every minute of a year is covered', async () => {
  const page = await words(await desk());
  expect(page).toContain('Every minute until 25 November 2027 is covered');
  expect(page).toMatch(/First on call night ladder Who Sam Reid weekly pattern Phone 07700 900975 no fault known/);
  expect(page).toMatch(/Tue 24 Nov.*First on call all day Sam Reid/);
});

test('An override is recorded, stands on the days it is for, and is taken back', async () => {
  const lead = await desk();
  const { to } = await lead.post('/rota/overrides', tonight, 'lena');
  expect(to).toBe('/rota?done=rota-overridden');
  const page = await words(lead, 'ann');
  expect(page).toMatch(/First on call: Bel Okafor , today 17:00 to tomorrow 09:00 Sam is ill \(Lena Marsh, today 10:30/);
  expect(page).toMatch(/00:00–17:00 Sam Reid 17:00–24:00 Bel Okafor changed by staff/);
  expect(page).toContain('Sam Reid weekly pattern until today 17:00, then Bel Okafor');
  const id = /\/rota\/overrides\/([^/]+)\/undo/.exec((await lead.get('/rota', 'lena')).html)?.[1];
  expect((await lead.post(`/rota/overrides/${id}/undo`, {}, 'lena')).to).toBe('/rota?done=rota-undone');
  expect(await words(lead)).toContain('None that is still to come.');
});

test('“Nobody” on a night of this week stands as a gap on the rota and as a warning on the first page', async () => {
  const lead = await desk();
  await lead.post('/rota/overrides', { ...tonight, 'override.staff': '' }, 'lena');
  expect(await words(lead)).toMatch(
    /one time when nobody could be rung first: today 17:00 to tomorrow 09:00: night ladder, First on call: nobody is on the rota/,
  );
  expect((await lead.get('/', 'ann')).html).toMatch(
    /In the days ahead there is a time when nobody could be rung first\. It begins today 17:00\. <a href="\/rota">/,
  );
});

test('A swap gives each the other’s turn, and one button undoes both halves', async () => {
  const lead = await desk();
  const swap = {
    'swap.one.duty': 'night-first',
    ...box('swap.one.from', 24, 11, '17:00'),
    ...box('swap.one.to', 25, 11, '09:00'),
    'swap.other.duty': 'night-second',
    ...box('swap.other.from', 25, 11, '17:00'),
    ...box('swap.other.to', 26, 11, '09:00'),
    'swap.why': 'a wedding',
  };
  expect((await lead.post('/rota/swaps', swap, 'lena')).to).toBe('/rota?done=rota-swapped');
  const page = await words(lead);
  expect(page).toMatch(/First on call: Alex Hart , today 17:00 to tomorrow 09:00 swap/);
  expect(page).toMatch(/Second on call: Sam Reid , tomorrow 17:00 to Thu 26 Nov 09:00 swap/);
  const id = /\/rota\/overrides\/([^/]+)\/undo/.exec((await lead.get('/rota', 'lena')).html)?.[1];
  await lead.post(`/rota/overrides/${id}/undo`, {}, 'lena');
  expect(await words(lead)).toContain('None that is still to come.');
});

test.each([
  [
    'no date',
    { 'override.from-day': '31', 'override.from-month': '2' },
    'The beginning must be a date that exists and a time of day such as 17:00',
  ],
  ['no time', { 'override.to-time': 'evening' }, 'The end must be a date that exists and a time of day such as 17:00'],
  ['an end before the beginning', { 'override.to-day': '23' }, 'The end must be later than the beginning'],
  [
    'what is past',
    { 'override.from-month': '10', 'override.to-month': '10' },
    'The end is past: only what is still to come can be changed',
  ],
  ['no reason', { 'override.why': '' }, 'Why needs some text'],
  ['somebody who is not there', { 'override.staff': 'nemo' }, 'Who must be somebody who works here, or nobody'],
])('What was typed stays, and what is wrong is said beside its box: %s', async (_, change, said) => {
  const lead = await desk();
  const { status, html } = await lead.post('/rota/overrides', { ...tonight, ...change }, 'lena');
  expect(status).toBe(400);
  expect(html).toContain(said);
  expect(html).toContain(`value="${'override.why' in change ? '17:00' : 'Sam is ill'}"`);
  expect(html).toMatch(/<details class="console-more" open>\s*<summary>Somebody else/);
  expect(await words(lead)).toContain('None that is still to come.');
});

test('A calendar is shown before it is imported; then it holds, and it can be taken off', async () => {
  const lead = await desk();
  const shown = await lead.post('/rota/calendar', { 'calendar.duty': 'night-first', 'calendar.ics': GOOGLE }, 'lena');
  expect(shown.html).toContain('Mon 30 Nov 17:00 to Tue 1 Dec 09:00: Sam Reid');
  expect(shown.html).toContain('Mon 7 Dec 19:00 to Tue 8 Dec 09:00: Alex Hart');
  expect(await words(lead)).not.toContain('from the calendar');
  const ics = /name="calendar.ics" value="([^"]*)"/.exec(shown.html)?.[1] ?? '';
  await lead.post('/rota/calendar/import', { 'calendar.duty': 'night-first', 'calendar.ics': ics }, 'lena');
  const page = await words(lead);
  expect(page).toMatch(/19:00–24:00 Alex Hart from the calendar/);
  expect(page).toContain('3 shifts for First on call, imported today 10:30 by Lena Marsh');
  await lead.post('/rota/calendar/night-first/remove', {}, 'lena');
  expect(await words(lead)).not.toContain('from the calendar');
});

test('A calendar comes as a file as well', async () => {
  const { alongside } = await desk();
  const form = new FormData();
  form.set('calendar.duty', 'night-first');
  form.set('calendar.ics', '');
  form.set('calendar.file', new File([GOOGLE], 'nights.ics', { type: 'text/calendar' }));
  const answer = await fetch(`${alongside.url}/rota/calendar`, {
    method: 'POST',
    body: form,
    headers: { cookie: 'local-staff=lena' },
  });
  expect(await answer.text()).toContain('Mon 30 Nov 17:00 to Tue 1 Dec 09:00: Sam Reid');
});

test('Each event that names nobody is named with its line, nothing is imported, and what was pasted stays', async () => {
  const lead = await desk();
  const times = ['DTSTART:20261201T170000Z', 'DTEND:20261202T090000Z'];
  const ics = calendar(
    event('UID:1', ...times, 'SUMMARY:Sam'),
    event('UID:2', ...times, 'SUMMARY:J Bloggs'),
    event('UID:3', ...times, 'SUMMARY:Sam or Alex'),
  );
  const { status, html } = await lead.post('/rota/calendar', { 'calendar.duty': 'night-first', 'calendar.ics': ics }, 'lena');
  expect(status).toBe(400);
  expect(html).toContain('Line 10, “J Bloggs”: names nobody of the staff; put a full name into its title, or take it out.');
  expect(html).toContain('Line 16, “Sam or Alex”: names more than one person, Sam Reid, Alex Hart; leave one.');
  expect(html).toContain('SUMMARY:J Bloggs');
});

test('A phone that the provider refused stands on the page until the lead has tested it', async () => {
  const lead = await desk();
  const { world, clock } = lead.alongside;
  await changeSettings(world, {
    service: 'demo',
    who: 'provider',
    change: (kept) => ({ settings: phoneFailed(kept, 'sam', '21610', clock.now()), result: undefined }),
  });
  expect(await words(lead)).toMatch(/refused by the phone provider since today 10:30 \(21610\)/);
  expect(await words(lead)).toMatch(/the phone of Sam Reid does not work/);
  expect(await words(lead, 'ann')).not.toContain('it works');
  await lead.post('/rota/phones/sam/tested', {}, 'lena');
  expect(await words(lead)).toContain('Every minute until 25 November 2027 is covered');
});

test('Everybody looks, and only the lead changes: a form sent all the same is refused', async () => {
  const nurse = await desk();
  expect(await words(nurse, 'ann')).not.toContain('Change it');
  for (const [path, form] of [
    ['/rota/overrides', tonight],
    ['/rota/calendar', { 'calendar.duty': 'night-first', 'calendar.ics': GOOGLE }],
    ['/rota/calendar/import', { 'calendar.duty': 'night-first', 'calendar.ics': GOOGLE }],
    ['/rota/phones/sam/tested', {}],
  ] as const)
    expect((await nurse.post(path, form, 'ann')).status, path).toBe(403);
  expect(await words(nurse)).not.toMatch(/changed by staff|from the calendar/);
});
