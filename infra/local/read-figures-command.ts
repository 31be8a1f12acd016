import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { read } from '../../functions/care/read.ts';
import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import { isDanger } from '../../functions/care/reading.ts';
import { readReadingTables } from '../../functions/platform/catalogue/read-catalogue.ts';
import { nGramReader, readByWordList } from './reading/baselines.ts';
import { type Figure, figuresOf, judge } from './reading/figures.ts';
import { FIRST, type Labelled, readLabelled, split, UNSEEN } from './reading/labelled.ts';
import { withoutWriter } from './reading/leave-out.ts';

/**
 * `npm run -s read:figures`: how well texts are read: on what is developed on, on the measuring split of the first five writers beside a word list and an n-gram
 * model, on the three writers whom nobody has looked at, and on everything that is only measured. `-- --misses`
 * lists the misses of the developing split, `-- --writers` measures each writer with a model that has not learnt from that writer, without
 * and with the model.
 */

const tables = readReadingTables(fileURLToPath(new URL('../../templates', import.meta.url)));
const all = readLabelled(fileURLToPath(new URL('../../test/data/replies', import.meta.url)));
const { develop, measure } = split(all);
const ours = (text: string) => read(text, {}, tables);

if (process.argv.includes('--misses')) misses();
else if (process.argv.includes('--writers')) withoutWriter(develop, tables, (line) => console.log(line));
else {
  table();
  times(tables);
}

function table(): void {
  console.error('training the n-gram baseline …');
  const nGrams = nGramReader(develop);
  const first = measure.filter(({ writer }) => FIRST.includes(writer));
  const unseen = measure.filter(({ writer }) => UNSEEN.includes(writer));
  const columns = [
    { head: 'develop', figures: figuresOf(judge(develop, ours)) },
    { head: 'measure', figures: figuresOf(judge(first, ours)) },
    { head: 'word list', figures: figuresOf(judge(first, readByWordList), true) },
    { head: 'n-grams', figures: figuresOf(judge(first, nGrams), true) },
    { head: 'unseen writers', figures: figuresOf(judge(unseen, ours)) },
    { head: 'all measured', figures: figuresOf(judge(measure, ours)) },
  ];
  const names = columns[0]?.figures ?? [];
  console.log(line(['', 'to reach', ...columns.map(({ head }) => head)]));
  for (const { name, aim } of names) {
    const cells = columns.map(({ figures }) => cell(figures.find((figure) => figure.name === name)));
    console.log(line([name, aim, ...cells]));
  }
  console.log(line(['texts', '', ...[develop, first, first, first, unseen, measure].map((rows) => String(rows.length))]));
}

function cell(figure: Figure | undefined): string {
  if (figure === undefined) return '–';
  const percent = ((100 * figure.met) / Math.max(figure.of, 1)).toFixed(1);
  return `${figure.isReached ? ' ' : '!'} ${percent} % (${figure.met}/${figure.of})`;
}

function line(cells: readonly string[]): string {
  return cells
    .map((each, column) => (column === 0 ? each.padEnd(49) : each.padEnd(column === 1 ? 15 : 21)))
    .join('')
    .trimEnd();
}

/** The median over the measured texts, and a text of 1,600 characters. */
function times(known: ReadingTables): void {
  for (const { text } of measure) read(text, {}, known);
  const each = measure.map(({ text }) => timeOf(() => read(text, {}, known))).sort((a, b) => a - b);
  const long = (length: number) =>
    measure
      .map(({ text }) => text)
      .join('. ')
      .slice(0, length);
  const longest = [1_600, 3_200].map((length) =>
    Math.min(...Array.from({ length: 9 }, () => timeOf(() => read(long(length), {}, known)))),
  );
  const [once = 0, twice = 0] = longest;
  console.log(
    `time: median ${(each[Math.floor(each.length / 2)] ?? 0).toFixed(3)} ms a text, ${once.toFixed(2)} ms for 1,600 characters, ${(twice / once).toFixed(2)} times that for twice as many`,
  );
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** What is developed on and read otherwise than labelled, the dangerous mistakes first. */
function misses(): void {
  const wrong = judge(develop, ours).filter(({ row, said }) => row.urgency !== said.urgency || row.topic !== said.topic);
  const weight = ({ row, said }: (typeof wrong)[number]) =>
    Number(isDanger(row.urgency) !== isDanger(said.urgency)) * 2 + Number(row.urgency !== said.urgency);
  for (const each of wrong.toSorted((a, b) => weight(b) - weight(a))) console.log(missLine(each.row, ours(each.row.text)));
}

function missLine({ writer, text, urgency, topic }: Labelled, said: ReturnType<typeof ours>): string {
  const because = said.because.slice(0, 3).map(({ rule, words }) => `${rule}: ${words}`);
  return [writer, `${urgency}/${topic}`, `read as ${said.urgency}/${said.topic}`, text, because.join('; ')].join('\t');
}
