import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { isDanger, type Topic, type Urgency } from '../../functions/care/reading.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

/**
 * How well the tables read the labelled texts. `older` was held out: nobody who wrote the tables looked at its misses, so it alone says how a
 * text that nobody has seen is read. The others show only that nothing got worse.
 */
const tables = loadReadingTables();
const SEEN = ['general', 'younger', 'contrasts', 'family-and-languages'];

interface Row {
  readonly text: string;
  readonly urgency: Urgency;
  readonly topic: Topic;
}

function rows(file: string): Row[] {
  const lines = readFileSync(`test/data/replies/${file}.tsv`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [text = '', urgency, topic] = line.split('\t');
    return { text, urgency: urgency as Urgency, topic: topic as Topic };
  });
}

/** A fixed 70 % of the rows: the same every time, and spread over the file. */
function sample(all: Row[]): Row[] {
  let state = 20_260_101;
  return all.filter(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < 0.7;
  });
}

function measure(name: string, all: Row[]) {
  const read_ = all.map((row) => ({ row, reading: read(row.text, {}, tables) }));
  const share = (of: typeof read_, met: (each: (typeof read_)[number]) => boolean) => of.filter(met).length / of.length;
  const danger = read_.filter(({ row }) => isDanger(row.urgency));
  const calm = read_.filter(({ row }) => !isDanger(row.urgency));
  return {
    name,
    texts: all.length,
    dangerFound: share(danger, ({ reading }) => isDanger(reading.urgency)),
    dangerFiledAsNone: danger.filter(({ reading }) => reading.urgency === 'none').length,
    falseAlarms: share(calm, ({ reading }) => isDanger(reading.urgency)),
    sameUrgency: share(read_, ({ row, reading }) => row.urgency === reading.urgency),
    sameTopic: share(read_, ({ row, reading }) => row.topic === reading.topic),
  };
}

test('the labelled texts are read well enough, and no danger among them is filed as needing nobody', () => {
  const seen = SEEN.map((file) => measure(file, sample(rows(file))));
  const older = measure('older (held out)', rows('older'));
  const rounded = [...seen, older].map((each) =>
    Object.fromEntries(
      Object.entries(each).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 1000) / 1000 : value]),
    ),
  );
  console.table(rounded);
  for (const each of seen) {
    expect(each.dangerFound).toBeGreaterThan(0.93);
    expect(each.falseAlarms).toBeLessThan(0.04);
    expect(each.sameUrgency).toBeGreaterThan(0.85);
    expect(each.sameTopic).toBeGreaterThan(0.85);
  }
  expect(older.dangerFound).toBeGreaterThan(0.78);
  expect(older.falseAlarms).toBeLessThan(0.06);
  for (const each of [...seen, older]) expect(each.dangerFiledAsNone).toBe(0);
});
