import { read } from '../../../functions/care/read.ts';
import { compile } from '../../../functions/care/reading/compile.ts';
import type { ReadingTables } from '../../../functions/care/reading/tables.ts';
import { figuresOf, judge } from './figures.ts';
import type { Labelled } from './labelled.ts';
import { featuresBy, trainedModel } from './make-model.ts';

/** What the model adds, judged on each writer by a model that has learnt from all the others only: danger found, and false alarms. */
export function withoutWriter(rows: readonly Labelled[], tables: ReadingTables, print: (line: string) => void): void {
  const features = featuresBy(compile(tables));
  const none = { ...tables, model: { ...tables.model, opinions: [] } };
  const sums = { alone: [0, 0, 0], with: [0, 0, 0] };
  for (const writer of [...new Set(rows.map((row) => row.writer))]) {
    const own = rows.filter((row) => row.writer === writer);
    const model = trainedModel(
      rows.filter((row) => row.writer !== writer),
      features,
      tables.model.opinions,
    );
    const alone = counts(own, none);
    const together = counts(own, { ...tables, model });
    print(`${writer.padEnd(22)} tables alone ${shown(alone)}   with the model ${shown(together)}`);
    for (const place of [0, 1, 2]) {
      sums.alone[place] = (sums.alone[place] ?? 0) + (alone[place]?.met ?? 0);
      sums.with[place] = (sums.with[place] ?? 0) + (together[place]?.met ?? 0);
    }
  }
  print(
    `all: danger found ${sums.alone[0]} → ${sums.with[0]}, routine or none raised ${sums.alone[1]} → ${sums.with[1]}, soon raised ${sums.alone[2]} → ${sums.with[2]}`,
  );
}

type Counts = readonly { readonly met: number; readonly of: number }[];

function counts(rows: readonly Labelled[], tables: ReadingTables): Counts {
  const figures = figuresOf(
    judge(rows, (text) => read(text, {}, tables)),
    true,
  );
  return [figures[0], figures[3], figures[4]].flatMap((figure) => figure ?? []);
}

function shown(figures: Counts): string {
  const [danger, calm, soon] = figures.map(({ met, of }) => `${met}/${of}`);
  return `danger ${danger}, calm raised ${calm}, soon raised ${soon}`;
}
