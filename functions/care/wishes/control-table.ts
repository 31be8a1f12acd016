import type { TimeOfDay } from '../person.ts';
import type { Phrases } from '../reading/tables.ts';

/** The shape of `templates/reading/controls.yaml`: how people say when, how often, how and where they want to hear from us. */

export const ASKS = [
  ...(['later', 'pause', 'less', 'more-often', 'every', 'morning', 'afternoon', 'evening'] as const),
  ...(['hours', 'call', 'text', 'number'] as const),
] as const;
export type Asks = (typeof ASKS)[number];

export interface ControlTable {
  /** The first that is met, in the order of the file, is what is asked for. */
  readonly wishes: readonly WishRule[];
  /** The word by which a new number says that it was meant. */
  readonly confirming: Phrases;
  readonly times: TimeTable;
}

export interface WishRule extends Phrases {
  readonly asks: Asks;
  /** It counts only with a time in the text: `named`, or when the text is hardly more than a time in answer to our question: `only`. */
  readonly time?: 'named' | 'only' | undefined;
  /** Phrases beside which it does not count. */
  readonly unless?: readonly string[] | undefined;
  /** For `every`: how many days apart. */
  readonly days?: number | undefined;
  readonly examples?: readonly string[] | undefined;
  readonly notExamples?: readonly string[] | undefined;
}

export const UNITS = ['minute', 'hour', 'day', 'week', 'fortnight', 'month'] as const;
export type Unit = (typeof UNITS)[number];

type Words = readonly string[];

/** Words for times, each as people write it, in English and in Welsh. */
export interface TimeTable {
  readonly units: Readonly<Record<Unit, Words>>;
  /** What stands for a number: `"2": [couple]`. */
  readonly amounts: Readonly<Record<string, Words>>;
  /** By how many days from today. */
  readonly days: Readonly<Record<string, Words>>;
  /** By ISO weekday: 1 is Monday. */
  readonly weekdays: Readonly<Record<string, Words>>;
  readonly months: Readonly<Record<string, Words>>;
  readonly parts: Readonly<Record<TimeOfDay, Words>>;
  /** By the time of day they stand for. */
  readonly clocks: Readonly<Record<string, Words>>;
  /** What is a time only right behind such a word as "until" or "next": may, sun. */
  readonly doubtful: Words;
  /** What may stand beside a time that is a whole answer. */
  readonly fillers: Words;
  readonly next: Words;
  readonly weekend: Words;
  readonly endOf: Words;
  readonly until: Words;
  readonly after: Words;
  readonly over: Words;
  readonly from: Words;
  readonly before: Words;
  readonly festivals: readonly Festival[];
}

/** Days that have a name: by date (`MM-DD`), or by days after Easter Sunday; `ends` is the last of them. */
export interface Festival {
  readonly name: string;
  readonly words: Words;
  readonly begins: string | number | 'bank-holiday';
  readonly ends: string | number | 'bank-holiday';
}
