import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { forbiddenWords } from '../../functions/care/lock-screen.ts';
import type { Service } from '../../functions/care/service.ts';
import { startServices } from '../../functions/flows/start-services.ts';
import { settingsKey } from '../../functions/ledger/shapes.ts';
import { changeSettings } from '../harness/settings.ts';
import { catalogue, LENA, newTown, SAM } from '../harness/town.ts';

/**
 * The numbers of the directory were checked on 24 November 2026 and are good for eighteen months: they may be told until the end of Wednesday 24 May 2028,
 * and from 25 April on somebody is asked to check them.
 */
const LAST_DAY = '2028-05-24T10:00:00Z';
const NEXT_EVENING = '2028-05-25T21:00:00Z';
const NUMBER = /01632 960010/;
const PAGE = /^Alongside: a number in the directory is past its date and is no longer given out\./;

type Town = Awaited<ReturnType<typeof newTown>>;

/** Mary is enrolled on the last day, and the clock goes on to the evening of the next, when the lead has been told. */
async function pastTheDate(more: Record<string, unknown> = {}) {
  const town = await newTown({ at: LAST_DAY });
  const mary = await town.enrol(more);
  await town.until(NEXT_EVENING);
  const lena = town.handset(LENA);
  await lena.hears(PAGE);
  return { town, mary, lena };
}

async function lines(town: Town): Promise<Service['lines']> {
  const item = await town.local.world.ledger.get(settingsKey('demo'));
  if (!item) throw new Error('the service has no settings');
  return (item.data as unknown as Service).lines;
}

/** A page of the console, as the nurse Ann sees it. */
async function page({ local }: Town, path: string): Promise<string> {
  return (await fetch(`${local.url}${path}`, { headers: { cookie: 'local-staff=ann' } })).text();
}

test('on the last day the number is still told, at any hour', async () => {
  const town = await newTown({ at: LAST_DAY });
  const mary = await town.enrol();
  await town.until('2028-05-24T22:55:00Z');
  await mary.texts('burning up and shaking');
  await mary.hears(NUMBER);
  await town.handset(SAM).hears(/code/);
  await town.handset(LENA).hearsNothing();
});

test('danger by night, past the date: the words stand without the number, the ladder rings, and the lead has been told once', async () => {
  const { town, mary, lena } = await pastTheDate();
  await mary.texts('I feel shivery and my temp is 38.4');
  expect(await mary.hears(/^Mary,/)).toBe(
    'Mary, we are ringing somebody for you now. If it gets worse or nobody rings you soon, do not wait: ring 999. Alongside',
  );
  const sam = town.handset(SAM);
  await sam.hears(/code/);
  await sam.rings();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await sam.hasBeenTold(/it is yours/);
  await mary.hears(/^Somebody on call has your message/);
  await lena.hearsNothing();
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', line: 'Out-of-hours advice line', acceptedBy: 'sam' }]);
});

test('when nobody can be reached the patient is told to ring 999, not a number that nobody has checked', async () => {
  const { town, mary, lena } = await pastTheDate();
  for (const who of [SAM, '+447700900976', LENA]) await town.handset(who).is('busy');
  await mary.texts('burning up and shaking');
  await mary.hears(/^Mary, we are ringing somebody/);
  await town.pass('PT1M');
  expect(await mary.hears(/^We have not reached anybody yet/)).toMatch(/or you cannot wait, ring 999\. Alongside$/);
  for (const who of [SAM, '+447700900976']) await town.handset(who).hears(/code/);
  await lena.hears(/code/);
  await lena.hears(/nobody has taken a call back yet/);
});

test('thoughts of suicide past the date: 999, and no number that nobody has checked, also to a relative', async () => {
  const paul = '+447700900202';
  const { town, mary } = await pastTheDate({ contacts: [{ name: 'Paul', relation: 'son', phone: paul }] });
  await mary.texts("I've got the tablets lined up, I'm going to take them all tonight");
  const words = await mary.hears(
    /^Mary, thank you for telling us\. You are not alone with this\. If you might act on it, ring 999 now\./,
  );
  expect(words).not.toMatch(/116 123/);
  await town.handset(SAM).hears(/code/);
  await town.handset(paul).texts('mum says she is going to end it tonight');
  expect(await town.handset(paul).hears(/^Thank you for telling us/)).toMatch(/ring 999 now\. If you can, stay with somebody/);
});

test('in Welsh as well', async () => {
  const { town, mary: carys } = await pastTheDate({ name: 'Carys Evans', preferredName: 'Carys', language: 'cy', quiet: true });
  await carys.hears(/^Helo gan Alongside/);
  await carys.texts('burning up and shaking');
  await carys.hears(/^Carys, rydym yn ffonio rhywun i chi nawr\. .* ffoniwch 999\. Alongside$/);
  await town.handset(SAM).hears(/code/);
});

test('what is no danger names no number either, and says where else to turn', async () => {
  const { town, mary } = await pastTheDate();
  await mary.texts('feet a bit sore and tired');
  expect(await mary.hears(/read this by/)).toMatch(/ring your GP at any hour, or 999 in an emergency\. Alongside$/);
  const joan = town.handset('+447700900203');
  await joan.texts('hello who are you');
  expect(await joan.hears(/./)).not.toMatch(NUMBER);
});

test('somebody who rings is put through all the same: only telling the number stops', async () => {
  const { mary } = await pastTheDate();
  await mary.ringsTheService();
  await mary.presses('2');
  await mary.hasBeenTold(/We are putting you through/);
  await mary.hasNotBeenTold(NUMBER);
});

test('the lead is told once a day until somebody has checked, and from then on the number is told again', async () => {
  const { town, mary, lena } = await pastTheDate();
  await town.until('2028-05-28T12:00:00Z');
  for (const _ of ['Friday', 'Saturday', 'Sunday']) await lena.hears(PAGE);
  const checked = (await lines(town)).map((line) => ({ ...line, checkedOn: '2028-05-28' }));
  await changeSettings(town.local, { lines: checked });
  await town.until('2028-05-30T21:00:00Z');
  await lena.hearsNothing();
  await mary.texts('burning up and shaking');
  await mary.hears(NUMBER);
  await town.handset(SAM).hears(/code/);
});

test('one that is past its date stops no other: the crisis line is told while the advice line is not', async () => {
  const { town, mary } = await pastTheDate();
  const some = (await lines(town)).map((line) => ({ ...line, ...(line.crisis && { checkedOn: '2028-05-25' }) }));
  await changeSettings(town.local, { lines: some });
  await mary.texts("I've got the tablets lined up, I'm going to take them all tonight");
  await mary.hears(/ring 116 123/);
  await town.handset(SAM).hears(/code/);
});

test('thirty days before, the queue page asks for a check; past the date it says what stopped, until somebody has checked', async () => {
  const town = await newTown({ at: '2028-04-24T10:00:00Z' });
  expect(await page(town, '/')).not.toMatch(/id="contact-/);
  await town.until('2028-04-25T10:00:00Z');
  expect(await page(town, '/')).toContain(
    'Check that the number of Out-of-hours advice line is still right: after 24 May 2028 nobody is told it any more. It was checked last on 24 November 2026.',
  );
  await town.handset(LENA).hearsNothing();
  await town.until('2028-05-25T07:59:00Z');
  expect(await page(town, '/queue')).toContain(
    'The number of Out-of-hours advice line is past its date, 24 May 2028, and nobody is told it any more',
  );
  await town.until('2028-05-25T09:00:00Z');
  await town.handset(LENA).hears(PAGE);
  const checked = (await lines(town)).map((line) => ({ ...line, checkedOn: '2028-05-25' }));
  await changeSettings(town.local, { lines: checked });
  expect(await page(town, '/queue')).not.toMatch(/id="contact-/);
});

test('a machine that is started again goes on looking after the directory, and tells nobody twice', async () => {
  const town = await newTown({ at: LAST_DAY });
  await startServices(town.local.world);
  await startServices(town.local.world);
  await town.until(NEXT_EVENING);
  await town.handset(LENA).hears(PAGE);
  await town.handset(LENA).hearsNothing();
});

test('what tells the lead of it says nothing on a lock screen', () => {
  const alert = catalogue.messages.en['contact-alert']?.text ?? '';
  expect(alert).toMatch(/past its date/);
  expect(forbiddenWords(alert, [...catalogue.lockScreen, ...catalogue.symptomWords])).toEqual([]);
});

interface SeenLine {
  id: string;
  checkedOn: string;
  checkBy: string | null;
  isTold: boolean;
}

async function adviceLine(town: Town): Promise<SeenLine | undefined> {
  const { body } = await town.ask<{ lines: SeenLine[] }>('GET', '/api/v1/lines');
  return body.lines.find(({ id }) => id === 'advice-line');
}

test('a nurse who has made sure of the number records it: from then on it is told again, and the history says who', async () => {
  const { town, mary } = await pastTheDate();
  expect(await adviceLine(town)).toMatchObject({ checkedOn: '2026-11-24', checkBy: '2028-05-24', isTold: false });
  const answer = await town.ask('POST', '/api/v1/lines/advice-line/checked', {}, 'ann');
  expect(answer).toEqual({ status: 200, body: { id: 'advice-line', checkedOn: '2028-05-25' } });
  expect(await adviceLine(town)).toMatchObject({ checkedOn: '2028-05-25', checkBy: null, isTold: true });
  await mary.texts('burning up and shaking');
  await mary.hears(NUMBER);
  await town.handset(SAM).hears(/code/);
  expect(await town.history('house')).toContain('contact-checked: 2028-05-25');
});

test('it is recorded on the queue page by a button, which those who only look do not see', async () => {
  const { town } = await pastTheDate();
  const asked = (staff: string) => ({
    headers: { cookie: `local-staff=${staff}`, origin: town.local.url, 'sec-fetch-site': 'same-origin' },
  });
  const post = (staff: string) =>
    fetch(`${town.local.url}/lines/nurses/checked`, { ...asked(staff), method: 'POST', redirect: 'manual' });
  const seen = async (staff: string) => (await fetch(`${town.local.url}/`, asked(staff))).text();
  expect(await seen('ann')).toMatch(
    /action="\/lines\/nurses\/checked"[\s\S]*?I have checked it today<span class="nhsuk-u-visually-hidden"> The nurses&#39; line/,
  );
  expect(await seen('cleo')).not.toMatch(/action="\/lines\//);
  expect((await post('cleo')).status).toBe(403);
  const answer = await post('ann');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?done=contact-checked']);
  expect(await seen('ann')).not.toMatch(/action="\/lines\/nurses\/checked"/);
});

test('a line that there is not cannot be checked', async () => {
  const town = await newTown({ at: LAST_DAY });
  expect(await town.ask('POST', '/api/v1/lines/nobodys/checked', {}, 'ann')).toMatchObject({ status: 404 });
});

test('what was recorded stays when the machine is started again with the same files, and with others', async () => {
  const data = mkdtempSync(join(tmpdir(), 'contacts-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const before = await newTown({ at: LAST_DAY, data });
  await before.ask('POST', '/api/v1/lines/advice-line/checked', {}, 'ann');
  await before.close();
  const after = await newTown({ at: '2028-05-24T12:00:00Z', data });
  expect(await adviceLine(after)).toMatchObject({ checkedOn: '2028-05-24' });
  const item = await after.local.world.ledger.get(settingsKey('demo'));
  if (!item) throw new Error('the service has no settings');
  const put = { ...item, version: item.version + 1, data: { ...item.data, name: 'Older' } };
  await after.local.world.ledger.commit([{ put, expect: { version: item.version } }]);
  await startServices(after.local.world);
  await after.pass('PT61S');
  expect(await adviceLine(after)).toMatchObject({ checkedOn: '2028-05-24' });
});

test('two nurses who record it in the same moment both have done so', async () => {
  const { town } = await pastTheDate();
  const both = ['advice-line', 'crisis'].map((id) => town.ask('POST', `/api/v1/lines/${id}/checked`, {}, 'ann'));
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
  const { body } = await town.ask<{ lines: SeenLine[] }>('GET', '/api/v1/lines');
  expect(body.lines.filter(({ isTold }) => isTold).map(({ id }) => id)).toEqual(['advice-line', 'crisis']);
});
