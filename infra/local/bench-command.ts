import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { benchColdStarts } from './bench/cold-starts.ts';
import { countLedgerCalls } from './bench/ledger-calls.ts';
import { benchReadings } from './bench/readings.ts';
import { benchRings } from './bench/rings.ts';
import { benchSimulation } from './bench/simulations.ts';
import { benchSweeps } from './bench/sweeps.ts';
import { benchTexts } from './bench/texts.ts';

/** `npm run -s bench`: figures as JSON. Times are only to be compared with the floor that the same run has measured. */

const USAGE = `npm run -s bench [-- --brief]

  --brief  few repetitions: for seeing that it runs`;

/** Of the rings with ordinary texts beside them, and with none: how much slower it is, another machine can be asked as well. */
const SIZES = {
  usual: {
    rings: { usual: { services: 16, reports: 208, ordinary: 50 }, idle: { services: 16, reports: 48, ordinary: 0 } },
    texts: 4_000,
    sweeps: { few: 1_000, many: 1_000_000 },
    coldStarts: { runs: 8 },
    simulation: { patients: 40, days: 30 },
  },
  brief: {
    rings: { usual: { services: 2, reports: 2, ordinary: 10 }, idle: { services: 2, reports: 2, ordinary: 0 } },
    texts: 60,
    sweeps: { few: 1_000, many: 2_000 },
    coldStarts: { runs: 1, names: ['text-arrived'] },
    simulation: { patients: 2, days: 2 },
  },
};

type Sizes = typeof SIZES.usual & { coldStarts: { runs: number; names?: readonly string[] } };

async function command(given: readonly string[]): Promise<number> {
  let isBrief: boolean;
  try {
    const { values } = parseArgs({ args: [...given], options: { brief: { type: 'boolean', default: false } } });
    isBrief = values.brief;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const catalogue = readCatalogue(fileURLToPath(new URL('../../templates', import.meta.url)));
  const { rings, texts, sweeps, coldStarts, simulation }: Sizes = SIZES[isBrief ? 'brief' : 'usual'];
  const ledger = await countLedgerCalls(catalogue);
  const text = await benchTexts(catalogue, texts);
  const figures = {
    rings: await benchRings(catalogue, rings.usual, rings.idle),
    ledger,
    text,
    reading: await benchReadings(catalogue),
    sweep: await benchSweeps(catalogue, sweeps.few, sweeps.many),
    coldStart: benchColdStarts(coldStarts.runs, coldStarts.names),
    simulation: await benchSimulation(catalogue, simulation, text.inMemory.milliseconds.median),
  };
  console.log(JSON.stringify(figures, null, 2));
  return 0;
}

process.exitCode = await command(process.argv.slice(2));
