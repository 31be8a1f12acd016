import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { calendar, event, GOOGLE } from '../harness/calendars.ts';
import { type Desk, desk } from './desk.ts';
import { faults, unfold } from './faults.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

async function open({ alongside }: Desk, width: number): Promise<Page> {
  const context = await browser.newContext({ baseURL: alongside.url, viewport: { width, height: 800 }, javaScriptEnabled: true });
  onTestFinished(() => context.close());
  return context.newPage();
}

const file = (text: string) => ({ name: 'nights.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });

async function choose(page: Page, text: string): Promise<void> {
  await page.goto('/rota');
  await page.getByText('Import a calendar').click();
  await page.getByLabel('For which duty').selectOption('First on call');
  await page.getByLabel('The file').setInputFiles(file(text));
  await page.getByRole('button', { name: 'See what it would do' }).click();
}

test.each([1280, 360])(
  'On a screen of %i the lead imports a file, records who is on instead, and undoes it; no page has a fault',
  async (width) => {
    const lead = await desk();
    const page = await open(lead, width);
    const sound = async () => {
      await unfold(page);
      expect(await faults(page), page.url()).toEqual([]);
    };

    const stranger = event('UID:1', 'DTSTART:20261201T170000Z', 'DTEND:20261202T090000Z', 'SUMMARY:Locum');
    await choose(page, calendar(stranger));
    await page.getByRole('link', { name: 'Line 4, “Locum”: names nobody of the staff' }).waitFor();
    await sound();

    await choose(page, GOOGLE);
    await page.getByRole('heading', { name: 'What the calendar would put on the rota for First on call' }).waitFor();
    await sound();
    await page.getByRole('button', { name: 'Import these shifts' }).click();
    await page.getByText('Imported. The calendar is on the rota.').waitFor();
    await page.getByText('3 shifts for First on call, imported').first().waitFor();

    await page.getByText('Somebody else, or nobody, for a while').click();
    const form = page.locator('form[action="/rota/overrides"]');
    await form.getByLabel('Which duty').selectOption('Second on call');
    await form.getByLabel('Who holds it').selectOption('Bel Okafor');
    await form.getByRole('button', { name: 'Record the change' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    expect(await form.getByLabel('Who holds it').inputValue()).toBe('bel');
    await sound();
    await form.getByLabel('Time of day, From').fill('17:00');
    await form.getByLabel('Time of day, To').fill('23:00');
    await form.getByLabel('Why').fill('Alex is away');
    await form.getByRole('button', { name: 'Record the change' }).click();
    await page.getByText('Recorded. It holds from now on.').waitFor();
    await sound();
    await page.getByRole('button', { name: 'Undo Second on call' }).click();
    await page.getByText('Taken back.').waitFor();
  },
  60_000,
);
