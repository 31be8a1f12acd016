import axe from 'axe-core';
import { expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../../harness/browser.ts';
import { ANNA, BEN, reply, SERVICE, town, voice } from './town.ts';

async function pageOf(url: string, width: number) {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(url);
  return { page, troubles };
}

test('On the page a person texts, answers a call, speaks and presses keys; what is half written and the focus stay', {
  timeout: 30_000,
}, async () => {
  const { network, url, use, client, clock } = await town(({ path }) =>
    path === '/phone/text' ? reply('&lt;b&gt;Thank you&lt;/b&gt;') : voice('<Gather numDigits="1"><Say>Press 1.</Say></Gather>'),
  );
  network.label(ANNA, { label: 'Anna', role: 'patient' });
  network.label(BEN, { label: 'Ben <i>', role: 'responder' });
  const { page, troubles } = await pageOf(url, 1280);

  const box = page.getByLabel('Text from Anna');
  await box.fill('half a tho');
  await use(ANNA, 'texts', { body: 'from elsewhere' });
  const texts = page.getByLabel('Texts of Anna').getByRole('listitem');
  await expect.poll(() => texts.count(), { timeout: 5000 }).toBe(2);
  expect(await box.inputValue()).toBe('half a tho');
  expect(await box.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Text from Anna');
  await box.press('Enter');
  await expect.poll(() => texts.count()).toBe(4);
  expect(await texts.last().textContent()).toContain('<b>Thank you</b>');

  await client.calls.create({ from: SERVICE, to: BEN, twiml: voice('<Gather numDigits="1"><Say>Press 1.</Say></Gather>') });
  await clock.idle();
  const ben = page.getByRole('article', { name: 'Ben <i>' });
  await ben.getByRole('button', { name: 'Answer' }).click({ timeout: 5000 });
  await ben.getByText('Press 1.').waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('1');
  await ben.getByLabel('Say into the phone').fill('who is this?');
  await ben.getByRole('button', { name: 'Say', exact: true }).click();
  await ben.getByText('said “who is this?”').waitFor();
  expect((await use(BEN)).calls[0]?.transcript[1]?.says).toBe('who is this?');
  await ben.getByRole('button', { name: '1', exact: true }).click();
  await ben.getByText('pressed 1').waitFor();
  expect((await use(BEN)).calls[0]?.transcript[2]?.keys).toBe('1');

  await page.evaluate(axe.source);
  expect(await page.evaluate('axe.run().then((found) => found.violations.map((each) => each.id))')).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(troubles).toEqual([]);
});
