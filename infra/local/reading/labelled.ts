import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS, type Topic, URGENCIES, type Urgency } from '../../../functions/care/reading.ts';

/** The labelled texts of `test/data/replies`, and how they are split: what the tables are developed on, and what they are only measured on. */

export interface Labelled {
  /** The file's name without its ending: one writer. */
  readonly writer: string;
  readonly text: string;
  readonly urgency: Urgency;
  readonly topic: Topic;
}

export interface Split {
  /** Its misses may be looked at. */
  readonly develop: readonly Labelled[];
  /** Only counted: nobody looks at its rows. */
  readonly measure: readonly Labelled[];
}

/** The five writers with whom the figures began: their measured rows are the measuring split that the figures to reach are set for. */
export const FIRST: readonly string[] = ['contrasts', 'family-and-languages', 'general', 'older', 'younger'];

/** Writers of whom nothing may be looked at. */
export const UNSEEN: readonly string[] = ['older', 'unseen-a', 'unseen-b', 'unseen-c'];

/**
 * The others, in the order in which they came. A new one goes to the end, so that the draw of those before stays what it was: what was only
 * measured is never developed on later.
 */
const SEEN: readonly string[] = [
  ...['breadth', 'carers', 'contrasts', 'family-and-languages', 'general', 'northern', 'parents', 'plain', 'retired'],
  ...['second-language', 'thumbs', 'tricky', 'wordy', 'younger', 'calm', 'ordinary', 'winter', 'border', 'letters'],
];

/** @throws when a row is not `text<TAB>urgency<TAB>topic`; the message names the file and the line, never the text. */
export function readLabelled(folder: string): Labelled[] {
  return [...SEEN, ...UNSEEN].flatMap((writer) =>
    readFileSync(join(folder, `${writer}.tsv`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line, place) => labelled(`${writer}.tsv`, place + 1, line)),
  );
}

function labelled(file: string, line: number, row: string): Labelled {
  const [text, urgency, topic, ...others] = row.split('\t');
  const isRight = text && others.length === 0 && isOneOf(URGENCIES, urgency) && isOneOf(TOPICS, topic);
  if (!isRight)
    throw new Error(
      `${file}:${line}: a row is text, urgency (${URGENCIES.join(', ')}) and topic (${TOPICS.join(', ')}), parted by tabs`,
    );
  return { writer: file.slice(0, -'.tsv'.length), text, urgency, topic };
}

function isOneOf<T extends string>(all: readonly T[], value: string | undefined): value is T {
  return all.some((each) => each === value);
}

const SEED = 20_261_124;
const MEASURED = 0.3;

/**
 * The fixed split: whole unseen writers, and of every other writer 30 % of each urgency, drawn by a fixed seed, are measured; the rest
 * is developed on.
 */
export function split(all: readonly Labelled[]): Split {
  const develop: Labelled[] = [];
  const measure = all.filter(({ writer }) => UNSEEN.includes(writer));
  const others = all.filter(({ writer }) => !UNSEEN.includes(writer));
  const random = seeded(SEED);
  for (const rows of groups(others)) {
    const shuffled = rows.map((row) => ({ row, at: random() })).sort((a, b) => a.at - b.at);
    const share = Math.round(rows.length * MEASURED);
    for (const [place, { row }] of shuffled.entries()) (place < share ? measure : develop).push(row);
  }
  return { develop, measure };
}

function groups(rows: readonly Labelled[]): Labelled[][] {
  const groups = new Map<string, Labelled[]>();
  for (const row of rows) {
    const key = `${row.writer}/${row.urgency}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** Numbers from 0 to 1, the same for the same seed on any machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
