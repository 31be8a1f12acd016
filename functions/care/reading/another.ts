import { compile } from './compile.ts';
import { PlainText } from './plain-text.ts';
import type { ReadingTables } from './tables.ts';

/**
 * Whether a text that asks for the texts to stop was written by somebody else than the patient: "please stop texting my wife". It is asked only
 * of a text that is marked so, and what the text means stays as it was read.
 */
export function asksForAnother(text: string, tables: ReadingTables): boolean {
  const { found } = new PlainText(text, compile(tables));
  const says = (group: string) => found.of(`another.${group}`).length > 0;
  return says('asks') || (says('spokenOf') && !says('ownWish'));
}
