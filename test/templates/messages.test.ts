import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forbiddenWords } from '../../functions/care/lock-screen.ts';
import { measured } from '../../functions/platform/catalogue/check-messages.ts';
import { readMessages } from '../../functions/platform/catalogue/read-messages.ts';
import { messageTable } from '../../infra/local/messages-command.ts';
import { catalogue } from '../harness/town.ts';

const { en } = catalogue.messages;
const messages = readMessages(join(import.meta.dirname, '../../templates'));

/** Every form of every message in every language, as it is with the longest real values. */
const forms = (['en', 'cy'] as const).flatMap((language) =>
  Object.keys(messages[language]).flatMap((id) => measured(messages, language, id)),
);
const texts = forms
  .filter(({ path }) => path.at(-1) === 'text')
  .map((form) => [form.language, form.id, form.template, messages[form.language][form.id]?.data.segments ?? 0, form] as const);

test('no text holds a word that a lock screen must not show', () => {
  expect(texts.length).toBeGreaterThan(90);
  for (const [language, id, , , { words }] of texts)
    expect(forbiddenWords(words, [...catalogue.lockScreen, ...catalogue.symptomWords]), `${language}/${id}`).toEqual([]);
});

test('nor does what anybody of the directory or of the staff is said as', () => {
  for (const { lines, staff } of catalogue.services) {
    for (const { saidAs } of [...lines, ...staff]) expect(forbiddenWords(saidAs, catalogue.lockScreen)).toEqual([]);
  }
});

test('the list of the lock screen holds every treatment by each of its names, but for the row of what no other row knows', () => {
  for (const { name, names } of catalogue.reading.treatments.treatments.filter(({ name }) => name !== 'other')) {
    for (const each of [name, ...names]) expect(forbiddenWords(`about your ${each} today`, catalogue.lockScreen)).not.toEqual([]);
  }
  expect(forbiddenWords('the other day', catalogue.lockScreen)).toEqual([]);
});

test.each(texts)('%s/%s fits its segments with the longest real values', (_, id, __, most, { segments, words }) => {
  expect(segments, `${id}: ${words.length} characters`).toBeLessThanOrEqual(most);
});

test('the longest values are long indeed', () => {
  const welcome = texts.find(([language, id]) => language === 'en' && id === 'welcome')?.[4].words;
  expect(welcome).toMatch(/^Bartholomew-Benjamin, this is Alongside\. the duty phone and colleagues/);
  const soon = texts.find(([language, id]) => language === 'cy' && id === 'received-soon')?.[4].words;
  expect(soon).toMatch(/erbyn 10:30am Dydd Mercher \d\d Gorffennaf\./);
});

test('every message is measured twice, and no measure is over its limit', () => {
  for (const { id, language, measures, template } of forms.filter(({ id }) => !id.startsWith('word-'))) {
    expect(measures, `${language}/${id}`).toHaveLength(2);
    if (template.split(' ').length < 12) continue;
    for (const { name, value, most } of measures) expect(value, `${language}/${id}: ${name}`).toBeLessThanOrEqual(most);
  }
});

test('the table of messages shows both measures and who has reviewed each', () => {
  const [headings = [], ...rows] = messageTable(messages);
  expect(rows.length).toBe(forms.length);
  for (const row of rows) expect(row).toHaveLength(headings.length);
  const line = (id: string, language: string) => rows.find((row) => row[0] === id && row[1] === language)?.join(' | ');
  expect(line('check-in', 'en')).toMatch(
    /^check-in \| en \| text \| 1 of 2 \| GSM-7 \| \d+ \| reading age by Flesch-Kincaid [\d.]+ \| reading age by Coleman-Liau [\d.]+ \| example reviewer$/,
  );
  expect(line('check-in', 'cy')).toMatch(/LIX [\d.]+ \| words a sentence [\d.]+ \| nobody: never in production$/);
});

test('English texts stay within GSM-7', () => {
  for (const [language, id, , , { encoding }] of texts) if (language === 'en') expect(encoding, id).toBe('GSM-7');
});

test('no text asks for an answer that the provider takes for itself', () => {
  for (const [, id, text] of texts) expect(text, id).not.toMatch(/\b(?:answer|reply|text) (?:YES|END|CANCEL|QUIT)\b/i);
});

test('every safety text names 999, and every danger text that is not an emergency a number to ring', () => {
  for (const [language, id, text, , { path }] of texts.filter(([, each]) => each.startsWith('safety-'))) {
    expect(text, `${language}/${id}`).toContain('999');
    if (!id.includes('emergency') && !path.includes('withoutNumber'))
      expect(text, `${language}/${id}`).toMatch(/\{(?:lineNumber|crisisNumber|crisisNumberInWelsh)\}/);
  }
});

test('what goes to a relative or to a stranger names nobody', () => {
  for (const [, id, text] of texts.filter(
    ([, each]) =>
      each.endsWith('-neutral') ||
      each === 'stranger' ||
      each === 'first-text' ||
      each === 'accepted' ||
      each === 'nobody-reached',
  )) {
    expect(text, id).not.toMatch(/\{(?:name|nurse)\}/);
  }
});

test('every message that the code speaks of exists, and every message that exists is spoken of', () => {
  const code = sources(join(import.meta.dirname, '../../functions'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const tables = JSON.stringify([catalogue.pathways, catalogue.keywords]);
  const unused = Object.keys(en).filter(
    (id) =>
      !id.endsWith('-neutral') &&
      !catalogue.messages.en[id]?.bulk &&
      !id.startsWith('word-') &&
      !code.includes(`'${id}'`) &&
      !tables.includes(`"${id}"`),
  );
  expect(unused).toEqual([]);
  const spoken = [...code.matchAll(/message: '([a-z-]+)'/g)]
    .map(([, id = '']) => id)
    .filter((id) => id !== 'staff-reply' && !id.startsWith('wrong-p'));
  expect(spoken.filter((id) => !en[id])).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}
