import { expect, test } from 'vitest';
import { changeSettings } from '../harness/settings.ts';
import { newTown, SAM } from '../harness/town.ts';

const ASKED =
  /^Mary, it is Alongside\. How is it today\? Answer 1 better, 2 the same, 3 worse\. If it cannot wait, ring 01632 960010/;

/** Christmas Eve at six in the evening, when nobody is there until Tuesday; Mary has been with the service for weeks. */
async function christmas(more: Record<string, unknown> = {}) {
  const town = await newTown({ at: '2026-12-10T10:00:00Z' });
  const mary = await town.enrol(more);
  await town.until('2026-12-24T18:00:00Z');
  return { town, mary };
}

test('over Christmas she is told when it will be read, asked once a day how it is, and read when the nurses are back', async () => {
  const { town, mary } = await christmas();
  await mary.texts('my feet are sore');
  await mary.hears(
    /^Mary, thank you\. We are closed and will read this at 9am Tuesday\. For help before then ring 01632 960010 at any hour, or 999 in an emergency\. We will ask each day how it is\. Alongside$/,
  );
  await town.until('2026-12-25T12:00:00Z');
  await mary.hears(ASKED);
  await mary.texts('Better thanks');
  await mary.hears(/^Mary, thank you, we are glad\. Ann or a colleague will still read this by 5pm Tuesday/);
  await town.until('2026-12-26T12:00:00Z');
  await mary.hears(ASKED);
  await mary.texts('2');
  await mary.hears(/^Mary, thank you\. Ann or a colleague will read this by 5pm Tuesday/);
  await town.until('2026-12-27T12:00:00Z');
  await mary.hears(ASKED);
  await town.until('2026-12-28T12:00:00Z');
  await mary.hears(ASKED);
  await town.until('2026-12-31T12:00:00Z');
  await mary.hearsNothing();
  expect(await mary.calls()).toBe(0);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'soon', words: 'my feet are sore', texts: 3 }]);
});

test('the daily question is foretold with its words, and comes so each day', async () => {
  const { town, mary } = await christmas();
  await mary.texts('my feet are sore');
  await mary.hears(/We will ask each day/);
  const foretold = (await town.agenda(mary.id)).filter(({ why }) => why === 'daily-question');
  expect(foretold.map(({ due }) => due.slice(0, 16))).toEqual([
    '2026-12-25T10:00',
    '2026-12-26T10:00',
    '2026-12-27T10:00',
    '2026-12-28T10:00',
  ]);
  for (const { due, words } of foretold) {
    await town.until(due);
    expect(await mary.hears(ASKED)).toBe(words);
    await mary.texts('1');
    await mary.hears(/we are glad/);
  }
});

test('worse goes to the line, in the words of what it is about, and she is asked no more', async () => {
  const { town, mary } = await christmas();
  await mary.texts('my feet are sore');
  await mary.hears(/We will ask each day/);
  await town.until('2026-12-25T12:00:00Z');
  await mary.hears(ASKED);
  await mary.texts('worse');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  const sam = town.handset(SAM);
  await sam.hears(/code/);
  await sam.rings();
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/What was written: It is worse now \(worse\)\. Before that: my feet are sore/);
  await sam.presses('1');
  await mary.hears(/Somebody on call has your message/);
  const [{ id } = { id: '' }] = await town.escalations();
  await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'spoke' }, 'sam');
  await town.until('2026-12-29T12:00:00Z');
  await mary.hearsNothing();
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', reason: 'asked while we were closed: it is worse' }]);
});

test('a second symptom in the closure goes to the line; the first told again does not', async () => {
  const { town, mary } = await christmas();
  await mary.texts('my feet are sore');
  await mary.hears(/We will ask each day/);
  await town.until('2026-12-25T09:30:00Z');
  await mary.texts('feet still sore');
  await mary.hears(/will read this at 9am Tuesday/);
  expect(await town.escalations()).toEqual([]);
  await town.until('2026-12-25T12:00:00Z');
  await mary.hears(ASKED);
  await mary.texts('and feeling sick');
  await mary.hears(/please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', reason: 'a second symptom while we are closed' }]);
});

test('a nurse who looks in at the weekend and claims it ends the questions', async () => {
  const { town, mary } = await christmas();
  await mary.texts('my feet are sore');
  await mary.hears(/We will ask each day/);
  await town.until('2026-12-25T12:00:00Z');
  await mary.hears(ASKED);
  const [item] = await town.queue();
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/claim`, {}, 'ann');
  expect(await town.history(mary.id)).toContain('daily-questions-ended: claimed');
  await town.until('2026-12-29T12:00:00Z');
  await mary.hearsNothing();
});

test('told on Friday afternoon, when somebody is there still, and read by nobody: asked from Saturday on', async () => {
  const town = await newTown({ at: '2026-11-27T10:00:00Z' });
  const mary = await town.enrol();
  await town.until('2026-11-27T16:40:00Z');
  await mary.texts('my feet are sore');
  await mary.hears(/^Mary, thank you\. Ann or a colleague will read this by 5pm Monday/);
  await town.until('2026-11-28T12:00:00Z');
  await mary.hears(ASKED);
  await town.until('2026-11-29T12:00:00Z');
  await mary.hears(ASKED);
  await town.until('2026-11-30T12:00:00Z');
  await mary.hearsNothing();
});

test('in Scotland the second of January is free as well', async () => {
  const town = await newTown({ at: '2026-12-10T10:00:00Z' });
  await changeSettings(town.local, { nation: 'scotland' });
  const mary = await town.enrol({ nation: 'scotland' });
  await town.until('2026-12-31T18:00:00Z');
  await mary.texts('feeling low');
  await mary.hears(/We are closed and will read this at 9am Tuesday\./);
  for (const day of ['01', '02', '03', '04']) {
    await town.until(`2027-01-${day}T12:00:00Z`);
    await mary.hears(ASKED);
  }
  await town.until('2027-01-06T12:00:00Z');
  await mary.hearsNothing();
});

test('over an Easter in which the clocks go forward she is asked at ten on the wall', async () => {
  const town = await newTown({ at: '2027-03-10T10:00:00Z' });
  const mary = await town.enrol();
  await town.until('2027-03-25T18:00:00Z');
  await mary.texts('my feet are sore');
  await mary.hears(/will read this at 9am Tuesday/);
  for (const at of ['2027-03-26T10:00', '2027-03-27T10:00', '2027-03-28T09:00', '2027-03-29T09:00']) {
    await town.until(`${at}:00Z`);
    await mary.hears(ASKED);
  }
  await town.until('2027-03-31T12:00:00Z');
  await mary.hearsNothing();
});

test('whoever has chosen the telephone is rung each day, and 3 rings the line', async () => {
  const town = await newTown({ at: '2026-12-10T10:00:00Z' });
  const { id, ...jean } = await town.enrol({ name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true });
  await jean.answers();
  await town.until('2026-12-24T18:00:00Z');
  await jean.texts('my feet are sore');
  await jean.hears(/^Jean, thank you\. We are closed/);
  await jean.hears(/cannot see pictures/);
  await town.until('2026-12-25T10:00:05Z');
  await jean.rings();
  await jean.answers();
  await jean.presses('1');
  await jean.hasBeenTold(
    /Hello, this is Alongside\. How is it today\? Press 1 if it is better, 2 if it is the same, 3 if it is worse\./,
  );
  await jean.presses('2');
  await jean.hasBeenTold(/read this by 5pm Tuesday/);
  await town.until('2026-12-26T10:00:05Z');
  await jean.answers();
  await jean.presses('1');
  await jean.presses('3');
  await jean.hasBeenTold(/please ring 0 1 6 3 2 9 6 0 0 1 0 now/);
  await town.pass('PT3S');
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'urgent', reasonCode: 'daily-3' }]);
});

test('in a pause she is told when it will be read and is not asked', async () => {
  const { town, mary } = await christmas();
  await town.ask('POST', `/api/v1/patients/${mary.id}/pause`, {});
  await mary.texts('my feet are sore');
  expect(await mary.hears(/will read this at 9am Tuesday/)).not.toMatch(/ask/);
  await town.until('2026-12-29T12:00:00Z');
  await mary.hearsNothing();
});
