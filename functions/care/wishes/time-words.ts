import type { TimeOfDay } from '../person.ts';
import type { ControlTable, Festival, Unit } from './control-table.ts';

/** What one word, or a few side by side, mean for a time. */
export type Meaning =
  | { readonly is: 'unit'; readonly unit: Unit }
  | { readonly is: 'amount'; readonly amount: number }
  | { readonly is: 'day'; readonly ahead: number }
  | { readonly is: 'weekday'; readonly weekday: number }
  | { readonly is: 'month'; readonly month: number }
  | { readonly is: 'part'; readonly part: TimeOfDay }
  | { readonly is: 'clock'; readonly time: string }
  | { readonly is: 'festival'; readonly festival: Festival }
  | { readonly is: 'next' | 'weekend' | 'endOf' | 'doubtful' | Relation };

/** How a time stands to what is asked. */
export type Relation = 'until' | 'after' | 'over' | 'from' | 'before';

/** By their first word, the longest first. */
export type TimeWords = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly means: Meaning }[]>;

/** @param plain how a word of the tables is written in a text */
export function timeWords({ times }: ControlTable, plain: (word: string) => readonly string[]): TimeWords {
  const all: { words: readonly string[]; means: Meaning }[] = [];
  const add = (said: readonly string[], means: Meaning) => {
    for (const words of said) all.push({ words: words.split(' ').flatMap(plain), means });
  };
  for (const [unit, said] of Object.entries(times.units)) add(said, { is: 'unit', unit: unit as Unit });
  for (const [amount, said] of Object.entries(times.amounts)) add(said, { is: 'amount', amount: Number(amount) });
  for (const [ahead, said] of Object.entries(times.days)) add(said, { is: 'day', ahead: Number(ahead) });
  for (const [weekday, said] of Object.entries(times.weekdays)) add(said, { is: 'weekday', weekday: Number(weekday) });
  for (const [month, said] of Object.entries(times.months)) add(said, { is: 'month', month: Number(month) });
  for (const [part, said] of Object.entries(times.parts)) add(said, { is: 'part', part: part as TimeOfDay });
  for (const [time, said] of Object.entries(times.clocks)) add(said, { is: 'clock', time });
  for (const festival of times.festivals) add(festival.words, { is: 'festival', festival });
  for (const is of ['next', 'weekend', 'endOf', 'until', 'after', 'over', 'from', 'before', 'doubtful'] as const)
    add(times[is], { is });
  const byFirst = new Map<string, { words: readonly string[]; means: Meaning }[]>();
  for (const each of all) byFirst.set(each.words[0] ?? '', [...(byFirst.get(each.words[0] ?? '') ?? []), each]);
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
}

export interface Meant {
  readonly means: Meaning;
  readonly end: number;
}

/** What stands at a place of a text; of one kind only when `is` says so. */
export function meantAt(known: TimeWords, words: readonly string[], at: number, is?: Meaning['is']): Meant | undefined {
  const found = known
    .get(words[at] ?? '')
    ?.find((each) => (is === undefined || each.means.is === is) && each.words.every((word, place) => words[at + place] === word));
  return found && { means: found.means, end: at + found.words.length };
}
