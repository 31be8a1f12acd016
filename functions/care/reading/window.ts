/** What stands near a place in the normalised text and in the same sentence. Bounded, so that a very long text costs no more for each place. */

const REACH = 160;

/** The words before `at` in its sentence, with the space at `at`. */
export function before(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - REACH), at + 1);
  return near.slice(near.lastIndexOf('|') + 1);
}

/** The words from `at` on to the end of its sentence, beginning with the space at `at`. */
export function after(text: string, at: number): string {
  const near = text.slice(at, at + REACH);
  const end = near.indexOf('|');
  return end === -1 ? near : near.slice(0, end);
}

export function sentenceAround(text: string, at: number): string {
  return before(text, at) + after(text, at).slice(1);
}
