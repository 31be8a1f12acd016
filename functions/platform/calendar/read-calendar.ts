import ICAL from 'ical.js';
import {
  type Bounds,
  type CalendarEvent,
  type CalendarTrouble,
  occurrencesOf,
  type Placed,
  short,
  titled,
  together,
} from './calendar-events.ts';
import { exists } from './calendar-times.ts';

/** Reading a calendar in the form of RFC 5545, as Google, Outlook and rostering systems write it. */

/** Every occurrence that touches the time between `from` and `to`; everything that is wrong when anything is. */
export function readCalendar(text: string, bounds: Bounds): { events: CalendarEvent[] } | { troubles: CalendarTrouble[] } {
  const lines = text.split(/\r?\n/);
  const parsed = parse(text, lines);
  if ('troubles' in parsed) return parsed;
  const begins = lines.flatMap((line, place) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [place + 1] : []));
  const events = parsed.calendars
    .flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
    .map((component, place) => ({ component, line: begins[place] ?? 1 }));
  if (events.length === 0) return { troubles: [{ line: 1, what: 'no-events' }] };
  const wrong = events.flatMap((event) => troubleWith(event));
  if (wrong.length > 0) return { troubles: wrong };
  const read = together(events).map((group) => occurrencesOf(group, bounds));
  const troubles = read.flatMap((each) => ('troubles' in each ? each.troubles : []));
  return troubles.length > 0 ? { troubles } : { events: read.flatMap((each) => ('events' in each ? each.events : [])) };
}

function parse(text: string, lines: string[]): { calendars: ICAL.Component[] } | { troubles: CalendarTrouble[] } {
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text)) return { troubles: [{ line: 1, what: 'not-a-calendar' }] };
  try {
    const parsed = ICAL.parse(text.trim()) as unknown[];
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as never[][];
    return { calendars: calendars.map((each) => new ICAL.Component(each)) };
  } catch (error) {
    return { troubles: [troubleIn(lines, error)] };
  }
}

/** The library names the line that it stumbled over, or the part of a rule. */
function troubleIn(lines: readonly string[], error: unknown): CalendarTrouble {
  const [, named] = /\) "(.*)"$/s.exec(error instanceof Error ? error.message : '') ?? [];
  const places = {
    'no-line': lines.findIndex((line) => line.trim() === named?.trim()),
    'wrong-rule': lines.findIndex(isWrongRule),
  };
  for (const what of ['no-line', 'wrong-rule'] as const) {
    const place = places[what];
    if (place >= 0) return { line: place + 1, what, found: short(lines[place]?.trim() ?? '') };
  }
  return { line: lines.length, what: 'cut-short' };
}

function isWrongRule(line: string): boolean {
  const [, rule] = /^RRULE(?:;[^:]*)?:(.*)$/i.exec(line.trim()) ?? [];
  if (rule === undefined) return false;
  try {
    ICAL.Recur.fromString(rule);
    return false;
  } catch {
    return true;
  }
}

const TIMES = ['dtstart', 'dtend', 'recurrence-id', 'exdate', 'rdate'];

function troubleWith(event: Placed): CalendarTrouble[] {
  const { component } = event;
  const trouble = (what: CalendarTrouble['what'], found?: string) => [{ ...titled(event), what, ...(found && { found }) }];
  const start = component.getFirstProperty('dtstart');
  if (!start) return trouble('no-start');
  const bad = TIMES.flatMap((name) => component.getAllProperties(name)).find((property) => !exists(property));
  if (bad) return trouble('wrong-time', bad.name.toUpperCase());
  const hasEnd = component.hasProperty('dtend') || component.hasProperty('duration');
  return !hasEnd && start.type !== 'date' ? trouble('no-end') : [];
}
