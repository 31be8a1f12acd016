import type { DateTime } from 'luxon';
import { isMatterOpen, isWithinLimits, stillToGo } from './allowed.ts';
import { isAskedDaily } from './daily-question.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { holdOn, isInHospital } from './hold.ts';
import type { Series } from './known.ts';
import { ownChannel } from './other-channel.ts';
import { say, settle } from './say.ts';
import { endOfPlan, firstMoment, pathwayOf, type Slot, slotAt } from './slots.ts';
import { instant } from './time.ts';
import { zoneOf } from './zones.ts';

/** The check-ins of a series, one after the other: each is asked once in its window, or recorded as skipped with the reason. */

/** Why a check-in was left out, as the history names it and a nurse reads it. */
export type SkipReason =
  | 'window-past'
  | 'no-staffed-day'
  | 'limits'
  | 'matter-open'
  | 'in-hospital'
  | 'another-check-in'
  | 'told-already'
  | 'fewer-asked'
  | 'asked-for-later'
  | 'newer-event'
  | 'daily-question'
  | ReturnType<typeof holdOn>;

/**
 * Plans the next check-in of a series; places whose window is past are recorded as skipped with `why`, never dropped in
 * silence. While something holds the person back nothing is planned: whatever lifts it plans every series again.
 */
export function planNext(draft: Draft, series: Series, why: SkipReason = 'window-past'): void {
  series.step += 1;
  withdraw(draft, 'check-in', series.id);
  if (holdOn(draft.person, draft.now, false)) return;
  const next = nextMoment(draft, series, why);
  if (typeof next === 'string') endSeries(draft, series, next);
  else plan(draft, 'check-in', series.id, next, series.step);
}

/** When the next check-in of a series is to be, after those that are skipped; or why none comes any more. */
function nextMoment(draft: Draft, series: Series, why: SkipReason): DateTime | 'completed' | 'newer-event' {
  for (;;) {
    const slot = slotAt(draft, series, series.next);
    if (!slot) return 'completed';
    if (isTakenOver(draft, series, slot)) return 'newer-event';
    const moment = firstMoment(draft, slot, draft.now, pathwayOf(draft, series).days);
    if (moment) return moment;
    skip(draft, series, slot.isCut ? 'newer-event' : slot.last < draft.now ? why : 'no-staffed-day');
  }
}

/** Whether the date of a newer event, recorded before it came, has taken this place over. */
function isTakenOver({ person }: Draft, { endsBy }: Series, { preferred }: Slot): boolean {
  return endsBy !== undefined && (preferred.setZone(zoneOf(person.timeZone)).toISODate() ?? '') >= endsBy.on;
}

/** Stops a series at once: what it is about to send is withdrawn as well. */
export function stopSeries(draft: Draft, series: Series, why: string): void {
  for (const dispatch of draft.dispatches) {
    if (dispatch.asks?.series === series.id && dispatch.state === 'pending') settle(draft, dispatch, 'withdrawn', why);
  }
  endSeries(draft, series, why);
}

/** What a series is about to send goes out before the date of the event that is to take its place, or not at all. */
export function cutShort(draft: Draft, series: Series): void {
  const end = endOfPlan(draft.person, series);
  for (const dispatch of draft.dispatches) {
    if (dispatch.asks?.series !== series.id || dispatch.state !== 'pending' || !end) continue;
    if (!dispatch.until || dispatch.until > iso(end)) dispatch.until = iso(end);
  }
  planNext(draft, series);
}

/** Plans nothing more for a series, which is filed, or kept with the series that takes its place. */
function endSeries(draft: Draft, series: Series, why: string): void {
  withdraw(draft, 'check-in', series.id);
  draft.series = draft.series.filter((each) => each.id !== series.id);
  // What it had replaced comes back if both this event and the newer one turn out to be mistakes.
  const ended = [...(series.replaced ?? []), series];
  delete series.replaced;
  const newer = draft.series.find(({ id }) => id === series.endsBy?.series);
  if (newer) newer.replaced = [...(newer.replaced ?? []), ...ended];
  else draft.filed.series.push(...ended);
  record(draft, 'series-ended', series.id, why);
}

/** Leaves the next check-in out, for a reason that stands in the history. */
export function skip(draft: Draft, series: Series, why: SkipReason): void {
  record(draft, 'check-in-skipped', `${series.id}/${series.next}`, why);
  series.next += 1;
}

/**
 * A check-in is due. It goes out if nothing holds it back; else it moves to the next allowed moment of its window, or
 * is skipped with the reason. Whether it may go is judged again when it is handed to the provider.
 */
export function checkInDue(draft: Draft, series: Series): void {
  const { now } = draft;
  const slot = slotAt(draft, series, series.next);
  const needless = slot && whyNeedless(draft, series);
  if (!slot || needless) {
    if (needless) skip(draft, series, needless);
    planNext(draft, series);
    return;
  }
  const matter = isMatterOpen(draft);
  const { days } = pathwayOf(draft, series);
  const tomorrow = now.setZone(zoneOf(draft.person.timeZone)).plus({ days: 1 }).startOf('day');
  // Two places may fall on one staffed day: what the first has just decided on counts, though nobody has been asked yet.
  const planned = stillToGo(draft);
  const moment = firstMoment(draft, slot, matter ? tomorrow : now, days, (at) => isWithinLimits(draft, at, planned));
  if (!moment) {
    const late = slot.isCut ? 'newer-event' : slot.last < now ? 'window-past' : 'limits';
    skip(draft, series, matter ? 'matter-open' : late);
    planNext(draft, series);
    return;
  }
  if (moment > now) {
    series.step += 1;
    plan(draft, 'check-in', series.id, moment, series.step);
    record(draft, 'check-in-moved', `${series.id}/${series.next}`, matter ? 'matter-open' : 'limits');
    return;
  }
  ask(draft, series, slot);
  series.next += 1;
  planNext(draft, series);
}

/** Why the check-in that is due is not wanted at all. */
function whyNeedless(draft: Draft, series: Series): SkipReason | undefined {
  const { person, now, question } = draft;
  const held = holdOn(person, now, draft.production);
  if (held) return held;
  if (isAskedDaily(draft)) return 'daily-question';
  const { skip: rules } = pathwayOf(draft, series);
  if (rules.inHospital && isInHospital(person, now)) return 'in-hospital';
  if (hasTold(draft, rules.toldWithinDays)) return 'told-already';
  if (question && question.series !== series.id && isWithin(draft, question.askedAt, rules.anotherWithinDays))
    return 'another-check-in';
  return asksSoon(draft, series, rules.anotherWithinDays) ? 'another-check-in' : undefined;
}

/** Whether another series is about to ask, or one will within so many days that is newer or gives way to none. */
function asksSoon(draft: Draft, series: Series, days: number): boolean {
  const others = draft.series.filter(({ id }) => id !== series.id);
  const nextOf = ({ id }: Series) => draft.agenda.find(({ kind, subject }) => kind === 'check-in' && subject === id);
  const underWay = draft.dispatches.some(({ asks, at }) => asks && asks.series !== series.id && isWithin(draft, at, days));
  const goesBefore = (each: Series) => isNewer(each, series) || pathwayOf(draft, each).skip.anotherWithinDays === 0;
  return underWay || others.some((each) => goesBefore(each) && isWithin(draft, nextOf(each)?.due, days));
}

/** Whether she has told us how she is: today in words of her own, or so many days ago when she was asked. */
function hasTold(draft: Draft, days: number): boolean {
  const { toldAt } = draft.person;
  const wasAsked = toldAt !== undefined && draft.question !== undefined && toldAt >= draft.question.askedAt;
  return isWithin(draft, toldAt, wasAsked ? days : Math.min(days, 1));
}

/** Whether an instant lies less than so many days of the calendar from today, before or after: of 1 day it is today. */
function isWithin({ now, person }: Draft, at: string | undefined, days: number): boolean {
  if (at === undefined) return false;
  const day = (moment: DateTime) => moment.setZone(zoneOf(person.timeZone)).startOf('day');
  return Math.abs(Math.round(day(instant(at)).diff(day(now), 'days').days)) < days;
}

/** Of two series that were begun in one moment, the one of the later id counts as the newer. */
function isNewer(a: Series, b: Series): boolean {
  return a.startedAt > b.startedAt || (a.startedAt === b.startedAt && a.id > b.id);
}

/** Sends the question: to a number that has not answered yet in words that tell a stranger nothing. */
function ask(draft: Draft, series: Series, slot: Slot): void {
  const { asks, channel } = pathwayOf(draft, series);
  const neutral = draft.person.standing.answeredAt === undefined;
  const medium = channel === 'preferred' ? ownChannel(draft.person) : channel;
  const dispatch = say(draft, {
    message: neutral ? 'check-in-neutral' : slot.message,
    purpose: 'unsolicited',
    medium,
    until: slot.last,
    asks: { kind: asks, series: series.id, place: series.next },
  });
  record(draft, 'check-in-put', `${series.id}/${series.next}`, dispatch.id);
}
