import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { type Desk, desk, MARY } from './desk.ts';
import { faults, unfold } from './faults.ts';

/** Where a patient stands with being contacted, and what is for many at once, on the pages. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

async function open({ alongside }: Desk, { as = 'ann', width = 1280, javaScriptEnabled = true } = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: alongside.url, viewport: { width, height: 800 }, javaScriptEnabled });
  onTestFinished(() => context.close());
  await context.addCookies([{ name: 'local-staff', value: as, url: alongside.url }]);
  return context.newPage();
}

const main = (page: Page) => page.locator('main').textContent();

test('Without script: hospital until a day, home again, personal contact only and back, each said on the page', async () => {
  const nurse = await desk();
  const id = await nurse.enrol();
  const page = await open(nurse, { javaScriptEnabled: false, width: 360 });
  await page.goto(`/patients/${id}`);
  const hospital = page.locator('details').filter({ hasText: 'Home on' });
  await hospital.locator('summary').click();
  await hospital.getByLabel('Day').fill('1');
  await hospital.getByLabel('Month').fill('11');
  await hospital.getByLabel('Year').fill('2026');
  await hospital.getByRole('button', { name: 'Record' }).click();
  expect(await main(page)).toContain('The day they come home must be later than today.');
  await hospital.getByLabel('Month').fill('12');
  await hospital.getByRole('button', { name: 'Record' }).click();
  expect(await main(page)).toContain('Nothing is asked while they are in hospital.');
  expect(await main(page)).toContain('in hospital until Tue 1 Dec 00:00');
  await page.getByRole('button', { name: 'Home again' }).click();
  expect(await main(page)).not.toContain('in hospital until');

  await page.locator('summary').filter({ hasText: 'Personal contact only' }).click();
  await page.getByRole('button', { name: 'Personal contact only' }).click();
  expect(await main(page)).toContain('personal contact only, by Ann Lee');
  await page.getByRole('button', { name: 'Automatic contact again' }).click();
  expect(await main(page)).not.toContain('personal contact only, by');
});

test.each([
  ['Asked: wants the texts', 'Recorded. What was planned goes on.', false],
  ['Asked: wants no more texts', 'Recorded as opted out.', true],
])('Somebody else has asked to stop: the page says what to think of, and "%s" ends it', async (button, said, isOptedOut) => {
  const nurse = await desk();
  const id = await nurse.enrol();
  await nurse.text(MARY, 'please stop texting my wife');
  const page = await open(nurse);
  await page.goto(`/patients/${id}`);
  expect(await main(page)).toContain('asked to stop by somebody else');
  expect(await page.getByRole('region', { name: 'Somebody else asked for the texts to stop' }).textContent()).toMatch(
    /nobody else sees or hears.*safeguarding.*no more than thanks/s,
  );
  await page.getByRole('button', { name: button }).click();
  expect(await main(page)).toContain(said);
  expect(await page.getByRole('region', { name: 'Somebody else asked' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Opt in again' }).count()).toBe(isOptedOut ? 1 : 0);
});

test('What an item says beside what it is about stands in the queue and on the page', async () => {
  const nurse = await desk();
  const id = await nurse.enrol();
  await nurse.text(MARY, 'Feet are a bit sore since the weekend');
  await nurse.text(MARY, 'STOP');
  for (const path of ['/', `/patients/${id}`])
    expect((await nurse.get(path)).html, path).toContain('Also: wants no more texts: agree another way to stay in touch');
});

/** Lena has proposed a message to Ann's patients, of whom there are two. */
async function proposed(): Promise<{ nurse: Desk; path: string; lena: Page }> {
  const nurse = await desk();
  await nurse.enrol();
  await nurse.enrol({ name: 'Sunita Rao', nhsNumber: '9997416228', phone: '+447700900802' });
  await nurse.enrol({ name: 'Ruth Bell', nhsNumber: '9434765919', phone: '+447700900803', nurse: 'bel' });
  const lena = await open(nurse, { as: 'lena', javaScriptEnabled: false });
  await lena.goto('/bulk');
  await lena.locator('summary').filter({ hasText: 'A message' }).click();
  const form = lena.locator('form').filter({ hasText: 'Which message' });
  await form.getByRole('button', { name: 'Propose the message' }).click();
  expect(await main(lena)).toContain('Choose a message.');
  await form.getByLabel('Whose patients').selectOption('ann');
  await form.getByLabel('Today we may be slower').check();
  await form.getByRole('button', { name: 'Propose the message' }).click();
  expect(await main(lena)).toContain('Nothing happens until another person has approved it.');
  return { nurse, path: new URL(lena.url()).pathname, lena };
}

test('Without script: one proposes a message, sees whom it concerns and cannot approve it; another approves it', async () => {
  const { nurse, path, lena } = await proposed();
  expect(await main(lena)).toMatch(/the patients of Ann Lee:\s+2 people/);
  const people = await lena.getByRole('region', { name: 'Whom it concerns' }).textContent();
  expect(people).toMatch(/Mary Thornton.*Sunita Rao/s);
  expect(people).not.toContain('Ruth');
  expect(await main(lena)).toContain('Mary, it is Alongside. Today we may be slower');
  expect(await lena.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect((await nurse.post(`${path}/approve`, {}, 'lena')).html).toContain('Another person must approve what you have proposed.');

  const ann = await open(nurse, { as: 'ann', javaScriptEnabled: false });
  await ann.goto(path);
  await ann.getByRole('button', { name: 'Approve for 2 people' }).click();
  await ann.goto(ann.url());
  expect(await main(ann)).toMatch(/done.*2 of 2 done/s);
  expect(await ann.getByRole('region', { name: 'Who did what' }).textContent()).toMatch(
    /Lena Marsh: proposed it.*Ann Lee: approved it/s,
  );
});

test('Who may only look, and who is on call at night, finds no button; a form sent all the same does nothing', async () => {
  const { nurse, path } = await proposed();
  for (const staff of ['sam', 'cleo']) {
    const page = await open(nurse, { as: staff });
    for (const each of ['/bulk', path]) {
      await page.goto(each);
      expect(await page.locator('main').getByRole('button').count(), `${staff} at ${each}`).toBe(0);
    }
    expect((await nurse.post(`${path}/approve`, {}, staff)).status).toBe(403);
    expect((await nurse.post('/bulk', { does: 'message', message: 'nurses-away' }, staff)).status).toBe(403);
  }
  expect((await nurse.get(path)).html).toContain('>waiting<');
});

test('No page has a fault that axe-core finds or runs over a narrow screen', { timeout: 90_000 }, async () => {
  const { nurse, path } = await proposed();
  const [id] = /[^/]+$/.exec(/\/patients\/(\w+)/.exec((await nurse.get('/patients')).html)?.[0] ?? '') ?? [];
  await nurse.text(MARY, 'please stop texting my wife');
  await nurse.post(`/patients/${id}/hospital`, {}, 'ann');
  await nurse.post(`/patients/${id}/personal-contact-only`, {}, 'ann');
  const page = await open(nurse);
  const wrong = async (form: string, button: string) => {
    await page.goto('/bulk');
    await page.locator('summary').filter({ hasText: form }).click();
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  };
  const pages = [
    '/bulk',
    path,
    `/patients/${id}`,
    '/',
    () => wrong('A pause', 'Propose the pause'),
    () => wrong('A message', 'Propose the message'),
    () => wrong('Another nurse', 'Propose the change'),
  ];
  for (const each of pages) {
    await (typeof each === 'string' ? page.goto(each) : each());
    await unfold(page);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await faults(page), `${page.url()} at ${width}`).toEqual([]);
    }
  }
});
