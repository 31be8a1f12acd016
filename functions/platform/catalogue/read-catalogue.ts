import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DateTime, Duration } from 'luxon';
import type { ZodType } from 'zod';
import type { Catalogue } from '../../care/catalogue.ts';
import { checkLines } from './check-lines.ts';
import type { MessageFiles } from './check-messages.ts';
import { checkPathways } from './check-pathways.ts';
import { checkProviderCodes } from './check-provider-codes.ts';
import { checkReadingTables, type ReadingFiles } from './check-reading.ts';
import { readMessages } from './read-messages.ts';
import { areaSchema, readingTablesSchema } from './reading-tables.ts';
import { bankHolidays, callWords, consoleWords, keywordAnswers, notice, pathway, providerCodes, service } from './schemas.ts';
import { namesIn, templateFolder } from './template-folder.ts';
import { jsonFile, type YamlFile, yamlFile } from './yaml-file.ts';

/**
 * Reads everything under `templates/` and holds it together: each file by its shape, and every name in one file against
 * the file that it names. @throws TemplateMistake with file, line and what is wrong.
 */
export function readCatalogue(folder: string): Catalogue {
  const { read, readAll } = templateFolder(folder);
  const { en, cy, lockScreen, symptomWords } = readMessages(folder);
  const pathways = readAll('pathways', pathway);
  const keywords = read('service/keyword-answers.yaml', keywordAnswers);
  const service1 = read('service/demo.yaml', service);
  const holidays = read('service/bank-holidays.yaml', bankHolidays);
  const codes = read('service/provider-codes.yaml', providerCodes);
  const reading = readReadingTables(folder);

  checkPathways(pathways, { messages: en, reading, service: service1.data });
  checkKeywords(
    keywords,
    en,
    reading.keywords.keywords.map(({ id }) => id),
  );
  checkService(service1);
  checkLines(service1, reading.symptoms);
  checkProviderCodes(codes);
  const { england, wales, scotland } = holidays.data;

  const catalogue: Omit<Catalogue, 'version'> = {
    messages: { en: dataOf(en), cy: dataOf(cy) },
    pathways: dataOf(pathways),
    services: [service1.data],
    notices: dataOf(readAll('notices/en', notice)),
    bankHolidays: { england, wales, scotland, 'northern-ireland': holidays.data['northern-ireland'] },
    reading,
    keywords: keywords.data,
    providerCodes: codes.data,
    callWords: read('service/call-words.yaml', callWords).data,
    lockScreen: [...lockScreen],
    symptomWords: [...symptomWords],
    console: read('console/words.yaml', consoleWords).data,
  };
  const version = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex').slice(0, 12);
  return { version, ...catalogue };
}

function dataOf<T>(files: Readonly<Record<string, YamlFile<T>>>): Record<string, T> {
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
    const found = (ending === 'json' ? jsonFile : yamlFile)(join(folder, path), `templates/${path}`, schema);
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

function checkKeywords(
  { data, mistake }: YamlFile<Catalogue['keywords']>,
  messages: MessageFiles,
  known: readonly string[],
): void {
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
  checkSilence(data.silence, (place, what) => mistake(['silence', place], what));
  for (const ladder of ['day', 'night'])
    if (!data.ladders[ladder]) throw mistake(['ladders'], `the ladder "${ladder}" is missing`);
  data.rota.forEach((entry, place) => {
    if (!staff.has(entry.staff))
      throw mistake(['rota', place, 'staff'], `there is nobody with the id "${entry.staff}" among the staff`);
  });
  if (!DateTime.utc().setZone(data.timeZone).isValid)
    throw mistake(['timeZone'], `"${data.timeZone}" is not a time zone such as "Europe/London"`);
}

/** Each step comes later than the one before, and the last tells a nurse: a silence that ends in nothing is not seen. */
function checkSilence(steps: Catalogue['services'][number]['silence'], mistake: (place: number, what: string) => Error): void {
  const lengths = steps.map(({ after }) => Duration.fromISO(after).toMillis());
  lengths.forEach((length, place) => {
    if (length <= (lengths[place - 1] ?? 0)) throw mistake(place, `${steps[place]?.after} does not come after the step before`);
  });
  if (steps.at(-1)?.does !== 'task') throw mistake(steps.length - 1, 'the last step must be a task');
}
