import { DateTime } from 'luxon';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import type { Escalation } from './known.ts';
import { isTalking, rungsEnded, silence, silenceRungs, startRound } from './ladder.ts';
import { staffOf } from './lines.ts';
import { prepareNotice } from './notices.ts';
import { say, timeWords } from './say.ts';
import { instant, later } from './time.ts';
import { tellWriters, toldAccepted, toldTried } from './told-of-escalation.ts';

/** What becomes of an escalation once a human has it: they speak to the patient, or it rings again. */

/** Accepts for `staff`. The first wins: the answer names whoever has it when that is somebody else. */
export function accept(draft: Draft, escalation: Escalation, staff: string, place?: number): { takenBy?: string } {
  if (escalation.state === 'accepted') return escalation.acceptedBy === staff ? {} : { takenBy: escalation.acceptedBy ?? '' };
  const rung = place === undefined ? undefined : escalation.rungs[place];
  silence(draft, escalation, rung?.dispatch);
  const own = rung ?? escalation.rungs.find((each) => each.staff === staff && each.dispatch);
  if (own) own.result = 'accepted';
  Object.assign(escalation, { state: 'accepted', acceptedBy: staff, acceptedAt: iso(draft.now), step: escalation.step + 1 });
  record(draft, 'escalation-accepted', escalation.id, staff);
  tellWriters(draft, escalation, toldAccepted);
  planReminder(draft, escalation);
  return {};
}

/** First a reminder to whoever has it, then it rings again: both are counted from the acceptance. */
function planReminder(draft: Draft, escalation: Escalation): void {
  const { contact, contactReminder } = draft.service.limits;
  const due = DateTime.min(later(draft.now, contactReminder), later(draft.now, contact));
  plan(draft, 'contact', escalation.id, due, escalation.step, { safety: true });
}

/** The call in which it was accepted, if it was one of ours. Nobody who speaks to the patient in it, or hears what is next, may be cut off. */
function theirCall({ acceptedBy, rungs }: Escalation): string | undefined {
  return rungs.find(({ staff, result }) => staff === acceptedBy && result === 'accepted')?.dispatch;
}

/** They are put through: as long as they speak nothing rings, and nothing of theirs is hung up. */
export function talk(draft: Draft, escalation: Escalation): void {
  delete escalation.triedAt;
  escalation.talking = { dispatch: theirCall(escalation) ?? '', since: iso(draft.now) };
  record(draft, 'putting-through', escalation.id, escalation.acceptedBy);
}

/** They have hung up: from now on they have as long as after accepting to say what came of it, unless they have said so in the meantime. */
export function stopTalking(draft: Draft, escalation: Escalation): void {
  if (!escalation.talking || escalation.state !== 'accepted') return;
  delete escalation.talking;
  if (escalation.triedAt) return;
  delete escalation.remindedAt;
  escalation.hungUpAt = iso(draft.now);
  planReminder(draft, escalation);
}

/** Whoever has it gives it back, and whoever is rung for it lets the next be rung. */
export function passOn(draft: Draft, escalation: Escalation, staff: string): void {
  if (escalation.acceptedBy === staff) {
    giveBack(draft, escalation, staff);
    return;
  }
  rungsEnded(draft, escalation, staff, 'passed-on');
}

/** Whoever has it cannot do it after all: it rings again at once. */
export function giveBack(draft: Draft, escalation: Escalation, staff: string): void {
  record(draft, 'given-back', escalation.id, staff);
  const call = theirCall(escalation);
  escalation.lastTaker = staff;
  startRound(draft, escalation, call);
}

/** When it rings again if nobody says that they spoke to the patient; after an attempt in vain, when the next is due. */
function contactEnds(draft: Draft, escalation: Escalation): DateTime {
  const next = draft.agenda.find(({ kind, subject }) => kind === 'contact' && subject === escalation.id);
  if (escalation.triedAt && next) return instant(next.due);
  return later(instant(escalation.hungUpAt ?? escalation.acceptedAt ?? iso(draft.now)), draft.service.limits.contact);
}

/** What whoever has it is asked: whether they have spoken to the patient, and until when that can wait. */
export function remindWords(draft: Draft, escalation: Escalation): { code: string; by: string } {
  const here = { ...draft.person, language: 'en', timeZone: draft.service.timeZone } as const;
  return { code: escalation.code, by: timeWords(draft, contactEnds(draft, escalation), here) };
}

/** The agenda's entry for an accepted escalation of which nobody has said that they spoke to the patient. */
export function contactDue(draft: Draft, escalation: Escalation): void {
  if (isTalking(draft, escalation)) {
    planReminder(draft, escalation);
    return;
  }
  const ends = contactEnds(draft, escalation);
  if (escalation.remindedAt || escalation.triedAt || ends <= draft.now) {
    contactOverdue(draft, escalation);
    return;
  }
  escalation.remindedAt = iso(draft.now);
  record(draft, 'taker-reminded', escalation.id, escalation.acceptedBy);
  const taker = staffOf(draft, escalation.acceptedBy);
  const variables = remindWords(draft, escalation);
  if (taker?.phone) say(draft, { message: 'responder-remind', purpose: 'responder', to: taker.phone, variables });
  plan(draft, 'contact', escalation.id, ends, escalation.step, { safety: true });
}

/** Accepted, but nobody has said that they spoke to the patient: it rings again. */
export function contactOverdue(draft: Draft, escalation: Escalation): void {
  record(draft, 'contact-overdue', escalation.id, escalation.acceptedBy);
  if (escalation.acceptedBy) escalation.lastTaker = escalation.acceptedBy;
  startRound(draft, escalation);
}

/** Ends it with an outcome by a named person. */
export function endEscalation(draft: Draft, escalation: Escalation, outcome: { words: string; by: string }): void {
  silence(draft, escalation, theirCall(escalation));
  withdraw(draft, 'turn', escalation.id);
  Object.assign(escalation, { state: 'closed', outcome: { ...outcome, at: iso(draft.now) }, step: escalation.step + 1 });
  prepareNotice(draft, escalation);
  draft.filed.escalations.push(escalation);
  delete draft.escalation;
  record(draft, 'escalation-closed', escalation.id, outcome.by);
}

/**
 * Somebody has tried and could not reach the patient: it is theirs until `again` has passed, and then it rings once more. After so many
 * attempts the service's protocol asks for a check at the patient's door.
 */
export function couldNotReach(draft: Draft, escalation: Escalation, by: string, again: string): void {
  if (escalation.acceptedBy !== by) escalation.acceptedAt = iso(draft.now);
  const call = theirCall(escalation);
  const attempts = (escalation.attempts ?? 0) + 1;
  Object.assign(escalation, { state: 'accepted', acceptedBy: by, attempts, triedAt: iso(draft.now), step: escalation.step + 1 });
  plan(draft, 'contact', escalation.id, later(draft.now, again), escalation.step, { safety: true });
  silenceRungs(draft, escalation, call);
  tellWriters(draft, escalation, toldTried);
  record(draft, 'contact-attempted', escalation.id, by);
  if (isWelfareCheckDue(draft, escalation)) askForWelfareCheck(draft, escalation, by);
}

/** Whether the service's protocol now asks for somebody to go and look. */
export function isWelfareCheckDue({ service }: Draft, { attempts = 0 }: Escalation): boolean {
  return service.welfareCheck !== undefined && attempts >= service.welfareCheck.afterAttempts;
}

function askForWelfareCheck(draft: Draft, escalation: Escalation, by: string): void {
  escalation.welfareCheckAt ??= iso(draft.now);
  record(draft, 'welfare-check-due', escalation.id, by);
  const phone = staffOf(draft, by)?.phone;
  if (phone) say(draft, { message: 'responder-welfare-check', purpose: 'responder', to: phone });
}
