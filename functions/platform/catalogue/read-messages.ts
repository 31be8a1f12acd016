import type { Message } from '../../care/catalogue.ts';
import { checkMessages, type MessageFiles, type Messages } from './check-messages.ts';
import { readingTablesSchema } from './reading-tables.ts';
import { fallsBack, lockScreen, longestValues, message, pathway, service } from './schemas.ts';
import { templateFolder } from './template-folder.ts';
import type { YamlFile } from './yaml-file.ts';

/** Reads every message, with what it is held against, and checks them. @throws TemplateMistake with file, line and what is wrong. */
export function readMessages(folder: string): Messages {
  const { read, readAll } = templateFolder(folder);
  const screen = read('service/lock-screen.yaml', lockScreen).data;
  const { treatments } = read('reading/treatments.yaml', readingTablesSchema.shape.treatments).data;
  const messages: Messages = {
    en: readAll('messages/en', message),
    cy: readAll('messages/cy', message),
    fallsBack: read('messages/falls-back.yaml', fallsBack),
    longest: read('messages/longest-values.yaml', longestValues),
    service: read('service/demo.yaml', service),
    checkIns: askedBy(Object.values(readAll('pathways', pathway)).map(({ data }) => data)),
    lockScreen: [...new Set([...screen.words, ...namesOf(treatments)])],
    symptomWords: screen.symptoms,
  };
  for (const files of [messages.en, messages.cy]) {
    for (const [id, file] of Object.entries(files)) checkVariables(id, file, messages.en);
  }
  checkMessages(messages);
  return messages;
}

/** The messages that pathways send, wherever in a pathway they stand. */
function askedBy(pathways: readonly unknown[]): Set<string> {
  return new Set([...JSON.stringify(pathways).matchAll(/"message":"([^"]+)"/g)].map(([, id = '']) => id));
}

/** A medicine's name tells the illness. The row of what no other row knows, `other`, is no name. */
function namesOf(treatments: readonly { name: string; names: readonly string[] }[]): string[] {
  return treatments.filter(({ name }) => name !== 'other').flatMap(({ name, names }) => [name.replaceAll('-', ' '), ...names]);
}

/** What `say` gives to every message without being asked. */
const ALWAYS_GIVEN = ['name', 'service', 'nurse', 'number', 'lineNumber', 'line'];

function checkVariables(id: string, { data, mistake }: YamlFile<Message>, english: MessageFiles): void {
  if (!data.text && !data.voice) throw mistake([], 'has neither text nor voice');
  if (data.bulk && (!data.text || data.variables.length > 0))
    throw mistake(['bulk'], 'what goes to many is a text and wants nothing filled in but what every message is given');
  const given = english[id];
  if (!given) throw mistake([], `there is no English message "${id}" that this translates`);
  const known = new Set([...ALWAYS_GIVEN, ...given.data.variables]);
  const { text, voice, withoutNumber } = data;
  const forms = [
    [['text'], text],
    [['voice'], voice],
    [['withoutNumber', 'text'], withoutNumber?.text],
    [['withoutNumber', 'voice'], withoutNumber?.voice],
  ] as const;
  for (const [at, form] of forms) {
    for (const [, name = ''] of (form ?? '').matchAll(/\{(\w*)\}/g)) {
      if (!known.has(name)) throw mistake(at, `{${name}} is not one of this message's variables: ${[...known].join(', ')}`);
    }
  }
}
