import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { countLedgerCalls } from './bench/ledger-calls.ts';
import { benchReadings } from './bench/readings.ts';
import { benchRings } from './bench/rings.ts';
import { benchSweeps } from './bench/sweeps.ts';
import { benchTexts } from './bench/texts.ts';

/** `npm run -s bench`: figures as JSON. Times are only to be compared with the floor that the same run has measured. */

const USAGE = `npm run -s bench [-- --large] [-- --brief]

  --large  sweeps with 1,000,000 pending entries as well
  --brief  few repetitions: for seeing that it runs`;

/** With ordinary texts beside them, and with none: how much slower it is, another machine can be asked as well. */
const RINGS = {
  usual: { usual: { services: 16, reports: 208, ordinary: 50 }, idle: { services: 16, reports: 48, ordinary: 0 } },
  brief: { usual: { services: 2, reports: 2, ordinary: 10 }, idle: { services: 2, reports: 2, ordinary: 0 } },
};
const TEXTS = { usual: 2_000, brief: 60 };

async function command(given: readonly string[]): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  let wanted: { large: boolean; brief: boolean };
  try {
    wanted = parseArgs({ args: [...given], options: { large: flag, brief: flag } }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const catalogue = readCatalogue(fileURLToPath(new URL('../../templates', import.meta.url)));
  const sizes = wanted.brief ? [1_000, 2_000] : [1_000, 100_000, ...(wanted.large ? [1_000_000] : [])];
  const rings = wanted.brief ? RINGS.brief : RINGS.usual;
  const figures = {
    rings: await benchRings(catalogue, rings.usual, rings.idle),
    ledgerCalls: await countLedgerCalls(catalogue),
    text: await benchTexts(catalogue, wanted.brief ? TEXTS.brief : TEXTS.usual),
    sweep: await benchSweeps(catalogue, sizes),
    reading: await benchReadings(catalogue),
  };
  console.log(JSON.stringify(figures, null, 2));
  return 0;
}

process.exitCode = await command(process.argv.slice(2));
