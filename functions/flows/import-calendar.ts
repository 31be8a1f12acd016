import { iso, record } from '../care/draft.ts';
import { dutiesOf } from '../care/rota.ts';
import { shiftsFrom } from '../care/rota-import.ts';
import type { ImportedCalendar, Service, Shift } from '../care/service.ts';
import type { CalendarTrouble } from '../platform/calendar/calendar-events.ts';
import { readCalendar } from '../platform/calendar/read-calendar.ts';
import { type By, changeRota, mayChangeRota } from './change-rota.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { World } from './world.ts';

/** How far ahead a calendar is read, in days: as far as the coverage is proven, and some weeks, so that a monthly import leaves no gap. */
const DAYS_AHEAD = 400;

/** All duties together: the settings that hold them are one item of the ledger, of 400 KB at the most, and each takes 90 bytes. */
const MOST_SHIFTS = 3000;

type Misread = { troubles: CalendarTrouble[] };

/** What a calendar would put on the rota for a duty; nothing is kept. */
export function previewCalendar(world: World, { service, staff }: By, duty: string, text: string): Outcome<Shift[]> | Misread {
  if (!mayChangeRota(staff)) return refused('rota-not-lead');
  const duties = dutiesOf(service);
  if (!duties.includes(duty)) return refused('rota-no-such-duty', { field: 'duty', words: { duties: duties.join(', ') } });
  const now = world.clock.now();
  const bounds = { zone: service.timeZone, from: now, to: now.plus({ days: DAYS_AHEAD }) };
  const read = readCalendar(text, bounds);
  if ('troubles' in read) return read;
  const matched = shiftsFrom(read.events, service.staff);
  if ('unmatched' in matched)
    return { troubles: matched.unmatched.map(({ candidates, ...each }) => ({ ...each, found: namesOf(service, candidates) })) };
  if (matched.shifts.length === 0) return refused('calendar-nothing-ahead', { field: 'ics' });
  const others = Object.entries(service.calendars ?? {}).flatMap(([name, { shifts }]) => (name === duty ? [] : shifts));
  if (others.length + matched.shifts.length > MOST_SHIFTS)
    return refused('calendar-too-many', { field: 'ics', words: { most: String(MOST_SHIFTS - others.length) } });
  return done(matched.shifts);
}

function namesOf({ staff }: Service, ids: readonly string[]): string {
  return staff.flatMap(({ id, name }) => (ids.includes(id) ? [name] : [])).join(', ');
}

/** Puts a calendar on the rota for a duty, in the place of the one before it: all of it or nothing. */
export async function importCalendar(
  world: World,
  by: By,
  duty: string,
  text: string,
): Promise<Outcome<ImportedCalendar> | Misread> {
  const preview = previewCalendar(world, by, duty, text);
  if (!('done' in preview)) return preview;
  return changeRota<ImportedCalendar>(world, by, (kept, _, draft) => {
    const until = iso(draft.now.plus({ days: DAYS_AHEAD }));
    const calendar = { by: by.staff.id, at: iso(draft.now), until, shifts: preview.done };
    record(draft, 'rota-imported', duty);
    return { settings: { ...kept, calendars: { ...kept.calendars, [duty]: calendar } }, result: done(calendar) };
  });
}

/** Takes an imported calendar off the rota again: the weekly pattern stands. */
export async function removeCalendar(world: World, by: By, duty: string): Promise<Outcome<{ duty: string }>> {
  return changeRota<{ duty: string }>(world, by, (kept, _, draft) => {
    const { [duty]: gone, ...calendars } = kept.calendars ?? {};
    if (!gone) return { result: refused('not-found') };
    record(draft, 'rota-calendar-removed', duty);
    return { settings: { ...kept, calendars }, result: done({ duty }) };
  });
}
