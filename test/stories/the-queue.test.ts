import { expect, test } from 'vitest';
import { BEL, DUTY, JOAN, newTown, SAM } from '../harness/town.ts';

async function withAnItem(words = 'feet a bit sore and tired', at = '2026-11-25T10:00:00Z') {
  const town = await newTown({ at });
  const mary = await town.enrol();
  await mary.texts(words);
  await mary.hears(/read this by|shortly/);
  const [item] = await town.queue();
  return { town, mary, item: item?.id ?? '' };
}

test('an item is claimed once: the second nurse is told who has it', async () => {
  const { town, item } = await withAnItem();
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'ann')).toMatchObject({
    status: 200,
    body: { claimedBy: 'ann' },
  });
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'ann')).toMatchObject({ status: 200 });
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'bel')).toMatchObject({
    status: 409,
    body: { error: { code: 'taken', message: 'Ann Lee has it' } },
  });
  expect(await town.queue()).toMatchObject([{ claimedBy: 'ann' }]);
});

test('two nurses who claim in the same second: one has it', async () => {
  const { town, item } = await withAnItem();
  const answers = await Promise.all(
    ['ann', 'bel'].map((staff) => town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, staff)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a reply claims the item and reaches the patient; an outcome closes it; a new text opens a new one', async () => {
  const { town, mary, item } = await withAnItem();
  expect(
    await town.ask('POST', `/api/v1/queue-items/${item}/reply`, { body: 'Hello Mary, try the cream twice a day. Ann' }, 'ann'),
  ).toMatchObject({ status: 200 });
  await mary.hears(/^Hello Mary, try the cream twice a day\. Ann$/);
  expect(await town.queue()).toMatchObject([{ claimedBy: 'ann' }]);
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/close`, { outcome: 'replied' }, 'ann')).toMatchObject({
    status: 200,
    body: { outcome: { by: 'ann' } },
  });
  expect(await town.queue()).toEqual([]);
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/close`, { outcome: 'replied' }, 'ann')).toMatchObject({
    status: 404,
  });
  await mary.texts('still sore');
  await mary.hears(/read this by/);
  const [next] = await town.queue();
  expect(next?.id).not.toBe(item);
});

test('nothing closes without an outcome', async () => {
  const { town, item } = await withAnItem();
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/close`, {}, 'ann')).toMatchObject({
    status: 400,
    body: { error: { field: 'outcome' } },
  });
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/close`, { outcome: ' ' }, 'ann')).toMatchObject({ status: 400 });
  expect(await town.queue()).toHaveLength(1);
});

test('a reply that a lock screen must not show is refused by its words, and sent with an override that is recorded', async () => {
  const { town, mary, item } = await withAnItem();
  const reply = { body: 'Your chemo is on Monday' };
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/reply`, reply, 'ann')).toMatchObject({
    status: 400,
    body: { error: { code: 'not-for-lock-screens', field: 'body', message: expect.stringContaining('chemo') } },
  });
  await mary.hearsNothing();
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/reply`, { ...reply, override: true }, 'ann')).toMatchObject({
    status: 200,
  });
  await mary.hears(/Monday/);
  expect(await town.history(mary.id)).toContain('lock-screen-overridden: ann');
});

test('danger comes first, then whoever has waited longest', async () => {
  const { town } = await withAnItem();
  const joan = await town.enrol(JOAN);
  await joan.hears(/^Hello/);
  await town.pass('PT1M');
  await joan.texts('temp 38.9');
  await joan.hears(/shortly/);
  expect((await town.queue()).map(({ urgency }) => urgency)).toEqual(['urgent', 'soon']);
});

test('in hours an urgent item that nobody claims rings the duty phone after ten minutes', async () => {
  const { town, mary, item } = await withAnItem('temp 38.4 and shivery');
  await town.pass('PT9M');
  await town.handset(DUTY).isQuiet();
  await town.pass('PT1M30S');
  const duty = town.handset(DUTY);
  await duty.hears(/code/);
  await duty.rings();
  await duty.answers();
  await duty.presses('1');
  await duty.presses('1');
  await mary.hears(/A nurse has your message/);
  const [escalation] = await town.escalations();
  expect(escalation).toMatchObject({ state: 'accepted', acceptedBy: 'duty' });
  expect(escalation?.id).not.toBe(item);
});

test('an urgent item that was claimed does not ring, unless the claim comes to nothing', async () => {
  const { town, item } = await withAnItem('temp 38.4 and shivery');
  await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'ann');
  await town.pass('PT15M');
  await town.handset(DUTY).isQuiet();
  expect(await town.escalations()).toEqual([]);
  await town.pass('PT5M20S');
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
});

test('what is urgent and still open when the day ends goes to the night, claimed or not', async () => {
  const { town, mary, item } = await withAnItem('temp 38.4 and shivery', '2026-11-25T16:45:00Z');
  await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'ann');
  await town.until('2026-11-25T17:00:20Z');
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(await town.queue()).toMatchObject([{ claimedBy: null }]);
  await mary.hears(/^Our nurses have gone for today.*From now on please ring 01632 960010, or 999/);
});

test('an emergency rings at once, in hours too', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('crushing chest pain');
  await mary.hears(/ring 999 now/);
  await town.handset(DUTY).hears(/code/);
  await town.handset(DUTY).rings();
});

test('a claim that is forgotten is given back, and an item past its time shows as overdue', async () => {
  const { town, item } = await withAnItem();
  await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'ann');
  await town.pass('PT4H1M');
  expect(await town.queue()).toMatchObject([{ claimedBy: null }]);
  await town.until('2026-11-26T17:01:00Z');
  expect(await town.queue()).toMatchObject([{ overdueAt: expect.any(String) }]);
});

test('an attempt that failed keeps the item open and has its next time', async () => {
  const { town, item } = await withAnItem();
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/close`, { outcome: 'could-not-reach' }, 'bel')).toMatchObject({
    status: 200,
  });
  expect(await town.queue()).toMatchObject([{ claimedBy: 'bel', dueBy: '2026-11-25T10:15:00.000Z' }]);
});

test('whoever has tried in vain and forgets it loses the claim as any other', async () => {
  const { town, item } = await withAnItem();
  await town.ask('POST', `/api/v1/queue-items/${item}/close`, { outcome: 'could-not-reach' }, 'bel');
  await town.pass('PT4H1M');
  expect(await town.queue()).toMatchObject([{ claimedBy: null }]);
});

test('a deputy works the queue, an auditor only looks', async () => {
  const { town, item } = await withAnItem();
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/claim`, {}, 'cleo')).toMatchObject({ status: 403 });
  expect(await town.ask('GET', '/api/v1/queues/cns', undefined, 'cleo')).toMatchObject({ status: 200 });
  expect(await town.ask('GET', '/api/v1/queues/cns', undefined, 'nobody')).toMatchObject({ status: 401 });
  await town.handset(BEL).isQuiet();
});

test('a reply that the provider may never have taken is not lost in silence: the nurse is told', async () => {
  const { town, mary, item } = await withAnItem();
  await town.network({ sends: 'down' });
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/reply`, { body: 'I will ring at two. Ann' }, 'ann')).toMatchObject({
    status: 200,
  });
  await town.ask('POST', `/api/v1/queue-items/${item}/close`, { outcome: 'replied' }, 'ann');
  await town.network({ sends: 'ok' });
  await town.pass('PT6M');
  await mary.hearsNothing();
  expect(await town.queue()).toMatchObject([
    { patientId: mary.id, reason: 'a message could not be delivered', words: 'I will ring at two. Ann' },
  ]);
});

test('a reply to somebody whom the provider blocks after STOP comes back to the nurse', async () => {
  const { town, mary, item } = await withAnItem();
  await town.network({ keywords: 'on' });
  await mary.texts('STOP');
  await mary.hears(/.*/);
  expect(await town.ask('POST', `/api/v1/queue-items/${item}/reply`, { body: 'I will ring at two. Ann' }, 'ann')).toMatchObject({
    status: 200,
  });
  await mary.hearsNothing();
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, texts: 3 }]);
  expect(await town.history(mary.id)).toContain('joined-item: not-delivered');
});
