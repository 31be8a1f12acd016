import { numbersIn } from '../reading/number-words.ts';
import { meantAt, type TimeWords } from './time-words.ts';

/** Times of the day as people write them. */

/** "6pm", "half past six", "18:30", "6.30", "noon", and, behind one of these words, a bare hour: "at 6", "after 11". */
const BEFORE_HOURS: ReadonlySet<string> = new Set([
  'at',
  'after',
  'before',
  'until',
  'til',
  'till',
  'around',
  'about',
  'by',
  'from',
  'between',
  'and',
  'past',
  'than',
  'ar',
  'ol',
  'cyn',
  'wedi',
]);

export function clockAt(words: readonly string[], at: number, known: TimeWords): { end: number; time: string } | undefined {
  const named = meantAt(known, words, at, 'clock');
  if (named?.means.is === 'clock') return { end: named.end, time: named.means.time };
  if (words[at] === 'half') {
    const hour = numbersIn(words.slice(at + 1, at + 4)).find((number) => number.at === (words[at + 1] === 'past' ? 1 : 0));
    if (!hour || hour.value > 12) return undefined;
    return said(hour.value, 30, words, at + 1 + hour.end);
  }
  const [number] = numbersIn(words.slice(at, at + 3));
  if (number?.at !== 0 || number.value > 24) return undefined;
  const end = at + number.end;
  const stuck = /^(\d{1,2})\.([0-5]\d)$/.exec(words[at] ?? '');
  if (stuck) return said(Number(stuck[1]), Number(stuck[2]), words, at + 1);
  if (words[end] === ',' && /^[0-5]\d$/.test(words[end + 1] ?? ''))
    return said(number.value, Number(words[end + 1]), words, end + 2);
  if (!Number.isInteger(number.value)) return undefined;
  if (isHalfOfDay(words[end]) || ['oclock', 'ish'].includes(words[end] ?? '')) return said(number.value, 0, words, end);
  return BEFORE_HOURS.has(words[at - 1] ?? '') && !meantAt(known, words, end, 'unit')
    ? said(number.value, 0, words, end)
    : undefined;
}

const MORNING = new Set(['am', 'yb', 'bore']);
const EVENING = new Set(['pm', 'yh']);

function isHalfOfDay(word: string | undefined): boolean {
  return MORNING.has(word ?? '') || EVENING.has(word ?? '');
}

/** Without am or pm, 8 to 11 are in the morning and 12 to 7 are not: nobody means us to text at 5 in the morning. */
function said(hour: number, minute: number, words: readonly string[], at: number): { end: number; time: string } | undefined {
  let end = at;
  while (['oclock', 'ish', 'in', 'the'].includes(words[end] ?? '') && end < at + 3) end += 1;
  const half = words[end] ?? '';
  const isSaid = isHalfOfDay(half);
  const isMorning = isSaid ? MORNING.has(half) : hour >= 8 && hour < 12;
  if (hour > 24 || (isSaid && hour > 12)) return undefined;
  const twelve = hour > 12 ? hour % 24 : (hour % 12) + (isMorning ? 0 : 12);
  const time = `${String(twelve).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return { end: isSaid ? end + 1 : ['oclock', 'ish'].includes(words[at] ?? '') ? at + 1 : at, time };
}
