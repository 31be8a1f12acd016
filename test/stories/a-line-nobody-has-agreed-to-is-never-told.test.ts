import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServices } from '../../functions/flows/start-services.ts';
import { addValley, agree, choose, seenLine, VALLEY, VALLEY_PHONE } from '../harness/directory.ts';
import { newTown, SAM } from '../harness/town.ts';

const EVENING = '2026-11-25T22:00:00Z';
const DAY = '2026-11-25';

type Town = Awaited<ReturnType<typeof newTown>>;

const rungByHand = (town: Town, more: object = {}) =>
  town.ask('POST', '/api/v1/lines/valley/tested', { by: 'Lena Marsh', on: DAY, ...more });

test.each<[string, (town: Town) => Promise<unknown>, string]>([
  ['added, and nothing more', async () => {}, 'not-agreed'],
  ['tested, and nobody has agreed', (town) => rungByHand(town), 'not-agreed'],
  ['agreed, and nobody has tested it', (town) => agree(town, 'valley'), 'not-tested'],
  [
    'agreed, and its test was refused',
    async (town) => {
      await agree(town, 'valley');
      await rungByHand(town, { refused: true });
    },
    'test-refused',
  ],
])('a line that was %s: nobody is told it, and nobody rings for it', async (_, done, state) => {
  const town = await newTown();
  const mary = await town.enrol({ area: 'Valley' });
  await addValley(town);
  await done(town);
  expect(await seenLine(town, 'valley')).toMatchObject({ state, isTold: false });
  await town.until(EVENING);
  await mary.texts('burning up and shaking');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([
    {
      line: 'Out-of-hours advice line',
      lineBecause: expect.arrayContaining([{ rule: 'valley', line: 'valley', why: state }]),
    },
  ]);
  expect(await town.handset(VALLEY_PHONE).calls()).toBe(0);
});

test('agreed and tested it is told; with another number, or other hours, it is another line and is told no more', async () => {
  const town = await newTown();
  await addValley(town);
  await agree(town, 'valley');
  await rungByHand(town);
  const who = { area: 'VALLEY', at: EVENING };
  expect(await choose(town, who)).toMatchObject({ line: 'valley', rule: 'valley', isDefault: false });
  // What it is called is no reason to ask again.
  await town.ask('PUT', '/api/v1/lines/valley', { ...VALLEY, name: 'Valley line' });
  expect((await choose(town, who)).line).toBe('valley');
  await town.ask('PUT', '/api/v1/lines/valley', { ...VALLEY, hours: 'staffed' });
  expect((await choose(town, who)).because).toContainEqual({ rule: 'valley', line: 'valley', why: 'not-agreed' });
  await agree(town, 'valley');
  expect((await choose(town, who)).because).toContainEqual({ rule: 'valley', line: 'valley', why: 'not-tested' });
});

test('a line that is retired is told no more', async () => {
  const town = await newTown();
  await addValley(town);
  await agree(town, 'valley');
  await rungByHand(town);
  expect((await town.ask('DELETE', '/api/v1/lines/valley')).status).toBe(200);
  expect(await seenLine(town, 'valley')).toBeUndefined();
  expect((await choose(town, { area: 'Valley', at: EVENING })).line).toBe('advice-line');
  expect((await town.ask('DELETE', '/api/v1/lines/valley')).status).toBe(404);
});

test('a line that a row of the table names is retired too: the row is passed, and says why', async () => {
  const town = await newTown();
  expect((await town.ask('DELETE', '/api/v1/lines/borders-line')).status).toBe(200);
  const choice = await choose(town, { nation: 'scotland', area: 'Borders', at: EVENING });
  expect(choice.line).toBe('advice-line');
  expect(choice.because).toContainEqual({ rule: 'borders', line: 'borders-line', why: 'no-such-line' });
});

test('the default with a number that nobody has agreed to yet is not told, but its ladder rings', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const line = { name: 'Out-of-hours advice line', saidAs: 'the advice line', hours: 'always', ladder: 'night' };
  const { status } = await town.ask('PUT', '/api/v1/lines/advice-line', { ...line, number: '01632 960012' });
  expect(status).toBe(200);
  await town.until(EVENING);
  await mary.texts('burning up and shaking');
  await mary.hears(/^Mary, we are ringing somebody for you now\./);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
});

test('the directory cannot be left without its default, or a nation without its line for a crisis', async () => {
  const town = await newTown();
  const refused = (method: string, path: string, body?: object) => town.ask(method, `/api/v1/lines/${path}`, body);
  expect(await refused('DELETE', 'advice-line')).toMatchObject({ status: 409, body: { error: { code: 'line-no-default' } } });
  expect(await refused('DELETE', 'crisis')).toMatchObject({
    status: 409,
    body: { error: { code: 'line-crisis-missing', message: expect.stringContaining('england') } },
  });
  // Wales has the line for everybody as well.
  expect((await refused('DELETE', 'crisis-wales')).status).toBe(200);
  const line = { name: 'Advice line', saidAs: 'the advice line', number: '+441632960010', hours: 'always' };
  expect(await refused('PUT', 'advice-line', { ...line, areas: ['Valley'] })).toMatchObject({
    status: 400,
    body: { error: { code: 'line-default-restricted', field: 'areas' } },
  });
  expect(await refused('PUT', 'advice-line', { ...line, hours: 'staffed' })).toMatchObject({
    status: 400,
    body: { error: { code: 'line-default-closes', field: 'hours' } },
  });
});

test.each<[string, object, string]>([
  ['no number', { number: '12' }, 'number'],
  ['hours that are none', { hours: 'mornings' }, 'hours'],
  ['a look-back in days', { treatedWithin: 'P40D' }, 'treatedWithin'],
  ['a nation that there is not', { nations: ['mercia'] }, 'nations.0'],
  ['a name that a lock screen must not show', { saidAs: 'the hospice line' }, 'saidAs'],
  ['a number told otherwise than it is rung', { shown: '01632 960099' }, 'shown'],
  ['a relay to another number', { textRelay: '18001 01632 960099' }, 'textRelay'],
  ['a ladder that there is not', { ladder: 'evening' }, 'ladder'],
  ['a symptom that there is not', { when: { symptoms: ['brain'] } }, 'when.symptoms'],
  ['the number of the service itself', { number: '+441632960000' }, 'number'],
  ['a zone that there is not', { timeZone: 'Europe/Londres' }, 'timeZone'],
  ['a field that is not known', { colour: 'red' }, 'colour'],
])('%s is refused, and the answer names the field', async (_, more, field) => {
  const town = await newTown();
  expect(await town.ask('PUT', '/api/v1/lines/valley', { ...VALLEY, ...more })).toMatchObject({
    status: 400,
    body: { error: { field } },
  });
});

test('only a lead changes the directory, everybody may try it, and what is to come is no agreement', async () => {
  const town = await newTown();
  await addValley(town);
  for (const [method, path, body] of [
    ['PUT', 'valley', VALLEY],
    ['DELETE', 'valley', undefined],
    ['POST', 'valley/agreed', { by: 'Dr Hale', on: DAY }],
    ['POST', 'valley/tested', { by: 'Ann', on: DAY }],
    ['POST', 'valley/test-call', {}],
  ] as const)
    expect(await town.ask(method, `/api/v1/lines/${path}`, body, 'ann')).toMatchObject({
      status: 403,
      body: { error: { code: 'line-leads-only' } },
    });
  expect((await town.ask('GET', '/api/v1/lines/choose?nation=wales', undefined, 'cleo')).status).toBe(200);
  expect(await town.ask('GET', '/api/v1/lines/choose?nation=mercia')).toMatchObject({
    status: 400,
    body: { error: { field: 'nation' } },
  });
  expect(await town.ask('POST', '/api/v1/lines/valley/agreed', { by: 'Dr Hale', on: '2026-11-26' })).toMatchObject({
    status: 400,
    body: { error: { field: 'on' } },
  });
  expect(await town.ask('PUT', '/api/v1/lines/Valley%20Line', VALLEY)).toMatchObject({
    status: 400,
    body: { error: { field: 'id' } },
  });
});

test('what was recorded stays when the machine is started again', async () => {
  const data = mkdtempSync(join(tmpdir(), 'directory-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const before = await newTown({ data });
  await addValley(before);
  await agree(before, 'valley');
  await rungByHand(before);
  await before.close();
  const after = await newTown({ at: '2026-11-25T12:00:00Z', data });
  await startServices(after.local.world);
  expect(await seenLine(after, 'valley')).toMatchObject({ state: 'told', agreed: { by: 'Dr Hale', on: DAY } });
});
