import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../../../functions/care/read.ts';
import { compile } from '../../../functions/care/reading/compile.ts';
import { featuresOf } from '../../../functions/care/reading/features.ts';
import { secondOpinion } from '../../../functions/care/reading/model.ts';
import { moreUrgent } from '../../../functions/care/reading.ts';
import { readLabelled, split } from '../../../infra/local/reading/labelled.ts';
import { featuresBy, limitOf, makeModel } from '../../../infra/local/reading/make-model.ts';
import { modelText } from '../../../infra/local/reading/model-file.ts';
import { loadReadingTables } from '../../harness/reading-tables.ts';

const tables = loadReadingTables();
const file = readFileSync(join(import.meta.dirname, '../../../templates/reading/model.json'), 'utf8');
const all = split(readLabelled(join(import.meta.dirname, '../../data/replies')));
const few = all.develop.filter(({ writer }) => ['general', 'plain', 'younger'].includes(writer));

describe('the shipped model', () => {
  test('is under 300 KB, one feature a line, and its file is as the script writes it', () => {
    expect(Buffer.byteLength(file)).toBeLessThan(300_000);
    expect(modelText(JSON.parse(file))).toBe(file);
    expect(file.split('\n').length).toBeGreaterThan(1_000);
  });

  test('raises, and never lowers', () => {
    const without = { ...tables, model: { ...tables.model, opinions: [] } };
    const rows = all.develop.filter((_row, place) => place % 4 === 0);
    let raised = 0;
    for (const { text } of rows) {
      const alone = read(text, {}, without);
      const together = read(text, {}, tables);
      expect(moreUrgent(together.urgency, alone.urgency)).toBe(together.urgency);
      expect(together.marks).toEqual(alone.marks);
      if (together.urgency !== alone.urgency) {
        raised += 1;
        expect(together.because[0]?.rule).toBe(`model.${together.urgency}`);
        expect(together.because[0]?.words).toMatch(/\+\d/);
      }
    }
    expect(raised).toBeGreaterThan(0);
  });

  test('never answers a whole keyword, a machine or a bare sign', () => {
    for (const text of [
      'STOP',
      'NURSE',
      'start',
      '3',
      'k',
      "I'm driving with Do Not Disturb turned on. I'll see your message later.",
    ])
      expect(read(text, {}, tables).because[0]?.rule).not.toMatch(/^model/);
  });
});

describe('training', () => {
  const features = featuresBy(compile(tables));

  test('gives the same model from the same texts', () => {
    const rows = few.filter((_row, place) => place % 5 === 0);
    expect(modelText(makeModel(rows, features))).toBe(modelText(makeModel(rows, features)));
  });

  test('learns what danger looks like from other writers', () => {
    const model = makeModel(few, features);
    const { lists } = compile(tables);
    const opinion = (words: string) => secondOpinion(words.split(' '), lists, false, model)?.urgency;
    expect(['urgent', 'emergency']).toContain(opinion('i cant get my breath and my chest is tight'));
    expect(opinion('thanks for the lovely card')).toBeUndefined();
  });

  test('a limit lets no more than its share through', () => {
    const rows = Array.from({ length: 100 }, (_each, place) => ({ score: place / 100 }));
    const limit = limitOf(rows, 0.05);
    expect(rows.filter(({ score }) => score >= limit).length).toBeLessThanOrEqual(5);
  });
});

test('features are words, pairs of neighbours, letter runs and lists with what stands before them', () => {
  const lists = { of: (word: string) => (word === 'legs' ? ['<leg>'] : word === 'weak' ? ['<weak>'] : []) };
  const features = featuresOf(['my', 'legs', 'weak', '|', 'ok'], lists);
  for (const each of [
    'my',
    '^ my',
    'my legs',
    '~_le',
    '~legs',
    '<leg>',
    'my <leg>',
    '<leg> <weak>',
    'legs <weak>',
    '| ok',
    'ok $',
  ])
    expect(features).toContain(each);
  expect(features).not.toContain('weak ok');
});
