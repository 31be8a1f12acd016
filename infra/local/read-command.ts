import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { array, boolean, number, strictObject, string, union } from 'zod';
import { read } from '../../functions/care/read.ts';
import type { ReadingTables } from '../../functions/care/reading/tables.ts';
import type { Reading, ReadingContext } from '../../functions/care/reading.ts';
import { readReadingTables } from '../../functions/platform/catalogue/read-catalogue.ts';

/** `npm run -s read`: one text a line from standard input, one JSON line out for each. */

/** The question that was open: its kind, and how many hours ago it was put; just now when only the kind is given. */
const question = union([
  string().transform((kind) => ({ kind, hoursAgo: 0 })),
  strictObject({ kind: string(), hoursAgo: number().min(0).default(0) }),
]);

const contextShape = {
  question,
  fragments: array(string()),
  treatments: array(strictObject({ class: string(), endedDaysAgo: number().min(0).optional() })),
  interpreter: boolean(),
  outOfHours: boolean(),
  pictures: number().int().min(0),
  thresholds: strictObject({
    feverFrom: number().min(35).max(42),
    lowBelow: number().min(30).max(37),
    vomitingFrom: number().int().min(1),
    diarrhoeaFrom: number().int().min(1),
    painFrom: number().int().min(1).max(10),
  }).partial(),
};
const lineSchema = strictObject({ text: string(), context: strictObject(contextShape).partial().optional() });

interface BadLine {
  readonly error: { readonly code: 'bad-json' | 'bad-line'; readonly message: string; readonly field?: string };
}

/**
 * The answer to one line. A line that begins with `{` is JSON, `{text, context?}`; any other is the text itself. A JSON line that
 * cannot be used is answered with an error that names the field and what would be right, and never repeats the text.
 */
export function answerLine(line: string, tables: ReadingTables): Reading | BadLine {
  if (!line.trimStart().startsWith('{')) return read(line, {}, tables);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: { code: 'bad-json', message: 'A line that begins with { must be a JSON object {text, context?}' } };
  }
  const checked = lineSchema.safeParse(value);
  if (!checked.success) return badLine(checked.error.issues[0]);
  const { text, context = {} } = checked.data;
  const kinds = tables.questions.questions.map(({ kind }) => kind);
  if (context.question !== undefined && !kinds.includes(context.question.kind))
    return { error: { code: 'bad-line', message: `must be one of ${kinds.join(', ')}`, field: 'context.question' } };
  return read(text, context as ReadingContext, tables);
}

function badLine(
  issue: { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): BadLine {
  const at = issue?.path.join('.') ?? '';
  if (issue?.code !== 'unrecognized_keys')
    return { error: { code: 'bad-line', message: issue?.message ?? 'must be {text, context?}', field: at } };
  const known = at === '' ? 'text and context' : at === 'context' ? Object.keys(contextShape).join(', ') : 'other fields';
  return { error: { code: 'bad-line', message: `${issue.message}: only ${known} are known here`, field: at } };
}

if (import.meta.main) {
  const tables = readReadingTables(fileURLToPath(new URL('../../templates', import.meta.url)));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    process.stdout.write(`${JSON.stringify(answerLine(line, tables))}\n`);
  }
}
