import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { isTrying } from './escalate.ts';
import { holdOn } from './hold.ts';
import { isPressing, settle } from './say.ts';
import { nextAllowed } from './series.ts';
import { afterQuietHours, instant, later } from './time.ts';

/** The last step before the provider: whether a message may go out now, and what follows from its having been taken. */

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
  const moment = dispatch.wished ? afterQuietHours(person, now) : nextAllowed(draft, now);
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
export function isWanted(draft: Draft, { id, medium, rings }: Dispatch): boolean {
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
export function unask(draft: Draft): void {
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
