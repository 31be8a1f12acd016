import type { DateTime } from 'luxon';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { planSilence } from './hand-over.ts';
import { type Hold, holdOn } from './hold.ts';
import { settle } from './say.ts';
import { planNext } from './series.ts';

/** The changes of standing: STOP and START, pause, death, a wrong number. Each takes effect in the commit that records it. */

/** Withdraws at once what is pending and unsolicited, and the places in the agenda from which more would come. */
export function withdrawPending(draft: Draft, why: Hold): void {
  for (const dispatch of draft.dispatches) {
    if (dispatch.purpose === 'unsolicited' && dispatch.state === 'pending') settle(draft, dispatch, 'withdrawn', why);
  }
  for (const series of draft.series) {
    series.step += 1;
    withdraw(draft, 'check-in', series.id);
  }
  withdraw(draft, 'silence', draft.person.id);
  record(draft, 'held', draft.person.id, why);
}

/** Plans every series again, once nothing holds the person back any more. */
export function release(draft: Draft): void {
  if (holdOn(draft.person, draft.now, false)) return;
  for (const series of draft.series) planNext(draft, series);
  // A question that nobody had answered before is still one.
  if (draft.question && !draft.question.answeredAt) planSilence(draft);
  record(draft, 'released', draft.person.id);
}

export function optOut(draft: Draft, bare: boolean): void {
  draft.person.standing.optedOutAt ??= iso(draft.now);
  if (bare) draft.person.standing.maybeBlockedAt = iso(draft.now);
  withdrawPending(draft, 'opted-out');
}

/** @param unblocks whether it was the provider's own word, in the patient's own text: nothing else ends a block there. */
export function optIn(draft: Draft, unblocks: boolean): void {
  const { standing } = draft.person;
  delete standing.optedOutAt;
  if (unblocks) {
    delete standing.maybeBlockedAt;
    delete standing.blockedAt;
  }
  resume(draft);
}

/** Pauses until `until`, or until somebody resumes. A pause that begins later (`from`) leaves what comes before it as it is. */
export function pause(draft: Draft, until?: DateTime, from?: DateTime): void {
  draft.person.standing.paused = { at: iso(draft.now), ...(from && { from: iso(from) }), ...(until && { until: iso(until) }) };
  if (from) release(draft);
  else withdrawPending(draft, 'paused');
  if (until) plan(draft, 'resume', draft.person.id, until, 1);
  else withdraw(draft, 'resume', draft.person.id);
}

export function resume(draft: Draft): void {
  delete draft.person.standing.paused;
  withdraw(draft, 'resume', draft.person.id);
  release(draft);
}

/** Somebody writes of a death: everything automatic waits until a nurse has found out. */
export function deathReported(draft: Draft): void {
  draft.person.standing.deathReportedAt ??= iso(draft.now);
  withdrawPending(draft, 'death-reported');
}

export function deceased(draft: Draft, by: string): void {
  draft.person.standing.deceased ??= { at: iso(draft.now), by };
  withdrawPending(draft, 'deceased');
}

/** Takes back a death that was recorded or reported by mistake, and takes up the plan again. */
export function notDeceased(draft: Draft): void {
  delete draft.person.standing.deceased;
  delete draft.person.standing.deathReportedAt;
  record(draft, 'death-taken-back', draft.person.id);
  release(draft);
}

export function wrongNumber(draft: Draft): void {
  draft.person.standing.wrongNumberAt ??= iso(draft.now);
  withdrawPending(draft, 'wrong-number');
}
