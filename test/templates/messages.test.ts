import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import { forbiddenWords } from '../../functions/care/lock-screen.ts';
import { catalogue } from '../harness/town.ts';

const { en, cy } = catalogue.messages;
const texts = Object.entries({ en, cy }).flatMap(([language, messages]) =>
  Object.entries(messages).flatMap(([id, message]) =>
    message.text ? [[language, id, message.text, message.segments] as const] : [],
  ),
);

/** The longest values that really occur. */
const LONGEST: Record<string, string> = {
  name: 'Bartholomew',
  service: 'Alongside',
  nurse: 'Magdalena',
  number: '01632 960000',
  lineNumber: '01632 960010',
  line: 'the advice line',
  by: '9:30am Wednesday 30 December',
  until: '9:30am Wednesday 30 December',
  days: '56',
  from: '9:30am Wednesday 30 December',
  to: '12:30pm',
  part: 'afternoon',
  next: 'The next one comes at 9:30am Wednesday 30 December.',
  newNumber: '+353 87 123 4567',
  code: '4711',
  callback: '07700 900201',
  who: 'the duty phone',
  crisisNumber: '111 and press 2',
  crisisNumberInWelsh: '111 a phwyswch 2',
};

const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => LONGEST[name] ?? `no longest value for ${name}`);

test('no text holds a word that a lock screen must not show', () => {
  expect(texts.length).toBeGreaterThan(60);
  for (const [language, id, text] of texts)
    expect(forbiddenWords(filled(text), catalogue.lockScreen), `${language}/${id}`).toEqual([]);
});

test('nor does what a contact of the directory is said as', () => {
  for (const { lines } of catalogue.services) {
    for (const { saidAs } of lines) expect(forbiddenWords(saidAs, catalogue.lockScreen)).toEqual([]);
  }
});

test.each(texts)('%s/%s fits its segments with the longest real values', (_, id, text, most) => {
  const segments = new SegmentedMessage(filled(text)).segmentsCount;
  expect(segments, `${id}: ${filled(text).length} characters`).toBeLessThanOrEqual(most);
});

test('English texts stay within GSM-7', () => {
  for (const [language, id, text] of texts) {
    if (language === 'en') expect(new SegmentedMessage(filled(text)).encodingName, id).toBe('GSM-7');
  }
});

test('no text asks for an answer that the provider takes for itself', () => {
  for (const [, id, text] of texts) expect(text, id).not.toMatch(/\b(?:answer|reply|text) (?:YES|END|CANCEL|QUIT)\b/i);
});

test('every safety text names 999, and every danger text that is not an emergency a number to ring', () => {
  for (const [language, id, text] of texts.filter(([, each]) => each.startsWith('safety-'))) {
    expect(text, `${language}/${id}`).toContain('999');
    if (!id.includes('emergency'))
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
