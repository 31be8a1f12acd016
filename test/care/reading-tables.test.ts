import { describe, expect, test } from 'vitest';
import { compile } from '../../functions/care/reading/compile.ts';
import { Finder } from '../../functions/care/reading/finder.ts';
import { normalise } from '../../functions/care/reading/normalise.ts';
import type { Lexicon } from '../../functions/care/reading/phrases.ts';
import { editDistance, spelling } from '../../functions/care/reading/spelling.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();
const lexicon: Lexicon = { lists: new Map([['tablets', ['pill', 'sleeping tablets']]]), plain: normalise, sorted: new Map() };
const between = { small: new Set(['is', 'my', 'really', 'all', 'of']), denying: new Set(['no', 'not']) };

function meets(phrase: string, text: string): boolean {
  const finder = new Finder([{ name: 'it', phrases: [phrase] }], lexicon, between);
  return finder.find(normalise(text)).of('it').length > 0;
}

test('tables are compiled once', () => {
  expect(compile(tables)).toBe(compile(tables));
});

describe('how a phrase is written', () => {
  test.each<[string, string, boolean]>([
    ['chest pain', 'Chest, pain!', true],
    ['chest pain', 'pain in chest', false],
    ['chest pain', 'chest is really pain', true],
    ['chest pain', 'chest is really my pain', false],
    ['chest pain', 'chest. pain', false],
    ['breath*', 'so breathless', true],
    ['breath*', 'no breakfast', false],
    ['(sore|very tight) chest', 'very tight chest', true],
    ['so (very)? tight', 'so tight', true],
    ['^ so (very)? tight $', 'So very tight.', true],
    ['took .. <tablets>', 'took all of my sleeping tablets', true],
    ['took .. <tablets>', 'took it. a pill', false],
    ['took .. <tablets>', 'took one two three four five pill', true],
    ['took .. <tablets>', 'took one two three four five six pill', false],
    ['legs .. weak', 'legs are not weak', false],
    ['chest & tight', 'tight feeling in my chest', true],
    ['chest & tight', 'chest feels so tight', true],
    ['^ chest $', 'Chest.', true],
    ['^ chest $', 'chest hurts', false],
    ['<number> times', '6 times', true],
    ['<large-number> times', '6 times', false],
    ['<large-number> times', '12 times', true],
    ["can't breathe", 'cant breathe', true],
    ['gone , tuesday', 'gone, Tuesday', true],
    ['gone , tuesday', 'gone Tuesday', false],
    ['4th time', '4th time', true],
    ['(a|b c) d', 'b c d', true],
    ['not_me', 'not me', true],
    ['not_me', 'not my me', false],
    ['(it|not_me) said', 'not me said', true],
  ])('"%s" and "%s": %s', (phrase, text, met) => {
    expect(meets(phrase, text)).toBe(met);
  });

  test('a phrase that is badly written is refused', () => {
    for (const phrase of ['(sore', 'sore)', '<nothing> hurts', 'a & b & c', '(so)? tight', '', '$'])
      expect(() => meets(phrase, 'x')).toThrow();
  });
});

test.each([
  ['Can’t   BREATHE!!', 'cant breathe'],
  ['I’ll ring', 'i will ring'],
  ['38,2°C. Temp', '38.2 c | temp'],
  ['tŷ ŵyn', 'ty wyn'],
  ['Stoppp', 'stop'],
  ['👍🏽ok', '👍 ok'],
  ['x5 today - 7/10', 'x 5 today , 7/10'],
])('"%s" is normalised to "%s"', (text, plain) => {
  expect(normalise(text).join(' ')).toBe(plain);
});

describe('spelling', () => {
  const table = {
    ...tables.words,
    spellings: [
      { to: 'cant', from: ['can not', 'cannot'] },
      { to: 'going to', from: ['gonna'] },
    ],
    misspelt: { name: 'misspelt', reason: 'a test', words: ['breathing', 'chest', 'diarrhoea'], ownWords: ['cheat', 'breeding'] },
  };
  const corrected = (text: string) =>
    spelling(table, (word) => word === 'breathing')
      .correct(normalise(text))
      .join(' ');

  test.each([
    ['can not see', 'cant see'],
    ['gonna', 'going to'],
    ['brathing', 'breathing'],
    ['braethign', 'breathing'],
    ['chets', 'chest'],
    ['cheat', 'cheat'],
    ['breeding', 'breeding'],
    ['dairrhoea', 'diarrhoea'],
    ['cheese', 'cheese'],
    ['ches', 'ches'],
  ])('"%s" is read as "%s"', (typed, right) => {
    expect(corrected(typed)).toBe(right);
  });

  test('letters left out, added, changed or swapped are one letter away each', () => {
    expect([
      editDistance('chest', 'chst'),
      editDistance('chest', 'cheest'),
      editDistance('chest', 'chost'),
      editDistance('chest', 'hcest'),
    ]).toEqual([1, 1, 1, 1]);
    expect(editDistance('', 'chest')).toBe(5);
  });
});
