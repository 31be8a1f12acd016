import ICAL from 'ical.js';
import type { DateTime } from 'luxon';
import { exists, instantOf } from './calendar-times.ts';

/** Reading a calendar in the form of RFC 5545, as Google, Outlook and rostering systems write it. */

export interface CalendarPerson {
  mail?: string;
  name?: string;
}

/** One occurrence. Instants are ISO 8601 in UTC. */
export interface CalendarEvent {
  /** The line of the file on which its event begins. */
  line: number;
  summary: string;
  /** Who comes, without whoever has declined. */
  attendees: CalendarPerson[];
  organizer?: CalendarPerson;
  from: string;
  to: string;
}

/** Why a calendar cannot be read, by the id of its sentence: `calendar-<what>` in `templates/console/words.yaml`. */
export interface CalendarTrouble {
  line: number;
  what:
    | 'not-a-calendar'
    | 'no-line'
    | 'cut-short'
    | 'no-events'
    | 'no-start'
    | 'no-end'
    | 'wrong-time'
    | 'ends-before-it-begins'
    | 'no-zone'
    | 'wrong-rule'
    | 'too-often'
    | 'names-nobody'
    | 'names-several';
  summary?: string;
  /** What stands there. */
  found?: string;
}

interface Bounds {
  /** The zone of times without one. */
  zone: string;
  from: DateTime;
  to: DateTime;
}

/** How many repetitions of one event are looked at, the past ones included: thirty years of days. */
const MOST_REPETITIONS = 11_000;

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

interface Placed {
  component: ICAL.Component;
  line: number;
}

function titled({ component, line }: Placed): Pick<CalendarTrouble, 'line' | 'summary'> {
  return { line, summary: short(String(component.getFirstPropertyValue('summary') ?? '')) };
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
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

interface Group {
  master: Placed;
  exceptions: Placed[];
}

/** Events that repeat, each with the occurrences that are otherwise. One that is otherwise and whose whole is not here stands by itself. */
function together(events: readonly Placed[]): Group[] {
  const isException = ({ component }: Placed) => component.hasProperty('recurrence-id');
  const uid = ({ component }: Placed) => component.getFirstPropertyValue('uid');
  const masters = events.filter((event) => !isException(event));
  const orphans = events.filter((event) => isException(event) && !masters.some((master) => uid(master) === uid(event)));
  const exceptionsOf = (master: Placed) =>
    uid(master) ? events.filter((event) => isException(event) && uid(event) === uid(master)) : [];
  return [
    ...masters.map((master) => ({ master, exceptions: exceptionsOf(master) })),
    ...orphans.map((master) => ({ master, exceptions: [] })),
  ];
}

/** One occurrence as the library has it: an exception has its own component. */
interface Occurrence {
  component: ICAL.Component;
  start: ICAL.Time;
  end: ICAL.Time;
}

function occurrencesOf(
  { master, exceptions }: Group,
  bounds: Bounds,
): { events: CalendarEvent[] } | { troubles: CalendarTrouble[] } {
  const lineOf = new Map([master, ...exceptions].map(({ component, line }) => [component, line]));
  const events: CalendarEvent[] = [];
  const trouble = (what: CalendarTrouble['what'], found?: string) => ({
    troubles: [{ ...titled(master), what, ...(found && { found }) }],
  });
  try {
    const event = new ICAL.Event(master.component, { exceptions: exceptions.map(({ component }) => component) as never });
    for (const occurrence of repetitions(event, bounds)) {
      if (occurrence === 'too-often') return trouble('too-often');
      const { component } = occurrence;
      if (String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED') continue;
      const times = timesOf(occurrence, bounds.zone);
      if (!times) return trouble('no-zone', component.getFirstProperty('dtstart')?.getFirstParameter('tzid'));
      if (times.to <= times.from) return trouble('ends-before-it-begins');
      if (times.to <= bounds.from || times.from >= bounds.to) continue;
      events.push(eventOf(component, lineOf.get(component) ?? master.line, times));
    }
  } catch {
    return trouble('wrong-rule', String(master.component.getFirstProperty('rrule')?.toICALString() ?? ''));
  }
  return { events };
}

function* repetitions(event: ICAL.Event, { to }: Bounds): Generator<Occurrence | 'too-often'> {
  if (!event.isRecurring()) {
    yield { component: event.component, start: event.startDate, end: event.endDate };
    return;
  }
  const dates = event.iterator();
  // A day beyond, as the time of a repetition is that of its own zone.
  const last = to.plus({ days: 1 }).toSeconds();
  for (let count = 0; ; count += 1) {
    const next = dates.next();
    if (!next || next.toUnixTime() > last) return;
    if (count > MOST_REPETITIONS) {
      yield 'too-often';
      return;
    }
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    yield { component: item.component, start: startDate, end: endDate };
  }
}

function timesOf({ component, start, end }: Occurrence, home: string): { from: DateTime; to: DateTime } | undefined {
  const begins = component.getFirstProperty('dtstart');
  const ends = component.getFirstProperty('dtend') ?? begins;
  if (!begins || !ends) return undefined;
  const from = instantOf(start, begins, home);
  const isMixed = ends !== begins && zoneIn(ends) !== zoneIn(begins);
  if (!from) return undefined;
  if (!isMixed) {
    const to = instantOf(end, begins, home);
    return to && { from, to };
  }
  // The library counts from one clock to the other, so the length is that of the event as it is written.
  const [first, last] = [begins, ends].map((property) => instantOf(property.getFirstValue() as ICAL.Time, property, home));
  return first && last && { from, to: from.plus(last.diff(first)) };
}

function zoneIn(property: ICAL.Property): string {
  const { zone } = property.getFirstValue() as ICAL.Time;
  return zone === ICAL.Timezone.utcTimezone ? 'utc' : (property.getFirstParameter('tzid') ?? '');
}

function eventOf(component: ICAL.Component, line: number, { from, to }: { from: DateTime; to: DateTime }): CalendarEvent {
  const organizer = component.getFirstProperty('organizer');
  return {
    line,
    summary: String(component.getFirstPropertyValue('summary') ?? ''),
    attendees: component
      .getAllProperties('attendee')
      .filter((attendee) => attendee.getFirstParameter('partstat')?.toUpperCase() !== 'DECLINED')
      .map(personIn),
    ...(organizer && { organizer: personIn(organizer) }),
    from: from.toUTC().toISO() ?? '',
    to: to.toUTC().toISO() ?? '',
  };
}

function personIn(property: ICAL.Property): CalendarPerson {
  const mail = String(property.getFirstValue()).replace(/^mailto:/i, '');
  const name = property.getFirstParameter('cn');
  return { ...(mail && { mail }), ...(name && { name }) };
}
