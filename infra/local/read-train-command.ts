import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '../../functions/care/reading/compile.ts';
import { readReadingTables } from '../../functions/platform/catalogue/read-catalogue.ts';
import { readLabelled, split } from './reading/labelled.ts';
import { featuresBy, makeModel } from './reading/make-model.ts';
import { modelText } from './reading/model-file.ts';

/** `npm run read:train`: makes `templates/reading/model.json`, or the file that is named, from the developing split of the labelled texts. */

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const features = featuresBy(compile(readReadingTables(templates)));
const { develop } = split(readLabelled(fileURLToPath(new URL('../../test/data/replies', import.meta.url))));
process.stderr.write(`training on ${develop.length} texts\n`);
const model = makeModel(develop, features, (line) => process.stderr.write(`  ${line}\n`));
const text = modelText(model);
writeFileSync(process.argv[2] ?? `${templates}/reading/model.json`, text);
process.stderr.write(
  `${Object.keys(model.weights).length} features, ${Math.round(text.length / 1000)} KB: ${JSON.stringify(model.opinions)}\n`,
);
