import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { read } from '../../../functions/care/read.ts';
import texts from '../simulation/texts.json' with { type: 'json' };
import { rounded, timed } from './measure.ts';

/** How long it takes to read a text. */

const LONGEST_TEXT = 1_600;
const ROUNDS = 20;

export async function benchReadings({ reading }: Catalogue) {
  const all = Object.values(texts).flat();
  const question = { question: { kind: 'check-in', hoursAgo: 1 } };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of all) {
      const took = await timed(() => read(text, question, reading));
      // The first rounds warm the engine and compile the tables.
      if (round >= ROUNDS / 4) times.push(took);
    }
  }
  times.sort((a, b) => a - b);
  const longest: number[] = [];
  for (const text of [...all, all.join(' '), 'aaaa ', '((((', '. , ', '😀']) {
    const long = text.repeat(Math.ceil(LONGEST_TEXT / text.length)).slice(0, LONGEST_TEXT);
    const tries = [];
    for (let each = 0; each < 3; each += 1) tries.push(await timed(() => read(long, question, reading)));
    longest.push(Math.min(...tries));
  }
  return { medianMilliseconds: rounded(times[times.length >> 1] ?? 0), worstAt1600Milliseconds: rounded(Math.max(...longest)) };
}
