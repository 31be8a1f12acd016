import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { desk, MARY } from './desk.ts';
import { faults, unfold } from './faults.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

test.each([1280, 360])(
  'The night, a story to print, a notice, and needs and plans, without script at %i',
  { timeout: 120_000 },
  async (width) => {
    const nurse = await desk('2026-11-25T22:00:00Z');
    const id = await nurse.enrol({ dateOfBirth: '1958-04-12' });
    await nurse.text(MARY, 'burning up and shaking');
    const context = await browser.newContext({
      baseURL: nurse.alongside.url,
      viewport: { width, height: 900 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    const seen = async (name: string) => {
      const scripted = await browser.newContext({ baseURL: nurse.alongside.url, viewport: { width, height: 900 } });
      const same = await scripted.newPage();
      await same.goto(page.url());
      await unfold(same);
      expect(await faults(same), `${page.url()} at ${width}`).toEqual([]);
      if (process.env.SHOTS) await same.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
      await scripted.close();
    };

    await page.goto(`/patients/${id}`);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByLabel('Spoke to the patient').check();
    await page.getByRole('button', { name: 'Close' }).last().click();

    const { clock } = nurse.alongside;
    await clock.moveTo(clock.now().plus({ hours: 11, minutes: 5 }));
    await page.goto('/');
    expect(await page.locator('#night').textContent()).toMatch(/Last night.*Mary.*burning up and shaking.*Spoke to the patient/s);
    await seen('queue');
    await page.getByRole('link', { name: 'To print Mary' }).click();
    expect(await page.locator('main').textContent()).toMatch(
      /Mary Thornton wrote: “burning up and shaking”.*an escalation began.*accepted it/s,
    );
    await seen('story');
    await page.goto('/');
    await page.getByRole('button', { name: 'Seen Mary' }).click();
    expect(await page.locator('#night').count()).toBe(0);

    await page.goto(`/patients/${id}`);
    expect(await page.getByText('Escalations that are over').count()).toBe(1);
    await seen('patient');
    await page.getByRole('link', { name: 'To print the notice' }).click();
    expect(await page.locator('main').textContent()).toMatch(
      /Contact with Alongside about Mary Thornton.*born 12 April 1958.*not sent/s,
    );
    await seen('notice');
    await page.goto(`/patients/${id}`);
    await page.getByRole('button', { name: 'I have sent it' }).click();
    expect(await page.locator('main').textContent()).toMatch(/Sent by Lena Marsh/);

    await page.getByRole('link', { name: 'Needs and plans' }).click();
    await page.getByLabel('They cannot hear or speak on a phone').check();
    await page.getByLabel('A death at home is expected').check();
    await page.getByLabel('The line to ring then').selectOption('advice-line');
    await page.getByLabel('Recorded by').fill('');
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await page.locator('main').textContent()).toContain('Recorded by');
    expect(await page.getByLabel('They cannot hear or speak on a phone').isChecked()).toBe(true);
    await seen('care');
    await page.getByLabel('Recorded by').fill('Dr Rao');
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await page.locator('main').textContent()).toMatch(
      /text only, no voice call.*a death at home is expected.*Out-of-hours advice line.*recorded by Dr Rao/s,
    );
    await page.getByRole('link', { name: 'Needs and plans' }).click();
    await page.getByLabel('A death at home is expected').uncheck();
    await page.getByLabel('The line to ring then').selectOption('');
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await page.locator('main').textContent()).not.toContain('Plans on record');
    await page.goto('/enrol');
    await seen('enrol');
    await context.close();
  },
);
