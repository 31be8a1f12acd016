import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

/** The check-ins of one time of day are spread over half an hour: Mary's share of it is fourteen minutes. */
const ASKS = /^Mary, it is Alongside\. How are you today\? Answer 1 all right, 2 some trouble, 3 I need help now\./;
const ANYTHING_NEW = /^Mary, it is Alongside\. Is anything new since we last asked/;

test.each([
  // A day on which nobody is there to read the answer becomes the next on which somebody is: Sundays the 29th and the 6th, Saturday the 28th.
  ['diagnosis', ['2026-11-26', '2026-11-30', '2026-12-07']],
  ['progression', ['2026-11-26', '2026-11-30', '2026-12-03']],
  ['treatment-change', ['2026-11-27', '2026-11-30', '2026-12-04']],
  ['treatment-start', ['2026-11-30', '2026-12-03', '2026-12-10']],
  ['treatment-end', ['2026-12-02', '2026-12-23']],
])('after a %s the check-ins of its pathway come on their days', async (kind, days) => {
  const town = await newTown();
  const mary = await town.enrol();
  expect(await town.event(mary.id, kind, '2026-11-25')).toMatchObject({ status: 201 });
  for (const day of days) {
    await town.until(`${day}T10:13:00Z`);
    await mary.hearsNothing();
    await town.until(`${day}T10:15:00Z`);
    await mary.hears(kind === 'treatment-end' && day === '2026-12-23' ? ANYTHING_NEW : ASKS);
    await mary.texts('1');
    await mary.hears(/good to hear/);
  }
});

test('two check-ins that fall on one staffed day are asked as one', async () => {
  const town = await newTown({ at: '2026-11-27T11:00:00Z' });
  const mary = await town.enrol();
  // The first is meant for Saturday and the second for Monday: both would come on Monday.
  await town.event(mary.id, 'progression', '2026-11-27');
  await town.until('2026-11-30T10:19:00Z');
  await mary.hears(ASKS);
  await mary.texts('1');
  await mary.hears(/good to hear/);
  await town.until('2026-12-07T10:13:00Z');
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('check-in-skipped: told-already');
  await town.until('2026-12-07T10:15:00Z');
  await mary.hears(ASKS);
});

test('the same event recorded twice starts nothing twice', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const first = await town.event(mary.id, 'diagnosis', '2026-11-25');
  const again = await town.event(mary.id, 'diagnosis', '2026-11-25');
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body.id).toBe(first.body.id);
  const together = await Promise.all([1, 2, 3].map(() => town.event(mary.id, 'progression', '2026-11-25')));
  expect(together.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  await town.until('2026-11-26T20:00:00Z');
  await mary.hears(ASKS);
  await mary.hearsNothing();
});

test('a newer event replaces the older plan', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-24');
  await town.event(mary.id, 'progression', '2026-11-25');
  const agenda = await town.agenda(mary.id);
  expect(new Set(agenda.map(({ why }) => why))).toEqual(new Set(['progression 2026-11-25']));
  await town.until('2026-11-26T23:00:00Z');
  await mary.hears(ASKS);
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('series-ended: newer-event');
});

test('the agenda says what will be sent, when, and in which very words', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  const [next, after] = await town.agenda(mary.id);
  expect(next).toMatchObject({ due: '2026-11-26T10:14:00.000Z', kind: 'check-in', why: 'diagnosis 2026-11-25' });
  expect(after?.due).toBe('2026-11-30T10:14:00.000Z');
  expect(after?.because).toEqual(['moved to a day on which somebody is there to read the answer']);
  await town.until('2026-11-26T10:14:00Z');
  expect(await mary.hears(ASKS)).toBe(next?.words);
});

test('an event recorded late skips what is past its window and says so', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-05');
  expect((await town.history(mary.id)).filter((line) => line.startsWith('check-in-skipped'))).toEqual([
    'check-in-skipped: window-past',
    'check-in-skipped: window-past',
    'check-in-skipped: window-past',
  ]);
  expect((await town.agenda(mary.id))[0]?.due).toBe('2026-11-30T10:14:00.000Z');
});

test('an event recorded while its window is open is asked about at the next allowed moment', async () => {
  const town = await newTown({ at: '2026-11-25T14:00:00Z' });
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-23');
  await town.pass('PT5M');
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('check-in-moved: limits');
  await town.until('2026-11-26T10:15:00Z');
  await mary.hears(ASKS);
});

test('check-ins keep to the clock on the wall when it changes', async () => {
  const town = await newTown({ at: '2026-10-20T10:00:00Z' });
  const mary = await town.enrol();
  await town.event(mary.id, 'treatment-change', '2026-10-23');
  expect((await town.agenda(mary.id)).map(({ due }) => due).slice(0, 2)).toEqual([
    '2026-10-26T10:14:00.000Z',
    '2026-10-28T10:14:00.000Z',
  ]);
  await town.event(mary.id, 'progression', '2026-10-23');
  // On 23 October summer time still holds in London, on the 25th it has ended: ten o'clock is nine, then ten, in UTC.
  await town.event(mary.id, 'on-request', '2026-10-23');
  expect((await town.agenda(mary.id)).map(({ due }) => due).slice(0, 2)).toEqual([
    '2026-10-23T09:14:00.000Z',
    '2026-10-26T10:14:00.000Z',
  ]);
});

test('silence brings one gentle nudge, a call, then a task for the nurse', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'treatment-change', '2026-11-25');
  await town.until('2026-11-27T10:15:00Z');
  await mary.hears(ASKS);
  await town.until('2026-11-28T12:00:00Z');
  await mary.hears(/^Mary, it is Alongside\. No hurry/);
  await town.until('2026-11-29T12:00:00Z');
  expect(await mary.calls()).toBe(1);
  expect(await town.queue()).toEqual([]);
  await town.until('2026-11-30T10:30:00Z');
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'routine', reason: 'no answer for three days' }]);
  // The first text, the question, the nudge and the call: a fifth thing in a week does not come unasked.
  await mary.hearsNothing();
});

test('an answer ends the silence, and a 3 days after the question still means: I need help now', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'treatment-change', '2026-11-23');
  await town.until('2026-11-26T10:30:00Z');
  await mary.hears(ASKS);
  await mary.texts('2');
  await mary.hears(/read this by 5pm tomorrow\. If you like, tell us in your own words what the trouble is/);
  expect(await town.queue()).toMatchObject([{ urgency: 'soon', topic: 'symptom', reason: 'answered 2: some trouble' }]);
  await town.until('2026-11-27T21:30:00Z');
  await mary.texts(' 3. ');
  await mary.hears(/please ring 01632 960010 now/);
  await town.handset('+447700900975').hears(/code/);
  await town.handset('+447700900975').rings();
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', reason: 'answered 3: needs help now', texts: 2 }]);
});

test('somebody who chose the telephone is rung, and answers with a key', async () => {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true });
  await jean.rings();
  await jean.answers();
  await jean.hasBeenTold(/Somebody gave us this number/);
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:14:10Z');
  await jean.rings();
  await jean.answers();
  await jean.hasBeenTold(/^This is Alongside\. Press 1 to go on/);
  await jean.hasNotBeenTold(/Jean|How are you/);
  await jean.presses('1');
  await jean.hasBeenTold(/How are you today\? Press 1/);
  await jean.presses('2');
  await jean.hasBeenTold(/Jean, thank you\. Ann or a colleague will read this by 5pm tomorrow/);
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', words: '2' }]);
});

test('a key that is no answer is asked again, and does not end the silence', async () => {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true });
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:14:10Z');
  await jean.answers();
  await jean.presses('1');
  await jean.presses('7');
  await jean.hasBeenTold(/How are you today\? Press 1[\s\S]*How are you today\? Press 1/);
  await jean.hasNotBeenTold(/thank you/);
  await jean.hangsUp();
  // She had pressed a key: the call is made once more, and then left to the ladder of silence.
  await town.pass('PT5M5S');
  await jean.rings();
  await jean.hangsUp();
  await town.until('2026-11-27T10:14:10Z');
  await jean.rings();
  await jean.answers();
  await jean.presses('1');
  await jean.presses('1');
  await jean.hasBeenTold(/No hurry[\s\S]*good to hear/);
});

test('no more goes out unasked than the weekly limit, and never twice a day', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'progression', '2026-11-25');
  await town.pass('P7D');
  const unasked = (await mary.look()).texts.filter(
    ({ body, to }) => to === mary.phone && /How are you today|No hurry|Hello from/.test(body),
  );
  const days = unasked.map(({ at }) => at.slice(0, 10));
  expect(new Set(days).size).toBe(days.length);
  expect(days.length).toBeLessThanOrEqual(4);
  expect(days.length).toBeGreaterThan(2);
  for (const _ of days.slice(1)) await mary.hears(/How are you today|No hurry/);
});
