import type { DateTime } from 'luxon';
import { askLater, changePace, nextQuestion, readOn, sayAnew, usualHour } from './ask-otherwise.ts';
import { type Draft, record } from './draft.ts';
import { askNewNumber } from './number-change.ts';
import type { Person, TimeOfDay } from './person.ts';
import { messageFor, textOf, timeInFull } from './say.ts';
import { planNext } from './series.ts';
import { pause } from './standing.ts';
import type { Answer } from './take-effect.ts';
import { afterQuietHours, isQuiet, later, onDate, saidClock } from './time.ts';
import type { Later, Pause, Wish } from './wishes/wish.ts';
import { zoneOf } from './zones.ts';

/** Each wish takes effect in the commit that records it, and is answered in one text that says what will happen now. */

type Granted = Omit<Answer, 'wish'>;

export function grant(draft: Draft, wish: Wish, isAsked: boolean): Granted {
  switch (wish.asks) {
    case 'later':
      return grantLater(draft, wish, isAsked);
    case 'pause':
      return grantPause(draft, wish);
    case 'less':
    case 'more-often':
      return grantPace(draft, wish.asks);
    case 'every':
      return grantPace(draft, wish.days);
    case 'part-of-day':
      return grantPart(draft, wish.part);
    case 'hours':
      return grantHours(draft, wish);
    case 'channel':
      return grantChannel(draft, wish.channel);
    case 'number':
      return askNewNumber(draft, wish.number);
  }
}

/** For a nurse to agree with the patient. */
const FOR_A_NURSE: Granted = { message: 'received', reason: 'wish-for-nurse' };

function grantLater(draft: Draft, wish: Later, isAsked: boolean): Granted {
  const chosen = timeChosen(draft, wish);
  const wanted = chosen ?? tomorrow(draft);
  const at = readOn(draft, wanted);
  // What is put off for so long is a pause.
  if (at > later(draft.now, draft.service.limits.pause)) return grantPause(draft, { asks: 'pause', until: at });
  const next = askLater(draft, at, isAsked);
  if (!next) return { message: 'nothing-planned' };
  record(draft, 'asked-later', draft.person.id);
  const variables = { until: timeInFull(draft, next) };
  if (next.toMillis() !== at.toMillis()) return { message: 'later-next', variables };
  if (!chosen) return { message: 'later-unclear', variables };
  return { message: at.toMillis() === wanted.toMillis() ? 'later' : 'later-staffed', variables };
}

/** The moment that was chosen, out of quiet hours; undefined when it is past or is none. */
function timeChosen(draft: Draft, { day, part, time, moment, isPast }: Later): DateTime | undefined {
  const { person, service, now } = draft;
  if (isPast) return undefined;
  if (moment) return afterQuietHours(person, moment);
  const today = now.setZone(zoneOf(person.timeZone));
  if (!day && !part && !time) return tomorrow(draft);
  const isToday = day?.hasSame(today, 'day') ?? false;
  const clock = time ?? (part ? service.timesOfDay[part] : isToday ? service.timesOfDay.evening : usualHour(draft));
  const on = (date: DateTime) => onDate(person, date.toISODate() ?? '', clock);
  const at = on(day ?? today);
  if (at > now) return at;
  return day ? undefined : part === 'morning' || time ? on(today.plus({ days: 1 })) : undefined;
}

function tomorrow(draft: Draft): DateTime {
  const day = draft.now.setZone(zoneOf(draft.person.timeZone)).plus({ days: 1 });
  return onDate(draft.person, day.toISODate() ?? '', usualHour(draft));
}

function grantPause(draft: Draft, { from, until, isPast }: Pause): Granted {
  const { now, service } = draft;
  const begins = from ?? now;
  const wanted = until && until > begins ? fromMorning(draft, until) : undefined;
  const longest = later(begins, service.limits.longestPause);
  const isTooLong = wanted !== undefined && wanted > longest;
  const end = isTooLong ? longest : (wanted ?? later(now, service.limits.pause));
  pause(draft, end, wanted && from);
  record(draft, 'pause-asked', draft.person.id);
  const variables = { until: timeInFull(draft, end) };
  if (isTooLong) return { message: 'paused-longest', variables, reason: 'pause-too-long' };
  if (from && wanted)
    return { message: 'paused-from', variables: { ...variables, from: timeInFull(draft, fromMorning(draft, from)) } };
  return { message: isPast || (until && !wanted) ? 'paused-unclear' : 'paused', variables };
}

/** A day begins when the person may be contacted, and never at midnight. */
function fromMorning(draft: Draft, at: DateTime): DateTime {
  const { person, service } = draft;
  const isMidnight = at.hour === 0 && at.minute === 0;
  if (isQuiet(person, at) || !isMidnight) return afterQuietHours(person, at);
  return onDate(person, at.toISODate() ?? '', service.timesOfDay.morning);
}

function grantPace(draft: Draft, wanted: 'less' | 'more-often' | number): Granted {
  const days = changePace(draft, wanted);
  return days ? { message: 'pace', variables: { days: String(days), next: nextWords(draft) } } : { message: 'nothing-planned' };
}

function grantPart(draft: Draft, part: TimeOfDay): Granted {
  const { person, service, now } = draft;
  const time = service.timesOfDay[part];
  const today = now.setZone(zoneOf(person.timeZone)).toISODate() ?? '';
  const isFree = onDate(person, today, time).setZone(zoneOf(person.timeZone)).toFormat('HH:mm') === time;
  // Quiet hours may be there for safety: only a nurse who has asked moves them.
  if (!isFree) return FOR_A_NURSE;
  person.timeOfDay = part;
  replan(draft, 'time-of-day', part);
  return {
    message: 'part-of-day',
    variables: { part: messageFor(draft, `word-${part}`).text?.trim() ?? '', next: nextWords(draft) },
  };
}

/** Hours only become fewer by a text; what leaves less than an hour is for a nurse. */
function grantHours(draft: Draft, { from, to }: { from?: string; to?: string }): Granted {
  const { quietHours } = draft.person;
  const hours = narrowed(quietHours, from, to);
  if (!hours) return FOR_A_NURSE;
  draft.person.quietHours = hours;
  replan(draft, 'hours', `${hours.to}-${hours.from}`);
  const variables = { from: clockWords(hours.to), to: clockWords(hours.from), next: nextWords(draft) };
  return { message: 'hours', variables };
}

function narrowed(
  quiet: Person['quietHours'],
  from: string | undefined,
  to: string | undefined,
): Person['quietHours'] | undefined {
  const isWhole = quiet.from === quiet.to;
  const begins = [from ?? '00:00', isWhole ? '00:00' : quiet.to].sort().at(-1) ?? '';
  const ends = [to ?? '24:00', isWhole || quiet.from < quiet.to ? '24:00' : quiet.from].sort()[0] ?? '';
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(ends) - minutes(begins) < 60 ? undefined : { from: ends === '24:00' ? '00:00' : ends, to: begins };
}

/** `18:00` as people say it: 6pm. */
function clockWords(time: string): string {
  return saidClock(Number(time.slice(0, 2)), Number(time.slice(3)));
}

function grantChannel(draft: Draft, channel: 'text' | 'voice'): Granted {
  draft.person.channel = channel;
  sayAnew(draft);
  replan(draft, 'channel', channel);
  return { message: channel === 'voice' ? 'channel-voice' : 'channel-text', variables: { next: nextWords(draft) } };
}

/** What is planned is planned again, so that a change takes effect at once. */
function replan(draft: Draft, what: string, why: string): void {
  record(draft, `wish-${what}`, draft.person.id, why);
  for (const series of [...draft.series]) planNext(draft, series);
}

/** When the next question comes, as a sentence. */
export function nextWords(draft: Draft): string {
  const next = nextQuestion(draft);
  return next ? textOf(draft, 'word-next', { until: timeInFull(draft, next) }) : textOf(draft, 'word-none-planned');
}
