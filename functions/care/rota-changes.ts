import type { DateTime } from 'luxon';
import { iso } from './draft.ts';
import { timeline } from './rota.ts';
import type { RotaOverride, Service } from './service.ts';
import { instant } from './time.ts';

/** What is recorded over the weekly pattern is kept for this long after it is over; the history keeps that it was. */
const KEPT_DAYS = 31;

/** No single override lasts longer, and none begins later than the coverage is proven. */
export const LONGEST_DAYS = 366;

/** A stretch of one duty, as a change names it. */
export interface DutyTime {
  duty: string;
  from: DateTime;
  to: DateTime;
}

/** What is wrong with the time of a change; undefined when nothing is. */
export function wrongTime(
  { from, to }: DutyTime,
  now: DateTime,
): 'rota-ends-before-it-begins' | 'rota-past' | 'rota-too-long' | 'rota-too-far-ahead' | undefined {
  if (to <= from) return 'rota-ends-before-it-begins';
  if (to <= now) return 'rota-past';
  if (from > now.plus({ days: LONGEST_DAYS })) return 'rota-too-far-ahead';
  return to.diff(from, 'days').days > LONGEST_DAYS ? 'rota-too-long' : undefined;
}

/** The one person who holds a duty through the whole of a time, else why there is none to swap with. */
export function holderThrough(
  service: Service,
  { duty, from, to }: DutyTime,
): { staff: string } | 'swap-with-nobody' | 'swap-with-several' {
  const holders = new Set(timeline(service, duty, from, to).map(({ holding }) => holding?.staff ?? undefined));
  const [only] = holders;
  if (holders.has(undefined)) return 'swap-with-nobody';
  return holders.size === 1 && only ? { staff: only } : 'swap-with-several';
}

/** Adds what is newest, and drops what is long over. */
export function withOverrides(
  overrides: readonly RotaOverride[] | undefined,
  added: readonly RotaOverride[],
  now: DateTime,
): RotaOverride[] {
  const oldest = iso(now.minus({ days: KEPT_DAYS }));
  return [...(overrides ?? []), ...added].filter(({ to }) => to > oldest);
}

/** What undoing one takes away: itself, and the other half of its swap. Empty when there is none, or when it is over. */
export function undone(overrides: readonly RotaOverride[] | undefined, id: string, now: DateTime): RotaOverride[] {
  const one = overrides?.find((each) => each.id === id);
  const both = (overrides ?? []).filter((each) => each.id === id || (one?.swap !== undefined && each.swap === one.swap));
  return both.some(({ to }) => instant(to) > now) ? both : [];
}
