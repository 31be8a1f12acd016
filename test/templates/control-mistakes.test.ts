import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkControlExamples, checkControls } from '../../functions/platform/catalogue/check-controls.ts';
import { controlTableSchema } from '../../functions/platform/catalogue/control-table-schema.ts';
import { readReadingFiles } from '../../functions/platform/catalogue/read-catalogue.ts';
import { yamlFile } from '../../functions/platform/catalogue/yaml-file.ts';
import { templatesWith } from '../harness/templates-with.ts';
import { catalogue } from '../harness/town.ts';

const FILE = 'reading/controls.yaml';
const wish = (lines: string) => (text: string) =>
  text.replace('wishes:\n', `wishes:\n  - name: made-up\n    reason: a test\n${lines}`);

/** The controls of a folder, alone: the other tables stay as they are. */
function controlsOf(folder: string) {
  const { data, mistake } = yamlFile(join(folder, FILE), `templates/${FILE}`, controlTableSchema);
  return { tables: { ...catalogue.reading, controls: data }, mistake };
}

test.each<[string, (text: string) => string, RegExp]>([
  [
    'a bracket without a fellow',
    wish('    asks: later\n    phrases: ["(not now"]\n'),
    /controls\.yaml:\d+: A bracket has no fellow/,
  ],
  [
    'a list that there is not among what it does not count beside',
    wish('    asks: later\n    phrases: [x]\n    unless: ["<bloood>"]\n'),
    /controls\.yaml:\d+: There is no list <bloood>/,
  ],
])('%s stops the start with the file and the line', { timeout: 90_000 }, (_, alter, mistake) => {
  expect(() => readReadingFiles(templatesWith(FILE, alter))).toThrow(mistake);
});

test.each<[string, (text: string) => string, RegExp]>([
  ['a wish that nothing can grant', wish('    asks: pizza\n    phrases: [x]\n'), /controls\.yaml:\d+: .*asks/],
  [
    'two wishes of one name',
    (text) => text.replace('name: weekly', 'name: monthly'),
    /controls\.yaml:\d+: another wish is called "monthly"/,
  ],
  ['every so long that does not say how long', wish('    asks: every\n    phrases: [x]\n'), /controls\.yaml:\d+: .*needs days/],
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
])('%s is a mistake with the file and the line', (_, alter, message) => {
  expect(() => {
    const { mistake, tables } = controlsOf(templatesWith(FILE, alter));
    checkControls(mistake, tables);
  }).toThrow(message);
});

test.each<[string, string, RegExp]>([
  ['an example that is read otherwise', '    examples: [more often please]\n', /controls\.yaml:\d+: is read as more-often/],
  ['a harmless text that meets the wish', '    notExamples: [nothing but this]\n', /controls\.yaml:\d+: is read as later/],
])('%s is a mistake', { timeout: 90_000 }, (_, lines, message) => {
  const { mistake, tables } = controlsOf(templatesWith(FILE, wish(`    asks: later\n    phrases: [nothing but this]\n${lines}`)));
  expect(() => checkControlExamples(mistake, tables)).toThrow(message);
});

test('every example of the controls that are shipped holds', { timeout: 90_000 }, () => {
  const { mistake, tables } = controlsOf(join(import.meta.dirname, '../../templates'));
  expect(tables.controls.wishes.flatMap(({ examples = [] }) => examples).length).toBeGreaterThan(25);
  expect(() => checkControlExamples(mistake, tables)).not.toThrow();
});
