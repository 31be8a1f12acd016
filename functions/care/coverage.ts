import type { DateTime } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import { iso } from './draft.ts';
import { type Around, answersBetween } from './line-hours.ts';
import { leadOf } from './lines.ts';
import { daysBetween, type Stretch, timeline } from './rota.ts';
import type { Line, Service, Staff } from './service.ts';
import { instant, later, openingOn } from './time.ts';
import { zoneOf } from './zones.ts';

/**
 * The proof that somebody can be rung: in every minute, day and night, the first rung of each ladder that may then be chosen has a
 * holder with a phone that works. It is worked out from the moments at which anything changes (openings, shifts, overrides).
 */

/** How far ahead it is proven, in days. */
export const DAYS_PROVEN = 366;

export const GAP_REASONS = ['nobody', 'no-phone', 'phone-not-working', 'unknown-staff'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** A stretch of time in which the first rung would ring nobody. Instants are ISO 8601 in UTC. */
export interface CoverageGap {
  from: string;
  to: string;
  ladder: string;
  duty: string;
  why: GapReason;
}

type Holidays = Catalogue['bankHolidays'];

/** Every gap from `from` to just before `to`, the nearest first. */
export function coverageGaps(service: Service, holidays: Holidays, from: DateTime, to: DateTime): CoverageGap[] {
  const hours = hoursBetween(service, holidays, from, to);
  const byDuty = new Map<string, Stretch[]>();
  const gaps = laddersInForce(service).flatMap(({ ladder, isOpen, only }) => {
    const duty = service.ladders[ladder]?.[0]?.duty ?? '';
    const stretches = byDuty.get(duty) ?? holdersOf(service, duty, from, to);
    byDuty.set(duty, stretches);
    const needed = hours.filter((each) => each.isOpen === isOpen);
    const inForce = only ? whileAnswered(needed, only, { service, holidays }) : needed;
    return gapsOf(service, stretches, inForce).map((gap) => ({ ...gap, ladder, duty }));
  });
  return gaps.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

interface Proven {
  holidays: Holidays;
  from: DateTime;
  to: DateTime;
  gaps: CoverageGap[];
}

/** A day of each service, for as long as its settings stand: it is asked about every minute. */
const proven = new WeakMap<Service, Proven>();

/** Whether at some moment of the coming minute the first rung would ring nobody. */
export function isUncovered(service: Service, holidays: Holidays, now: DateTime): boolean {
  const end = now.plus({ minutes: 1 });
  let day = proven.get(service);
  if (!day || day.holidays !== holidays || now < day.from || end > day.to) {
    const to = now.plus({ days: 1 });
    day = { holidays, from: now, to, gaps: coverageGaps(service, holidays, now, to) };
    proven.set(service, day);
  }
  const [from, to] = [iso(now), iso(end)];
  return day.gaps.some((gap) => gap.from < to && gap.to > from);
}

/** The gaps of which the lead must be told now. */
export function gapsSoon(service: Service, holidays: Holidays, now: DateTime): CoverageGap[] {
  return coverageGaps(service, holidays, now, later(now, service.limits.coverageWarning));
}

/**
 * The ladders that may be chosen in the opening hours, and those at any other time: each line that may then be chosen has its own. A ladder
 * of lines with hours of their own alone is needed `only` while one of them answers.
 */
export function laddersInForce({ lines }: Pick<Service, 'lines'>): { ladder: string; isOpen: boolean; only?: Line[] }[] {
  const ringing = lines.filter((line) => !line.crisis && (line.hours !== 'staffed' || line.default));
  const byLadder = Map.groupBy(ringing, ({ ladder = 'night' }) => ladder);
  const atNight = [...byLadder].map(([ladder, its]) => {
    const isAlways = its.some((line) => line.hours === 'always' || line.default);
    return { ladder, isOpen: false, ...(!isAlways && { only: its }) };
  });
  return [{ ladder: 'day', isOpen: true }, ...atNight];
}

/** What of these times lies within the hours of at least one of the lines. */
function whileAnswered(hours: readonly Hours[], lines: readonly Line[], around: Around): Hours[] {
  const found: Hours[] = [];
  for (const { from, to, isOpen } of hours) {
    const answered = lines.flatMap((line) => answersBetween(line, around, instant(from), instant(to)));
    for (const opening of answered.sort((a, b) => a.from.toMillis() - b.from.toMillis())) {
      const last = found.at(-1);
      const begins = iso(opening.from);
      if (last && begins <= last.to) last.to = last.to > iso(opening.to) ? last.to : iso(opening.to);
      else found.push({ from: begins, to: iso(opening.to), isOpen });
    }
  }
  return found;
}

interface Hours {
  from: string;
  to: string;
  isOpen: boolean;
}

function hoursBetween(service: Service, holidays: Holidays, from: DateTime, to: DateTime): Hours[] {
  const hours: Hours[] = [];
  let closed = from;
  for (const day of daysBetween(from.setZone(zoneOf(service.timeZone)), to)) {
    const opening = openingOn(service, holidays, day);
    if (!opening || opening.to <= from || opening.from >= to) continue;
    if (opening.from > closed) hours.push({ from: iso(closed), to: iso(opening.from), isOpen: false });
    hours.push({
      from: opening.from > from ? iso(opening.from) : iso(from),
      to: opening.to < to ? iso(opening.to) : iso(to),
      isOpen: true,
    });
    closed = opening.to;
  }
  if (closed < to) hours.push({ from: iso(closed), to: iso(to), isOpen: false });
  return hours;
}

/** The lead holds a duty of their own at all times; a nurse or a deputy is not the same for everybody, and some have none. */
function holdersOf(service: Service, duty: string, from: DateTime, to: DateTime): Stretch[] {
  if (duty !== 'lead') return timeline(service, duty, from, to);
  const lead = leadOf({ service });
  return [{ from: iso(from), to: iso(to), ...(lead && { holding: { staff: lead.id, by: 'pattern' } }) }];
}

function gapsOf(service: Service, stretches: readonly Stretch[], hours: readonly Hours[]) {
  const gaps: Pick<CoverageGap, 'from' | 'to' | 'why'>[] = [];
  let place = 0;
  for (const { from, to } of hours) {
    while ((stretches[place]?.to ?? to) <= from) place += 1;
    for (let each = place; each < stretches.length; each += 1) {
      const stretch = stretches[each];
      if (!stretch || stretch.from >= to) break;
      const why = whyNotRung(service, stretch);
      if (!why) continue;
      const gap = { from: stretch.from > from ? stretch.from : from, to: stretch.to < to ? stretch.to : to, why };
      const last = gaps.at(-1);
      if (last && last.to === gap.from && last.why === why) last.to = gap.to;
      else gaps.push(gap);
    }
  }
  return gaps;
}

function whyNotRung({ staff }: Service, { holding }: Stretch): GapReason | undefined {
  if (!holding?.staff) return 'nobody';
  const holder = staff.find(({ id }) => id === holding.staff);
  return holder ? phoneTrouble(holder) : 'unknown-staff';
}

/** Why somebody's phone would not ring; undefined when nothing is known against it. */
export function phoneTrouble({ phone, phoneNotWorking }: Staff): 'no-phone' | 'phone-not-working' | undefined {
  if (!phone) return 'no-phone';
  return phoneNotWorking ? 'phone-not-working' : undefined;
}
