import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { reasonOf, thresholdOf } from '../../functions/care/reading/reason-of.ts';
import { reasonWords, ruleReason, ruleTitle } from '../../functions/console/words.ts';
import { catalogue } from '../harness/town.ts';

const { reading: tables } = catalogue;
const [
  area = '',
  {
    rules: [rule],
  } = { rules: [] },
] = Object.entries(tables.symptoms)[0] ?? [];

test.each([
  [`${area}.${rule?.name}`, rule?.reason],
  ['facts.deceased', tables.facts.find(({ name }) => name === 'deceased')?.reason],
  ['requests.pause', tables.requests.find(({ name }) => name === 'pause')?.reason],
  ['fine.well', tables.fine.find(({ name }) => name === 'well')?.reason],
  ['keywords.stop', tables.keywords.keywords.find(({ name }) => name === 'stop')?.reason],
  ['denial.over', tables.denial.over.reason],
  ['denial.someoneElse', tables.denial.someoneElse.reason],
  ['thresholds.fever', tables.thresholds.values.feverFrom.reason],
  ['questions.check-in.3', 'help now'],
  ['questions.scores.pain', tables.questions.questions.find(({ kind }) => kind === 'scores')?.scores[0]?.reason],
  ['model.urgent', tables.model.reason],
])('the reason of %s is that of its entry in the tables', (name, reason) => {
  expect(reason).toMatch(/\w/);
  expect(reasonOf(name, tables)).toBe(reason);
});

test('on a treatment it is the symptom’s reason and the treatment’s', () => {
  const treatment = tables.treatments.treatments.find(({ name }) => name === 'abemaciclib');
  const cough = tables.treatments.symptoms.find(({ name }) => name === 'cough');
  expect(reasonOf('treatments.abemaciclib.cough', tables)).toBe(`${cough?.reason}; ${treatment?.reason}`);
  expect(reasonOf('treatments.nothing.cough', tables)).toBeUndefined();
});

test.each([
  'hypothetical',
  'not-understood',
  'denial.nothing-but-denials',
  'denial.wordsNotUnderstood',
  'denial.constructor',
  'nothing.at-all',
  '',
])('"%s" has no entry of its own', (name) => {
  expect(reasonOf(name, tables)).toBeUndefined();
});

test('a rule that stands on a number says which, and a list of words does not', () => {
  expect(thresholdOf('thresholds.pain-strong')).toBe('painFrom');
  expect(thresholdOf('thresholds.pain-score')).toBeUndefined();
});

test('whatever a text is read by has a reason in plain words', () => {
  const folder = join(import.meta.dirname, '../data/replies');
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  const texts = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
  const sampled = texts.filter((_, place) => place % 7 === 0).map((line) => line.split('\t')[0] ?? '');
  const contexts = [
    {},
    { question: { kind: 'check-in', hoursAgo: 1 } },
    { interpreter: true, treatments: [{ class: 'abemaciclib' }] },
  ];
  const others = [
    '',
    '7',
    '0/10 pain',
    'temp 36.6',
    'sick once today',
    'boli mnie glowa i mam goraczke',
    'what if i get a fever',
  ];
  const rules = new Set(
    [...sampled, ...others].flatMap((text) =>
      contexts.flatMap((context) => read(text, context, tables).because.map((because) => because.rule)),
    ),
  );
  expect(rules.size).toBeGreaterThan(60);
  expect([...rules].filter((name) => ruleReason(catalogue, name) === undefined)).toEqual([]);
});

test('the queue says why in our own words, else in the rule’s, and never by the name of a rule that has any', () => {
  expect(reasonWords(catalogue, 'silence')).toBe('no answer for three days');
  expect(reasonWords(catalogue, 'questions.check-in.3')).toBe('help now');
  expect(reasonWords(catalogue, 'denial.alarms')).toBe(tables.denial.alarms.reason);
  expect(reasonWords(catalogue, 'a-rule-of-tomorrow')).toBe('a rule of tomorrow');
});

test('a rule is called as in the tables, in words', () => {
  expect(ruleTitle('denial.someoneElse')).toBe('denial: someone else');
  expect(ruleTitle('bleeding.heavy-bleeding')).toBe('bleeding: heavy bleeding');
});
