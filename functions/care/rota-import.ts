import type { Shift, Staff } from './service.ts';

/** Whom an imported calendar puts on duty. */

interface Person {
  mail?: string;
  name?: string;
}

interface NamedEvent {
  line: number;
  summary: string;
  attendees: readonly Person[];
  organizer?: Person;
  from: string;
  to: string;
}

export interface Unmatched {
  line: number;
  summary: string;
  what: 'names-nobody' | 'names-several';
  /** Who might be meant, by their ids. */
  candidates: string[];
}

/**
 * The shifts of a calendar, or every event of which it is not certain who is on: nothing is half imported. Who comes to an event is asked
 * first, then its title, and who arranged it only when it has no guests: often that is whoever keeps the rota.
 */
export function shiftsFrom(
  events: readonly NamedEvent[],
  staff: readonly Staff[],
): { shifts: Shift[] } | { unmatched: Unmatched[] } {
  const unmatched = new Map<number, Unmatched>();
  const shifts = new Map<string, Shift>();
  for (const event of events) {
    const { line, summary, from, to } = event;
    const found = whoIsOn(event, staff);
    const [only] = found;
    if (found.length === 1 && only) shifts.set(`${from} ${to} ${only.id}`, { staff: only.id, from, to });
    else {
      const what = found.length === 0 ? 'names-nobody' : 'names-several';
      unmatched.set(line, { line, summary, what, candidates: found.map(({ id }) => id) });
    }
  }
  if (unmatched.size > 0) return { unmatched: [...unmatched.values()].sort((a, b) => a.line - b.line) };
  return { shifts: [...shifts.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)) };
}

function whoIsOn({ attendees, organizer, summary }: NamedEvent, staff: readonly Staff[]): Staff[] {
  const guests = attendees.filter(({ mail }) => mail === undefined || mail !== organizer?.mail);
  const invited = [...new Set(guests.flatMap((guest) => named(guest, staff)))];
  const inTitle = titled(summary, staff);
  const both = invited.filter((each) => inTitle.includes(each));
  if (invited.length > 0) return both.length > 0 ? both : invited;
  if (inTitle.length > 0 || guests.length > 0 || !organizer) return inTitle;
  return named(organizer, staff);
}

function named({ mail, name }: Person, staff: readonly Staff[]): Staff[] {
  return staff.filter((each) => {
    const known = [each.name, ...(each.calendarNames ?? [])].map(plain);
    return [mail, name].some((given) => given !== undefined && plain(given) !== '' && known.includes(plain(given)));
  });
}

/** By a whole name that stands in the title; else by what somebody is called for short. */
function titled(summary: string, staff: readonly Staff[]): Staff[] {
  const title = ` ${plain(summary)} `;
  const holds = (name: string) => plain(name) !== '' && title.includes(` ${plain(name)} `);
  const whole = staff.filter(({ name, calendarNames = [] }) => [name, ...calendarNames].some(holds));
  return whole.length > 0 ? whole : staff.filter(({ saidAs }) => holds(saidAs));
}

/** Words alone: without capitals, accents and punctuation. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}
