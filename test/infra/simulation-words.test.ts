import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readLabelled, split } from '../../infra/local/reading/labelled.ts';

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Which list of the simulation a row belongs to when it is read as it is labelled. */
const LISTS: Readonly<Record<string, string>> = {
  emergency: 'danger',
  urgent: 'danger',
  soon: 'somebody',
  routine: 'somebody',
  none: 'nobody',
};

test('what the people of the simulation write is from the labelled texts, labelled as there, and from none that are only measured', () => {
  const rows = readFileSync(here('infra/local/simulation/labelled-texts.tsv'), 'utf8').trimEnd().split('\n');
  const develop = new Set(
    split(readLabelled(here('test/data/replies'))).develop.map(({ writer, urgency, topic, text }) =>
      [writer, urgency, topic, text].join('\t'),
    ),
  );
  expect(rows.length).toBeGreaterThan(1_000);
  for (const row of rows)
    expect(develop.has(row.slice(row.indexOf('\t') + 1)), 'a row is not among those to develop on').toBe(true);
  const asLabelled = rows.filter((row) => {
    const [list, , urgency = '', topic = ''] = row.split('\t');
    if (['stop', 'start', 'wrong', 'deceased'].includes(topic)) return list === (topic === 'deceased' ? 'death' : topic);
    return list === LISTS[urgency];
  });
  // Beside those that the reading is known to take for less.
  expect(rows.length - asLabelled.length).toBeLessThan(20);
});
