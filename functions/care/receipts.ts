import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, plan, record } from './draft.ts';
import { rungEnded } from './escalate.ts';
import { handedOver, isWanted, unask } from './hand-over.ts';
import type { RungResult } from './known.ts';
import { raise } from './queue.ts';
import { isPressing, say, settle } from './say.ts';
import { later } from './time.ts';

/** What the provider says of a message after it was handed over, or is asked about it. A dispatch never goes backwards. */

/** Twilio's error for a number whose owner has opted out at the provider: https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = '21610';

/** The provider would not take it, or could not deliver it: `code` is its error code. */
export function failed(draft: Draft, dispatch: Dispatch, code: string): void {
  settle(draft, dispatch, 'failed', code);
  if (draft.question?.dispatch === dispatch.id) unask(draft);
  if (code === OPTED_OUT && dispatch.to === draft.person.phone) draft.person.standing.blockedAt = iso(draft.now);
  if (dispatch.medium === 'call' && dispatch.rings) {
    callEnded(draft, dispatch, 'unreachable');
    return;
  }
  if (dispatch.purpose === 'safety' && dispatch.medium === 'text') {
    // A safety text that cannot be delivered is spoken instead: a block by opt-out stops texts, never calls.
    say(draft, {
      message: 'safety-call',
      purpose: 'safety',
      medium: 'call',
      to: dispatch.to,
      variables: { words: dispatch.body },
    });
    return;
  }
  // That an answer to somebody who has stopped does not arrive is what she asked for; what a nurse typed is another matter.
  const asAsked = code === OPTED_OUT && draft.person.standing.optedOutAt !== undefined && dispatch.purpose !== 'staff';
  if (dispatch.purpose === 'responder' || asAsked) return;
  tellNurse(draft, dispatch, code);
}

/** Somebody has to know that it did not arrive, and to find another way. */
function tellNurse(draft: Draft, dispatch: Dispatch, code: string): void {
  raise(draft, {
    urgency: dispatch.purpose === 'safety' ? 'urgent' : 'routine',
    topic: 'other',
    reason: 'not-delivered',
    because: [{ rule: 'provider-error', words: code }],
    words: dispatch.body,
    from: dispatch.to,
  });
}

/** The provider's statuses in the order in which a message goes through them. */
const FORWARD: readonly Dispatch['state'][] = ['pending', 'handing-over', 'handed-over', 'sent', 'delivered'];

/** A receipt for a text; late, doubled and reversed ones change nothing. */
export function receiptArrived(draft: Draft, dispatch: Dispatch, status: string, providerId: string, code = 'unknown'): void {
  dispatch.providerId ??= providerId;
  if (dispatch.state === 'handing-over') handedOver(draft, dispatch, providerId);
  if (status === 'failed' || status === 'undelivered') {
    failed(draft, dispatch, code);
  } else if (status === 'delivered' || status === 'read') {
    settle(draft, dispatch, 'delivered');
    provesUnblocked(draft, dispatch);
  } else if (status === 'sent' && FORWARD.indexOf(dispatch.state) < FORWARD.indexOf('sent')) {
    dispatch.state = 'sent';
    record(draft, 'sent', dispatch.id);
  }
  if (dispatch.via === 'reply' && dispatch.state !== 'delivered' && draft.dispatches.includes(dispatch)) {
    dispatch.step += 1;
    plan(draft, 'dispatch', dispatch.id, later(draft.now, draft.service.limits.chase), dispatch.step);
  }
}

/** A text that reached the patient after a STOP shows that the provider does not block her. */
function provesUnblocked(draft: Draft, { to, handedOverAt = '' }: Dispatch): void {
  const { phone, standing } = draft.person;
  if (to !== phone) return;
  if (standing.maybeBlockedAt && handedOverAt >= standing.maybeBlockedAt) delete standing.maybeBlockedAt;
  if (standing.blockedAt && handedOverAt > standing.blockedAt) delete standing.blockedAt;
}

/** What a call's last status means for the rung that it rang (Twilio's CallStatus values). */
const CALL_RESULTS: Readonly<Record<string, RungResult>> = {
  completed: 'no-key',
  busy: 'busy',
  'no-answer': 'no-answer',
  canceled: 'hung-up',
  failed: 'unreachable',
};

/** A call's status; only its last one ends anything. */
export function callStatus(draft: Draft, dispatch: Dispatch, status: string, providerId: string): void {
  if (dispatch.state === 'handing-over') handedOver(draft, dispatch, providerId);
  const result = CALL_RESULTS[status];
  if (!result) return;
  settle(draft, dispatch, status === 'completed' ? 'delivered' : 'failed', status);
  callEnded(draft, dispatch, result);
}

/** A call of an earlier round says nothing about the rung that stands in its place now. */
function callEnded(draft: Draft, { id, rings }: Dispatch, result: RungResult): void {
  const { escalation } = draft;
  if (!rings || escalation?.id !== rings.escalation || escalation.rungs[rings.rung]?.dispatch !== id) return;
  rungEnded(draft, escalation, rings.rung, result);
}

/** What the provider knows of a hand-over whose outcome was unknown: its id there, or nothing. */
export function lookedUp(draft: Draft, dispatch: Dispatch, providerId: string | undefined): void {
  if (providerId) {
    handedOver(draft, dispatch, providerId);
    return;
  }
  const matters = isPressing(dispatch.purpose) || (dispatch.via === 'reply' && dispatch.purpose === 'answer');
  const wanted = !dispatch.rings || isWanted(draft, dispatch);
  if (matters && wanted && dispatch.tries < 2) {
    dispatch.state = 'pending';
    dispatch.via = 'api';
    dispatch.step += 1;
    plan(draft, 'dispatch', dispatch.id, draft.now, dispatch.step, { safety: true });
    record(draft, 'send-again', dispatch.id, 'outcome-unknown');
    return;
  }
  settle(draft, dispatch, dispatch.asks ? 'skipped' : 'failed', 'outcome-unknown');
  if (dispatch.medium === 'call') callEnded(draft, dispatch, 'unreachable');
  if (dispatch.purpose === 'staff') tellNurse(draft, dispatch, 'outcome-unknown');
}

/** How often a missing last receipt is asked for before the dispatch is left at what was last known of it. */
const CHASES = 3;

/** The provider does not know more either: asks again later, a bounded number of times. */
export function chaseAgain(draft: Draft, dispatch: Dispatch): void {
  dispatch.chases = (dispatch.chases ?? 0) + 1;
  if (dispatch.chases >= CHASES) {
    settle(draft, dispatch, dispatch.state, 'no-receipt');
    return;
  }
  dispatch.step += 1;
  plan(draft, 'dispatch', dispatch.id, later(draft.now, draft.service.limits.chase), dispatch.step);
}
