import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { ZodType } from 'zod';
import type { Catalogue, Message } from '../../care/catalogue.ts';
import { checkPathways } from './check-pathways.ts';
import { checkProviderCodes } from './check-provider-codes.ts';
import { checkReadingTables, type ReadingFiles } from './check-reading.ts';
import { areaSchema, readingTablesSchema } from './reading-tables.ts';
import { bankHolidays, consoleWords, keywordAnswers, lockScreen, message, pathway, providerCodes, service } from './schemas.ts';
import { type YamlFile, yamlFile } from './yaml-file.ts';

/**
 * Reads everything under `templates/` and holds it together: each file by its shape, and every name in one file against
 * the file that it names. @throws TemplateMistake with file, line and what is wrong.
 */
export function readCatalogue(folder: string): Catalogue {
  const read = <S extends ZodType>(path: string, schema: S) => yamlFile(join(folder, path), `templates/${path}`, schema);
  const readAll = <S extends ZodType>(path: string, schema: S) =>
    Object.fromEntries(namesIn(join(folder, path)).map((name) => [name, read(`${path}/${name}.yaml`, schema)]));

  const en = readAll('messages/en', message);
  const cy = readAll('messages/cy', message);
  const pathways = readAll('pathways', pathway);
  const keywords = read('service/keyword-answers.yaml', keywordAnswers);
  const service1 = read('service/demo.yaml', service);
  const holidays = read('service/bank-holidays.yaml', bankHolidays);
  const screen = read('service/lock-screen.yaml', lockScreen);
  const codes = read('service/provider-codes.yaml', providerCodes);
  const reading = readReadingTables(folder);

  for (const [id, file] of Object.entries(en)) checkMessage(id, file, en);
  for (const [id, file] of Object.entries(cy)) checkMessage(id, file, en);
  checkPathways(pathways, { messages: en, reading, service: service1.data });
  checkKeywords(
    keywords,
    en,
    reading.keywords.keywords.map(({ id }) => id),
  );
  checkService(service1);
  checkProviderCodes(codes);
  const { england, wales, scotland } = holidays.data;

  const catalogue: Omit<Catalogue, 'version'> = {
    messages: { en: dataOf(en), cy: dataOf(cy) },
    pathways: dataOf(pathways),
    services: [service1.data],
    bankHolidays: { england, wales, scotland, 'northern-ireland': holidays.data['northern-ireland'] },
    reading,
    keywords: keywords.data,
    providerCodes: codes.data,
    lockScreen: screen.data.words,
    console: read('console/words.yaml', consoleWords).data,
  };
  const version = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex').slice(0, 12);
  return { version, ...catalogue };
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

function dataOf<T>(files: Record<string, YamlFile<T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(files).map(([name, { data }]) => [name, data]));
}

/** The reading tables are one shape over several files, so that each file is checked by its own part of it. @throws TemplateMistake */
export function readReadingTables(folder: string): Catalogue['reading'] {
  return readReadingFiles(folder).tables;
}

/** The same, with the files behind it. @throws TemplateMistake */
export function readReadingFiles(folder: string): { tables: Catalogue['reading']; files: ReadingFiles } {
  const files: Record<string, YamlFile<unknown>> = {};
  const file = (name: string, schema: ZodType, ending = 'yaml') => {
    const path = `reading/${name}.${ending}`;
    const found = yamlFile(join(folder, path), `templates/${path}`, schema);
    files[name] = found;
    return found.data;
  };
  const parts = Object.entries(readingTablesSchema.shape).map(([name, schema]) => [
    name,
    file(name, schema, name === 'model' ? 'json' : 'yaml'),
  ]);
  const areas = namesIn(join(folder, 'reading/symptoms')).map((name) => [name, file(`symptoms/${name}`, areaSchema)]);
  const tables = { ...Object.fromEntries(parts), symptoms: Object.fromEntries(areas) } as Catalogue['reading'];
  checkReadingTables(files, tables);
  return { tables, files };
}

type Messages = Record<string, YamlFile<Message>>;

/** What `say` gives to every message without being asked. */
const ALWAYS_GIVEN = ['name', 'service', 'nurse', 'number', 'lineNumber', 'line'];

function checkMessage(id: string, { data, mistake }: YamlFile<Message>, english: Messages): void {
  if (!data.text && !data.voice) throw mistake([], 'has neither text nor voice');
  if (data.bulk && (!data.text || data.variables.length > 0))
    throw mistake(['bulk'], 'what goes to many is a text and wants nothing filled in but what every message is given');
  const given = english[id];
  if (!given) throw mistake([], `there is no English message "${id}" that this translates`);
  const known = new Set([...ALWAYS_GIVEN, ...given.data.variables]);
  for (const form of ['text', 'voice'] as const) {
    for (const [, name = ''] of (data[form] ?? '').matchAll(/\{(\w*)\}/g)) {
      if (!known.has(name)) throw mistake([form], `{${name}} is not one of this message's variables: ${[...known].join(', ')}`);
    }
  }
}

function checkKeywords({ data, mistake }: YamlFile<Catalogue['keywords']>, messages: Messages, known: readonly string[]): void {
  for (const [id, { message: name }] of Object.entries(data)) {
    if (!known.includes(id)) throw mistake([id], `there is no keyword "${id}" in templates/reading/keywords.yaml`);
    if (!messages[name]) throw mistake([id, 'message'], `there is no message "${name}" in templates/messages/en`);
  }
  for (const id of known) if (!data[id]) throw mistake([], `the keyword "${id}" has no answer`);
}

function checkService({ data, mistake }: YamlFile<Catalogue['services'][number]>): void {
  const staff = new Set(data.staff.map(({ id }) => id));
  if (data.lines.filter((line) => line.default).length !== 1)
    throw mistake(['lines'], 'one line, and only one, must be the default');
  if (!staff.has(data.safeguardingLead))
    throw mistake(['safeguardingLead'], `there is nobody with the id "${data.safeguardingLead}" among the staff`);
  // Nobody approves what they proposed themselves.
  if (data.staff.filter((staff) => staff.approvesBulk).length < 2)
    throw mistake(['staff'], 'at least two must have approvesBulk, as nobody may approve what they proposed');
  data.lines.forEach(({ ladder }, place) => {
    if (ladder && !data.ladders[ladder]) throw mistake(['lines', place, 'ladder'], `there is no ladder "${ladder}"`);
  });
  for (const ladder of ['day', 'night'])
    if (!data.ladders[ladder]) throw mistake(['ladders'], `the ladder "${ladder}" is missing`);
  data.rota.forEach((entry, place) => {
    if (!staff.has(entry.staff))
      throw mistake(['rota', place, 'staff'], `there is nobody with the id "${entry.staff}" among the staff`);
  });
  if (!DateTime.utc().setZone(data.timeZone).isValid)
    throw mistake(['timeZone'], `"${data.timeZone}" is not a time zone such as "Europe/London"`);
}
