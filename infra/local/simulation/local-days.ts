import { DateTime } from 'luxon';

/** Days where somebody lives. Working one out takes long, and the same few are asked for again and again. */

/** Every zone begins its days at a quarter of an hour. */
const QUARTER = 15 * 60_000;

const dates = new Map<string, string>();
const starts = new Map<string, number>();

/** The date at an instant. */
export function dateIn(zone: string, at: number): string {
  const quarter = Math.floor(at / QUARTER);
  const name = `${zone} ${quarter}`;
  const known = dates.get(name);
  if (known !== undefined) return known;
  const date = DateTime.fromMillis(quarter * QUARTER, { zone }).toISODate() ?? '';
  dates.set(name, date);
  return date;
}

/** When a day begins that is so many days after a date. */
export function startOf(zone: string, date: string, days: number): number {
  const name = `${zone} ${date} ${days}`;
  const known = starts.get(name);
  if (known !== undefined) return known;
  const start = DateTime.fromISO(date, { zone }).plus({ days }).startOf('day').toMillis();
  starts.set(name, start);
  return start;
}
