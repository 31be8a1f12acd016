import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkExamples } from '../../functions/platform/catalogue/check-reading.ts';
import { readCatalogue, readReadingFiles } from '../../functions/platform/catalogue/read-catalogue.ts';
import { templatesWith } from '../harness/templates-with.ts';

const RULE = '  - name: made-up\n    reason: a test\n    urgency: soon\n    topic: symptom\n';
const withRule = (more: string) => (text: string) => `${text.trimEnd()}\n${RULE}${more}`;
const BLEEDING = 'reading/symptoms/bleeding.yaml';

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'a bracket without a fellow',
    BLEEDING,
    withRule('    phrases: ["(red spots"]\n'),
    /^templates\/reading\/symptoms\/bleeding\.yaml:\d+: A bracket has no fellow in the phrase "\(red spots"/,
  ],
  [
    'a list that there is not',
    BLEEDING,
    withRule('    phrases: ["<bloood> everywhere"]\n'),
    /bleeding\.yaml:\d+: There is no list <bloood>/,
  ],
  [
    'a phrase with no word at its beginning',
    BLEEDING,
    withRule('    phrases: ["(very)? red"]\n'),
    /bleeding\.yaml:\d+: A phrase cannot begin with what may be left out/,
  ],
  [
    'a mistake where the symptom is a "no"',
    BLEEDING,
    withRule('    phrases: []\n    absence: ["no ) clotting"]\n'),
    /bleeding\.yaml:\d+: A bracket has no fellow/,
  ],
  [
    'a rule without a reason',
    BLEEDING,
    (text) => `${text.trimEnd()}\n${RULE.replace('    reason: a test\n', '')}    phrases: [x]\n`,
    /bleeding\.yaml:\d+: .*reason/,
  ],
  [
    'two rules of one name',
    BLEEDING,
    (text) => `${text.trimEnd()}\n${RULE}    phrases: [x]\n${RULE}    phrases: [y]\n`,
    /bleeding\.yaml:\d+: another rule of this file is called "made-up"/,
  ],
  [
    'two lists of one name',
    BLEEDING,
    (text) => text.replace('lists:\n', 'lists:\n  - {name: person, reason: a test, words: [x]}\n'),
    /\.yaml:\d+: there is another list "person"/,
  ],
  [
    'a list that holds itself',
    BLEEDING,
    (text) =>
      text.replace(
        'lists:\n',
        'lists:\n  - {name: round, reason: a test, words: [<square>]}\n  - {name: square, reason: a test, words: [<round>]}\n',
      ),
    /bleeding\.yaml:\d+: the list "round" holds itself/,
  ],
  [
    'an everyday sense that is badly written',
    'reading/denial.yaml',
    (text) => text.replace('otherSenses:\n', 'otherSenses:\n  - {name: made-up, reason: a test, phrases: ["a & b & c"]}\n'),
    /denial\.yaml:\d+: A phrase may have one & only/,
  ],
  [
    'a band that does not begin at 0',
    'reading/questions.yaml',
    (text) => text.replace('bands: [{from: 0,', 'bands: [{from: 1,'),
    /questions\.yaml:\d+: bands begin at 0/,
  ],
  [
    'a band below the one before',
    'reading/questions.yaml',
    (text) => text.replace('{from: 1, urgency: soon}, {from: 8', '{from: 9, urgency: soon}, {from: 8'),
    /questions\.yaml:\d+: bands begin at 0 and each begins above the one before/,
  ],
  [
    'two choices in the same words',
    'reading/questions.yaml',
    (text) => text.replace('forms: [b]', 'forms: [a]'),
    /questions\.yaml:\d+: "a" is another choice already/,
  ],
  [
    'a treatment with a blank cell',
    'reading/treatments.yaml',
    (text) => text.replace(/cells: \{cough: [a-z-]+, /, 'cells: {'),
    /treatments\.yaml:\d+: says nothing of cough/,
  ],
  [
    'a cell that is no urgency',
    'reading/treatments.yaml',
    (text) => text.replace('cells: {cough: soon', 'cells: {cough: maybe'),
    /treatments\.yaml:\d+: .*cough/,
  ],
  [
    'a topic without a place in the order',
    'reading/topics.yaml',
    (text) => text.replace(/wishes, ?/, ''),
    /topics\.yaml:\d+: these topics have no place: wishes/,
  ],
  [
    'a threshold that nobody could mean',
    'reading/thresholds.yaml',
    (text) => text.replace('value: 37.5', 'value: 375'),
    /thresholds\.yaml:\d+: .*feverFrom/,
  ],
  [
    'a keyword with two meanings',
    'reading/keywords.yaml',
    (text) => text.replace('en: [talk]', 'en: [talk, nurse]'),
    /keywords\.yaml:\d+: "nurse" is another keyword already/,
  ],
  [
    'a safeguarding lead who is nobody',
    'service/demo.yaml',
    (text) => text.replace('safeguardingLead: lena', 'safeguardingLead: nobody'),
    /demo\.yaml:\d+: there is nobody with the id "nobody"/,
  ],
  [
    'a service’s threshold out of range',
    'service/demo.yaml',
    (text) => text.replace('thresholds: {}', 'thresholds: {feverFrom: 99}'),
    /demo\.yaml:\d+: thresholds\.feverFrom/,
  ],
])('%s stops the start with file, line and what is wrong', (_, file, change, message) => {
  expect(() => readCatalogue(templatesWith(file, change))).toThrow(message);
});

test('every example of every rule is read as its table says', () => {
  const { files, tables } = readReadingFiles(join(import.meta.dirname, '../../templates'));
  expect(() => checkExamples(files, tables)).not.toThrow();
});

test.each<[string, string, RegExp]>([
  [
    'an example that its rule does not find',
    '    phrases: [red spots]\n    examples: [blue spots]\n',
    /bleeding\.yaml:\d+: is read as \w+, because of (?!bleeding\.made-up)/,
  ],
  [
    'a text that its rule must not find, and does',
    '    phrases: [red spots]\n    notExamples: [red spots]\n',
    /bleeding\.yaml:\d+: meets the rule by "red spots"/,
  ],
])('%s stops the build', (_, more, message) => {
  const { files, tables } = readReadingFiles(templatesWith(BLEEDING, withRule(more)));
  expect(() => checkExamples(files, tables)).toThrow(message);
});
