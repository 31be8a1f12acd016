import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import { loadCatalogue } from './catalogue.ts';

export function loadReadingTables(): ReadingTables {
  return loadCatalogue().reading;
}
