import { readFileSync } from 'node:fs';
import type { Chance } from './random.ts';
import texts from './texts.json' with { type: 'json' };

/**
 * What people write. `texts.json` has what was made up for the simulation; `labelled-texts.tsv` has rows of the labelled texts that
 * the reading is developed on (`list, writer, urgency, topic, text`), never of those that it is only measured on.
 *
 * The list follows from the label: `emergency` and `urgent` are danger, `soon` and `routine` need somebody, `none` needs nobody. What the
 * reading is known to take for less is in the list of what it takes it for: danger that it reads as `soon` still needs somebody, and
 * what it reads as `none` is not judged. How well it reads is measured elsewhere; here it counts what becomes of what was read.
 * None of danger, somebody and nobody says anything of how she stands; stop, start, wrong and death do.
 */
const LABELLED = new URL('labelled-texts.tsv', import.meta.url);

export type List = keyof typeof texts | 'unjudged';

const labelled = Map.groupBy(
  readFileSync(LABELLED, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t')),
  ([list]) => list ?? '',
);

const lists = new Map<string, readonly string[]>(
  [...new Set([...Object.keys(texts), ...labelled.keys()])].map((list) => [
    list,
    [...(texts[list as keyof typeof texts] ?? []), ...(labelled.get(list) ?? []).map((row) => row[4] ?? '')],
  ]),
);

/** One of the texts of a list, each as likely as the others. */
export function wordsOf(list: List, chance: Chance): string {
  return chance.pick(lists.get(list) ?? []);
}
