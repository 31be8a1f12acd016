import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { settingsOf } from '../../functions/flows/settings.ts';
import { launchBrowser } from '../harness/browser.ts';
import { desk } from './desk.ts';
import { faults, unfold } from './faults.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

const VALLEY = {
  id: 'valley',
  name: 'Valley night line',
  saidAs: 'the valley line',
  number: '01632 960070',
  hours: 'own',
  'from-3': '18:00',
  'to-3': '06:00',
  bankHolidays: 'as-usual',
  areas: 'Valley, Upper Valley',
  within: '6',
  unit: 'M',
  audience: 'patients',
  ladder: 'night',
};

test('A lead adds a line, records its agreement and its test, and tries the choice, without any script', async () => {
  const lead = await desk();
  expect((await lead.post('/directory', VALLEY)).to).toBe('/directory/valley?done=line-added');
  const seen = async () => (await lead.get('/directory')).html.split('id="line-valley"')[1]?.split('</li>')[0] ?? '';
  expect(await seen()).toContain('cannot be chosen: nobody has agreed');
  expect(await seen()).toContain('Wednesday 18:00 to 06:00, bank holidays as usual');
  expect(await seen()).toContain('Valley, Upper Valley; treated within 6 months');
  const day = (name: string) => ({ [`${name}-day`]: '24', [`${name}-month`]: '11', [`${name}-year`]: '2026' });
  await lead.post('/directory/valley/agreed', { 'agreed-by': 'Dr Hale', ...day('agreed-on') });
  expect(await seen()).toContain('cannot be chosen: nobody has tested it');
  await lead.post('/directory/valley/tested', { 'tested-by': 'Lena Marsh', ...day('tested-on') });
  expect(await seen()).toContain('closed until');
  expect(await seen()).toContain('Dr Hale, 24 November 2026');
  const ask = new URLSearchParams({
    ...{ try: 'yes', nation: 'england', area: 'upper valley', treated: 'ongoing', topic: 'symptom', urgency: 'urgent' },
    ...{ 'at-day': '25', 'at-month': '11', 'at-year': '2026', time: '21:30' },
  });
  const choice = async (query: URLSearchParams) =>
    (await lead.get(`/directory?${query}`)).html.split('id="choice"')[1]?.split('</section>')[0] ?? '';
  expect(await choice(ask)).toContain('Valley night line, 01632 960070');
  ask.set('treated', 'never');
  expect(await choice(ask)).toContain('Out-of-hours advice line, 01632 960010');
  expect(await choice(ask)).toContain('Valley night line: no treatment is recorded');
  ask.set('topic', 'feeling');
  expect(await choice(ask)).toMatch(/For thoughts of suicide they are told of <b>Samaritans, 116 123<\/b>, after 999/);
  expect((await lead.post('/directory/valley/retire')).to).toBe('/directory?done=line-retired');
  expect(await seen()).toBe('');
  expect((await lead.post('/directory/valley/restore')).to).toBe('/directory/valley?done=line-restored');
  expect(await seen()).toContain('Dr Hale, 24 November 2026');
  expect((await lead.post('/directory/valley/restore')).status).toBe(404);
  expect((await lead.post('/directory/valley/restore', {}, 'ann')).status).toBe(403);
});

test('A line of the files is retired, listed as such, and brought back', async () => {
  const lead = await desk();
  await lead.post('/directory/borders-line/retire');
  const page = (await lead.get('/directory')).html;
  expect(page).toContain('id="retired-borders-line"');
  expect(page).not.toContain('id="line-borders-line"');
  await lead.post('/directory/borders-line/restore');
  expect((await lead.get('/directory')).html).toContain('id="line-borders-line"');
});

test('A change shows what stands, and another number is told to nobody', async () => {
  const lead = await desk();
  const { html } = await lead.get('/directory/community-line');
  expect(html).toMatch(/id="from-6"[^>]*value="09:00"/);
  expect(html).toMatch(/id="areas"[^>]*value="Northshire"/);
  await lead.post('/directory/nurses', { name: 'The nurses', saidAs: 'the nurses', number: '01632 960021', hours: 'staffed' });
  const { lines } = await settingsOf(lead.alongside.world, 'demo', true);
  expect(lines.find(({ id }) => id === 'nurses')).toEqual({
    ...{ id: 'nurses', name: 'The nurses', saidAs: 'the nurses', number: '+441632960021', hours: 'staffed' },
    checkedOn: '2026-11-24',
  });
});

test.each([
  ['/directory', { ...VALLEY, id: 'Valley Line' }, '#id', 'must be small letters'],
  ['/directory', { ...VALLEY, number: '1' }, '#number', 'The number must be a number'],
  ['/directory', { ...VALLEY, 'to-3': '' }, '#hours', 'When it answers must be'],
  ['/directory', { ...VALLEY, within: 'six' }, '#within', 'must be so many weeks or months'],
  ['/directory', { ...VALLEY, saidAs: 'the hospice' }, '#saidAs', 'a lock screen would show'],
  ['/directory/nurses/agreed', {}, '#agreed-by', 'Who has agreed needs some text'],
  [
    '/directory/nurses/agreed',
    { 'agreed-by': 'Dr Hale', 'agreed-on-day': '25', 'agreed-on-month': '11', 'agreed-on-year': '2026' },
    '#agreed-on',
    'lies after today',
  ],
  [
    '/directory/nurses/tested',
    { 'tested-by': 'Ann', 'tested-on-day': '31', 'tested-on-month': '2', 'tested-on-year': '2026' },
    '#tested-on',
    'must be a date that exists',
  ],
])('%s with %o is shown again, with what is wrong beside its field', async (path, form, href, words) => {
  const page = await (await desk()).post(path, form);
  expect(page.status).toBe(400);
  expect(page.html).toContain(`href="${href}"`);
  expect(page.html).toContain(words);
  expect(page.html).toMatch(new RegExp(`id="${href.slice(1)}"`));
});

test('A nurse sees the directory and tries it, and changes nothing; a line that there is not is not found', async () => {
  const nurse = await desk();
  const { html } = await nurse.get('/directory', 'ann');
  expect(html).toContain('The nurses&#39; line');
  expect(html).not.toContain('Change, agree or test');
  expect((await nurse.get('/directory/nurses', 'ann')).status).toBe(403);
  expect((await nurse.post('/directory/nurses/retire', {}, 'ann')).status).toBe(403);
  expect((await nurse.get('/directory/nobodys')).status).toBe(404);
  expect((await nurse.post('/directory/crisis/test-call')).html).toContain('ring it by hand');
  expect((await nurse.get('/directory?try=yes&nation=mercia', 'ann')).status).toBe(400);
});

test('The pages of the directory have no fault at any width', async () => {
  const { alongside, post } = await desk();
  await post('/directory/nurses/test-call');
  const context = await browser.newContext({ baseURL: alongside.url });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const tried =
    '/directory?try=yes&nation=england&treated=never&topic=feeling&urgency=urgent&at-day=25&at-month=11&at-year=2026&time=21:30';
  for (const path of [tried, '/directory/new', '/directory/nurses', '/directory/crisis']) {
    await page.goto(path);
    await unfold(page);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await faults(page), `${path} at ${width}`).toEqual([]);
      if (process.env.SHOTS)
        await page.screenshot({
          path: `${process.env.SHOTS}/${path.replace(/\W+/g, '-').slice(0, 24)}-${width}.png`,
          fullPage: true,
        });
    }
  }
}, 90_000);

test('What decides which lines she may ring is asked at enrolment, shown on her page, and changed there', async () => {
  const nurse = await desk('2026-11-24T21:00:00Z');
  const enrolled = await nurse.post(
    '/enrol',
    {
      name: 'Joan Fletcher',
      nhsNumber: '9434765870',
      phone: '07700 900203',
      channel: 'text',
      language: 'en',
      boneDisease: 'yes',
    },
    'ann',
  );
  const path = (enrolled.to ?? '').split('?')[0] ?? '';
  expect((await nurse.get(path, 'ann')).html).toMatch(/<dt>Bone disease<\/dt>\s*<dd>yes/);
  await nurse.post(`${path}/lines`, { nation: 'scotland', area: 'Borders', knownToPalliativeTeam: 'yes' }, 'ann');
  const { html } = await nurse.get(path, 'ann');
  expect(html).toContain('Borders, Scotland');
  expect(html).toMatch(/<dt>Palliative team<\/dt>\s*<dd>yes/);
  expect(html).not.toContain('<dt>Bone disease</dt>');
  await nurse.text('+447700900203', 'burning up and shaking');
  const card = (await nurse.get('/', 'ann')).html;
  expect(card).toContain('Borders night line, 01632 960050');
  expect(card).toMatch(/Why this line[\s\S]*The nurses&#39; line: it is for when the service is open/);
});
