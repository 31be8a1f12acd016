import type { Compiled } from './compile.ts';
import type { Found, Place } from './finder.ts';
import { isMark, normalise } from './normalise.ts';

/** A text whose words are put right, before anything is understood of it. */
export interface PutRight {
  /** As `normalise` makes them; `,` and `|` (a sentence ends) stand among them. */
  readonly typed: readonly string[];
  /** The same with the spelling put right. */
  readonly words: readonly string[];
  /** Everyday senses, greetings and the like. */
  readonly before: Found;
  /** Where the text begins and ends but for greetings and the like. */
  readonly core: Place;
}

/** The one text last put right by each set of tables: what arrives is looked at for a confirmation, read, and heard for a wish, one after the other. */
const last = new WeakMap<Compiled, { readonly text: string; readonly right: PutRight }>();

export function putRight(text: string, compiled: Compiled): PutRight {
  const known = last.get(compiled);
  if (known?.text === text) return known.right;
  const typed = normalise(text);
  const words = compiled.spelling.correct(typed);
  const before = compiled.before.find(words);
  const right = { typed, words, before, core: coreOf(words, before.of('courtesies')) };
  last.set(compiled, { text, right });
  return right;
}

/** What is left of a text without the greetings and the like at its beginning and its end; all of it when it is nothing else. */
function coreOf(words: readonly string[], courtesies: readonly Place[]): Place {
  let at = 0;
  let end = words.length;
  for (const place of courtesies) {
    while (at < end && isMark(words[at] ?? '')) at += 1;
    if (place.at === at) at = place.end;
  }
  for (const place of courtesies.toSorted((a, b) => b.end - a.end)) {
    while (end > at && isMark(words[end - 1] ?? '')) end -= 1;
    if (place.end === end) end = place.at;
  }
  while (at < end && isMark(words[at] ?? '')) at += 1;
  while (end > at && isMark(words[end - 1] ?? '')) end -= 1;
  return at < end ? { at, end } : { at: 0, end: words.length };
}
