import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { templatesWith } from '../harness/templates-with.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'a variable that nothing gives',
    'messages/en/check-in.yaml',
    (text) => text.replace('{name}', '{surname}'),
    /^templates\/messages\/en\/check-in\.yaml:1: .*\{surname\}/,
  ],
  [
    'a key that is a typing error',
    'messages/en/check-in.yaml',
    (text) => text.replace('voice:', 'vioce:'),
    /check-in\.yaml:\d+: .*vioce/,
  ],
  ['something that is not YAML', 'messages/en/nudge.yaml', () => 'text: "unfinished', /nudge\.yaml:1: /],
  [
    'a translation of nothing',
    'messages/cy/check-in.yaml',
    (text) => text.replace('{name}', '{enw}'),
    /cy\/check-in\.yaml:1: .*\{enw\}/,
  ],
  [
    'a pathway that names no message',
    'pathways/diagnosis.yaml',
    (text) => text.replace('message: check-in }', 'message: chekin }'),
    /^templates\/pathways\/diagnosis\.yaml:11: there is no message "chekin"/,
  ],
  [
    'a pathway with days out of order',
    'pathways/diagnosis.yaml',
    (text) => text.replace('day: 11', 'day: 3'),
    /diagnosis\.yaml:13: day 3 does not come after day 4/,
  ],
  [
    'a time that is none',
    'pathways/progression.yaml',
    (text) => text.replace('"10:00"', '"25:00"'),
    /progression\.yaml:12: .*such as "09:00"/,
  ],
  [
    'a service without a default line',
    'service/demo.yaml',
    (text) => text.replace('    default: true\n', ''),
    /demo\.yaml:\d+: one line, and only one, must be the default/,
  ],
  [
    'a rota that names nobody',
    'service/demo.yaml',
    (text) => text.replace('staff: sam }', 'staff: sma }'),
    /demo\.yaml:\d+: there is nobody with the id "sma"/,
  ],
  [
    'a limit that is no duration',
    'service/demo.yaml',
    (text) => text.replace('urgentUnclaimed: PT10M', 'urgentUnclaimed: ten minutes'),
    /demo\.yaml:\d+: .*ISO duration such as "PT10M"/,
  ],
  [
    'a step of silence that comes before the one before it',
    'service/demo.yaml',
    (text) => text.replace('after: PT48H', 'after: PT12H'),
    /demo\.yaml:\d+: PT12H does not come after the step before/,
  ],
  [
    'a silence that ends without a task',
    'service/demo.yaml',
    (text) => text.replace('after: PT72H, does: task', 'after: PT72H, does: nudge'),
    /demo\.yaml:\d+: the last step must be a task/,
  ],
  [
    'a keyword without an answer',
    'service/keyword-answers.yaml',
    (text) => text.replace(/^work:.*\n/m, ''),
    /keyword-answers\.yaml:\d+: the keyword "work" has no answer/,
  ],
  [
    'a message to many that wants something filled in',
    'messages/en/nurses-away.yaml',
    (text) => `${text}variables: [until]\n`,
    /nurses-away\.yaml:4: what goes to many is a text and wants nothing filled in/,
  ],
  [
    'a service in which one person alone could approve',
    'service/demo.yaml',
    (text) => text.replace(/(id: (?:ann|bel),.*), approvesBulk: true/g, '$1'),
    /demo\.yaml:\d+: at least two must have approvesBulk/,
  ],
  [
    'a reading rule with a wrong urgency',
    'reading/symptoms/bleeding.yaml',
    (text) => text.replace('urgency: emergency', 'urgency: terrible'),
    /reading\/symptoms\/bleeding\.yaml:\d+: .*urgency/,
  ],
])('%s stops the start with file, line and what is wrong', (_, file, change, message) => {
  expect(() => readCatalogue(templatesWith(file, change))).toThrow(message);
});

test('every mistake of a file is told at once', () => {
  const folder = templatesWith('service/demo.yaml', (text) =>
    text.replace('team: cns', 'team: "C N S"').replace('nation: england', 'nation: mercia'),
  );
  expect(() => readCatalogue(folder)).toThrow(/nation.*\n.*team/s);
});

test('the compiled catalogue is the read one, to the byte, and has a version of its own', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'catalogue.json');
  onTestFinished(() => rmSync(file, { force: true }));
  execFileSync(process.execPath, [join(import.meta.dirname, '../../infra/catalogue-command.ts'), file]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(readCatalogue(TEMPLATES))));
});
