import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import { READING_FILES, readingTablesSchema } from '../../functions/platform/catalogue/reading-tables.ts';

/** The tables in `templates/reading/`, checked. @throws when a file is missing or does not fit. */
export function loadReadingTables(): ReadingTables {
  const files = READING_FILES.map((name) => [name, parse(readFileSync(`templates/reading/${name}.yaml`, 'utf8'))]);
  return readingTablesSchema.parse(Object.fromEntries(files));
}
