import { fold, isMark, normalise } from './normalise.ts';
import type { LanguageTable } from './tables.ts';

/** Letters of a script in which neither English nor Welsh is written. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;

/** The language that a text is written in when it is neither English nor Welsh: its name in the table, or `another script`. */
export function otherLanguage(text: string, table: LanguageTable): string | undefined {
  const other = text.match(OTHER_SCRIPT)?.length ?? 0;
  const latin = text.match(LATIN)?.length ?? 0;
  if (other > latin) return 'another script';
  if (latin === 0) return undefined;
  const { own, others } = compiledOf(table);
  const words = normalise(text).filter((word) => !isMark(word));
  const ours = words.filter((word) => own.has(word)).length;
  let most: { name: string; count: number } | undefined;
  for (const { name, known } of others) {
    const count = words.filter((word) => known.has(word)).length;
    if (count >= table.atLeast && count > ours && count > (most?.count ?? 0)) most = { name, count };
  }
  return most?.name;
}

interface CompiledLanguages {
  readonly own: ReadonlySet<string>;
  readonly others: readonly { readonly name: string; readonly known: ReadonlySet<string> }[];
}

const cache = new WeakMap<LanguageTable, CompiledLanguages>();

function compiledOf(table: LanguageTable): CompiledLanguages {
  const known = cache.get(table);
  if (known !== undefined) return known;
  const set = (words: readonly string[]) => new Set(words.map(fold));
  const compiled = { own: set(table.own.words), others: table.others.map(({ name, words }) => ({ name, known: set(words) })) };
  cache.set(table, compiled);
  return compiled;
}
