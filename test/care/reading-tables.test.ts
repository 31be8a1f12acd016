import { describe, expect, test } from 'vitest';
import { compile } from '../../functions/care/reading/compile.ts';
import { normalise } from '../../functions/care/reading/normalise.ts';
import { compilePhrases } from '../../functions/care/reading/phrases.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();
const lists = new Map([['tablets', ['pill', 'sleeping tablets']]]);
const meets = (phrase: string, text: string) => normalise(text).search(compilePhrases([phrase], lists)) >= 0;

test('no two rules of a file have the same name', () => {
  for (const rules of [tables.danger, tables.symptoms, tables.requests, tables.fine, tables.facts, tables.hypothetical]) {
    const names = rules.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('no keyword has two meanings in one language, and none of them is an answer', () => {
  for (const language of ['en', 'cy'] as const) {
    const forms = tables.keywords.keywords.flatMap((keyword) => keyword[language]);
    expect(new Set(forms).size).toBe(forms.length);
    for (const { forms: answers } of tables.keywords.answers.choices)
      for (const answer of answers) expect(forms).not.toContain(answer);
  }
});

test('tables are compiled once', () => {
  expect(compile(tables)).toBe(compile(tables));
});

describe('how a phrase is written', () => {
  test.each<[string, string, boolean]>([
    ['chest pain', 'Chest, pain!', true],
    ['chest pain', 'pain in chest', false],
    ['breath*', 'so breathless', true],
    ['breath*', 'no breakfast', false],
    ['(sore|very tight) chest', 'very tight chest', true],
    ['so (very)? tight', 'so tight', true],
    ['took .. <tablets>', 'took all of my sleeping tablets', true],
    ['took .. <tablets>', 'took it. a pill', false],
    ['chest & tight', 'tight feeling in my chest', true],
    ['^ chest $', 'Chest.', true],
    ['^ chest $', 'chest hurts', false],
    ['<number> times', '6 times', true],
    ["can't breathe", 'cant breathe', true],
  ])('"%s" and "%s": %s', (phrase, text, met) => {
    expect(meets(phrase, text)).toBe(met);
  });

  test('a phrase that is badly written is refused', () => {
    for (const phrase of ['(sore', 'sore)', '<nothing> hurts', 'a & b & c', '(so)? tight']) {
      expect(() => compilePhrases([phrase], lists)).toThrow();
    }
  });
});

test.each([
  ['Can’t   BREATHE!!', ' cant breathe '],
  ['I’ll ring', ' i will ring '],
  ['38,2°C. Temp', ' 38.2 c | temp '],
  ['tŷ ŵyn', ' ty wyn '],
  ['Stoppp', ' stop '],
  ['👍🏽ok', ' 👍 ok '],
  ['x5 today - 7/10', ' x 5 today , 7/10 '],
])('"%s" is normalised to "%s"', (text, plain) => {
  expect(normalise(text)).toBe(plain);
});
