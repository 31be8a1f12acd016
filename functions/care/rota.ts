import type { DateTime } from 'luxon';
import { iso } from './draft.ts';
import type { RotaEntry, RotaOverride, Service, Shift } from './service.ts';
import { atTime } from './time.ts';
import { zoneOf } from './zones.ts';

/**
 * Who holds which duty when: what staff have recorded, the newest first, else what was imported, else the weekly pattern. Everything
 * is worked out in local time and compared as instants, so that a night on which the clocks change is one of 23 or of 25 hours.
 */

/** Duties that are people of the patient, so that no rota holds them. */
export const DUTIES_OF_THE_PATIENT: readonly string[] = ['nurse', 'deputy', 'lead'];

/** Every duty that the rota must fill, in the order of the ladders. */
export function dutiesOf({ ladders, rota }: Pick<Service, 'ladders' | 'rota'>): string[] {
  const named = [...Object.values(ladders).flat(), ...rota].map(({ duty }) => duty);
  return [...new Set(named)].filter((duty) => !DUTIES_OF_THE_PATIENT.includes(duty));
}

export interface Holding {
  /** Null when somebody has said that nobody holds it. */
  staff: string | null;
  by: 'override' | 'calendar' | 'pattern';
}

/** Who holds a duty at an instant; undefined when the rota says nothing. */
export function holderAt(service: Service, duty: string, at: DateTime): Holding | undefined {
  const now = iso(at);
  const isOn = ({ from, to }: { from: string; to: string }) => from <= now && now < to;
  const override = service.overrides?.findLast((each) => each.duty === duty && isOn(each));
  if (override) return { staff: override.staff, by: 'override' };
  const imported = byPrecedence(service.calendars?.[duty]?.shifts.filter(isOn) ?? []).at(-1);
  if (imported) return { staff: imported.staff, by: 'calendar' };
  const today = at.setZone(zoneOf(service.timeZone)).startOf('day');
  const yesterday = today.minus({ days: 1 }).startOf('day');
  const entry = service.rota.find(
    (each) =>
      each.duty === duty &&
      [yesterday, today].some((day) => {
        const shift = shiftOn(each, day);
        return shift !== undefined && isOn(shift);
      }),
  );
  return entry && { staff: entry.staff, by: 'pattern' };
}

/** Of imported shifts that overlap, the one that began last holds: who is relieved stays for the handover. Lowest first. */
function byPrecedence(shifts: readonly Shift[]): Shift[] {
  return [...shifts].reverse().sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The shift of a weekly entry that begins on a day; `day` is the first moment of it where the service is. */
function shiftOn({ staff, weekdays, from, to, validFrom, validTo }: RotaEntry, day: DateTime): Shift | undefined {
  const date = day.toISODate() ?? '';
  if (weekdays && !weekdays.includes(day.weekday)) return undefined;
  if ((validFrom && date < validFrom) || (validTo && date > validTo)) return undefined;
  const next = day.plus({ days: 1 }).startOf('day');
  if (!from || !to) return { staff, from: iso(day), to: iso(next) };
  return { staff, from: iso(atTime(day, from)), to: iso(atTime(to > from ? day : next, to)) };
}

/** A stretch of time through which a duty is held in one way. */
export interface Stretch {
  from: string;
  to: string;
  holding?: Holding | undefined;
}

interface Layer {
  from: string;
  to: string;
  rank: number;
  holding: Holding;
}

/** Who holds a duty from `from` to just before `to`, without a gap between the stretches: one that nobody holds has no `holding`. */
export function timeline(service: Service, duty: string, from: DateTime, to: DateTime): Stretch[] {
  const [start, end] = [iso(from), iso(to)];
  const layers = layersOf(service, duty, from, to)
    .filter((each) => each.from < end && each.to > start && each.from < each.to)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const bounds = layers.flatMap((each) => [each.from, each.to]).filter((each) => each > start && each < end);
  const moments = [...new Set([start, ...bounds.sort(), end])];
  const stretches: Stretch[] = [];
  let active: Layer[] = [];
  let next = 0;
  for (const [place, moment] of moments.slice(0, -1).entries()) {
    active = active.filter((each) => each.to > moment);
    for (let layer = layers[next]; layer && layer.from <= moment; layer = layers[next]) {
      if (layer.to > moment) active.push(layer);
      next += 1;
    }
    const top = active.reduce<Layer | undefined>((best, each) => (best && best.rank > each.rank ? best : each), undefined);
    extend(stretches, { from: moment, to: moments[place + 1] ?? end, holding: top?.holding });
  }
  return stretches;
}

/** How far ahead a change of who is on is looked for, in days: the weekly pattern comes round within it. */
const DAYS_TO_CHANGE = 8;

/** When somebody else holds a duty next, or nobody does; undefined when nothing changes within eight days. */
export function nextChange(service: Service, duty: string, at: DateTime): Stretch | undefined {
  const [now, ...later] = timeline(service, duty, at, at.plus({ days: DAYS_TO_CHANGE }));
  return later.find(({ holding }) => (holding?.staff ?? null) !== (now?.holding?.staff ?? null));
}

function extend(stretches: Stretch[], stretch: Stretch): void {
  const last = stretches.at(-1);
  const isSame = last?.holding?.staff === stretch.holding?.staff && last?.holding?.by === stretch.holding?.by;
  if (last && isSame) last.to = stretch.to;
  else stretches.push(stretch);
}

/** Everything that may hold a duty within a time, each with its rank: the higher holds. */
function layersOf(service: Service, duty: string, from: DateTime, to: DateTime): Layer[] {
  const { rota, calendars, overrides = [], timeZone } = service;
  const shifts: Omit<Layer, 'rank'>[] = [];
  const add = (shift: Pick<RotaOverride, 'staff' | 'from' | 'to'>, by: Holding['by']) =>
    shifts.push({ from: shift.from, to: shift.to, holding: { staff: shift.staff, by } });
  const days = daysBetween(from.setZone(zoneOf(timeZone)).startOf('day').minus({ days: 1 }), to);
  for (const entry of rota.filter((each) => each.duty === duty).reverse())
    for (const day of days) {
      const shift = shiftOn(entry, day);
      if (shift) add(shift, 'pattern');
    }
  for (const shift of byPrecedence(calendars?.[duty]?.shifts ?? [])) add(shift, 'calendar');
  for (const override of overrides.filter((each) => each.duty === duty)) add(override, 'override');
  return shifts.map((shift, rank) => ({ ...shift, rank }));
}

/** The first moments of the days from one on until another. */
export function daysBetween(first: DateTime, until: DateTime): DateTime[] {
  const days: DateTime[] = [];
  for (let day = first.startOf('day'); day < until; day = day.plus({ days: 1 }).startOf('day')) days.push(day);
  return days;
}
