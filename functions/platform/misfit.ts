import type { output, ZodType } from 'zod';
import type { ErrorBody } from './http.ts';

/**
 * What is wrong with an input, for whoever sent it: the first field that does not fit and what would be right. Schemas
 * give the id of a sentence in `templates/console/words.yaml`, such as `wrong-date`, where the library's own would not help.
 */
export function checked<S extends ZodType>(
  schema: S,
  input: unknown,
  words: Readonly<Record<string, string>>,
): { fits: output<S> } | { misfit: ErrorBody } {
  const result = schema.safeParse(input);
  if (result.success) return { fits: result.data };
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = [...(issue?.path ?? []), ...(unknown ? [unknown] : [])].join('.');
  const sentence = unknown ? words['wrong-field'] : words[issue?.message ?? ''];
  return { misfit: { code: 'invalid', message: sentence ?? issue?.message ?? '', ...(field && { field }) } };
}
