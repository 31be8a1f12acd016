import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkExamples } from '../functions/platform/catalogue/check-reading.ts';
import { readCatalogue, readReadingFiles } from '../functions/platform/catalogue/read-catalogue.ts';

/** `node infra/catalogue-command.ts FILE`: compiles everything under templates/ to one file, or says what is wrong with it. */
const [, , file] = process.argv;
if (!file) throw new Error('say where to: node infra/catalogue-command.ts FILE');
const templates = fileURLToPath(new URL('../templates', import.meta.url));
const catalogue = readCatalogue(templates);
const { files, tables } = readReadingFiles(templates);
checkExamples(files, tables);
writeFileSync(file, JSON.stringify(catalogue));
