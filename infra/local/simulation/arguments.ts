import { parseArgs } from 'node:util';

/** What `npm run -s simulate` is asked for. */

export interface Wanted {
  patients: number;
  days: number;
  seed: number;
  faults: boolean;
}

/** Where the story of a broken promise is written. */
export const STORIES = 'test/stories/found';

/** As many people as there are numbers for in `numbers.ts`. */
export const MOST_PATIENTS = 4_000;
/** The table of bank holidays in the templates reaches so far. */
export const MOST_DAYS = 730;

export const USAGE = `npm run -s simulate -- --patients N --days D --seed S [--faults] [--stories FOLDER]

  --patients  how many people are enrolled, 1 to ${MOST_PATIENTS}
  --days      how many days pass, 1 to ${MOST_DAYS}
  --seed      a whole number from 0: the same seed gives the same history
  --faults    webhooks twice, receipts late or lost, the provider down, wakes lost, an index that lags, commits that
              conflict, processes killed before and after them
  --stories   the folder for the story of a broken promise; ${STORIES} when absent. It is made when the
              folder that it lies in exists, and no file in it is ever written over

Prints one JSON summary. Exits with 0 when every promise was kept; with 1 when one was broken, which stops the run: the
summary then has the seed, the step (how many acts had been done, and when), and the shortest story that still shows it,
which is written as a test as well; and with 2 when an argument is wrong.`;

/** Reads the arguments. @returns what is wrong, naming the argument, when they cannot be used. */
export function readArguments(
  given: readonly string[],
): { wanted: Wanted; stories: string } | { wrong: string } | { help: true } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  let values: { [name: string]: string | boolean | undefined };
  try {
    ({ values } = parseArgs({
      args: [...given],
      options: { patients: text, days: text, seed: text, faults: flag, stories: text, help: flag },
    }));
  } catch (error) {
    return { wrong: (error as Error).message };
  }
  if (values.help) return { help: true };
  const bounds = { patients: [1, MOST_PATIENTS], days: [1, MOST_DAYS], seed: [0, 2 ** 32 - 1] } as const;
  const numbers: Record<string, number> = {};
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const value = values[name];
    if (value === undefined) return { wrong: `--${name} is missing: a whole number from ${least} to ${most}` };
    const number = /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most))
      return { wrong: `--${name} must be a whole number from ${least} to ${most}; it is "${value}"` };
    numbers[name] = number;
  }
  const { patients = 0, days = 0, seed = 0 } = numbers;
  const stories = String(values.stories ?? STORIES);
  return { wanted: { patients, days, seed, faults: values.faults === true }, stories };
}
