import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

/** What is recorded about a patient, in time, late, beforehand or wrongly, and what comes of it on her phone. */

const ASKS = /^Mary, it is Alongside\. How are you today/;

interface Plan {
  entries: { due: string; words: string; why: string; because: string[] }[];
  skipped: { due: string; because: string[] }[];
  held?: string;
  heldBecause?: string;
}

const dues = ({ entries }: Plan) => entries.map(({ due }) => due.slice(0, 16));

test('a treatment that starts in two weeks leaves the plan as it is until then', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-24');
  const { status } = await town.ask('POST', `/api/v1/patients/${mary.id}/events`, { kind: 'treatment-change', on: '2026-12-09' });
  expect(status).toBe(201);
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  expect(body.entries.slice(0, 5).map(({ due, why }) => `${due.slice(0, 10)} ${why}`)).toEqual([
    '2026-11-26 diagnosis 2026-11-24',
    '2026-11-30 diagnosis 2026-11-24',
    '2026-12-07 diagnosis 2026-11-24',
    '2026-12-11 treatment-change 2026-12-09',
    '2026-12-14 treatment-change 2026-12-09',
  ]);
});

test('a date put right moves what is still to come, and asks nothing twice', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const { body: event } = await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T12:00:00Z');
  await mary.hears(ASKS);
  await mary.texts('1');
  await mary.hears(/good to hear/);
  const at = `/api/v1/patients/${mary.id}/events/${event.id}`;
  expect(await town.ask('PATCH', at, { on: '2026-11-27' })).toMatchObject({ status: 200, body: { on: '2026-11-27' } });
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  expect(dues(body)[0]).toBe('2026-12-01T10:14');
  expect(body.entries.every(({ why }) => why === 'diagnosis 2026-11-27')).toBe(true);
  expect(await town.history(mary.id)).toContain('event-corrected: 2026-11-27');
});

test('an event recorded by mistake is taken back, and the plan that it had replaced goes on', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  const before = await town.agenda(mary.id);
  const { body: event } = await town.event(mary.id, 'progression', '2026-11-25');
  const at = `/api/v1/patients/${mary.id}/events/${event.id}/take-back`;
  expect((await town.ask('POST', at, {}, 'ann')).status).toBe(200);
  expect(await town.agenda(mary.id)).toEqual(before);
  expect((await town.ask('POST', at, {})).status).toBe(404);
  await town.until('2026-11-26T12:00:00Z');
  await mary.hears(ASKS);
});

test.each([
  [{ kind: 'diagnosis', on: '2206-11-25' }, 400, 'on', /more than a year ahead/],
  [{ kind: 'diagnosis', on: '1926-11-25' }, 400, 'on', /before the date of birth/],
  [{ kind: 'diagnosis', on: '2026-02-30' }, 400, 'on', /must be a date such as/],
  [{ kind: 'cure', on: '2026-11-25' }, 400, 'kind', /treatment-end or on-request/],
  [{ kind: 'diagnosis', on: '2026-11-25', treatment: '' }, 400, 'treatment', /needs some text/],
])('%o is refused with the field and what would be right', async (event, status, field, message) => {
  const town = await newTown();
  const mary = await town.enrol({ dateOfBirth: '1961-03-02' });
  const answer = await town.ask<{ error: { field: string; message: string } }>(
    'POST',
    `/api/v1/patients/${mary.id}/events`,
    event,
  );
  expect(answer.status).toBe(status);
  expect(answer.body.error).toMatchObject({ field, message: expect.stringMatching(message) });
  expect((await town.ask<{ events: unknown[] }>('GET', `/api/v1/patients/${mary.id}`)).body.events).toEqual([]);
});

test('what is coming says what holds it back', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.ask('POST', `/api/v1/patients/${mary.id}/pause`, {});
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  expect(body).toEqual({ entries: [], skipped: [], held: 'paused', heldBecause: 'Paused: nothing is sent until it ends.' });
});

test('what is foretold is what comes: the same words at the same minute, and nothing else, for eight weeks', async () => {
  const town = await newTown({ at: '2026-12-10T10:00:00Z' });
  const mary = await town.enrol();
  await town.event(mary.id, 'progression', '2026-12-09');
  await town.ask('POST', `/api/v1/patients/${mary.id}/events`, {
    kind: 'treatment-start',
    on: '2026-12-14',
    treatment: 'capecitabine',
  });
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  expect(body.skipped).not.toEqual([]);
  const before = (await mary.look()).texts.length;
  for (const { due, words } of body.entries) {
    await town.until(due);
    expect(await mary.hears(ASKS)).toBe(words);
    await mary.texts('1');
    await mary.hears(/good to hear/);
  }
  expect((await mary.look()).texts.length - before).toBe(3 * body.entries.length);
  const [first] = body.skipped;
  expect(first?.because.join()).toMatch(/told us how they are|another check-in/);
});

test('what is foretold holds the reminders of a question that nobody has answered', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T11:00:00Z');
  await mary.hears(ASKS);
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  expect(body.entries.slice(0, 2).map(({ due, why }) => `${due.slice(0, 16)} ${why}`)).toEqual([
    '2026-11-27T10:14 nudge',
    '2026-11-28T10:14 second-offer',
  ]);
  await town.until('2026-11-27T10:15:00Z');
  expect(await mary.hears(/No hurry/)).toBe(body.entries[0]?.words);
});

test('what is foretold holds the daily questions of a long closure', async () => {
  const town = await newTown({ at: '2026-12-23T16:00:00Z' });
  const mary = await town.enrol();
  await mary.texts('feet a bit sore and swollen');
  await mary.hears(/read this by/);
  await town.event(mary.id, 'progression', '2026-12-23');
  await town.until('2026-12-24T17:30:00Z');
  for (const _ of await mary.unheard()) await mary.hears(/./);
  await mary.texts('my mouth is sore now too');
  await mary.hears(/We are closed and will read this at 9am Tuesday 29 December|closed/);
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  const daily = body.entries.filter(({ why }) => why === 'daily-question');
  expect(daily.length).toBeGreaterThan(1);
  for (const { due, words } of daily) {
    await town.until(due);
    expect(await mary.hears(/How is it today/)).toBe(words);
    await mary.texts('2');
    await mary.hears(/read this by/);
  }
});

test('it is foretold that whoever answers on Monday is not asked again on Tuesday', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  // Sunday the 29th becomes Monday, and the check-in after that is meant for Tuesday at the same time of day.
  await town.event(mary.id, 'progression', '2026-11-28');
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  const [monday, next] = body.entries;
  expect([monday, next].map((entry) => entry?.due)).toEqual(['2026-11-30T10:14:00.000Z', '2026-12-07T10:14:00.000Z']);
  expect(body.skipped[0]).toMatchObject({ due: '2026-12-01T10:14:00.000Z' });
  await town.until('2026-11-30T10:20:00Z');
  expect(await mary.hears(ASKS)).toBe(monday?.words);
  await mary.texts('1');
  await mary.hears(/good to hear/);
  await town.until('2026-12-07T10:13:00Z');
  await mary.hearsNothing();
  await town.until('2026-12-07T10:14:00Z');
  expect(await mary.hears(ASKS)).toBe(next?.words);
});

test('of two that fall on one Friday the second is foretold for Monday, and comes then', async () => {
  const town = await newTown({ at: '2026-11-26T09:00:00Z' });
  const mary = await town.enrol();
  await town.until('2026-11-27T09:30:00Z');
  // Meant for Wednesday, and still within its window; the next is meant for this Friday.
  await town.event(mary.id, 'progression', '2026-11-24');
  const foretold = (await town.agenda(mary.id)).map(({ due }) => due);
  for (const due of foretold.slice(0, 3)) {
    await town.until(due);
    await mary.hears(ASKS);
    await mary.texts('1');
    await mary.hears(/good to hear/);
  }
  expect(foretold.slice(0, 3)).toEqual(['2026-11-27T10:14:00.000Z', '2026-11-30T10:14:00.000Z', '2026-12-02T10:14:00.000Z']);
});

test('an urgent matter moves what is coming today, and is not foretold to hold it back for months', async () => {
  const town = await newTown({ at: '2026-11-26T09:30:00Z' });
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-27T10:00:00Z');
  for (const _ of await mary.unheard()) await mary.hears(/./);
  await mary.texts('my temp is 38.6 and I am shivering');
  await mary.hears(/ring/);
  const { body } = await town.ask<Plan>('GET', `/api/v1/patients/${mary.id}/agenda`);
  expect(body.entries.length).toBeGreaterThan(3);
  expect(body.skipped.flatMap(({ because }) => because)).not.toContain('an urgent matter is open');
});

test('a pathway is seen against the calendar before anybody is on it', async () => {
  const town = await newTown();
  const preview = (event: object) => town.ask<Plan & { pathway: string }>('POST', '/api/v1/pathways/preview', event, 'cleo');
  const christmas = await preview({ kind: 'diagnosis', on: '2027-12-23' });
  expect(christmas.status).toBe(200);
  expect(christmas.body.pathway).toBe('diagnosis');
  // Friday the 24th, then on a Monday that is Boxing Day’s and a Tuesday that is Christmas’s, nobody is there.
  expect(
    dues(christmas.body)
      .slice(0, 2)
      .map((due) => due.slice(0, 10)),
  ).toEqual(['2027-12-24', '2027-12-29']);
  expect(christmas.body.entries[1]?.because).toEqual(['moved to a day on which somebody is there to read the answer']);
  const lungs = await preview({ kind: 'treatment-end', on: '2026-11-25', treatment: 'Enhertu' });
  expect(lungs.body.pathway).toBe('treatment-end-lungs');
  const scots = await preview({ kind: 'diagnosis', on: '2026-11-29', nation: 'scotland' });
  expect(dues(scots.body)[0]?.slice(0, 10)).toBe('2026-12-01');
  expect((await preview({ kind: 'diagnosis', on: 'soon' })).status).toBe(400);
  const { body } = await town.ask<{ pathways: { id: string; after: string }[] }>('GET', '/api/v1/pathways');
  expect(body.pathways.map(({ id }) => id)).toContain('on-request');
});
