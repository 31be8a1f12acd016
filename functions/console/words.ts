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

/** A rule of reading is called by its name, without its table's: `danger.chest-pain` is "chest pain". */
export function ruleName(rule: string): string {
  return rule.slice(rule.lastIndexOf('.') + 1);
}

/** Why something is in the queue, in words. */
export function reasonWords(words: Words, reason: string): string {
  return worded(words, `reason-${ruleName(reason)}`, {}, plainly(ruleName(reason)));
}
