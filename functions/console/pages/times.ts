import { DateTime } from 'luxon';
import { type Words, worded } from '../words.ts';

/** Times as staff read them: worked out here, in one zone, so that no browser's own clock has a say. */
export interface Times {
  /** `14:02` now, in the zone. */
  readonly now: string;
  readonly today: string;
  /** An instant, such as `today 14:02` or `Mon 23 Nov 14:02`. */
  at(instant: string): string;
  /** How long ago an instant was, such as `2 hours`; never less than nothing. */
  ago(instant: string): string;
  /** A date, such as `23 November 2026`. */
  date(date: string): string;
  isPast(instant: string): boolean;
}

export function timesIn(zone: string, now: DateTime, words: Words): Times {
  const here = now.setZone(zone).setLocale('en-GB');
  const local = (instant: string) => DateTime.fromISO(instant, { zone }).setLocale('en-GB');

  function day(at: DateTime): string {
    const days = Math.round(at.startOf('day').diff(here.startOf('day'), 'days').days);
    if (days >= -1 && days <= 1) return worded(words, ['yesterday', 'today', 'tomorrow'][days + 1] ?? '');
    return at.toFormat(at.hasSame(here, 'year') ? 'ccc d LLL' : 'd LLL yyyy');
  }

  return {
    now: here.toFormat('HH:mm'),
    today: here.toISODate() ?? '',
    at(instant) {
      const at = local(instant);
      return `${day(at)} ${at.toFormat('HH:mm')}`;
    },
    ago(instant) {
      const minutes = Math.max(Math.floor(here.diff(local(instant), 'minutes').minutes), 0);
      if (minutes === 0) return worded(words, 'ago-now');
      const [unit, count] =
        minutes < 60
          ? ['minute', minutes]
          : minutes < 48 * 60
            ? ['hour', Math.floor(minutes / 60)]
            : ['day', Math.floor(minutes / 1440)];
      return worded(words, `ago-${unit}${count === 1 ? '' : 's'}`, { count: String(count) });
    },
    date: (date) => local(date).toFormat('d LLLL yyyy'),
    isPast: (instant) => local(instant) < here,
  };
}
