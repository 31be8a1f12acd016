import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Handset } from '../harness/handset.ts';
import { DUTY, newTown, SAM } from '../harness/town.ts';

const QUESTION = /How are you today/;

/** A question on Friday morning, and the moment it came. */
async function asked() {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'treatment-change', '2026-11-25');
  await town.until('2026-11-27T12:00:00Z');
  await mary.hears(QUESTION);
  const at = DateTime.fromISO((await mary.look()).texts.at(-1)?.at ?? '', { zone: 'utc' });
  return { town, mary, after: (hours: number) => at.plus({ hours, seconds: 5 }).toISO() ?? '' };
}

/** Everything that a phone has heard in its calls. */
async function spoken(handset: Handset): Promise<string[]> {
  const { calls } = await handset.look();
  return calls.flatMap(({ transcript }) => transcript.flatMap(({ says }) => (says ? [says] : [])));
}

test('whoever does not answer a text is rung after two days, and a key is her answer', async () => {
  const { town, mary, after } = await asked();
  await town.until(after(24));
  await mary.hears(/No hurry/);
  await town.until(after(48));
  await mary.rings();
  await mary.answers();
  await mary.hasBeenTold(/^This is Alongside for Mary\. Press 1 to go on/);
  await mary.presses('1');
  await mary.hasBeenTold(/Hello, this is Alongside\. We have not heard from you and hope you are all right\. Press 1/);
  await mary.presses('2');
  await mary.hasBeenTold(/Mary, thank you/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'soon', reason: 'answered 2: some trouble' }]);
  await town.until(after(80));
  expect((await town.queue()).map(({ reasonCode }) => reasonCode)).toEqual(['answer-2']);
});

test('a machine that takes the call hears nothing of anybody, and the nurse hears on the third day', async () => {
  const { town, mary, after } = await asked();
  await mary.is('voicemail');
  await town.until(after(24));
  await mary.hears(/No hurry/);
  await town.until(after(70));
  const heard = await spoken(mary);
  expect(heard.length).toBeGreaterThan(0);
  for (const words of heard) expect(words).not.toMatch(/Mary|nurse|Ann|hospital|treatment/i);
  expect(await town.queue()).toEqual([]);
  await town.until(after(72));
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'routine', reason: 'no answer for three days' }]);
});

test('a call that cannot reach her takes nothing from the silence: the task comes all the same', async () => {
  const { town, mary, after } = await asked();
  await town.until(after(24));
  await mary.hears(/No hurry/);
  await mary.is('unreachable');
  await town.until(after(72));
  expect(await town.queue()).toMatchObject([{ reasonCode: 'silence' }]);
});

test('whoever gets calls gets a text after two days, and answers it', async () => {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true });
  await jean.answers();
  await town.pass('PT2M');
  await jean.texts('hello, got your call');
  await jean.hears(/Jean/);
  await jean.hears(/cannot see pictures/);
  await town.event(id, 'treatment-change', '2026-11-25');
  await town.until('2026-11-29T12:00:00Z');
  await jean.hears(/^Jean, it is Alongside\. We have not heard from you and hope you are all right\. Answer 1/);
  expect((await spoken(jean)).join('\n')).not.toMatch(/Jean/);
  await jean.texts('1');
  await jean.hears(/good to hear/);
  await town.until('2026-11-30T12:00:00Z');
  expect((await town.queue()).map(({ reasonCode }) => reasonCode)).not.toContain('silence');
});

test('thanks and a 1 are no contact, fragments are one, and the third time within three days is one step more urgent', async () => {
  const town = await newTown({ at: '2026-11-23T10:00:00Z' });
  const mary = await town.enrol();
  await mary.texts('feet a bit sore');
  await mary.hears(/read this by/);
  await town.pass('PT2M');
  await mary.texts('the left one more');
  await mary.hears(/read this by/);
  await town.pass('PT2H');
  await mary.texts('thanks');
  await mary.hears(/thank you/);
  await town.until('2026-11-24T11:00:00Z');
  await mary.texts('feet still sore');
  await mary.hears(/read this by/);
  expect(await town.queue()).toMatchObject([{ urgency: 'soon' }]);
  await town.until('2026-11-24T16:00:00Z');
  await mary.texts('my feet are sore again');
  await mary.hears(/we have this and somebody will ring you shortly/);
  expect(await town.queue()).toMatchObject([
    {
      urgency: 'urgent',
      topic: 'symptom',
      reason: 'the third time in a few days that they turn to us',
      words: 'my feet are sore again',
    },
  ]);
  // Nobody claims it: it rings as any other urgent matter does.
  await town.pass('PT10M10S');
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
});

test('a third question about money comes to soon, and rings nobody', async () => {
  const town = await newTown({ at: '2026-11-23T10:00:00Z' });
  const mary = await town.enrol();
  for (const hour of ['10', '12', '14']) {
    await town.until(`2026-11-23T${hour}:30:00Z`);
    await mary.texts('MONEY');
    await mary.hears(/adviser/);
  }
  expect(await town.queue()).toMatchObject([{ urgency: 'soon', topic: 'money', reasonCode: 'third-contact' }]);
});

test('a low mood that only its repetition makes urgent is not answered as thoughts of suicide', async () => {
  const town = await newTown({ at: '2026-11-23T10:00:00Z' });
  const mary = await town.enrol();
  for (const day of ['23', '24']) {
    await town.until(`2026-11-${day}T18:00:00Z`);
    await mary.texts('feeling low');
    await mary.hears(/read this by/);
  }
  await town.until('2026-11-25T18:00:00Z');
  await mary.texts('feeling low');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
});

test('danger that a nurse has claimed, and that she has told nobody about after 20 minutes, rings', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('temp 38.6 and shivering');
  await mary.hears(/ring you shortly/);
  const [item] = await town.queue();
  await town.pass('PT5M');
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/claim`, {}, 'ann');
  await town.pass('PT19M');
  await town.handset(DUTY).isQuiet();
  await town.pass('PT1M10S');
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
});

test('a nurse who could not reach her is rung again when she said that she would try again', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('temp 38.6 and shivering');
  await mary.hears(/ring you shortly/);
  const [item] = await town.queue();
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/close`, { outcome: 'could-not-reach' }, 'ann');
  await town.pass('PT14M');
  await town.handset(DUTY).isQuiet();
  await town.pass('PT1M10S');
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', claimedBy: null }]);
});

/** Lets half a minute after half a minute pass until a phone rings. */
async function untilItRings(town: Awaited<ReturnType<typeof newTown>>, { look }: Handset): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if ((await look()).calls.at(-1)?.state === 'ringing') return;
    await town.pass('PT30S');
  }
  throw new Error('an hour has passed, and it has not rung');
}

test.each([
  ['in hours, rings within ten minutes', { from: '20:00', to: '09:00' }, '2026-11-26T09:59:00Z', DUTY, 'PT10M10S'],
  ['in the evening, rings at once', { from: '21:00', to: '17:30' }, '2026-11-26T17:29:00Z', SAM, 'PT3S'],
])('3 pressed in a call, which then is over, %s', async (_, quietHours, at, phone, within) => {
  const town = await newTown();
  const voice = { name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true, quietHours };
  const { id, ...jean } = await town.enrol(voice);
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until(at);
  await untilItRings(town, jean);
  await jean.answers();
  await jean.presses('1');
  await jean.hasBeenTold(/How are you today/);
  await jean.presses('3');
  await jean.hasBeenTold(/We are putting you through/);
  await jean.hangsUp();
  await jean.isQuiet();
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'urgent', reason: 'answered 3: needs help now' }]);
  await town.pass(within);
  const responder = town.handset(phone);
  await responder.hears(/code/);
  await responder.rings();
});
