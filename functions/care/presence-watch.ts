import { type Draft, plan, record } from './draft.ts';
import { HOUSE } from './house.ts';
import { leadOf } from './lines.ts';
import { dutyOf, workingDay } from './presence.ts';
import { say } from './say.ts';
import { later, nextOpening, openingOn } from './time.ts';

/** The look, some time after each opening, whether anybody is on duty, and the answer to whoever says that they are. */

/** Looks every working day whether somebody is there, from the next on, unless it is planned already. */
export function watchPresence(draft: Draft): void {
  if (!draft.agenda.some(({ kind }) => kind === 'presence')) planNextLook(draft);
}

/** So long after opening: the lead is told when nobody is there who could be on duty. */
export function presenceDue(draft: Draft): void {
  const { service, words, now } = draft;
  const { staff, missing, nobody } = dutyOf(service, words.bankHolidays, now);
  if (workingDay(service, words.bankHolidays, now) && missing) record(draft, 'not-present', HOUSE, missing.id);
  if (nobody) {
    record(draft, 'nobody-present', HOUSE, staff?.id);
    const lead = leadOf(draft);
    if (lead?.phone) say(draft, { message: 'presence-alert', purpose: 'responder', to: lead.phone });
  }
  planNextLook(draft);
}

function planNextLook(draft: Draft): void {
  const { service, words, now } = draft;
  const { presence } = service;
  if (!presence) return;
  const today = openingOn(service, words.bankHolidays, now);
  const opening = today && later(today.from, presence.within) > now ? today : nextOpening(service, words.bankHolidays, now);
  plan(draft, 'presence', HOUSE, later(opening.from, presence.within), 1, { safety: true });
}

/** The text is answered; it is kept with what concerns the whole house. */
export function hereTexted(draft: Draft, staff: string, to: string): void {
  record(draft, 'here-texted', HOUSE, staff);
  say(draft, { message: 'presence-noted', purpose: 'responder', to, via: 'reply' });
}
