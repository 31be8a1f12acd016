import { expect, test } from 'vitest';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { templatesWith } from '../harness/templates-with.ts';

/** A mistake in the directory stops the start: found on a desk, not at night by somebody who is ill. */

const inLine = (id: string, change: (entry: string) => string) => (text: string) =>
  text.replace(new RegExp(`  - id: ${id}\\n(?:    .*\\n)+`), (entry) => change(entry));
const rules = (rows: string) => (text: string) => text.replace(/lineRules:\n(?: {2}- .*\n)+/, `lineRules:\n${rows}`);

test.each<[string, (text: string) => string, RegExp]>([
  [
    'a default that nobody has agreed to',
    inLine('advice-line', (e) => e.replace(/ {4}agreed: .*\n/, '')),
    /the default is told to people, so somebody must have agreed/,
  ],
  [
    'a default that nobody has tested',
    inLine('advice-line', (e) => e.replace(/ {4}tested: .*\n/, '')),
    /somebody must have tested it/,
  ],
  [
    'a default whose test was refused',
    inLine('advice-line', (e) => e.replace('rung-by-hand }', 'rung-by-hand, refused: true }')),
    /somebody must have tested it/,
  ],
  [
    'a default that closes',
    inLine('advice-line', (e) => e.replace('hours: always', 'hours: staffed')),
    /the default must always answer/,
  ],
  [
    'a default for professionals',
    inLine('advice-line', (e) => `${e}    audience: professionals\n`),
    /so it cannot have audience/,
  ],
  ['a default for some areas', inLine('advice-line', (e) => `${e}    areas: [Mid Wales]\n`), /so it cannot have areas/],
  [
    'a default for those treated lately',
    inLine('advice-line', (e) => `${e}    treatedWithin: P6W\n`),
    /so it cannot have treatedWithin/,
  ],
  [
    'a nation without a line for a crisis',
    (text) => inLine('crisis', (e) => `${e}    nations: [england]\n`)(text).replace('nations: [wales]', 'nations: [england]'),
    /there is no crisis line for wales/,
  ],
  [
    'a crisis line nobody has agreed to',
    inLine('crisis', (e) => e.replace(/ {4}agreed: .*\n/, '')),
    /there is no crisis line for england .*\n.*no crisis line for no nation on record/,
  ],
  [
    'a crisis line that closes',
    inLine('crisis', (e) => e.replace('hours: always', 'hours: staffed')),
    /there is no crisis line for england/,
  ],
  ['a rule that names no line', rules('  - { id: a, line: nobodys }\n'), /demo\.yaml:\d+: there is no line "nobodys"/],
  ['a rule that names a crisis line', rules('  - { id: a, line: crisis }\n'), /is for thoughts of suicide/],
  [
    'two rules of one name',
    rules('  - { id: a, when: { open: true }, line: nurses }\n  - { id: a, line: borders-line }\n'),
    /another rule is called "a" already/,
  ],
  [
    'two lines of one name',
    (text) => text.replace('id: borders-line', 'id: treatment-line'),
    /another line is called "treatment-line" already/,
  ],
  [
    'a symptom that there is not',
    rules('  - { id: a, when: { symptoms: [brain-and-spine.spinal-chord] }, line: nurses }\n'),
    /there is no rule or file "brain-and-spine.spinal-chord"/,
  ],
  [
    'a file of symptoms that there is not',
    rules('  - { id: a, when: { symptoms: [brains] }, line: nurses }\n'),
    /there is no rule or file "brains"/,
  ],
  [
    'a rule behind one that takes everybody',
    rules('  - { id: a, line: advice-line }\n  - { id: b, when: { open: true }, line: nurses }\n'),
    /demo\.yaml:\d+: can never be reached: whoever would come to it is taken by the rule "a"/,
  ],
  [
    'a rule behind a wider one of the same line',
    rules(
      '  - { id: a, when: { symptoms: [bleeding] }, line: nurses }\n  - { id: b, when: { symptoms: [bleeding.heavy-bleeding], open: true }, line: nurses }\n',
    ),
    /can never be reached/,
  ],
  ['a topic that there is not', rules('  - { id: a, when: { topics: [moneys] }, line: nurses }\n'), /topics/],
  ['a look-back in days', inLine('treatment-line', (e) => e.replace('P6W', 'P42D')), /is not so many weeks or months/],
  ['hours on no weekday', inLine('community-line', (e) => e.replace('"6":', '"8":')), /hours/],
  [
    'hours that say nothing of bank holidays',
    inLine('community-line', (e) => e.replace(/ {6}bankHolidays: .*\n/, '')),
    /bankHolidays|hours/,
  ],
  [
    'a zone that there is not',
    inLine('nurses', (e) => `${e}    timeZone: Europe/Londres\n`),
    /"Europe\/Londres" is not a time zone/,
  ],
  [
    'a relay to another number',
    inLine('advice-line', (e) => e.replace('18001 01632 960010', '18001 01632 960011')),
    /the text relay to \+441632960010 is 18001 and the number/,
  ],
])('%s stops the start with file and line', (_, change, message) => {
  expect(() => readCatalogue(templatesWith('service/demo.yaml', change))).toThrow(message);
});
