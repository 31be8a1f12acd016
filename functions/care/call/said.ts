import type { CallChoice, CallWords } from '../catalogue.ts';
import type { Person } from '../person.ts';

/** What somebody has said in a call instead of pressing a key, as the provider has recognised it. */

/** The choice of a menu that was said; undefined when it is none of them. */
export function choiceSaid(speech: string, { choices }: CallWords): CallChoice | undefined {
  const said = plain(speech);
  const meets = (phrase: string, alone?: boolean) =>
    ` ${said} `.includes(` ${phrase} `) && (!alone || lengthOf(said) <= lengthOf(phrase) + LITTLE);
  return choices.find(({ phrases, alone }) => phrases.some((phrase) => meets(phrase, alone)))?.does;
}

/** So many words beside a choice are a "please" and an "I said", and tell of nothing. */
const LITTLE = 2;

function lengthOf(words: string): number {
  return words.split(' ').length;
}

/** All that may be said at a menu, as hints to whoever recognises speech. */
export function hintsOf({ choices }: CallWords): string[] {
  return choices.flatMap(({ phrases }) => phrases);
}

/** A day and a month as four digits, from keys or from words such as "12th of April"; undefined when it is neither. */
export function dayAndMonth(digits: string, speech: string, words: CallWords): string | undefined {
  if (/^\d{4}$/.test(digits)) return digits;
  const said = plain(speech);
  const run = said.replace(/[^\d]/g, '');
  const month = placeIn(said, words.months);
  if (month === undefined) return /^\d{4}$/.test(run) ? run : undefined;
  const named = placeIn(said, words.days);
  const day = named === undefined ? Number(run.slice(0, 2)) : named + 1;
  return day > 0 ? `${two(day)}${two(month + 1)}` : undefined;
}

/** Whether it is the day and the month on which somebody was born. The year is not asked: it would take longer to press. */
export function isBornOn({ dateOfBirth }: Pick<Person, 'dateOfBirth'>, ddmm: string): boolean {
  const [, month, day] = dateOfBirth?.split('-') ?? [];
  return `${day}${month}` === ddmm;
}

/** The place of the longest name that stands in what was said: "twenty first" is not the first. */
function placeIn(said: string, names: readonly string[][]): number | undefined {
  const found = names.flatMap((each, place) =>
    each.filter((name) => ` ${said} `.includes(` ${name} `)).map((name) => ({ name, place })),
  );
  return found.sort((a, b) => b.name.length - a.name.length)[0]?.place;
}

function plain(speech: string): string {
  return speech
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[^\p{L}\p{N}' ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
