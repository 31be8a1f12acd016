import { checkInCallEnded } from './call/check-in-ended.ts';
import { lineTested } from './call/line-test-call.ts';
import type { Dispatch } from './dispatch.ts';
import { type Draft, plan, record } from './draft.ts';
import { handedOver, isOfUse, planChase, unask, uncount } from './hand-over.ts';
import { testCallEnded } from './handover-test.ts';
import type { RungResult } from './known.ts';
import { rungEnded } from './ladder.ts';
import type { LineTestResult } from './line-records.ts';
import { learnOfNumber, nextStep, sayAgain, tellNurse, tellOfNumber } from './not-delivered.ts';
import type { TestResult } from './proofs.ts';
import { meaningOf } from './provider-codes.ts';
import { responderNotTexted } from './responder-phone.ts';
import { isPressing, say, settle } from './say.ts';
import { stopTalking } from './taking.ts';
import { later } from './time.ts';

/** What the provider says of a message after it was handed over, or is asked about it. A dispatch never goes backwards. */

/** The provider would not take it, or could not deliver it: `code` is its error code. What is over stays as it is. */
export function failed(draft: Draft, dispatch: Dispatch, code: string): void {
  if (isOver(draft, dispatch)) return;
  settle(draft, dispatch, 'failed', code);
  uncount(draft, dispatch);
  if (draft.question?.dispatch === dispatch.id) unask(draft);
  learnOfNumber(draft, dispatch, code);
  if (dispatch.medium === 'call' && (dispatch.rings || dispatch.tests)) {
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
    if (dispatch.to === draft.person.phone) tellOfNumber(draft, dispatch, code);
    return;
  }
  // That an answer to somebody who has stopped does not arrive is what she asked for; what a nurse typed is another matter.
  const asAsked =
    meaningOf(draft, code).next === 'blocked' && draft.person.standing.optedOutAt !== undefined && dispatch.purpose !== 'staff';
  if (dispatch.purpose === 'responder') {
    if (meaningOf(draft, code).next === 'blocked') responderNotTexted(draft, dispatch, code);
    return;
  }
  if (asAsked) return;
  if (dispatch.purpose === 'safety') tellNurse(draft, dispatch, code);
  else nextStep(draft, dispatch, code);
}

/** It has come to its end: nothing that is told of it later changes that. */
function isOver(draft: Draft, { id }: Dispatch): boolean {
  return !draft.dispatches.some((each) => each.id === id);
}

/** The provider's statuses in the order in which a message goes through them. */
const FORWARD: readonly Dispatch['state'][] = ['pending', 'handing-over', 'handed-over', 'sent', 'delivered'];

/** A receipt for a text; late, doubled and reversed ones change nothing. */
export function receiptArrived(draft: Draft, dispatch: Dispatch, status: string, providerId: string, code = 'unknown'): void {
  if (isOver(draft, dispatch)) return;
  dispatch.providerId ??= providerId;
  // A first try that seemed lost was taken after all: it need not be sent again.
  if (dispatch.state === 'pending' && dispatch.tries > 0) dispatch.state = 'handing-over';
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
  if (dispatch.via === 'reply' && !isOver(draft, dispatch)) planChase(draft, dispatch);
}

/** A text that reached the patient after a STOP shows that the provider does not block her. */
function provesUnblocked(draft: Draft, { to, handedOverAt = '' }: Dispatch): void {
  const { phone, standing } = draft.person;
  if (to !== phone) return;
  if (standing.maybeBlockedAt && handedOverAt >= standing.maybeBlockedAt) delete standing.maybeBlockedAt;
  if (standing.blockedAt && handedOverAt > standing.blockedAt) delete standing.blockedAt;
}

type CallResult = RungResult & LineTestResult & TestResult;

/** What a call's last status means for the rung, or the line, that it rang (Twilio's CallStatus values). */
const CALL_RESULTS: Readonly<Record<string, CallResult>> = {
  completed: 'no-key',
  busy: 'busy',
  'no-answer': 'no-answer',
  canceled: 'hung-up',
  failed: 'unreachable',
};

/** A call's status; only its last one ends anything. */
export function callStatus(draft: Draft, dispatch: Dispatch, status: string, providerId: string): void {
  if (isOver(draft, dispatch)) return;
  if (dispatch.state === 'handing-over') handedOver(draft, dispatch, providerId);
  const result = CALL_RESULTS[status];
  if (!result) return;
  settle(draft, dispatch, status === 'completed' ? 'delivered' : 'failed', status);
  callEnded(draft, dispatch, result);
  checkInCallEnded(draft, dispatch);
  if (status !== 'completed' && dispatch.purpose === 'safety') spokenToNobody(draft, dispatch, status);
}

/** Safety words that nobody took the call for: said once more, and then a nurse has to know that they were never heard. */
function spokenToNobody(draft: Draft, dispatch: Dispatch, status: string): void {
  if ((dispatch.attempt ?? 1) > 1) tellNurse(draft, dispatch, status);
  else sayAgain(draft, dispatch, { medium: 'call', body: dispatch.body, at: later(draft.now, draft.service.limits.lookUp) });
}

/** A call of an earlier round says nothing about the rung that stands in its place now. */
function callEnded(draft: Draft, dispatch: Dispatch, result: CallResult): void {
  const { id, rings } = dispatch;
  if (dispatch.tests) testCallEnded(draft, dispatch, result);
  const { escalation } = draft;
  if (escalation?.talking?.dispatch === id) stopTalking(draft, escalation);
  lineTested(draft, dispatch, result);
  if (!rings || escalation?.id !== rings.escalation || escalation.rungs[rings.rung]?.dispatch !== id) return;
  rungEnded(draft, escalation, rings.rung, result);
}

/** What the provider knows of a hand-over whose outcome was unknown: its id there, or nothing. */
export function lookedUp(draft: Draft, dispatch: Dispatch, providerId: string | undefined): void {
  if (isOver(draft, dispatch)) return;
  if (providerId) {
    handedOver(draft, dispatch, providerId);
    return;
  }
  const matters = isPressing(dispatch.purpose) || (dispatch.via === 'reply' && dispatch.purpose === 'answer');
  if (matters && isOfUse(draft, dispatch) && dispatch.tries < 2) {
    dispatch.state = 'pending';
    dispatch.via = 'api';
    dispatch.step += 1;
    plan(draft, 'dispatch', dispatch.id, draft.now, dispatch.step, { safety: true });
    record(draft, 'send-again', dispatch.id, 'outcome-unknown');
    return;
  }
  settle(draft, dispatch, dispatch.asks ? 'skipped' : 'failed', 'outcome-unknown');
  if (draft.question?.dispatch === dispatch.id && !draft.question.answeredAt) unask(draft);
  if (dispatch.medium === 'call') callEnded(draft, dispatch, 'unreachable');
  // A nurse would take what she typed for said, and a first text that never came is answered by nobody.
  const isFirst = dispatch.purpose === 'unsolicited' && !dispatch.asks && draft.person.standing.answeredAt === undefined;
  if (dispatch.purpose === 'staff' || isFirst) tellNurse(draft, dispatch, 'outcome-unknown');
}

/** How often a missing last receipt is asked for before the dispatch is left at what was last known of it. */
const CHASES = 3;

/** The provider does not know more either: asks again later, a bounded number of times. */
export function chaseAgain(draft: Draft, dispatch: Dispatch): void {
  dispatch.chases = (dispatch.chases ?? 0) + 1;
  if (dispatch.chases >= CHASES) {
    settle(draft, dispatch, dispatch.state, 'no-receipt');
    // A question that nobody answers is seen by its silence; what a nurse typed would be taken for said.
    if (dispatch.purpose === 'staff') tellNurse(draft, dispatch, 'no-receipt', 'not-confirmed');
    return;
  }
  planChase(draft, dispatch);
}
