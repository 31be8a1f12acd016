import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../functions/platform/catalogue/read-catalogue.ts';

/** `node infra/catalogue-command.ts FILE`: compiles everything under templates/ to one file, or says what is wrong with it. */
const [, , file] = process.argv;
if (!file) throw new Error('say where to: node infra/catalogue-command.ts FILE');
writeFileSync(file, JSON.stringify(readCatalogue(fileURLToPath(new URL('../templates', import.meta.url)))));
