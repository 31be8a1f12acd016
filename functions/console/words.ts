import type { Catalogue } from '../care/catalogue.ts';
import { reasonOf } from '../care/reading/reason-of.ts';

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

/** Why something is in the queue, in words: ours, else those that the rule's own table gives as its reason. */
export function reasonWords({ console: words, reading }: Pick<Catalogue, 'console' | 'reading'>, reason: string): string {
  return words[`reason-${ruleName(reason)}`] ?? ruleReason({ console: words, reading }, reason) ?? plainly(ruleName(reason));
}

/** The reason of a rule of reading: from its table, or from our words where no single entry says it. */
export function ruleReason(
  { console: words, reading }: Pick<Catalogue, 'console' | 'reading'>,
  rule: string,
): string | undefined {
  return reasonOf(rule, reading) ?? words[`rule-${rule.replaceAll('.', '-')}`];
}

/** A rule as it is called in the tables: `denial.someoneElse` is "denial: someone else". */
export function ruleTitle(rule: string): string {
  return rule
    .split('.')
    .map((part) => plainly(part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)))
    .join(': ');
}
