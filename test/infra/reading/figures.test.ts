import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../../../functions/care/read.ts';
import { readByWordList } from '../../../infra/local/reading/baselines.ts';
import { type Figure, figuresOf, judge } from '../../../infra/local/reading/figures.ts';
import { FIRST, readLabelled, split, UNSEEN } from '../../../infra/local/reading/labelled.ts';
import { loadReadingTables } from '../../harness/reading-tables.ts';

/** How well the labelled texts are read. `npm run -s read:figures` prints the same with its baselines; this only keeps it from getting worse. */
const tables = loadReadingTables();
const { develop, measure } = split(readLabelled(join(import.meta.dirname, '../../data/replies')));
const ours = (text: string) => read(text, {}, tables);
const share = (figures: readonly Figure[], name: string) => {
  const figure = figures.find((each) => each.name === name);
  if (figure === undefined) throw new Error(`there is no figure "${name}"`);
  return figure.met / figure.of;
};

describe('the split', () => {
  test('is the same every time, and no text is in both halves', () => {
    const again = split(readLabelled(join(import.meta.dirname, '../../data/replies')));
    expect(again).toEqual({ develop, measure });
    const developed = new Set(develop.map(({ writer, text }) => `${writer} ${text}`));
    expect(measure.filter(({ writer, text }) => developed.has(`${writer} ${text}`))).toEqual([]);
  });

  test('measures unseen writers whole, and 30 % of each urgency of the others', () => {
    expect(develop.filter(({ writer }) => UNSEEN.includes(writer))).toEqual([]);
    const calm = (rows: typeof develop) =>
      rows.filter(({ writer, urgency }) => writer === 'general' && urgency === 'none').length;
    expect(calm(measure) / (calm(measure) + calm(develop))).toBeCloseTo(0.3, 1);
  });
});

describe.each<[string, (writer: string) => boolean]>([
  ['the first five writers', (writer) => FIRST.includes(writer)],
  ['writers whom nobody has looked at', (writer) => UNSEEN.includes(writer)],
])('of %s, what is only measured', (_, isOne) => {
  const rows = measure.filter(({ writer }) => isOne(writer));
  const figures = figuresOf(judge(rows, ours));

  test('is read as danger where it is, and seldom where it is not', () => {
    expect(share(figures, 'emergency or urgent read as emergency or urgent')).toBeGreaterThan(0.97);
    expect(share(figures, 'emergency or urgent read as routine or none')).toBeLessThan(0.01);
    expect(share(figures, 'emergency read as emergency')).toBeGreaterThan(0.96);
    expect(share(figures, 'routine or none read as emergency or urgent')).toBeLessThan(0.05);
    expect(share(figures, 'soon read as emergency or urgent')).toBeLessThan(0.16);
  });

  test('has its opt-outs, deaths and topics found', () => {
    expect(share(figures, 'opt-out found')).toBeGreaterThan(0.85);
    expect(share(figures, 'death found')).toBeGreaterThan(0.85);
    expect(share(figures, 'topic right')).toBeGreaterThan(0.87);
  });

  test('is read far better than by a list of words', () => {
    const words = figuresOf(judge(rows, readByWordList), true);
    const found = 'emergency or urgent read as emergency or urgent';
    expect(share(words, found)).toBeLessThan(share(figures, found) - 0.4);
  });
});

test('of what is developed on, nothing dangerous is filed as needing nobody', () => {
  const figures = figuresOf(judge(develop, ours));
  expect(share(figures, 'emergency or urgent read as routine or none')).toBe(0);
  expect(share(figures, 'opt-out found')).toBe(1);
});

test('a row that is none is refused, by file and line and without its text', () => {
  expect(() => readLabelled(join(import.meta.dirname, '../../harness'))).toThrow();
});
