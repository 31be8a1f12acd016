import { readFileSync } from 'node:fs';
import type { Catalogue } from '../care/catalogue.ts';

/** The catalogue as the build has read, checked and compiled it: what a Lambda starts with. */
export function compiledCatalogue(path: string): Catalogue {
  return JSON.parse(readFileSync(path, 'utf8')) as Catalogue;
}
