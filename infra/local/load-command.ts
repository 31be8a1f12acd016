import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { BURST, loadBurst } from './load/burst.ts';
import { KILLED, loadKilled } from './load/killed.ts';
import { loadTexts, TEXTS } from './load/texts.ts';

/** `npm run -s load`: the local run under load, as JSON. Times are only to be compared with the floor that the same run has measured. */

const USAGE = `npm run -s load [-- --only texts|burst|killed] [-- --brief]

  --only   one part: texts that come fast, check-ins that are due together, or a process that is killed
  --brief  few of everything: for seeing that it runs`;

const PARTS = ['texts', 'burst', 'killed'] as const;

async function command(given: readonly string[]): Promise<number> {
  let wanted: { only?: string | undefined; brief: boolean };
  try {
    wanted = parseArgs({
      args: [...given],
      options: { only: { type: 'string' }, brief: { type: 'boolean', default: false } },
    }).values;
    if (wanted.only !== undefined && !PARTS.some((part) => part === wanted.only))
      throw new Error(`there is no part "${wanted.only}"`);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const size = wanted.brief ? 'brief' : 'usual';
  const catalogue = readCatalogue(fileURLToPath(new URL('../../templates', import.meta.url)));
  const figures: Record<string, { isMet: boolean }> = {};
  for (const part of wanted.only === undefined ? PARTS : PARTS.filter((each) => each === wanted.only)) {
    if (part === 'texts') figures.texts = await loadTexts(TEXTS[size]);
    if (part === 'killed') figures.killed = await loadKilled(catalogue, KILLED[size]);
    if (part === 'burst') figures.burst = await loadBurst(catalogue, BURST[size]);
  }
  console.log(JSON.stringify(figures, null, 2));
  return Object.values(figures).every(({ isMet }) => isMet) ? 0 : 1;
}

process.exitCode = await command(process.argv.slice(2));
