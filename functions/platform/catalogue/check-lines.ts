import { IANAZone } from 'luxon';
import type { Catalogue } from '../../care/catalogue.ts';
import { type LineMistake, lineMistakes, ruleMistakes } from '../../care/line-mistakes.ts';
import type { Service } from '../../care/service.ts';
import { together, type YamlFile } from './yaml-file.ts';

const SENTENCES: Readonly<Record<LineMistake['code'], string>> = {
  'line-no-default': 'one line, and only one, must be the default',
  'line-default-restricted': 'the default takes everybody, so it cannot have {field}',
  'line-default-closes': 'the default must always answer: its hours are "always"',
  'line-default-unproven': 'the default is told to people, so somebody must have agreed to it and somebody must have tested it',
  'line-crisis-missing':
    'there is no crisis line for {nation} that always answers, takes everybody there, and is agreed and tested',
  'line-crisis-in-rule': 'the line "{line}" is for thoughts of suicide and is chosen by nation: leave it out of the rules',
  'line-unknown': 'there is no line "{line}"',
  'line-rule-twice': 'another rule is called "{rule}" already',
  'line-rule-unreachable': 'can never be reached: whoever would come to it is taken by the rule "{before}" above',
  'line-zone': '"{zone}" is not a time zone such as "Europe/London"',
};

/** The directory and the table that chooses from it. @throws TemplateMistake that holds every mistake, each with its line. */
export function checkLines({ data, mistake }: YamlFile<Service>, symptoms: Catalogue['reading']['symptoms']): void {
  const found = [...lineMistakes(data, true), ...ruleMistakes(data), ...zoneMistakes(data)].map(({ code, at, words }) =>
    mistake(
      at,
      SENTENCES[code].replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? ''),
    ),
  );
  data.lines.forEach(({ id, number, textRelay }, place) => {
    if (data.lines.findIndex((each) => each.id === id) < place)
      found.push(mistake(['lines', place, 'id'], `another line is called "${id}" already`));
    const relayed = `18001${number.replace(/^\+44/, '0')}`;
    if (textRelay && textRelay.replace(/\s/g, '') !== relayed)
      found.push(mistake(['lines', place, 'textRelay'], `the text relay to ${number} is 18001 and the number: ${relayed}`));
  });
  (data.lineRules ?? []).forEach(({ when }, place) => {
    when?.symptoms?.forEach((symptom, at) => {
      if (!isSymptom(symptoms, symptom))
        found.push(
          mistake(
            ['lineRules', place, 'when', 'symptoms', at],
            `there is no rule or file "${symptom}" in templates/reading/symptoms`,
          ),
        );
    });
  });
  if (found.length > 0) throw together(found);
}

function isSymptom(symptoms: Catalogue['reading']['symptoms'], symptom: string): boolean {
  const [file = '', ...name] = symptom.split('.');
  const area = symptoms[file];
  return area !== undefined && (name.length === 0 || area.rules.some((each) => each.name === name.join('.')));
}

function zoneMistakes({ lines }: Service): LineMistake[] {
  return lines.flatMap(({ timeZone }, place): LineMistake[] =>
    timeZone === undefined || IANAZone.isValidZone(timeZone)
      ? []
      : [{ code: 'line-zone', at: ['lines', place, 'timeZone'], words: { zone: timeZone } }],
  );
}
