import { DateTime, Duration } from 'luxon';
import { isStaffedDay } from './allowed.ts';
import type { Catalogue, CheckIn, Pathway } from './catalogue.ts';
import type { Draft } from './draft.ts';
import type { Series } from './known.ts';
import type { EventKind, Person } from './person.ts';
import { treatmentCalled } from './reading/treatments.ts';
import { afterQuietHours, instant, onDate } from './time.ts';
import { zoneOf } from './zones.ts';

/** Where the check-ins of a series lie in time. */

/** One place of a series: the moment it is wanted for, and the window it may still go out in. */
export interface Slot {
  preferred: DateTime;
  /** The last moment of its window, or of the plan when a newer event is to take its place before that. */
  last: DateTime;
  isCut: boolean;
  message: string;
}

/** The name of the pathway that an event begins: the one made for what the treatment is, else the plain one of its kind. */
export function pathwayFor({ pathways, reading }: Catalogue, kind: EventKind, treatment?: string): string {
  const ofKind = Object.entries(pathways).filter(([, { after }]) => after === kind);
  const row = treatment ? treatmentCalled(treatment, reading.treatments)?.name : undefined;
  const made = ofKind.find(([, { treatments }]) => row !== undefined && treatments?.includes(row));
  const [name] = made ?? ofKind.find(([, { treatments }]) => !treatments) ?? [];
  if (!name) throw new Error(`there is no pathway after ${kind} in templates/pathways`);
  return name;
}

export function pathwayOf({ words }: Pick<Draft, 'words'>, { pathway }: Series): Pathway {
  const found = words.pathways[pathway];
  if (!found) throw new Error(`there is no pathway "${pathway}" in templates/pathways`);
  return found;
}

/** The place of a check-in in time: the pathway's own by their offsets, then the ongoing ones from the last of these. Undefined past its end. */
export function slotAt(draft: Draft, series: Series, place: number): Slot | undefined {
  const pathway = pathwayOf(draft, series);
  const day = dayOf(pathway, series, place);
  const check = pathway.checkIns[place] ?? pathway.ongoing;
  if (day === undefined || !check || day > (pathway.endsAfterDays ?? day)) return undefined;
  const preferred = preferredOn(draft, series, day, check);
  const last = endOfWindow(draft.person, series.on, day + check.windowDays);
  const end = endOfPlan(draft.person, series);
  return { preferred, last: end && end < last ? end : last, isCut: end !== undefined && end < last, message: check.message };
}

/** The last moment before the date of the event that is to take the place of a series. */
export function endOfPlan(person: Person, { endsBy }: Series): DateTime | undefined {
  return endsBy && endOfWindow(person, endsBy.on, -1);
}

function dayOf({ checkIns, ongoing }: Pathway, { everyDays }: Series, place: number): number | undefined {
  const own = checkIns[place]?.day;
  if (own !== undefined || !ongoing) return own;
  return (checkIns.at(-1)?.day ?? 0) + (place - checkIns.length + 1) * (everyDays ?? ongoing.everyDays);
}

function endOfWindow(person: Person, on: string, days: number): DateTime {
  return DateTime.fromISO(on, { zone: zoneOf(person.timeZone) })
    .plus({ days })
    .endOf('day');
}

/** The hour that somebody is usually asked at: her own, else the check-in's. */
function usualTime({ person, service }: Draft, { at }: Pick<CheckIn, 'at'>): string | undefined {
  return person.timeOfDay && at ? service.timesOfDay[person.timeOfDay] : at;
}

/**
 * The preferred moment on one day: the person's own time of day, else the check-in's. One without a time is wanted as soon as may be on the
 * day on which its event was recorded, and in the morning of any later day.
 */
function preferredOn(draft: Draft, { on, startedAt }: Series, day: number, check: Pick<CheckIn, 'at'>): DateTime {
  const { person, service } = draft;
  const date = DateTime.fromISO(on, { zone: zoneOf(person.timeZone) }).plus({ days: day });
  const isAtOnce = !check.at && date <= instant(startedAt);
  if (isAtOnce) return onDate(person, on, '00:00', day);
  const [hour = 0, minute = 0] = (usualTime(draft, check) ?? service.timesOfDay.morning).split(':').map(Number);
  return afterQuietHours(person, date.set({ hour, minute: minute + shareOf(person, service.limits.spread) }));
}

/** The same share of the spread for one person always: whole minutes, by the number she is texted on. */
function shareOf({ phone }: Person, spread: string): number {
  const minutes = Math.floor(Duration.fromISO(spread).as('minutes'));
  let sum = 0;
  for (const digit of phone) sum = (sum * 31 + digit.charCodeAt(0)) % 65_521;
  return minutes > 0 ? sum % minutes : 0;
}

/** The days on which a slot may go out, each at its preferred time of day, or at once when that is past already. */
function* momentsOf(draft: Draft, slot: Slot, from: DateTime, days: Pathway['days']): Generator<DateTime> {
  const { person } = draft;
  const start = DateTime.max(slot.preferred, from).setZone(zoneOf(person.timeZone));
  const wanted = slot.preferred.setZone(zoneOf(person.timeZone));
  for (let day = 0; ; day += 1) {
    const date = start.plus({ days: day });
    const usual = date.set({ hour: wanted.hour, minute: wanted.minute, second: 0, millisecond: 0 });
    const moment = afterQuietHours(person, DateTime.max(usual, start));
    if (moment > slot.last) return;
    if (days === 'any' || isStaffedDay(draft, moment)) yield moment;
  }
}

/** The first moment of the slot's window, from `from` on, at which it may go out and that `isFree`; undefined when there is none. */
export function firstMoment(
  draft: Draft,
  slot: Slot,
  from: DateTime,
  days: Pathway['days'],
  isFree: (moment: DateTime) => boolean = () => true,
): DateTime | undefined {
  for (const moment of momentsOf(draft, slot, from, days)) if (isFree(moment)) return moment;
  return undefined;
}
