import type { PlainText } from './plain-text.ts';

/** Small words that may stand between a "no" and the number it denies. */
const BETWEEN = new Set(
  'a an at of been being had got get gone go went come quite even any about exactly actually yet to the it my temp temperature fever reading'.split(
    ' ',
  ),
);
const FARTHEST = 5;

/**
 * Whether a "no" or "not" right before a number takes it away: "not 38", "never been over 38". It reaches over no comma and no list: "no
 * pain or sickness, temp 38.2" denies no temperature, and neither does "no temp 38.2", where the two gainsay each other, unless it is
 * said `with its name`: "no temp over 38".
 */
export function isDenied(text: PlainText, at: number, named?: 'with its name'): boolean {
  const { masked } = text;
  let isNamed = false;
  for (let place = at; place > Math.max(0, at - FARTHEST); place -= 1) {
    const denial = text.last('denial.denials', text.startOf(at), place);
    if (denial?.end === place) return !isNamed || named !== undefined || masked[at - 1] === 'of';
    const word = masked[place - 1] ?? '';
    if (!BETWEEN.has(word)) return false;
    isNamed ||= word === 'temp' || word === 'temperature' || word === 'fever' || word === 'reading';
  }
  return false;
}
