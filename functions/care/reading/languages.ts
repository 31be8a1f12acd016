import { fold, isMark } from './normalise.ts';
import type { LanguageTable } from './tables.ts';

/** Letters of a script in which neither English nor Welsh is written. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;

/**
 * The language that a text is written in when it is neither English nor Welsh: its name in the table, or `another script`.
 * @param typed the words of the text as `normalise` makes them
 */
export function otherLanguage(text: string, typed: readonly string[], table: LanguageTable): string | undefined {
  const other = text.match(OTHER_SCRIPT)?.length ?? 0;
  if (other > 0 && other > (text.match(LATIN)?.length ?? 0)) return 'another script';
  if (text.search(LATIN) < 0) return undefined;
  const { own, others } = compiledOf(table);
  const counts = new Map<string, number>();
  let ours = 0;
  for (const word of typed) {
    if (isMark(word)) continue;
    if (own.has(word)) ours += 1;
    for (const name of others.get(word) ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return mostSpoken(counts, table, ours);
}

/** Of two of which there are as many words the table's first. */
function mostSpoken(counts: ReadonlyMap<string, number>, { others, atLeast }: LanguageTable, ours: number): string | undefined {
  let most: { name: string; count: number } | undefined;
  for (const { name } of others) {
    const count = counts.get(name) ?? 0;
    if (count >= atLeast && count > ours && count > (most?.count ?? 0)) most = { name, count };
  }
  return most?.name;
}

interface CompiledLanguages {
  readonly own: ReadonlySet<string>;
  /** By the word: the names of the languages that have it. */
  readonly others: ReadonlyMap<string, ReadonlySet<string>>;
}

const cache = new WeakMap<LanguageTable, CompiledLanguages>();

function compiledOf(table: LanguageTable): CompiledLanguages {
  const known = cache.get(table);
  if (known !== undefined) return known;
  const others = new Map<string, Set<string>>();
  for (const { name, words } of table.others)
    for (const word of words.map(fold)) others.set(word, (others.get(word) ?? new Set()).add(name));
  const compiled = { own: new Set(table.own.words.map(fold)), others };
  cache.set(table, compiled);
  return compiled;
}
