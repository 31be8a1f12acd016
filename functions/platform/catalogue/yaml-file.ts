import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { output, ZodType } from 'zod';

/** A mistake in a file of `templates/`: where it is and what would be right. It stops the start. */
export class TemplateMistake extends Error {
  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
    this.name = 'TemplateMistake';
  }
}

/** Several mistakes as one: each on a line of its own. */
export function together(mistakes: readonly TemplateMistake[]): TemplateMistake {
  const all = new TemplateMistake('', 0, '');
  all.message = mistakes.map(({ message }) => message).join('\n');
  return all;
}

/** One YAML file that was read and fits its schema; `mistake` makes an error that points into it. */
export interface YamlFile<T> {
  data: T;
  mistake(path: readonly PropertyKey[], what: string): TemplateMistake;
}

/** Reads a YAML file by a schema. @throws TemplateMistake that names every misfit, the first one's line at its head. */
export function yamlFile<S extends ZodType>(path: string, shownAs: string, schema: S): YamlFile<output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken)
    throw new TemplateMistake(shownAs, lines.linePos(broken.pos[0]).line, broken.message.split('\n')[0] ?? 'is not YAML');

  const lineOf = (at: readonly PropertyKey[]): number => {
    for (let length = at.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(at.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const mistake = (at: readonly PropertyKey[], what: string) => new TemplateMistake(shownAs, lineOf(at), what);

  return { data: fitted(schema, document.toJS(), mistake), mistake };
}

/** A file that a script has made: it stands on one line, and is read by the machine's own reader, as thousands of keys take YAML's a second. */
export function jsonFile<S extends ZodType>(path: string, shownAs: string, schema: S): YamlFile<output<S>> {
  const mistake = (_: readonly PropertyKey[], what: string) => new TemplateMistake(shownAs, 1, what);
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw mistake([], `is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  return { data: fitted(schema, found, mistake), mistake };
}

function fitted<S extends ZodType>(schema: S, found: unknown, mistake: YamlFile<unknown>['mistake']): output<S> {
  const result = schema.safeParse(found);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(({ path, message }) => mistake(path, `${path.join('.') || 'the file'}: ${message}`));
  throw together(mistakes);
}
