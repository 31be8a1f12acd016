import calculator from 'sms-segments-calculator';

/** The same words are sent to many; splitting them into graphemes is what takes the time. */
const MOST_REMEMBERED = 2_000;
const remembered = new Map<string, number>();

/** How many segments a carrier splits a text into. */
export function segments(body: string): number {
  const known = remembered.get(body);
  if (known !== undefined) return known;
  const count = new calculator.SegmentedMessage(body).segmentsCount;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(body, count);
  return count;
}
