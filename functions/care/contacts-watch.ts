import { contactsToCheck } from './contacts.ts';
import { type Draft, plan, record } from './draft.ts';
import { HOUSE, nextMorning } from './house.ts';
import { leadOf } from './lines.ts';
import { say } from './say.ts';

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
