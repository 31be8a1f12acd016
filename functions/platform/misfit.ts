import type { output, ZodType } from 'zod';
import type { ErrorBody } from './http.ts';

type Sentences = Readonly<Record<string, string>>;

/**
 * What is wrong with an input, for whoever sent it: each field that does not fit and what would be right. Schemas give
 * the id of a sentence in `templates/console/words.yaml`, such as `wrong-date`, where the library's own would not help.
 */
export function misfits<S extends ZodType>(
  schema: S,
  input: unknown,
  words: Sentences,
): { fits: output<S> } | { misfits: ErrorBody[] } {
  const result = schema.safeParse(input);
  if (result.success) return { fits: result.data };
  const found = result.error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const field = [...issue.path, ...(unknown ? [unknown] : [])].join('.');
    const sentence = unknown ? words['wrong-field'] : words[issue.message];
    return { code: 'invalid', message: sentence ?? issue.message, ...(field && { field }) };
  });
  // One sentence a field: the first says what would be right.
  return { misfits: found.filter(({ field }, place) => found.findIndex((each) => each.field === field) === place) };
}

/** The same, with the first misfit alone. */
export function checked<S extends ZodType>(
  schema: S,
  input: unknown,
  words: Sentences,
): { fits: output<S> } | { misfit: ErrorBody } {
  const result = misfits(schema, input, words);
  return 'fits' in result ? result : { misfit: result.misfits[0] ?? { code: 'invalid', message: '' } };
}
