import { join } from 'node:path';
import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import { readReadingTables } from '../../functions/platform/catalogue/read-catalogue.ts';

export function loadReadingTables(): ReadingTables {
  return readReadingTables(join(import.meta.dirname, '../../templates'));
}
