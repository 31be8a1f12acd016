import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { settingsOf } from '../../functions/flows/settings.ts';
import { launchBrowser } from '../harness/browser.ts';
import { changeSettings } from '../harness/settings.ts';
import { type Desk, desk, MARY } from './desk.ts';
import { faults, unfold } from './faults.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

/** A page of somebody's own, and everything that went wrong on it: script errors and what the content policy stopped. */
async function open({ alongside }: Desk, options: { javaScriptEnabled?: boolean; width?: number } = {}) {
  const { width = 1280, ...more } = options;
  const context = await browser.newContext({ baseURL: alongside.url, viewport: { width, height: 800 }, ...more });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.text().startsWith('VIOLATION') && troubles.push(message.text()));
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (event) => console.log('VIOLATION ' + event.violatedDirective + ' ' + event.blockedURI))`,
  );
  return { page, troubles };
}

const focused = (page: Page) => page.evaluate('document.activeElement.id');

test('A nurse’s morning by keyboard: a text arrives without a reload, she claims it, answers it, and closes it', async () => {
  const nurse = await desk();
  const { enrol, text, textsOn } = nurse;
  const id = await enrol();
  await enrol({ name: 'Sunita Rao', nhsNumber: '9997416228', phone: '+447700900802' });
  await text('+447700900802', 'MONEY');
  const { page, troubles } = await open(nurse);

  await page.goto('/');
  await page.getByRole('button', { name: 'Claim Sunita' }).focus();
  const focusedBefore = await focused(page);
  await page.evaluate('document.body.dataset.loaded = "once"');
  await text(MARY, 'Feet are a bit sore since the weekend');
  await page.getByText('Feet are a bit sore').waitFor({ timeout: 8000 });
  expect(await focused(page)).toBe(focusedBefore);
  expect(await page.evaluate('document.body.dataset.loaded')).toBe('once');
  expect(await page.getByRole('status').textContent()).toContain('2 in the queue');

  await page.getByRole('button', { name: 'Claim Mary' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('It is yours.').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/patients/${id}`);
  await page.getByLabel('Reply by text to 07700 900801').focus();
  await page.keyboard.type('Thank you Mary, I will ring at two');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('The reply is on its way.').waitFor();
  expect(await textsOn(MARY)).toContain('Thank you Mary, I will ring at two');
  await page.reload();
  expect(await page.getByRole('list').filter({ hasText: 'I will ring at two' }).textContent()).toContain('Lena Marsh');

  await page.getByLabel('Answered by text').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Closed.').waitFor();
  expect(await page.getByText('Feet are a bit sore').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Sunita', exact: true }).count()).toBe(1);
  expect(troubles).toEqual([]);
});

test('When the list can no longer be brought up to date, what was there stays and the page says so, until it can again', async () => {
  const nurse = await desk();
  await nurse.enrol();
  await nurse.text(MARY, 'MONEY');
  const { page, troubles } = await open(nurse);
  await page.clock.install();
  await page.goto('/');
  const stale = page.getByText('This page is no longer kept up to date.');
  await page.route('**/queue', (route) => route.fulfill({ status: 500, body: 'broken' }));
  for (let passed = 0; passed < 30; passed += 5) await page.clock.runFor(5000);
  await stale.waitFor();
  expect(await page.getByRole('button', { name: 'Claim Mary' }).isVisible()).toBe(true);
  expect(await page.getByText('broken').count()).toBe(0);
  await page.unroute('**/queue');
  await nurse.text(MARY, 'WORK');
  await page.clock.runFor(5000);
  await page.getByText('asks about work').waitFor();
  expect(await stale.isVisible()).toBe(false);
  expect(troubles).toEqual([]);
});

test('The skip link is the first stop of the keyboard and leads to the page itself', async () => {
  const nurse = await desk();
  const { page } = await open(nurse);
  await page.goto('/patients');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to main content');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('maincontent');
});

test('From the bar the clock moves and another person signs in, on the page that one was on', async () => {
  const nurse = await desk();
  await nurse.enrol();
  const { page, troubles } = await open(nurse);
  await page.goto('/patients');
  await page.getByRole('button', { name: 'An hour on' }).click();
  await page.getByText('Tuesday 24 November, 11:30').waitFor();
  await page.getByRole('button', { name: 'Tonight 9 pm' }).click();
  await page.getByText('Tuesday 24 November, 21:00').waitFor();
  await page.getByRole('button', { name: 'Tomorrow 9 am' }).click();
  await page.getByText('Wednesday 25 November, 09:00').waitFor();
  expect(nurse.alongside.clock.now().toISO()).toBe('2026-11-25T09:00:00.000Z');
  await page.getByLabel('Signed in').selectOption('sam');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByText('Sam Reid, out of hours', { exact: true }).and(page.getByRole('paragraph')).waitFor();
  expect(new URL(page.url()).pathname).toBe('/patients');
  expect(await page.getByRole('link', { name: 'Phones' }).getAttribute('href')).toBe(nurse.alongside.phoneUrl);
  expect(troubles).toEqual([]);
});

test('Without script: a text is claimed, answered and closed all the same', async () => {
  const nurse = await desk();
  await nurse.enrol();
  await nurse.text(MARY, 'MONEY');
  const { page } = await open(nurse, { javaScriptEnabled: false, width: 360 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Claim Mary' }).click();
  await page.getByLabel('Reply by text').fill('Your benefits letter is here');
  await page.getByRole('button', { name: 'Send reply' }).click();
  expect(await page.getByLabel('Reply by text').inputValue()).toBe('Your benefits letter is here');
  await page.getByLabel('Send it all the same').check();
  await page.getByRole('button', { name: 'Send reply' }).click();
  expect(await nurse.textsOn(MARY)).toContain('Your benefits letter is here');
  await page.getByLabel('In my own words').check();
  await page.getByLabel('In your own words').fill('The adviser has her letter');
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.locator('main').textContent()).toContain('Nobody is waiting for an answer.');
});

test('What somebody fills in to correct a reading stays while the list behind it is brought up to date', async () => {
  const nurse = await desk();
  await nurse.enrol();
  await nurse.enrol({ name: 'Sunita Rao', nhsNumber: '9997416228', phone: '+447700900802' });
  await nurse.text(MARY, 'Feet are a bit sore since the weekend');
  const { page, troubles } = await open(nurse);
  await page.goto('/');
  await page.getByText('Read wrongly? Mary').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('urgent: a nurse now, day or night').focus();
  await page.keyboard.press('Space');
  await nurse.text('+447700900802', 'MONEY');
  await page.getByText('asks about money').waitFor({ timeout: 8000 });
  const urgent = page.getByLabel('urgent: a nurse now, day or night').first();
  expect(await urgent.isVisible()).toBe(true);
  expect(await urgent.isChecked()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Noted, and it is in the queue as what you say it is.').waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: 'Feet are a bit sore' }).textContent()).toContain('urgent');
  expect(troubles).toEqual([]);
});

test('A text is tried by keyboard, and the page says how it would be read', async () => {
  const nurse = await desk();
  const { page, troubles } = await open(nurse);
  await page.goto('/readings');
  await page.getByLabel('The text').focus();
  await page.keyboard.type('loose poo');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Treatment').selectOption('abemaciclib');
  await page.getByRole('button', { name: 'Read it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'It would be read as' }).waitFor();
  expect(await page.getByRole('table', { name: 'Because' }).textContent()).toContain('treatments: abemaciclib: loose stools');
  expect(new URL(page.url()).search).toBe('');
  expect(await page.getByLabel('The text').inputValue()).toBe('loose poo');
  expect(await page.getByLabel('Treatment').inputValue()).toBe('abemaciclib');
  expect(troubles).toEqual([]);
});

test('Who hears that something was not done hears why first: the focus is there', async () => {
  const nurse = await desk();
  const id = await nurse.enrol();
  await nurse.text(MARY, 'MONEY');
  const { page, troubles } = await open(nurse);
  await page.goto(`/patients/${id}`);
  await page.getByRole('button', { name: 'Claim' }).waitFor();
  await nurse.post((await page.locator('form[action$="/claim"]').getAttribute('action')) ?? '', {}, 'bel');
  await page.getByRole('button', { name: 'Claim' }).click();
  await page.getByText('Bel Okafor has it.').waitFor();
  expect(await focused(page)).toBe('refusal');
  expect(troubles).toEqual([]);
});

test('Without script: what has happened is recorded, its date put right and taken back, and the number changed', async () => {
  const nurse = await desk();
  const id = await nurse.enrol();
  const { page } = await open(nurse, { javaScriptEnabled: false, width: 360 });
  const type = async (day: string) => {
    const boxes = page.locator('form').filter({ hasText: /^\s*(What|When it was)/ });
    for (const [box, value] of [
      ['Day', day],
      ['Month', '11'],
      ['Year', '2026'],
    ] as const)
      await boxes.getByLabel(box).fill(value);
  };
  await page.goto(`/patients/${id}`);
  await page.getByText('Record what has happened').click();
  await page.getByLabel('Progression').check();
  await type('45');
  await page.locator('form').filter({ hasText: 'Progression' }).getByRole('button', { name: 'Record' }).click();
  expect(await page.getByLabel('Progression').isChecked()).toBe(true);
  await type('18');
  await page.locator('form').filter({ hasText: 'Progression' }).getByRole('button', { name: 'Record' }).click();
  await page.getByRole('link', { name: 'Put right Progression' }).click();
  await type('17');
  await page.getByRole('button', { name: 'Put the date right' }).click();
  await page.getByRole('link', { name: 'Put right Progression, 17 November 2026' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  expect(await page.locator('main').textContent()).toContain('Taken back. Whatever it had replaced goes on.');
  await page.locator('summary').filter({ hasText: 'New phone number' }).click();
  await page.getByLabel('New number').fill('07700 900877');
  await page.getByLabel('How you made sure who it is').fill('date of birth');
  await page.getByRole('button', { name: 'Change the number' }).click();
  expect(await page.locator('main').textContent()).toContain('The number is changed.');
});

test('Without script: a text is tried, one of the sample is looked at, and a reading is corrected', async () => {
  const nurse = await desk();
  await changeSettings(nurse.alongside, { weeklySample: { oneIn: 1 } });
  await nurse.enrol();
  await nurse.text(MARY, 'fine thanks');
  await nurse.alongside.clock.moveTo(nurse.alongside.clock.now().plus({ minutes: 1 }));
  await nurse.text(MARY, 'all good here');
  await nurse.alongside.clock.moveTo(nurse.alongside.clock.now().plus({ days: 6 }));
  const { page } = await open(nurse, { javaScriptEnabled: false, width: 360 });
  await page.goto('/');
  await page.getByRole('link', { name: '2 texts that were closed without a nurse wait for a look' }).click();
  await page.getByRole('button', { name: 'Right' }).first().click();
  await page.getByText('Noted. Thank you.').waitFor();
  await page.locator('summary').filter({ hasText: 'Wrong' }).click();
  await page.getByLabel('soon: the next working day').check();
  await page.getByLabel('and about').selectOption('feeling');
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByText('Nothing waits for a look.').waitFor();
  await page.getByLabel('The text').fill('temp is 39');
  await page.getByRole('button', { name: 'Read it' }).click();
  expect(await page.getByRole('region', { name: 'It would be read as' }).textContent()).toContain('urgent');
  await page.goto('/');
  expect(await page.locator('#items').textContent()).toContain('all good here');
});

/** A patient of whom there is something to see on every page, late in the evening. */
async function lateInTheEvening(): Promise<{ nurse: Desk; id: string; event: string }> {
  const nurse = await desk('2026-11-18T10:30:00Z');
  const { lines } = await settingsOf(nurse.alongside.world, 'demo');
  // The last line is past its date, the one before it soon will be.
  const dates = [...lines.slice(2).map(({ checkedOn }) => checkedOn), '2025-06-10', '2025-01-01'];
  const aged = lines.map((line, place) => ({ ...line, checkedOn: dates[place] ?? line.checkedOn }));
  await changeSettings(nurse.alongside, { weeklySample: { oneIn: 1 }, lines: aged });
  const id = await nurse.enrol({ agreement: { takenBy: 'Ann Lee', on: '2026-11-02', how: 'in clinic' } });
  await nurse.text(MARY, 'fine thanks');
  await nurse.post(`/patients/${id}/events`, { kind: 'progression', 'on-day': '18', 'on-month': '11', 'on-year': '2026' }, 'ann');
  const event = /\/events\/([^"]+)/.exec((await nurse.get(`/patients/${id}`)).html)?.[1] ?? '';
  await nurse.alongside.clock.moveTo(nurse.alongside.clock.now().set({ day: 24, hour: 21 }));
  await nurse.text(MARY, 'I have a fever of 39 and I am shivering');
  await nurse.text('+447700900555', 'who is this');
  return { nurse, id, event };
}

/** No fault on any of these pages with everything on them unfolded; a function goes there by itself. */
async function expectNoFaults(page: Page, pages: readonly (string | (() => Promise<void>))[]): Promise<void> {
  for (const each of pages) {
    await (typeof each === 'string' ? page.goto(each) : each());
    await unfold(page);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await faults(page), `${page.url()} at ${width}`).toEqual([]);
    }
  }
}

/** Every page is looked at twice by axe-core, which takes a while on a busy machine. */
const LONG = 90_000;

test('No page has a fault that axe-core finds, runs over a narrow screen, or breaks the content policy', {
  timeout: LONG,
}, async () => {
  const { nurse, id, event } = await lateInTheEvening();
  const { html: queue } = await nurse.get('/');
  expect([queue.includes('is past its date'), queue.includes('is still right')]).toEqual([true, true]);
  const { page, troubles } = await open(nurse);
  const stranger = /\/people\/\w+/.exec((await nurse.get('/')).html)?.[0] ?? '';
  const tried = async () => {
    await page.goto('/readings');
    await page.getByLabel('The text').fill('my temp is 38.4, no chest pain');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: 'It would be read as' }).waitFor();
  };
  const text = /\/texts\/[^/"]+/.exec((await nurse.get('/')).html)?.[0] ?? '';
  await expectNoFaults(page, [
    ...['/', '/readings', tried, text, '/patients', '/enrol', '/bulk', stranger, '/nothing'],
    ...[`/patients/${id}`, `/patients/${id}/deceased`, `/patients/${id}/events/${event}`],
    ...['/pathways', '/pathways?kind=progression&on-day=20&on-month=11&on-year=2026&nation=wales'],
  ]);
  expect(troubles).toEqual([]);
});

test('Nor has one on which something that was typed is refused', { timeout: LONG }, async () => {
  const { nurse, id, event } = await lateInTheEvening();
  const { page, troubles } = await open(nurse);
  const refusedReply = async () => {
    await page.goto(`/patients/${id}`);
    await page.getByLabel('Reply by text').fill('chemo');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  };
  const refusedEnrolment = async () => {
    await page.goto('/enrol');
    await page.getByRole('button', { name: 'Enrol' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  };
  const triedWrongly = async () => {
    await page.goto('/readings');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  };
  const refused = async (path: string, form: Record<string, string>) => {
    await page.goto(path.replace(/\/(events|number|pause|hospital)$/, ''));
    await page.evaluate(`(() => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: ${JSON.stringify(path)} });
      for (const [name, value] of Object.entries(${JSON.stringify(form)}))
        form.append(Object.assign(document.createElement('input'), { name, value }));
      document.body.append(form);
      form.submit();
    })()`);
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  };
  const typed = (name: string, day: string, month: string, year: string) => ({
    [`${name}-day`]: day,
    [`${name}-month`]: month,
    [`${name}-year`]: year,
  });
  await expectNoFaults(page, [
    ...[refusedReply, refusedEnrolment, triedWrongly],
    '/pathways?kind=diagnosis&on-day=31&on-month=2&on-year=2026',
    () => refused(`/patients/${id}/events`, { kind: 'progression', ...typed('on', '31', '2', '2026') }),
    () => refused(`/patients/${id}/events/${event}`, typed('on', '1', '1', '2036')),
    () => refused(`/patients/${id}/number`, { phone: '12' }),
    () => refused(`/patients/${id}/pause`, typed('until', '1', '1', '2020')),
    () => refused(`/patients/${id}/hospital`, typed('home', '45', '1', '2027')),
  ]);
  expect(troubles).toEqual([]);
});
