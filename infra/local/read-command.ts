import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse as parseYaml } from 'yaml';
import { number, object, string } from 'zod';
import { read } from '../../functions/care/read.ts';
import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import type { Reading } from '../../functions/care/reading.ts';
import { READING_FILES, readingTablesSchema } from '../../functions/platform/catalogue/reading-tables.ts';

/** `npm run -s read`: one text a line from standard input, one JSON line out for each. */

const lineSchema = object({
  text: string(),
  context: object({ question: object({ kind: string(), hoursAgo: number().min(0) }).optional() }).optional(),
});

interface BadLine {
  readonly error: { readonly code: 'bad-json' | 'bad-line'; readonly message: string; readonly field?: string };
}

/**
 * The answer to one line. A line that begins with `{` is JSON, `{text, context?}`; any other is the text itself. A JSON line that
 * cannot be used is answered with an error that names the field and never repeats the text.
 */
export function answerLine(line: string, tables: ReadingTables): Reading | BadLine {
  if (!line.trimStart().startsWith('{')) return read(line, {}, tables);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: { code: 'bad-json', message: 'A line that begins with { must be a JSON object' } };
  }
  const checked = lineSchema.safeParse(value);
  if (checked.success) return read(checked.data.text, checked.data.context ?? {}, tables);
  const [issue] = checked.error.issues;
  return { error: { code: 'bad-line', message: issue?.message ?? 'Not {text, context}', field: issue?.path.join('.') ?? '' } };
}

/** The tables in `templates/reading/`. @throws when one is missing or does not fit. */
function loadTables(): ReadingTables {
  const folder = new URL('../../templates/reading/', import.meta.url);
  const files = READING_FILES.map((name) => [name, parseYaml(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'))]);
  return readingTablesSchema.parse(Object.fromEntries(files));
}

if (import.meta.main) {
  const tables = loadTables();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    process.stdout.write(`${JSON.stringify(answerLine(line, tables))}\n`);
  }
}
