import type { DateTime } from 'luxon';
import type { TimeOfDay } from '../person.ts';

/** What a person asks of the service itself: when, how often, how and where it may be in touch. */
export type Wish =
  | Later
  | Pause
  | { readonly asks: 'less' | 'more-often' }
  /** Check-ins so many days apart. */
  | { readonly asks: 'every'; readonly days: number }
  | { readonly asks: 'part-of-day'; readonly part: TimeOfDay }
  /** Only from, or only to, these times of day (`HH:mm`). */
  | { readonly asks: 'hours'; readonly from?: string; readonly to?: string }
  | { readonly asks: 'channel'; readonly channel: 'text' | 'voice' }
  /** Another phone; `number` is E.164 and absent when none is named. */
  | { readonly asks: 'number'; readonly number?: string };

/** Not now. `day` begins where the person is; `part` or `time` (`HH:mm`) says when on it; `moment` is exact. */
export interface Later {
  readonly asks: 'later';
  readonly day?: DateTime;
  readonly part?: TimeOfDay;
  readonly time?: string;
  readonly moment?: DateTime;
  /** A time is named that is past, or is none: the plain default holds instead. */
  readonly isPast?: true;
}

/** Nothing for a while: from `from` (now when absent) to `until` (the service's own length when absent). */
export interface Pause {
  readonly asks: 'pause';
  readonly from?: DateTime;
  readonly until?: DateTime;
  readonly isPast?: true;
  /** The words tie the stop to a time: "stop the texts till Monday" is no opt-out. */
  readonly isTimed?: true;
}

/** When a text is read: `now` in the zone of whoever wrote it. */
export interface Moment {
  readonly now: DateTime;
  /** A question of ours was open, so that "tomorrow" alone says when to ask again. */
  readonly isAsked: boolean;
  /** When the parts of a day are, `HH:mm`. */
  readonly times: Readonly<Record<TimeOfDay, string>>;
  /** The bank holidays of the person's nation, ISO dates. */
  readonly holidays: readonly string[];
}
