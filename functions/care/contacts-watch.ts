import type { DateTime } from 'luxon';
import { contactsToCheck } from './contacts.ts';
import { type Draft, plan, record } from './draft.ts';
import { leadOf } from './lines.ts';
import { say } from './say.ts';
import { onDate } from './time.ts';

/** The service has an agenda of its own, under a name that is no patient's, for what concerns nobody in particular. */
export const HOUSE = 'house';

/** Looks after the directory every morning from the next on, unless it is planned already. */
export function watchContacts(draft: Draft): void {
  if (!draft.agenda.some(({ kind }) => kind === 'contacts')) planNextLook(draft);
}

/** Tells the lead, once a day for as long as it lasts, that a number is past its date and is no longer told to anybody. */
export function lookAfterContacts(draft: Draft): void {
  const past = contactsToCheck(draft.service, draft.now).filter(({ isPast }) => isPast);
  const lead = leadOf(draft);
  if (past.length > 0) record(draft, 'contacts-past-their-date', HOUSE, past.map(({ line }) => line.id).join(' '));
  if (past.length > 0 && lead?.phone) say(draft, { message: 'contact-alert', purpose: 'responder', to: lead.phone });
  planNextLook(draft);
}

function planNextLook(draft: Draft): void {
  plan(draft, 'contacts', HOUSE, nextMorning(draft), 1);
}

/** Tomorrow when the quiet hours end; today's when they have not ended yet. */
export function nextMorning({ service, now, person }: Draft): DateTime {
  const here = { ...person, timeZone: service.timeZone, quietHours: service.quietHours };
  const today = now.setZone(service.timeZone).toISODate() ?? '';
  const morning = onDate(here, today, service.quietHours.to);
  return morning > now ? morning : onDate(here, today, service.quietHours.to, 1);
}
