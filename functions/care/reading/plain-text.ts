import type { Compiled } from './compile.ts';
import type { Found, Place } from './finder.ts';
import { isMark } from './normalise.ts';
import { putRight } from './put-right.ts';

/** How far around a place is looked, in words: more is another thought, and a text without full stops stays cheap to read. */
const REACH = 40;

/** A text made ready to be understood: its words put right, everyday senses taken out, and everything that the tables name found once. */
export class PlainText {
  /** The words with the spelling put right; `,` and `|` (a sentence ends) stand among them. */
  readonly words: readonly string[];
  /** The same, with `~` where words have an everyday sense. */
  readonly masked: readonly string[];
  /** Where the text begins and ends but for greetings and the like. */
  readonly core: Place;
  readonly found: Found;

  constructor(text: string, compiled: Compiled) {
    const { words, before, core } = putRight(text, compiled);
    this.words = words;
    this.masked = masked(words, before.of('otherSenses'));
    this.core = core;
    this.found = compiled.finder.find(this.masked, this.core);
  }

  /** The words of a part of the text without those that change nothing ("please"), and without marks. */
  withoutPolite(at: number, end: number): string {
    const polite = covered(this.found.of('polite'));
    const said = this.words.slice(at, end).filter((word, offset) => !isMark(word) && !polite.has(at + offset));
    return said.join(' ');
  }

  wordsOf({ at, end }: Place): string {
    return this.masked.slice(at, end).join(' ');
  }

  /** Where the sentence around a place begins. */
  startOf(at: number): number {
    const farthest = Math.max(0, at - REACH);
    for (let place = at - 1; place >= farthest; place -= 1) if (this.masked[place] === '|') return place + 1;
    return farthest;
  }

  /** Where the sentence around a place ends. */
  endOf(at: number): number {
    const farthest = Math.min(this.masked.length, at + REACH);
    for (let place = at; place < farthest; place += 1) if (this.masked[place] === '|') return place;
    return farthest;
  }

  /** The first place of a group that begins at `at` or later and before `end`. */
  first(group: string, at: number, end: number): Place | undefined {
    const places = this.found.of(group);
    const place = places[firstFrom(places, at)];
    return place !== undefined && place.at < end ? place : undefined;
  }

  /** The last place of a group that begins at `at` or later and ends at `end` or earlier. */
  last(group: string, at: number, end: number): Place | undefined {
    const places = this.found.of(group);
    for (let index = firstFrom(places, end) - 1; index >= 0; index -= 1) {
      const place = places[index];
      if (place === undefined || place.at < at) return undefined;
      if (place.end <= end) return place;
    }
    return undefined;
  }
}

/** The index of the first of the places, which are in the order of the text, that begins at `at` or later. */
function firstFrom(places: readonly Place[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function masked(words: readonly string[], senses: readonly Place[]): readonly string[] {
  if (senses.length === 0) return words;
  const left = [...words];
  for (const { at, end } of senses)
    for (let place = at; place < end; place += 1) if (left[place] !== '|' && left[place] !== ',') left[place] = '~';
  return left;
}

/** Every place that lies in one of these. */
export function covered(places: readonly Place[]): ReadonlySet<number> {
  const all = new Set<number>();
  for (const { at, end } of places) for (let place = at; place < end; place += 1) all.add(place);
  return all;
}
