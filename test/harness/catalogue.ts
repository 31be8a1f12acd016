import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Catalogue } from '../../functions/care/catalogue.ts';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';

/** What stands under `templates/`, as `write-catalogue.ts` read it when the run began; read here when the run has no such setup. */
export function loadCatalogue(): Catalogue {
  const file: string | undefined = inject('catalogueFile');
  if (file === undefined) return readCatalogue(join(import.meta.dirname, '../../templates'));
  return JSON.parse(readFileSync(file, 'utf8'));
}
