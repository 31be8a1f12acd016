import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkControlExamples } from '../../functions/platform/catalogue/check-controls.ts';
import { readReadingFiles } from '../../functions/platform/catalogue/read-catalogue.ts';
import { templatesWith } from '../harness/templates-with.ts';

const FILE = 'reading/controls.yaml';
const wish = (lines: string) => (text: string) =>
  text.replace('wishes:\n', `wishes:\n  - name: made-up\n    reason: a test\n${lines}`);

test.each<[string, (text: string) => string, RegExp]>([
  [
    'a bracket without a fellow',
    wish('    asks: later\n    phrases: ["(not now"]\n'),
    /controls\.yaml:\d+: A bracket has no fellow/,
  ],
  [
    'the same among what it does not count beside',
    wish('    asks: later\n    phrases: [x]\n    unless: ["<bloood>"]\n'),
    /controls\.yaml:\d+: There is no list <bloood>/,
  ],
  ['a wish that nothing can grant', wish('    asks: pizza\n    phrases: [x]\n'), /controls\.yaml:\d+: .*asks/],
  [
    'two wishes of one name',
    (text) => text.replace('name: weekly', 'name: monthly'),
    /controls\.yaml:\d+: another wish is called "monthly"/,
  ],
  [
    'a wish for every so long that does not say how long',
    wish('    asks: every\n    phrases: [x]\n'),
    /controls\.yaml:\d+: .*needs days/,
  ],
  ['days where none belong', wish('    asks: later\n    days: 7\n    phrases: [x]\n'), /controls\.yaml:\d+: .*no other has days/],
  [
    'a word with two meanings',
    (text) => text.replace('[monday,', '[friday, monday,'),
    /controls\.yaml:\d+: "friday" stands for weekdays 1 already/,
  ],
  [
    'a day that no year has',
    (text) => text.replace('begins: "02-14"', 'begins: "02-30"'),
    /controls\.yaml:\d+: there is no day "02-30"/,
  ],
])('%s stops the start with the file and the line', (_, alter, mistake) => {
  expect(() => readReadingFiles(templatesWith(FILE, alter))).toThrow(mistake);
});

test.each<[string, string, RegExp]>([
  ['an example that is read otherwise', '    examples: [more often please]\n', /controls\.yaml:\d+: is read as more-often/],
  ['a harmless text that meets the wish', '    notExamples: [nothing but this]\n', /controls\.yaml:\d+: is read as later/],
])('%s is a mistake', (_, lines, mistake) => {
  const folder = templatesWith(FILE, wish(`    asks: later\n    phrases: [nothing but this]\n${lines}`));
  const { files, tables } = readReadingFiles(folder);
  const { controls } = files;
  expect(() => controls && checkControlExamples(controls.mistake, tables)).toThrow(mistake);
});

test('every example of the controls that are shipped holds', () => {
  const { files, tables } = readReadingFiles(join(import.meta.dirname, '../../templates'));
  const { controls } = files;
  expect(tables.controls.wishes.flatMap(({ examples = [] }) => examples).length).toBeGreaterThan(25);
  expect(() => controls && checkControlExamples(controls.mistake, tables)).not.toThrow();
});
