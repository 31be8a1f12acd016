import type { NamedTime } from './named-times.ts';
import { meantAt, type Relation, type TimeWords } from './time-words.ts';
import type { Later, Moment, Pause, Wish } from './wish.ts';

/** What the times of a text mean for what is asked: until when, from when, at what time. */

/** How many words before a time one such as "until" may stand: "until after my scan on friday". */
const REACH = 7;

/** Whether such a word stands shortly before a time, in its sentence and behind the time before it. */
function isBehind(
  relation: Relation,
  words: readonly string[],
  time: NamedTime,
  times: readonly NamedTime[],
  known: TimeWords,
): boolean {
  const last = times.findLast(({ end }) => end <= time.at)?.end ?? 0;
  for (let at = time.at - 1; at >= Math.max(last, time.at - REACH, 0); at -= 1) {
    if (words[at] === '|') return false;
    const found = meantAt(known, words, at, relation);
    if (found && found.end <= time.at) return true;
  }
  return false;
}

/** How long, until when, or over which days; without any of these for as long as the service says. */
export function pauseAsked(words: readonly string[], times: readonly NamedTime[], known: TimeWords, moment: Moment): Pause {
  const asks = 'pause' as const;
  const { now } = moment;
  const is = (relation: Relation, time: NamedTime) => isBehind(relation, words, time, times, known);
  const dated = times.filter(({ day, part, time }) => day || part || time);
  if (times.some(({ isPast }) => isPast)) return { asks, isPast: true };
  const ending = dated.find((time) => is('until', time) || is('after', time));
  const starting = dated.find((time) => time !== ending && is('from', time));
  const length = times.find((each) => each.length)?.length;
  const from = starting?.day && starting.day > now ? { from: starting.day } : {};
  if (ending) return { asks, ...from, ...untilOf(ending, is('after', ending), moment) };
  if (length) {
    const begins = starting?.day ?? now;
    const isShort = length.as('days') < 1;
    return { asks, ...from, until: isShort ? now.plus(length) : begins.startOf('day').plus(length) };
  }
  const [only, other] = dated;
  // "The 10th to the 17th", both with it.
  if (only?.day && other?.after && only.day < other.after)
    return { asks, ...(only.day > now && { from: only.day }), until: other.after };
  if (!only?.day || !only.after) return { asks, ...from };
  return { asks, ...(only.day > now && { from: only.day }), until: only.after };
}

function untilOf(time: NamedTime, isAfter: boolean, { now, times }: Moment): Partial<Pause> {
  const day = time.day ?? now.startOf('day');
  const clock = hourOf(time) ?? (time.part && times[time.part]);
  if (clock && !isAfter) {
    const at = atClock(day, clock);
    if (at > now) return { until: at };
    return time.day ? { isPast: true } : { until: at.plus({ days: 1 }) };
  }
  if (!time.day) return {};
  return { until: isAfter ? (time.after ?? day.plus({ days: 1 })) : day };
}

const NOTS: ReadonlySet<string> = new Set(['not', 'no', 'dont', 'never', 'dim', 'ddim', 'peidiwch', 'paid', 'nothing']);

/** When to ask again. */
export function laterAsked(words: readonly string[], times: readonly NamedTime[], { now }: Moment): Later {
  const asks = 'later' as const;
  // "Not today" says when not, and "too tired today" why; another time that is named says when.
  const wanted = times.filter(({ at }) => !NOTS.has(words[at - 1] ?? ''));
  const isOnlyToday = ({ day, part, time }: NamedTime) => day?.hasSame(now, 'day') && !part && !time;
  const named = wanted.find((each) => !isOnlyToday(each)) ?? wanted[0];
  if (!named) return { asks };
  if (named.isPast) return { asks, isPast: true };
  if (named.length) {
    const moment = now.plus(named.length);
    return named.length.as('days') < 1 ? { asks, moment } : { asks, day: moment.startOf('day') };
  }
  const time = hourOf(named);
  const { part } = named;
  const day = named.day ? { day: named.day } : {};
  if (time) return { asks, ...day, time };
  return { asks, ...day, ...(part && { part }) };
}

/** Only from, or only to, a time of day. */
export function hoursAsked(words: readonly string[], times: readonly NamedTime[], known: TimeWords): Wish | undefined {
  const [first, second] = times.flatMap((time) => {
    const clock = hourOf(time);
    return clock ? [{ ...time, clock }] : [];
  });
  if (!first) return undefined;
  const asks = 'hours' as const;
  if (second && second.clock > first.clock) return { asks, from: first.clock, to: second.clock };
  const before = words.slice(Math.max(first.at - 3, 0), first.at);
  const isNot = words.slice(0, first.at).some((word) => NOTS.has(word));
  const says = (relation: Relation) => before.some((_, place) => meantAt(known, before, place, relation));
  const isEarly = says('before') || (isNot && says('until'));
  // "Not before 11" and "after 11" are from then on; "before 11" and "not after 11" are up to then.
  return isEarly === isNot ? { asks, from: first.clock } : { asks, to: first.clock };
}

/** `HH:mm`; "8 in the evening" is 20:00. */
function hourOf({ time, part }: NamedTime): string | undefined {
  const hour = Number(time?.slice(0, 2));
  return part === 'evening' && hour >= 1 && hour < 12 ? `${hour + 12}${time?.slice(2)}` : time;
}

function atClock(day: Moment['now'], clock: string): Moment['now'] {
  return day.set({ hour: Number(clock.slice(0, 2)), minute: Number(clock.slice(3)), second: 0, millisecond: 0 });
}
