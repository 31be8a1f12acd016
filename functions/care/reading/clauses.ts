import type { Place } from './finder.ts';
import type { PlainText } from './plain-text.ts';

/** The parts of a text in which words belong together. */

/** How far a part reaches at most, in words: a text without any marks stays cheap to read. */
const REACH = 40;

/** Words with which another thought begins, beside the marks. */
const BREAKS = new Set(['|', ',', 'but', 'although', 'though', 'however', 'whereas']);
const THOUGHTS = new Set([...BREAKS, 'and', 'so', 'because', 'cos', 'which', 'while']);

/** The part around a place that no comma, full stop or "but" divides. */
export function clauseAround(text: PlainText, place: Place): Place {
  return between(text, place, BREAKS);
}

/** The part that no "and" divides either. */
export function thoughtAround(text: PlainText, place: Place): Place {
  return between(text, place, THOUGHTS);
}

function between({ masked }: PlainText, { at, end }: Place, breaks: ReadonlySet<string>): Place {
  let start = at;
  let stop = end;
  while (start > Math.max(0, at - REACH) && !breaks.has(masked[start - 1] ?? '')) start -= 1;
  while (stop < Math.min(masked.length, end + REACH) && !breaks.has(masked[stop] ?? '')) stop += 1;
  return { at: start, end: stop };
}

export function sentenceAround(text: PlainText, { at, end }: Place): Place {
  return { at: text.startOf(at), end: text.endOf(end) };
}

/** The sentence after this one; undefined when there is none. */
export function sentenceAfter(text: PlainText, { end }: Place): Place | undefined {
  const at = text.endOf(end) + 1;
  return at < text.masked.length && text.masked[at - 1] === '|' ? { at, end: text.endOf(at) } : undefined;
}

/** The sentence before this one; undefined when there is none. */
export function sentenceBefore(text: PlainText, { at }: Place): Place | undefined {
  const end = text.startOf(at) - 1;
  return end > 0 && text.masked[end] === '|' ? { at: text.startOf(end), end } : undefined;
}

export function sentences({ masked }: PlainText): Place[] {
  const all: Place[] = [];
  let at = 0;
  for (let place = 0; place <= masked.length; place += 1) {
    if (place < masked.length && masked[place] !== '|') continue;
    if (place > at) all.push({ at, end: place });
    at = place + 1;
  }
  return all;
}

/** The parts of the sentences that a comma or a word like "but", "and" or "also" divides. */
export function clauses({ masked }: PlainText): Place[] {
  const all: Place[] = [];
  let at = 0;
  for (let place = 0; place <= masked.length; place += 1) {
    if (place < masked.length && !DIVIDES.has(masked[place] ?? '')) continue;
    if (place > at) all.push({ at, end: place });
    at = place + 1;
  }
  return all;
}

const DIVIDES = new Set([...BREAKS, 'and', 'also', 'plus', 'only', 'oh']);

/** Whether some phrase of the group begins within the part. */
export function says(text: PlainText, group: string, { at, end }: Place): boolean {
  return text.first(group, at, end) !== undefined;
}

export function isInside(inner: Place, outer: Place): boolean {
  return inner.at >= outer.at && inner.end <= outer.end;
}
