import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { read } from '../../../functions/care/read.ts';
import { normalise } from '../../../functions/care/reading/normalise.ts';
import texts from '../simulation/texts.json' with { type: 'json' };
import { ratioOf, rounded, timed, times } from './measure.ts';

/** How long it takes to read a text, against only making it into plain words, which anything that reads must do. */

const LONGEST_TEXT = 1_600;
const ROUNDS = 20;

export async function benchReadings({ reading }: Catalogue) {
  const all = Object.values(texts).flat();
  const question = { question: { kind: 'check-in', hoursAgo: 1 } };
  const taken = { whole: [] as number[], floor: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of all) {
      const whole = await timed(() => read(text, question, reading));
      const floor = await timed(() => normalise(text));
      // The first rounds warm the engine and compile the tables.
      if (round < ROUNDS / 4) continue;
      taken.whole.push(whole);
      taken.floor.push(floor);
    }
  }
  const longest: number[] = [];
  for (const text of [...all, all.join(' '), 'aaaa ', '((((', '. , ', '😀']) {
    const long = text.repeat(Math.ceil(LONGEST_TEXT / text.length)).slice(0, LONGEST_TEXT);
    const tries = [];
    // None twice in a row, as the last text is remembered.
    for (let each = 0; each < 3; each += 1) tries.push(await timed(() => read(`${long}${' '.repeat(each)}`, question, reading)));
    longest.push(Math.min(...tries));
  }
  const fresh = structuredClone(reading);
  return {
    milliseconds: times(taken.whole),
    floorMilliseconds: times(taken.floor),
    ratio: ratioOf(taken.whole, taken.floor),
    // The first text of a process waits for the tables to be compiled.
    firstMilliseconds: rounded(await timed(() => read('ok', question, fresh))),
    worstAt1600Milliseconds: rounded(Math.max(...longest)),
  };
}
