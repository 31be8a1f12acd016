import { expect, test } from 'vitest';
import { type Saying, say } from '../../functions/care/say.ts';
import { decide } from '../../functions/flows/decide.ts';
import { DUTY, JOAN, LENA, newTown } from '../harness/town.ts';

type Town = Awaited<ReturnType<typeof newTown>>;

const ASKS = /^\w+, it is Alongside\. How are you today\?/;

/** How a phone behaves, and with which of the provider's codes texts to it fail. */
async function phoneIs(town: Town, { phone }: { phone: string }, how: object): Promise<void> {
  const response = await fetch(`${town.local.phoneUrl}/handsets/${encodeURIComponent(phone)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(how),
  });
  expect(response.status).toBe(200);
}

/** Says something to a patient at a moment of the story. */
async function says(town: Town, person: string, saying: Saying): Promise<void> {
  await decide(town.local.world, { service: 'demo', person, who: 'test', rule: (draft) => say(draft, saying) });
}

/** Mary, with a check-in on the morning of the 26th, which is the time. */
async function onTheMorning(how: object) {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T09:30:00Z');
  await phoneIs(town, mary, how);
  return { town, mary };
}

test('a phone that is a landline is asked in a call at once, and rung from then on, and the nurse is told so', async () => {
  const { town, mary } = await onTheMorning({ failsWith: 30006, behaviour: 'answers' });
  await town.until('2026-11-26T10:45:00Z');
  await mary.hearsNothing();
  expect(await mary.calls()).toBe(1);
  await mary.hasBeenTold(/^This is Alongside for Mary\. Press 1 to go on/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'routine', reasonCode: 'landline' }]);
  const { body } = await town.ask<{ channel: string }>('GET', `/api/v1/patients/${mary.id}`);
  expect(body.channel).toBe('voice');
});

test('a phone that is switched on again in the day gets what waited for it; nothing is sent twice', async () => {
  const { town, mary } = await onTheMorning({ behaviour: 'switched-off' });
  await town.until('2026-11-26T15:00:00Z');
  await mary.hearsNothing();
  await phoneIs(town, mary, { behaviour: 'manual' });
  await mary.hears(ASKS);
  await town.until('2026-11-27T09:00:00Z');
  await mary.hearsNothing();
});

test('a phone that is switched on in the night gets nothing then, and is asked in the morning', async () => {
  const { town, mary } = await onTheMorning({ behaviour: 'switched-off' });
  await town.until('2026-11-26T21:30:00Z');
  expect(await town.history(mary.id)).toContain('failed: 30003');
  await phoneIs(town, mary, { behaviour: 'manual' });
  await town.until('2026-11-27T08:55:00Z');
  await mary.hearsNothing();
  await town.until('2026-11-27T09:05:00Z');
  await mary.hears(ASKS);
  expect(await town.queue()).toEqual([]);
});

test('a phone that stays switched off is tried once more, and then the nurse is told', async () => {
  const { town, mary } = await onTheMorning({ behaviour: 'switched-off' });
  await town.until('2026-11-27T21:00:00Z');
  expect((await town.history(mary.id)).filter((line) => line === 'failed: 30003')).toHaveLength(2);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reasonCode: 'not-delivered' }]);
  await mary.hearsNothing();
});

test('a number that does not work gets nothing more unasked, until the nurse says that it works', async () => {
  const { town, mary } = await onTheMorning({ failsWith: 30005 });
  await town.until('2026-11-26T11:15:00Z');
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reasonCode: 'number-failed' }]);
  expect(await town.agenda(mary.id)).toEqual([]);
  await phoneIs(town, mary, { failsWith: null });
  await town.until('2026-12-01T12:00:00Z');
  await mary.hearsNothing();
  expect((await town.ask('POST', `/api/v1/patients/${mary.id}/number-works`, {}, 'ann')).status).toBe(200);
  await town.pass('PT1H');
  await mary.hears(ASKS);
});

test('a text from a number shows that it works after all', async () => {
  const { town, mary } = await onTheMorning({ failsWith: 30005 });
  await town.until('2026-11-26T11:15:00Z');
  await phoneIs(town, mary, { failsWith: null });
  await mary.texts('ok');
  await mary.hears(/thank you/);
  expect(await town.agenda(mary.id)).not.toEqual([]);
});

test('when a network filters texts out, each nurse has a task, and the lead is paged once that day', async () => {
  const { town, mary } = await onTheMorning({ failsWith: 30007 });
  const joan = await town.enrol(JOAN);
  await joan.hears(/^Hello/);
  await phoneIs(town, joan, { failsWith: 30007 });
  await says(town, joan.id, { message: 'thanks', purpose: 'answer' });
  await town.until('2026-11-26T12:00:00Z');
  const items = await town.queue();
  expect(new Set(items.map(({ reasonCode }) => reasonCode))).toEqual(new Set(['texts-filtered']));
  expect(new Set(items.map(({ patientId }) => patientId))).toEqual(new Set([mary.id, joan.id]));
  await town.handset(LENA).hears(/^Alongside: a phone network stops what we send\./);
  await town.handset(LENA).hearsNothing();
  expect(town.log.filter(({ what }) => what === 'texts-filtered')).toHaveLength(2);
});

test('a provider that takes one text a second slows the line: safety first, the rest later, all of it once', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const joan = await town.enrol(JOAN);
  await joan.hears(/^Hello/);
  await town.network({ sends: 'throttled' });
  const bodies = Array.from({ length: 10 }, (_, place) => `text ${place}`);
  const at = town.clock.now().plus({ seconds: 30 });
  for (const body of bodies) await says(town, mary.id, { message: 'staff-reply', purpose: 'answer', body, at });
  await says(town, joan.id, { message: 'staff-reply', purpose: 'safety', body: 'safety', at });
  await town.pass('PT40S');
  await joan.hears(/^safety$/);
  const { texts } = await mary.look();
  expect(texts.filter(({ body }) => body.startsWith('text ')).length, 'the rest waits').toBeLessThan(bodies.length);
  await town.pass('PT45M');
  const heard = (await mary.look()).texts.map(({ body }) => body).filter((body) => body.startsWith('text '));
  expect(heard.sort()).toEqual(bodies);
  for (const _ of bodies) await mary.hears(/^text/);
  expect(await town.history(mary.id)).toContain('throttled');
});

test('an escalation rings within seconds although the provider is throttled', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.network({ sends: 'throttled' });
  for (const place of [1, 2, 3, 4, 5])
    await says(town, mary.id, { message: 'staff-reply', purpose: 'answer', body: `text ${place}` });
  await mary.texts('I cannot breathe');
  await town.pass('PT20S');
  await town.handset(DUTY).rings();
  await town.handset(DUTY).hears(/code/);
  await town.network({ sends: 'ok' });
  await town.handset(DUTY).answers();
  await town.handset(DUTY).presses('1');
  await town.handset(DUTY).presses('1');
  await town.pass('PT9M');
  const heard = await mary.unheard();
  for (const said of [/text 1$/, /text 2$/, /text 3$/, /text 4$/, /text 5$/, /has your message/])
    expect(
      heard.filter((text) => said.test(text)),
      String(said),
    ).toHaveLength(1);
  for (const _ of heard) await mary.hears(/./);
});

test('a check-in whose hand-over nobody heard of is found at the provider, and not sent again', async () => {
  const { town, mary } = await onTheMorning({ behaviour: 'manual' });
  await town.network({ sends: 'timeout-after-success', receipts: 'lost' });
  await town.until('2026-11-26T11:05:00Z');
  await town.network({ sends: 'ok', receipts: 'ordered' });
  await town.until('2026-11-26T20:00:00Z');
  await mary.hears(ASKS);
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('handed-over');
});

test('a check-in that the provider never heard of is recorded as skipped: outcome unknown', async () => {
  const { town, mary } = await onTheMorning({ behaviour: 'manual' });
  await town.network({ sends: 'down' });
  await town.until('2026-11-26T11:10:00Z');
  await town.network({ sends: 'ok' });
  await town.until('2026-11-26T20:00:00Z');
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('skipped: outcome-unknown');
  await town.handset(LENA).hears(/some work has stood still/);
});

test('a reply of a nurse that does not arrive, and of which no receipt comes either, comes back to her', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('a bit sore');
  await mary.hears(/read this by|read your/);
  const [item] = await town.queue();
  await town.network({ receipts: 'lost' });
  await mary.is('unreachable');
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/claim`, undefined, 'ann');
  expect((await town.ask('POST', `/api/v1/queue-items/${item?.id}/reply`, { body: 'Thank you Mary' }, 'ann')).status).toBe(200);
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/close`, { outcome: 'replied' }, 'ann');
  await town.pass('PT6H30M');
  await town.pass('PT12H');
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reasonCode: 'not-delivered', words: 'Thank you Mary' }]);
});
