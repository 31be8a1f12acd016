import { expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { spelling } from '../../functions/care/reading/spelling.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();

test.each(['MONEY', 'xy', 'breathless'])(
  'a text that is one word as long as a text can be, of "%s", is read within memory',
  (letters) => {
    const { urgency, because } = read(letters.repeat(1600).slice(0, 1600), {}, tables);
    expect(urgency).not.toBe('none');
    expect(because).not.toEqual([]);
  },
);

test('the longest word that may be misspelt is known with two letters too many, and not with three', () => {
  const longest = tables.words.misspelt.words.reduce((a, b) => (b.length > a.length ? b : a));
  const { correct } = spelling(tables.words, (word) => word === longest);
  const middle = Math.floor(longest.length / 2);
  const typed = (extra: string) => longest.slice(0, middle) + extra + longest.slice(middle);
  expect(correct([typed('zz')])).toEqual([longest]);
  expect(correct([typed('zzz')])).toEqual([typed('zzz')]);
});
