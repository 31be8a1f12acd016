import calculator from 'sms-segments-calculator';
import type { Message } from '../../care/catalogue.ts';
import { forbiddenWords } from '../../care/lock-screen.ts';
import type { Language } from '../../care/person.ts';
import type { Service } from '../../care/service.ts';
import { filledIn, longestValues, type Values } from './longest-values.ts';
import { type Measure, measuresOf, tooHard } from './reading-age.ts';
import { type TemplateMistake, together, type YamlFile } from './yaml-file.ts';

/** What every text must be, whoever writes it. All that is wrong is told at once, each with its file, its line, the measure and what to do. */

export type MessageFiles = Readonly<Record<string, YamlFile<Message>>>;

export interface Messages {
  en: MessageFiles;
  cy: MessageFiles;
  fallsBack: YamlFile<{ cy: { because: string; messages: string[] }[] }>;
  longest: YamlFile<Values>;
  service: YamlFile<Service>;
  lockScreen: readonly string[];
  symptomWords: readonly string[];
  /** The messages that a pathway sends. */
  checkIns: ReadonlySet<string>;
}

/** One form of a message as it is measured. */
export interface Measured {
  id: string;
  language: Language;
  /** Where in the file it stands. */
  path: readonly string[];
  template: string;
  /** With the longest real values. */
  words: string;
  segments: number;
  encoding: string;
  measures: Measure[];
}

/** Variables that tell somebody which number to ring. */
const TOLD = /\{(?:line|lineNumber|crisisNumber|crisisNumberInWelsh)\}/;

/** Figures that people would ring, other than those that every phone in the country knows; the keys 1 to 9 are none. */
const NUMBER = /\d[\d ]{2,}\d|\b\d{3,}\b/g;

/**
 * What the whole country dials, which no directory needs to check: 999; 112 from abroad (https://digital-strategy.ec.europa.eu/en/policies/112); 18000 for
 * 999 and 18001 before any other number by Relay UK (https://www.relayuk.bt.com/how-to-use-relay-uk/contact-999-using-relay-uk.html).
 */
const EVERYBODYS = new Set(['999', '112', '18000', '18001']);

/** What a provider takes for itself: https://help.twilio.com/articles/223134027 */
const TAKEN =
  /\b(?:answer|reply|text|send|atebwch|anfonwch) (?:YES|END|CANCEL|QUIT|STOPALL|UNSUBSCRIBE|REVOKE|OPTOUT|HELP|INFO)\b/i;

/** @throws TemplateMistake that holds every mistake */
export function checkMessages(messages: Messages): void {
  const mistakes = [...formMistakes(messages), ...languageMistakes(messages), ...directoryMistakes(messages)];
  if (mistakes.length > 0) throw together(mistakes);
}

function formMistakes(messages: Messages): TemplateMistake[] {
  return (['en', 'cy'] as const).flatMap((language) =>
    Object.entries(messages[language]).flatMap(([id, { data, mistake }]) => {
      const english = messages.en[id]?.data ?? data;
      const forms = measured(messages, language, id).flatMap((form) => {
        const wrong = form.path.at(-1) === 'text' ? textMistakes(messages, form, data, english) : [];
        return [...wrong, ...hardMistakes(form, english)].map((what) => mistake(form.path, what));
      });
      return [...forms, ...wholeMistakes(id, data, english, messages.checkIns).map((what) => mistake([], what))];
    }),
  );
}

function textMistakes(messages: Messages, form: Measured, data: Message, english: Message): string[] {
  const { template, words, segments, encoding, id } = form;
  const wrong: string[] = [];
  for (const [, name = ''] of template.matchAll(/\{(\w+)\}/g)) {
    if (valuesFor(messages, form.language)[name] === undefined)
      wrong.push(
        `nobody knows how long {${name}} may be: put its longest real value into templates/messages/longest-values.yaml`,
      );
  }
  const length = `${segments} segments of ${encoding} (${words.length} characters) with the longest real values`;
  if (segments > data.segments)
    wrong.push(
      `${length}, and may be ${data.segments}: make it shorter, or allow more by "segments" and say why in "longBecause"`,
    );
  if (form.language === 'en' && encoding !== 'GSM-7')
    wrong.push(
      `"${words.match(/[^ -~]/u)?.[0]}" is no character of GSM-7, so a text holds 70 characters instead of 160: use a plain one`,
    );
  const shown = forbiddenWords(words, [...messages.lockScreen, ...messages.symptomWords]);
  if (shown.length > 0)
    wrong.push(`a lock screen would show ${shown.join(', ')} (templates/service/lock-screen.yaml): say it in other words`);
  const numbers = (template.match(NUMBER) ?? []).filter((each) => !EVERYBODYS.has(each));
  if (numbers.length > 0)
    wrong.push(
      `${numbers.join(', ')} would still be told when nobody has checked it for years: put it into the service's lines and name it by a variable`,
    );
  const taken = TAKEN.exec(template);
  if (taken) wrong.push(`the provider takes "${taken[0]}" for itself: ask for another word`);
  if (english.to !== 'words' && !template.includes('{service}')) wrong.push('does not say who writes: name {service}');
  if (english.emergency && !template.includes('999')) wrong.push('must say what to do in an emergency: name 999');
  if (goesToPatient(id, english) && !template.startsWith('{name}'))
    wrong.push(
      'does not begin with {name}: begin with it, or say by "to: anybody" that it goes to whoever reads it and names nobody',
    );
  if (!goesToPatient(id, english) && /\{(?:name|nurse)\}/.test(template))
    wrong.push('goes to others than the patient and names the patient or the nurse: leave out {name} and {nurse}');
  return wrong;
}

function goesToPatient(id: string, { to }: Message): boolean {
  return to === undefined && !id.endsWith('-neutral');
}

/** Spoken words are read by nobody, but are no easier to follow for being long; those for staff may be. */
function hardMistakes({ template, language }: Measured, { to }: Message): string[] {
  if (to === 'words') return [];
  return tooHard(template, language).map(
    ({ name, value, most }) => `${name} is ${value}, and may be ${most}: shorter sentences and shorter words`,
  );
}

function wholeMistakes(id: string, data: Message, english: Message, checkIns: ReadonlySet<string>): string[] {
  const wrong: string[] = [];
  for (const form of ['text', 'voice'] as const) {
    const without = data.withoutNumber?.[form];
    if (TOLD.test(data[form] ?? '') && !without)
      wrong.push(
        `tells a number, which stops when it is past its date: say in "withoutNumber: {${form}: …}" what is said then (999, their GP)`,
      );
    if (without && TOLD.test(without)) wrong.push('"withoutNumber" names the number that it must do without');
  }
  if (data.segments > 2 && !data.longBecause) wrong.push('is allowed more than two segments: say why in "longBecause"');
  if (data !== english) return wrong;
  if (id.startsWith('safety-') && !english.emergency) wrong.push('answers danger: it needs "emergency: true"');
  if (checkIns.has(id) && !english.emergency)
    wrong.push('is a check-in, which nobody may be reading: it needs "emergency: true" and 999');
  return wrong;
}

/** Every message is in every language, or stands in the list of those that fall back to English on purpose; staff are spoken to in English. */
function languageMistakes({ en, cy, fallsBack: { data, mistake } }: Messages): TemplateMistake[] {
  const listed = new Set(data.cy.flatMap(({ messages }) => messages));
  const missing = Object.entries(en).filter(([id, file]) => file.data.to !== 'staff' && !cy[id] && !listed.has(id));
  return [
    ...missing.map(([id, file]) =>
      file.mistake(
        [],
        `there is no templates/messages/cy/${id}.yaml: translate it, or say in templates/messages/falls-back.yaml why English is sent`,
      ),
    ),
    ...data.cy.flatMap(({ messages }, group) =>
      messages.flatMap((id, place) => {
        const at = ['cy', group, 'messages', place];
        if (!en[id]) return [mistake(at, `there is no message "${id}" in templates/messages/en`)];
        return cy[id] ? [mistake(at, `"${id}" is in Welsh by now: take it out of this list`)] : [];
      }),
    ),
  ];
}

/** What the service calls itself, its people and its lines stands in texts too; and a number must be told as the one that is rung and checked. */
function directoryMistakes({ service: { data, mistake }, longest, lockScreen, symptomWords }: Messages): TemplateMistake[] {
  const said: [PropertyKey[], string, YamlFile<unknown>['mistake']][] = [
    [['name'], data.name, mistake],
    ...data.staff.map(({ saidAs }, place): (typeof said)[number] => [['staff', place, 'saidAs'], saidAs, mistake]),
    ...data.lines.flatMap(({ saidAs, shown = '', shownInWelsh = '' }, place): (typeof said)[number][] => [
      [['lines', place, 'saidAs'], saidAs, mistake],
      [['lines', place, 'shown'], shown, mistake],
      [['lines', place, 'shownInWelsh'], shownInWelsh, mistake],
    ]),
    ...Object.entries(longest.data).map(([name, value]): (typeof said)[number] => [[name], value, longest.mistake]),
  ];
  const shown = said.flatMap(([at, words, wrong]) => {
    const found = forbiddenWords(words, [...lockScreen, ...symptomWords]);
    if (found.length === 0) return [];
    return [wrong(at, `"${words}" stands in texts, and a lock screen would show ${found.join(', ')}: call it something plain`)];
  });
  const other = data.lines.flatMap(({ number, shown: told, shownInWelsh }, place) =>
    [told, shownInWelsh].flatMap((words) =>
      words === undefined || isNumber(words, number)
        ? []
        : [mistake(['lines', place], `people are told "${words}", which is not ${number}`)],
    ),
  );
  return [...shown, ...other];
}

/** Whether words such as "111 and press 2" begin with a number as it is dialled in the UK, with or without its 0. */
function isNumber(words: string, number: string): boolean {
  const digits = words.replace(/\D/g, '');
  const national = number.replace(/^\+44/, '');
  return digits.startsWith(national) || digits.startsWith(`0${national}`);
}

/** Every form of a message, measured. */
export function measured(messages: Messages, language: Language, id: string): Measured[] {
  const { text, voice, withoutNumber } = messages[language][id]?.data ?? {};
  const forms: [string[], string | undefined][] = [
    [['text'], text],
    [['voice'], voice],
    [['withoutNumber', 'text'], withoutNumber?.text],
    [['withoutNumber', 'voice'], withoutNumber?.voice],
  ];
  return forms.flatMap(([path, template]) => {
    if (template === undefined) return [];
    const words = filledIn(template, valuesFor(messages, language));
    const { segmentsCount, encodingName } = new calculator.SegmentedMessage(words);
    const measures = measuresOf(template, language);
    return [{ id, language, path, template, words, segments: segmentsCount, encoding: encodingName, measures }];
  });
}

const known = new WeakMap<Messages, Map<Language, Values>>();

/** The longest values of a language, worked out once: there are as many times to say as days in a year. */
function valuesFor(messages: Messages, language: Language): Values {
  const values = known.get(messages) ?? new Map<Language, Values>();
  known.set(messages, values);
  const own =
    values.get(language) ?? longestValues(messages.service.data, wordsOf(messages[language]), language, messages.longest.data);
  values.set(language, own);
  return own;
}

function wordsOf(files: MessageFiles): Record<string, Message> {
  return Object.fromEntries(Object.entries(files).map(([id, { data }]) => [id, data]));
}
