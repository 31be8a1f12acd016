import { DateTime } from 'luxon';
import type { Pathway } from './catalogue.ts';
import { begin, type Circumstances, type Draft, iso, plan, record, withdraw } from './draft.ts';
import { holdOn } from './hold.ts';
import type { Known, Series } from './known.ts';
import type { ClinicalEvent, EventKind } from './person.ts';
import { say, settle, textOf } from './say.ts';
import { afterQuietHours, instant, onDate } from './time.ts';

/** The check-ins that follow a diagnosis, a progression or a change of treatment. */

interface Slot {
  preferred: DateTime;
  /** The last moment of its window. */
  last: DateTime;
  message: string;
}

/** Records a clinical event. The same kind on the same date starts nothing twice; a newer one replaces the older plan. */
export function recordEvent(draft: Draft, kind: EventKind, on: string): { event: ClinicalEvent; isNew: boolean } {
  const { person } = draft;
  const known = person.events.find((event) => event.kind === kind && event.on === on);
  if (known) return { event: known, isNew: false };
  const id = `${person.id}-s${kind.charAt(0)}${on.replaceAll('-', '')}`;
  const event: ClinicalEvent = { id, kind, on, recordedAt: iso(draft.now) };
  person.events.push(event);
  record(draft, 'event-recorded', id, kind);
  for (const older of draft.series) endSeries(draft, older, 'newer-event');
  const series: Series = { id, kind, on, startedAt: iso(draft.now), next: 0, step: 1 };
  draft.series = [series];
  planNext(draft, series);
  return { event, isNew: true };
}

function endSeries(draft: Draft, series: Series, why: string): void {
  withdraw(draft, 'check-in', series.id);
  for (const dispatch of draft.dispatches) {
    if (dispatch.asks?.series === series.id && dispatch.state === 'pending') settle(draft, dispatch, 'withdrawn', why);
  }
  draft.filed.series.push(series);
  record(draft, 'series-ended', series.id, why);
}

/** The place of a check-in in time: the pathway's own by their offsets, then the ongoing ones from the last of these. */
function slotAt(draft: Draft, series: Series, place: number): Slot {
  const pathway = pathwayOf(draft, series);
  const step = pathway.checkIns[place];
  const { ongoing } = pathway;
  const last = pathway.checkIns.at(-1);
  const every = series.everyDays ?? ongoing.everyDays;
  const day = step?.day ?? (last?.day ?? 0) + (place - pathway.checkIns.length + 1) * every;
  const { at, windowDays, message } = step ?? ongoing;
  const { timeOfDay } = draft.person;
  const preferred = onDate(draft.person, series.on, timeOfDay ? draft.service.timesOfDay[timeOfDay] : at, day);
  return { preferred, last: preferred.plus({ days: windowDays }).endOf('day'), message };
}

function pathwayOf(draft: Draft, series: Series): Pathway {
  return draft.words.pathways[series.kind];
}

/**
 * Plans the next check-in of a series; places whose window is past are recorded as skipped, never dropped in silence.
 * While something holds the person back nothing is planned: whatever lifts it plans every series again.
 */
export function planNext(draft: Draft, series: Series): void {
  series.step += 1;
  withdraw(draft, 'check-in', series.id);
  if (holdOn(draft.person, draft.now, false)) return;
  let slot = slotAt(draft, series, series.next);
  while (slot.last < draft.now) {
    skip(draft, series, 'window-past');
    slot = slotAt(draft, series, series.next);
  }
  plan(draft, 'check-in', series.id, DateTime.max(slot.preferred, afterQuietHours(draft.person, draft.now)), series.step);
}

function skip(draft: Draft, series: Series, why: string): void {
  record(draft, 'check-in-skipped', `${series.id}/${series.next}`, why);
  series.next += 1;
}

/**
 * A check-in is due. It goes out if nothing holds it back; else it moves to the next allowed moment of its window, or
 * is skipped with the reason. Whether it may go is judged again when it is handed to the provider.
 */
export function checkInDue(draft: Draft, series: Series): void {
  const { person, now } = draft;
  const slot = slotAt(draft, series, series.next);
  const held = holdOn(person, now, draft.production);
  const moment = held ? undefined : nextFree(draft, now);
  if (!moment || moment > slot.last) {
    skip(draft, series, held ?? 'window-past');
    planNext(draft, series);
    return;
  }
  if (moment > now) {
    series.step += 1;
    plan(draft, 'check-in', series.id, moment, series.step);
    record(draft, 'check-in-moved', series.id, 'one-a-day');
    return;
  }
  ask(draft, series, slot);
  series.next += 1;
  planNext(draft, series);
}

/** Sends the question: to a number that has not answered yet in words that tell a stranger nothing. */
function ask(draft: Draft, series: Series, slot: Slot): void {
  const neutral = draft.person.standing.answeredAt === undefined;
  say(draft, {
    message: neutral ? 'check-in-neutral' : slot.message,
    purpose: 'unsolicited',
    medium: draft.person.channel === 'voice' ? 'call' : 'text',
    until: slot.last,
    asks: { series: series.id, place: series.next },
  });
}

/**
 * The first moment from `from` on when something more may be planned that nobody asked for: not in quiet hours, within the
 * day's and the week's limit, counting what has been sent and what is still to be.
 */
export function nextFree(draft: Draft, from: DateTime | undefined): DateTime | undefined {
  const planned = draft.dispatches.filter(({ purpose, state }) => purpose === 'unsolicited' && state === 'pending');
  return nextAllowed(
    draft,
    from,
    planned.map(({ at }) => at),
  );
}

/** The same for what is planned already and would go out now: only what has been sent counts, and `planned` if given. */
export function nextAllowed(draft: Draft, from: DateTime | undefined, planned: readonly string[] = []): DateTime | undefined {
  if (!from) return undefined;
  const { unsolicitedPerDay, unsolicitedPerWeek } = draft.service.limits;
  const zone = draft.person.timeZone;
  const sent = [...draft.person.unsolicited, ...planned].map((at) => instant(at).setZone(zone));
  let moment: DateTime = afterQuietHours(draft.person, from).setZone(zone);
  for (let tries = 0; tries < 8; tries += 1) {
    const sameDay = sent.filter((at) => at.hasSame(moment, 'day')).length;
    const sameWeek = sent.filter((at) => at > moment.minus({ days: 7 })).length;
    if (sameDay < unsolicitedPerDay && sameWeek < unsolicitedPerWeek) return moment;
    moment = afterQuietHours(draft.person, moment.plus({ days: 1 }).startOf('day'));
  }
  return undefined;
}

/**
 * LESS and MORE OFTEN, or so many days apart: the days between ongoing check-ins, within the pathway's bounds. Whoever wants fewer is not
 * asked those of the first weeks any more that would come sooner than half of that from now. Answers the days between.
 */
export function changePace(draft: Draft, wanted: 'less' | 'more-often' | number): number | undefined {
  const [series] = draft.series;
  if (!series) return undefined;
  const { checkIns, ongoing } = pathwayOf(draft, series);
  const now = series.everyDays ?? ongoing.everyDays;
  const isEarly = series.next < checkIns.length && series.everyDays === undefined;
  // In the first weeks, which ask more often, less is what comes after them anyhow.
  const factor = wanted === 'less' ? (isEarly ? 1 : 2) : 0.5;
  const days = typeof wanted === 'number' ? wanted : Math.round(now * factor);
  series.everyDays = Math.min(Math.max(days, ongoing.fewestDays), ongoing.mostDays);
  record(draft, 'pace-changed', series.id, String(series.everyDays));
  const soonest = draft.now.plus({ days: series.everyDays / 2 });
  if (wanted !== 'more-often')
    while (series.next < checkIns.length && slotAt(draft, series, series.next).preferred < soonest)
      skip(draft, series, 'fewer-asked');
  planNext(draft, series);
  return series.everyDays;
}

/** What the person has put off, or what has not been asked yet, comes at `at`. Answers when the next question comes. */
export function askLater(draft: Draft, at: DateTime, isOpen: boolean): DateTime | undefined {
  const series = draft.series.find((each) => each.id === draft.question?.series) ?? draft.series[0];
  if (!series || holdOn(draft.person, draft.now, false)) return undefined;
  const waiting = draft.dispatches.filter(({ asks, state }) => asks?.series === series.id && state === 'pending');
  const next = draft.agenda.find(({ kind, subject }) => kind === 'check-in' && subject === series.id);
  const isNew = waiting.length === 0 && !isOpen;
  if (isNew && (!next || instant(next.due) >= at)) return next && instant(next.due);
  const place = isNew ? series.next : (waiting[0]?.asks?.place ?? Math.max(series.next - 1, 0));
  for (const each of waiting) settle(draft, each, 'withdrawn', 'asked-for-later');
  askAt(draft, series, place, at);
  if (isNew) series.next += 1;
  // What would have come before it, or on the same day, is asked by it.
  const dayEnds = at.setZone(draft.person.timeZone).endOf('day');
  while (slotAt(draft, series, series.next).preferred <= dayEnds) skip(draft, series, 'asked-for-later');
  planNext(draft, series);
  return at;
}

/** Asks one at a time that the person chose; what they chose for the same day no limit puts off. */
function askAt(draft: Draft, series: Series, place: number, at: DateTime): void {
  const { timeZone, channel } = draft.person;
  const day = at.setZone(timeZone);
  say(draft, {
    message: slotAt(draft, series, place).message,
    purpose: 'unsolicited',
    medium: channel === 'voice' ? 'call' : 'text',
    at,
    until: day.endOf('day'),
    asks: { series: series.id, place },
    ...(day.hasSame(draft.now.setZone(timeZone), 'day') && { wished: true }),
  });
}

/** When the next question comes, if one is planned. */
export function nextQuestion(draft: Draft): DateTime | undefined {
  const planned = draft.agenda.filter(({ kind }) => kind === 'check-in').map(({ due }) => due);
  const pending = draft.dispatches.filter(({ asks, state }) => asks && state === 'pending').map(({ at }) => at);
  const [first] = [...planned, ...pending].sort();
  return first === undefined ? undefined : instant(first);
}

/** What is put off already goes out by the other way as well, once the person has chosen it. */
export function sayAnew(draft: Draft): void {
  const waiting = draft.dispatches.filter(({ asks, state, purpose }) => asks && state === 'pending' && purpose === 'unsolicited');
  for (const each of waiting) {
    const series = draft.series.find(({ id }) => id === each.asks?.series);
    settle(draft, each, 'withdrawn', 'channel-changed');
    if (series && each.asks) askAt(draft, series, each.asks.place, instant(each.at));
  }
}

/** The time of day at which a person is asked when nothing says otherwise. */
export function usualTime({ person, service, words, series: [series] }: Draft): string {
  if (person.timeOfDay) return service.timesOfDay[person.timeOfDay];
  return series ? words.pathways[series.kind].ongoing.at : service.timesOfDay.morning;
}

export interface Upcoming {
  due: string;
  kind: 'check-in' | 'message';
  words: string;
  why: string;
}

/** What will be sent unasked, when, in which words and why: what is planned now, and what the series would plan after it. */
export function upcoming(known: Known, circumstances: Circumstances, count = 6): Upcoming[] {
  const draft = begin(known, circumstances);
  const messages: Upcoming[] = draft.dispatches
    .filter(({ purpose, state }) => purpose === 'unsolicited' && state === 'pending')
    .map(({ at, asks, body, message }) => ({ due: at, kind: asks ? 'check-in' : 'message', words: body, why: message }));
  const checkIns = draft.series.flatMap((series) => {
    const next = draft.agenda.find((entry) => entry.kind === 'check-in' && entry.subject === series.id);
    if (!next) return [];
    return Array.from({ length: count }, (_, ahead): Upcoming => {
      const slot = slotAt(draft, series, series.next + ahead);
      const neutral = draft.person.standing.answeredAt === undefined && ahead === 0;
      const words = textOf(draft, neutral ? 'check-in-neutral' : slot.message);
      return { due: ahead === 0 ? next.due : iso(slot.preferred), kind: 'check-in', words, why: `${series.kind} ${series.on}` };
    });
  });
  const isHeld = ({ due }: Upcoming) => holdOn(draft.person, instant(due), false) !== undefined;
  return [...messages, ...checkIns].filter((each) => !isHeld(each)).sort((a, b) => a.due.localeCompare(b.due));
}
