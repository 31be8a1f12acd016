import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { isTrying, rungEnded } from './escalate.ts';
import { holdOn } from './hold.ts';
import type { Dispatch, RungResult } from './known.ts';
import { raise } from './queue.ts';
import { isPressing, say, settle } from './say.ts';
import { nextAllowed } from './series.ts';
import { instant, later } from './time.ts';

/** The last step before the provider, and everything the provider says afterwards. A dispatch never goes backwards. */

/** Twilio's error for a number whose owner has opted out at the provider: https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = '21610';

/**
 * Judges, in the commit by which it is handed over, whether a dispatch may go out now (promise 5), and marks it as
 * being handed over. `true` when it is to be given to the provider once this is committed.
 */
export function startHandOver(draft: Draft, dispatch: Dispatch): boolean {
  if (dispatch.purpose === 'unsolicited' && !mayGoOut(draft, dispatch)) return false;
  if (dispatch.rings && !isWanted(draft, dispatch)) {
    settle(draft, dispatch, 'withdrawn', 'escalation-moved-on');
    return false;
  }
  if (draft.production && !draft.person.agreement && !isPressing(dispatch.purpose)) {
    settle(draft, dispatch, 'withdrawn', 'no-agreement');
    return false;
  }
  dispatch.state = 'handing-over';
  dispatch.via = 'api';
  dispatch.handedOverAt ??= iso(draft.now);
  dispatch.tries += 1;
  dispatch.step += 1;
  const { unknownOutcome } = draft.service.limits;
  plan(draft, 'dispatch', dispatch.id, later(draft.now, unknownOutcome), dispatch.step, { safety: isPressing(dispatch.purpose) });
  if (dispatch.purpose === 'unsolicited') countUnsolicited(draft);
  record(draft, 'handing-over', dispatch.id);
  return true;
}

function mayGoOut(draft: Draft, dispatch: Dispatch): boolean {
  const { person, now } = draft;
  const held = holdOn(person, now, draft.production);
  if (held) {
    settle(draft, dispatch, 'withdrawn', held);
    return false;
  }
  const moment = nextAllowed(draft, now);
  const last = dispatch.until && instant(dispatch.until);
  if (!moment || (last && moment > last)) {
    settle(draft, dispatch, 'skipped', 'window-past');
    return false;
  }
  if (moment <= now) return true;
  dispatch.step += 1;
  plan(draft, 'dispatch', dispatch.id, moment, dispatch.step);
  record(draft, 'moved', dispatch.id);
  return false;
}

function countUnsolicited(draft: Draft): void {
  const weekAgo = iso(draft.now.minus({ days: 7 }));
  draft.person.unsolicited = [...draft.person.unsolicited.filter((at) => at > weekAgo), iso(draft.now)];
}

/** The provider has taken it, as `providerId`. A question is open from this moment. */
export function handedOver(draft: Draft, dispatch: Dispatch, providerId: string): void {
  dispatch.providerId = providerId;
  if (dispatch.state !== 'handing-over' && dispatch.state !== 'handed-over') return;
  if (dispatch.state === 'handing-over') dispatch.state = 'handed-over';
  dispatch.step += 1;
  plan(draft, 'dispatch', dispatch.id, later(draft.now, draft.service.limits.chase), dispatch.step);
  record(draft, 'handed-over', dispatch.id);
  if (dispatch.asks) openQuestion(draft, dispatch);
  if (dispatch.medium === 'call' && dispatch.rings && !isWanted(draft, dispatch)) draft.hangUps.push(dispatch.id);
}

/** Whether the escalation that a call or a text is about still wants it: it may have been accepted or moved on in the meantime. */
function isWanted(draft: Draft, { id, medium, rings }: Dispatch): boolean {
  const { escalation } = draft;
  if (!rings || escalation?.id !== rings.escalation || escalation.state === 'accepted') return false;
  const rung = escalation.rungs[rings.rung];
  return medium === 'text' || (rung?.dispatch === id && isTrying(rung));
}

function openQuestion(draft: Draft, dispatch: Dispatch): void {
  const { asks } = dispatch;
  if (!asks || draft.question?.dispatch === dispatch.id) return;
  const askedAt = iso(draft.now);
  const last = draft.question;
  // A new question does not break a silence: its ladder goes on from the first that nobody answered, until it has ended.
  const goesOn = last && !last.answeredAt && last.silence < draft.service.silence.length;
  const silence = goesOn ? { silentSince: last.silentSince, silence: last.silence } : { silentSince: askedAt, silence: 0 };
  draft.question = { kind: 'check-in', series: asks.series, dispatch: dispatch.id, askedAt, ...silence, step: 1 };
  planSilence(draft);
}

/** A question that never arrived is none: nobody is nudged about it, and no answer is read as one to it. */
function unask(draft: Draft): void {
  delete draft.question;
  withdraw(draft, 'silence', draft.person.id);
}

/** Plans the next rung of the silence ladder, counted from the first question that was not answered. */
export function planSilence(draft: Draft): void {
  const { question, service, person } = draft;
  const rung = question && service.silence[question.silence];
  if (!question || !rung) return;
  question.step += 1;
  plan(draft, 'silence', person.id, later(instant(question.silentSince), rung.after), question.step);
}

/** The provider would not take it, or could not deliver it: `code` is its error code. */
export function failed(draft: Draft, dispatch: Dispatch, code: string): void {
  settle(draft, dispatch, 'failed', code);
  if (draft.question?.dispatch === dispatch.id) unask(draft);
  if (code === OPTED_OUT) draft.person.standing.blockedAt = iso(draft.now);
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
  if (dispatch.purpose === 'responder' || (code === OPTED_OUT && draft.person.standing.optedOutAt)) return;
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
  } else if (status === 'sent' && FORWARD.indexOf(dispatch.state) < FORWARD.indexOf('sent')) {
    dispatch.state = 'sent';
    record(draft, 'sent', dispatch.id);
  }
  if (dispatch.via === 'reply' && dispatch.state !== 'delivered' && draft.dispatches.includes(dispatch)) {
    dispatch.step += 1;
    plan(draft, 'dispatch', dispatch.id, later(draft.now, draft.service.limits.chase), dispatch.step);
  }
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
