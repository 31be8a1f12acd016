import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, record } from './draft.ts';
import { meaningOf, type ProviderCode } from './provider-codes.ts';
import { raise } from './queue.ts';
import { isDanger } from './reading.ts';
import { messageFor, type Saying, say } from './say.ts';
import { numberFailed } from './standing.ts';
import { afterQuietHours, later } from './time.ts';
import { zoneOf } from './zones.ts';

/** The right next step for a message that could not be delivered, by the provider's code. */

/** What the code says of the number itself: it holds for whatever would go there next. */
export function learnOfNumber(draft: Draft, { to, purpose }: Dispatch, code: string): void {
  const { person } = draft;
  const { next } = meaningOf(draft, code);
  // Whom a responder's phone has blocked says nothing of the patient's.
  if (purpose === 'responder') return;
  if (to !== person.phone) return;
  if (next === 'blocked') person.standing.blockedAt = iso(draft.now);
  if (next === 'bad-number') numberFailed(draft);
  if (next === 'call' && person.channel !== 'voice') {
    person.channel = 'voice';
    record(draft, 'channel-changed', person.id, 'landline');
  }
}

/** What is done about a text that is neither safety nor for a responder. */
export function nextStep(draft: Draft, dispatch: Dispatch, code: string): void {
  const meaning = meaningOf(draft, code);
  switch (meaning.next) {
    case 'again': {
      const isTried = tryAgain(draft, dispatch, meaning);
      if (!isTried || meaning.tells) tellNurse(draft, dispatch, code);
      return;
    }
    case 'call':
      askByCall(draft, dispatch);
      tellOfNumber(draft, dispatch, code);
      return;
    case 'bad-number':
      tellOfNumber(draft, dispatch, code);
      return;
    case 'filtered':
      record(draft, 'texts-filtered', dispatch.id, code);
      tellNurse(draft, dispatch, code, 'texts-filtered');
      return;
    case 'blocked':
    case 'task':
      tellNurse(draft, dispatch, code);
  }
}

/**
 * The same words once more, as a dispatch of their own: what has failed stays failed. What nobody asked for waits for the
 * next moment at which it may go, within its window; an answer speaks of today, so it is not sent tomorrow.
 */
function tryAgain(draft: Draft, dispatch: Dispatch, { after = 'PT0S', times = 0 }: ProviderCode): boolean {
  const { person, now } = draft;
  const attempt = dispatch.attempt ?? 1;
  if (dispatch.medium === 'call' || attempt > times) return false;
  const at = afterQuietHours(person, later(now, after));
  const unasked = dispatch.purpose === 'unsolicited';
  if (unasked ? dispatch.until && iso(at) > dispatch.until : !at.setZone(zoneOf(person.timeZone)).hasSame(now, 'day'))
    return false;
  sayAgain(draft, dispatch, { at, body: dispatch.body });
  return true;
}

/** A number that takes no texts is rung instead, where what it was to be told can be said in a call. */
function askByCall(draft: Draft, dispatch: Dispatch): void {
  if (dispatch.purpose !== 'unsolicited' || dispatch.medium === 'call') return;
  const { voice, variables } = messageFor(draft, dispatch.message);
  if (!voice && !dispatch.asks) return;
  sayAgain(draft, dispatch, { medium: 'call', ...(variables.length > 0 && { body: dispatch.body }) });
}

/** @param how what is different from the first time */
export function sayAgain(draft: Draft, dispatch: Dispatch, how: Pick<Saying, 'at' | 'body' | 'medium'>): Dispatch {
  const { message, purpose, to, until, asks, by, attempt = 1 } = dispatch;
  const more = { ...(asks && { asks }), ...(by && { by }) };
  const again = say(draft, { message, purpose, to, ...more, ...how });
  if (until) again.until = until;
  again.attempt = attempt + 1;
  record(draft, 'tried-again', again.id, dispatch.id);
  return again;
}

/** A number that has changed how, or whether, somebody is contacted: never without a nurse hearing of it. */
export function tellOfNumber(draft: Draft, dispatch: Dispatch, code: string): void {
  const { next } = meaningOf(draft, code);
  if (next === 'call') tellNurse(draft, dispatch, code, 'landline');
  if (next === 'bad-number') tellNurse(draft, dispatch, code, 'number-failed');
}

/** Somebody has to know that it did not arrive, and to find another way. */
export function tellNurse(draft: Draft, dispatch: Dispatch, code: string, reason = 'not-delivered'): void {
  // Danger that is in the queue already is no more urgent for it, and who has spoken to her need not be rung again.
  const isKnown = draft.queue.some(({ urgency }) => isDanger(urgency));
  const { means } = meaningOf(draft, code);
  raise(draft, {
    urgency: dispatch.purpose === 'safety' && reason === 'not-delivered' && !isKnown ? 'urgent' : 'routine',
    topic: 'other',
    reason,
    because: [{ rule: 'provider-error', words: /^\d+$/.test(code) ? `${code}: ${means}` : code }],
    words: dispatch.body,
    from: dispatch.to,
  });
}

/** Tells the lead of something that is the service's trouble and not one person's. How often is the flow's to know. */
export function pageLead(draft: Draft): void {
  const lead = draft.service.staff.find(({ role, phone }) => role === 'lead' && phone);
  record(draft, 'lead-paged', lead?.id);
  if (lead?.phone) say(draft, { message: 'lead-texts-filtered', purpose: 'responder', to: lead.phone });
}
