/** Words for staff by their id, as they stand in `templates/console/words.yaml`. */
export type Words = Readonly<Record<string, string>>;

/** The sentence of an id with what it wants filled in; `or` when there is none, by default the id in plain letters. */
export function worded(words: Words, id: string, fill: Readonly<Record<string, string | number>> = {}, or = plainly(id)): string {
  return (words[id] ?? or).replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
}

/** A code as people read it: `could-not-be-read` is "could not be read". */
export function plainly(code: string): string {
  return code.replaceAll('-', ' ');
}
