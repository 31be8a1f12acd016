import { readArguments, USAGE } from './simulation/arguments.ts';
import { writeStory } from './simulation/story-file.ts';
import { simulateTowns } from './simulation/towns.ts';

/** `npm run -s simulate`: a history from a seed, and whether every promise was kept in it. */

/** Seconds of real time between two lines of progress. */
const QUIET_SECONDS = 5;

async function command(given: readonly string[]): Promise<number> {
  const read = readArguments(given);
  if ('help' in read) {
    console.log(USAGE);
    return 0;
  }
  if ('wrong' in read) {
    console.error(`${read.wrong}\n\n${USAGE}`);
    return 2;
  }
  let told = performance.now();
  const summary = await simulateTowns(read.wanted, (share) => {
    if (performance.now() - told < QUIET_SECONDS * 1_000) return;
    told = performance.now();
    console.error(`${Math.floor(share * 100)} %`);
  });
  const { seed, faults, story } = summary;
  const storyIn = story && writeStory(story, { seed, faults }, read.stories);
  console.log(JSON.stringify({ ...summary, ...(storyIn && { storyIn }) }, null, 2));
  return summary.broken.length > 0 ? 1 : 0;
}

process.exitCode = await command(process.argv.slice(2));
