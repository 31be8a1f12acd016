import type { DateTime } from 'luxon';
import { isStaffedDay } from './allowed.ts';
import type { Dispatch } from './dispatch.ts';
import { type Draft, record } from './draft.ts';
import { holdOn } from './hold.ts';
import type { Series } from './known.ts';
import { ownChannel } from './other-channel.ts';
import { say, settle } from './say.ts';
import { planNext, skip } from './series.ts';
import { pathwayOf, slotAt } from './slots.ts';
import { instant, onDate } from './time.ts';
import { zoneOf } from './zones.ts';

/** Check-ins at the person's own wish: less or more often, and later. */

/**
 * LESS and MORE OFTEN, or so many days apart: the days between ongoing check-ins, within the pathways' bounds. Whoever wants fewer is not
 * asked those of the first weeks any more that would come sooner than half of that from now. Answers the fewest days between.
 */
export function changePace(draft: Draft, wanted: 'less' | 'more-often' | number): number | undefined {
  const changed = [...draft.series].flatMap((series) => paceOf(draft, series, wanted) ?? []);
  return changed.length > 0 ? Math.min(...changed) : undefined;
}

function paceOf(draft: Draft, series: Series, wanted: 'less' | 'more-often' | number): number | undefined {
  const { checkIns, ongoing } = pathwayOf(draft, series);
  if (!ongoing) return undefined;
  const now = series.everyDays ?? ongoing.everyDays;
  const isEarly = series.next < checkIns.length && series.everyDays === undefined;
  // In the first weeks, which ask more often, less is what comes after them anyhow.
  const factor = wanted === 'less' ? (isEarly ? 1 : 2) : 0.5;
  const days = typeof wanted === 'number' ? wanted : Math.round(now * factor);
  series.everyDays = Math.min(Math.max(days, ongoing.fewestDays), ongoing.mostDays);
  record(draft, 'pace-changed', series.id, String(series.everyDays));
  const soonest = draft.now.plus({ days: series.everyDays / 2 });
  const isTooSoon = () => (slotAt(draft, series, series.next)?.preferred ?? soonest) < soonest;
  if (wanted !== 'more-often') while (series.next < checkIns.length && isTooSoon()) skip(draft, series, 'fewer-asked');
  planNext(draft, series);
  return series.everyDays;
}

/** What the person has put off, or what has not been asked yet, comes at `at`. Answers when the next question comes. */
export function askLater(draft: Draft, at: DateTime, isOpen: boolean): DateTime | undefined {
  const series = askedSeries(draft);
  if (!series || holdOn(draft.person, draft.now, false)) return undefined;
  const waiting = draft.dispatches.filter((each) => isWaiting(each) && each.asks?.series === series.id);
  const next = draft.agenda.find(({ kind, subject }) => kind === 'check-in' && subject === series.id);
  const isNew = waiting.length === 0 && !isOpen;
  if (isNew && (!next || instant(next.due) >= at)) return next && instant(next.due);
  const place = isNew ? series.next : (waiting[0]?.asks?.place ?? Math.max(series.next - 1, 0));
  for (const each of waiting) settle(draft, each, 'withdrawn', 'asked-for-later');
  askAt(draft, series, place, at);
  if (isNew) series.next += 1;
  // What would have come before it, or on the same day, is asked by it.
  const dayEnds = at.setZone(zoneOf(draft.person.timeZone)).endOf('day');
  const isAskedByIt = () => (slotAt(draft, series, series.next)?.preferred ?? at.plus({ days: 1 })) <= dayEnds;
  while (isAskedByIt()) skip(draft, series, 'asked-for-later');
  planNext(draft, series);
  return at;
}

/** A question that is still to be put, and no reminder of one. */
export function isWaiting({ asks, asksAgain, state }: Dispatch): boolean {
  return asks !== undefined && !asksAgain && state === 'pending';
}

/** The series whose question was put last, else the first. */
function askedSeries(draft: Draft): Series | undefined {
  return draft.series.find(({ id }) => id === draft.question?.series) ?? draft.series[0];
}

/** The day itself, or the next on which somebody is there to read the answer where the check-ins want that. */
export function readOn(draft: Draft, at: DateTime): DateTime {
  const series = askedSeries(draft);
  if (!series || pathwayOf(draft, series).days !== 'staffed') return at;
  const local = at.setZone(zoneOf(draft.person.timeZone));
  for (let days = 0; days < 14; days += 1) {
    const moment = days === 0 ? local : onDate(draft.person, local.plus({ days }).toISODate() ?? '', local.toFormat('HH:mm'));
    if (isStaffedDay(draft, moment)) return moment;
  }
  return at;
}

/** What was put off may still go out so many days later, when the limits do not let it out on its day. */
const WINDOW_DAYS = 3;

/** Asks one at a time that the person chose; what they chose for the same day no limit puts off. */
function askAt(draft: Draft, series: Series, place: number, at: DateTime): void {
  const slot = slotAt(draft, series, place);
  if (!slot) return;
  const { timeZone } = draft.person;
  const { asks, channel } = pathwayOf(draft, series);
  const day = at.setZone(zoneOf(timeZone));
  const isToday = day.hasSame(draft.now.setZone(zoneOf(timeZone)), 'day');
  const dispatch = say(draft, {
    message: slot.message,
    purpose: 'unsolicited',
    medium: channel === 'preferred' ? ownChannel(draft.person) : channel,
    at,
    until: day.plus({ days: isToday ? 0 : WINDOW_DAYS }).endOf('day'),
    asks: { kind: asks, series: series.id, place },
    ...(isToday && { wished: true }),
  });
  record(draft, 'check-in-put', `${series.id}/${place}`, dispatch.id);
}

/** When the next question comes, if one is planned. */
export function nextQuestion(draft: Draft): DateTime | undefined {
  const planned = draft.agenda.filter(({ kind }) => kind === 'check-in').map(({ due }) => due);
  const pending = draft.dispatches.filter(isWaiting).map(({ at }) => at);
  const [first] = [...planned, ...pending].sort();
  return first === undefined ? undefined : instant(first);
}

/** What is put off already goes out by the other way as well, once the person has chosen it. */
export function sayAnew(draft: Draft): void {
  const waiting = draft.dispatches.filter(isWaiting);
  for (const each of waiting) {
    const series = draft.series.find(({ id }) => id === each.asks?.series);
    if (!series || !each.asks) continue;
    settle(draft, each, 'withdrawn', 'channel-changed');
    askAt(draft, series, each.asks.place, instant(each.at));
  }
}

/** The hour at which a person is asked when nothing says otherwise. */
export function usualHour(draft: Draft): string {
  const { person, service } = draft;
  if (person.timeOfDay) return service.timesOfDay[person.timeOfDay];
  const series = askedSeries(draft);
  const pathway = series && pathwayOf(draft, series);
  return pathway?.ongoing?.at ?? pathway?.checkIns[0]?.at ?? service.timesOfDay.morning;
}
