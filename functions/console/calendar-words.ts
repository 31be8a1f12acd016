import type { CalendarTrouble } from '../platform/calendar/calendar-events.ts';
import { type Words, worded } from './words.ts';

/** Everything that is wrong with a calendar, each with its line and its title. */
export function troubleWords(words: Words, troubles: readonly CalendarTrouble[]): string[] {
  return troubles.map(({ line, what, summary = '', found = '' }) => {
    const fill = { line, summary, what: worded(words, `calendar-${what}`, { found }) };
    return worded(words, summary ? 'calendar-trouble-titled' : 'calendar-trouble', fill);
  });
}
