import ICAL from 'ical.js';
import type { DateTime } from 'luxon';
import { instantOf } from './calendar-times.ts';

/** The occurrences of a calendar's events: repetitions, exceptions and cancellations worked out. */

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

export interface Bounds {
  /** The zone of times without one. */
  zone: string;
  from: DateTime;
  to: DateTime;
}

/** How many repetitions of one event are looked at, the past ones included: thirty years of days. */
const MOST_REPETITIONS = 11_000;

export interface Placed {
  component: ICAL.Component;
  line: number;
}

/** What names an event to whoever wrote it. */
export function titled({ component, line }: Placed): Pick<CalendarTrouble, 'line' | 'summary'> {
  return { line, summary: short(String(component.getFirstPropertyValue('summary') ?? '')) };
}

export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

export interface Group {
  master: Placed;
  exceptions: Placed[];
}

/** Events that repeat, each with the occurrences that are otherwise. One that is otherwise and whose whole is not here stands by itself. */
export function together(events: readonly Placed[]): Group[] {
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

/** The occurrences of one event within the bounds, or why they cannot be worked out. */
export function occurrencesOf(
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
