import type { Mark } from '../reading.ts';
import type { Compiled } from './compile.ts';
import type { Group } from './finder.ts';
import type { ReadingTables } from './tables.ts';

/** What a text says of whoever writes it: abroad, without a voice call, a child, at a death. It adds marks, and changes nothing else of a reading. */

export function writerGroups({ writer }: Pick<ReadingTables, 'writer'>): Group[] {
  return writer.rules.flatMap(({ name, phrases, unless = [] }) => [
    { name, phrases },
    { name: unlessOf(name), phrases: unless },
  ]);
}

/** @param words those of the text, with spellings corrected */
export function writerMarks(words: readonly string[], { writer, tables }: Compiled): Mark[] {
  const found = writer.find(words);
  return tables.writer.rules
    .filter(({ name }) => found.of(name).length > 0 && found.of(unlessOf(name)).length === 0)
    .map(({ mark }) => mark);
}

const unlessOf = (name: string) => `${name} unless`;
