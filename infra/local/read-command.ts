import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { number, object, string, union } from 'zod';
import { read } from '../../functions/care/read.ts';
import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import type { Reading } from '../../functions/care/reading.ts';
import { readReadingTables } from '../../functions/platform/catalogue/read-catalogue.ts';

/** `npm run -s read`: one text a line from standard input, one JSON line out for each. */

/** The question that was open: its kind, and how many hours ago it was put; just now when only the kind is given. */
const question = union([
  string().transform((kind) => ({ kind, hoursAgo: 0 })),
  object({ kind: string(), hoursAgo: number().min(0).default(0) }),
]);

const lineSchema = object({ text: string(), context: object({ question: question.optional() }).optional() });

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

if (import.meta.main) {
  const tables = readReadingTables(fileURLToPath(new URL('../../templates', import.meta.url)));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    process.stdout.write(`${JSON.stringify(answerLine(line, tables))}\n`);
  }
}
