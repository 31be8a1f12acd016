import { expect, test } from 'vitest';
import { addValley, agree, choose, seenLine, VALLEY, VALLEY_PHONE } from '../harness/directory.ts';
import { newTown, SAM } from '../harness/town.ts';

const FEVER = 'burning up and shaking';

async function asked(town: Awaited<ReturnType<typeof newTown>>) {
  await addValley(town);
  await agree(town, 'valley');
  const { status } = await town.ask('POST', '/api/v1/lines/valley/test-call', {});
  expect(status).toBe(202);
  return town.handset(VALLEY_PHONE);
}

test('the house rings the line, a key accepts, and from then on people who live there are told it', async () => {
  const town = await newTown();
  const mary = await town.enrol({ area: ' valley' });
  const line = await asked(town);
  await line.rings();
  expect(await seenLine(town, 'valley')).toMatchObject({ state: 'not-tested', isTold: false, calls: [{ result: 'ringing' }] });
  await line.answers();
  await line.hasBeenTold(/^This is a test call from Alongside\. Nobody needs help now\. Press 1/);
  await line.presses('1');
  await line.hasBeenTold(/We may now give people this number/);
  await line.isQuiet();
  expect(await seenLine(town, 'valley')).toMatchObject({
    state: 'told',
    isTold: true,
    tested: { by: 'lena', on: '2026-11-25', how: 'call' },
    calls: [{ by: 'lena', result: 'accepted' }],
  });
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts(FEVER);
  await mary.hears(/^Mary, please ring 01632 960070 now: they answer day and night/);
  await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([{ line: VALLEY.name }]);
  expect(await town.history('house')).toEqual(
    expect.arrayContaining(['line-added', 'line-agreed', 'line-test-asked', 'line-tested: accepted']),
  );
});

test('a line that refuses is never told', async () => {
  const town = await newTown();
  const line = await asked(town);
  await line.answers();
  await line.presses('2');
  await line.hasBeenTold(/We will not give this number to anybody/);
  expect(await seenLine(town, 'valley')).toMatchObject({ state: 'test-refused', isTold: false, calls: [{ result: 'refused' }] });
  expect((await choose(town, { area: 'Valley', at: '2026-11-25T22:00:00Z' })).because).toContainEqual({
    rule: 'valley',
    line: 'valley',
    why: 'test-refused',
  });
});

test('one that accepted once and refuses later is told no more', async () => {
  const town = await newTown();
  const line = await asked(town);
  await line.answers();
  await line.presses('1');
  await town.ask('POST', '/api/v1/lines/valley/test-call', {});
  await town.pass('PT2S');
  await line.answers();
  await line.presses('2');
  expect(await seenLine(town, 'valley')).toMatchObject({
    state: 'test-refused',
    calls: [{ result: 'refused' }, { result: 'accepted' }],
  });
});

test.each([
  ['voicemail', 'no-key'],
  ['answers', 'no-key'],
  ['busy', 'busy'],
  ['no-answer', 'no-answer'],
  ['unreachable', 'unreachable'],
] as const)('%s proves nothing: %s', async (behaviour, result) => {
  const town = await newTown();
  await town.handset(VALLEY_PHONE).is(behaviour);
  const line = await asked(town);
  await town.pass('PT5M');
  await line.isQuiet();
  expect(await line.calls()).toBe(behaviour === 'unreachable' ? 0 : 1);
  expect(await seenLine(town, 'valley')).toMatchObject({ state: 'not-tested', isTold: false, calls: [{ result }] });
});

test('a wrong key is asked again, and hanging up before any key proves nothing', async () => {
  const town = await newTown();
  const line = await asked(town);
  await line.answers();
  await line.presses('7');
  await line.hasNotBeenTold(/Goodbye/);
  await line.hangsUp();
  expect(await seenLine(town, 'valley')).toMatchObject({ state: 'not-tested', calls: [{ result: 'no-key' }] });
});

test('a key told twice by the provider, and a receipt that comes late, change nothing', async () => {
  const town = await newTown();
  await town.network({ webhooks: 'twice', receipts: 'twice' });
  const line = await asked(town);
  await line.answers();
  await line.presses('1');
  await town.pass('PT10M');
  expect(await seenLine(town, 'valley')).toMatchObject({ state: 'told', calls: [{ result: 'accepted' }] });
  expect((await town.history('house')).filter((event) => event.startsWith('line-tested'))).toEqual(['line-tested: accepted']);
});

test('while it rings it is not rung a second time, and the number that was rung is the one that is proven', async () => {
  const town = await newTown();
  const line = await asked(town);
  expect(await town.ask('POST', '/api/v1/lines/valley/test-call', {})).toMatchObject({
    status: 409,
    body: { error: { code: 'line-being-rung' } },
  });
  expect((await town.ask('PUT', '/api/v1/lines/valley', { ...VALLEY, number: '01632 960071' })).status).toBe(200);
  await line.answers();
  await line.presses('1');
  expect(await seenLine(town, 'valley')).toMatchObject({ number: '+441632960071', state: 'not-agreed', isTold: false });
  await agree(town, 'valley');
  expect(await seenLine(town, 'valley')).toMatchObject({ state: 'not-tested', isTold: false });
});

test.each(['crisis', 'crisis-northern-ireland', 'crisis-scotland'])(
  'a machine never rings %s: it is rung by hand, and that is recorded',
  async (id) => {
    const town = await newTown();
    expect(await town.ask('POST', `/api/v1/lines/${id}/test-call`, {})).toMatchObject({
      status: 409,
      body: { error: { code: 'line-not-rung' } },
    });
    await town.ask('POST', `/api/v1/lines/${id}/tested`, { by: 'Lena Marsh', on: '2026-11-25' });
    expect(await seenLine(town, id)).toMatchObject({ tested: { by: 'Lena Marsh', on: '2026-11-25', how: 'rung-by-hand' } });
  },
);
