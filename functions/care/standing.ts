import type { DateTime } from 'luxon';
import { noteOn } from './asked.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { asksOrReminds, planSilence } from './hand-over.ts';
import { type Hold, holdOn } from './hold.ts';
import { raise } from './queue.ts';
import { isDanger, type Mark } from './reading.ts';
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

/** Plans every series again, once nothing holds the person back any more. What fell into the time of `why` is skipped for that reason. */
export function release(draft: Draft, why: Hold): void {
  if (holdOn(draft.person, draft.now, false)) return;
  for (const series of [...draft.series]) planNext(draft, series, why);
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
  delete standing.paused;
  withdraw(draft, 'resume', draft.person.id);
  release(draft, 'opted-out');
}

/** Pauses until `until`, or until somebody resumes. A pause that begins later (`from`) leaves what comes before it as it is. */
export function pause(draft: Draft, until?: DateTime, from?: DateTime): void {
  draft.person.standing.paused = { at: iso(draft.now), ...(from && { from: iso(from) }), ...(until && { until: iso(until) }) };
  if (from) release(draft, 'paused');
  else withdrawPending(draft, 'paused');
  if (until) plan(draft, 'resume', draft.person.id, until, 1);
  else withdraw(draft, 'resume', draft.person.id);
}

export function resume(draft: Draft): void {
  delete draft.person.standing.paused;
  withdraw(draft, 'resume', draft.person.id);
  release(draft, 'paused');
}

/** Somebody writes of a death: everything automatic waits until a nurse has found out. */
export function deathReported(draft: Draft): void {
  draft.person.standing.deathReportedAt ??= iso(draft.now);
  withdrawPending(draft, 'death-reported');
}

/** A nurse has found out that it is so. To say how sorry we are is a person's task, and never a text's. */
export function deceased(draft: Draft, by: string): void {
  const { standing } = draft.person;
  const isNew = standing.deceased === undefined;
  standing.deceased ??= { at: iso(draft.now), by };
  withdrawPending(draft, 'deceased');
  if (isNew) becomesItem(draft, 'condolence');
}

/** Takes back a death that was recorded or reported by mistake, and takes up the plan again. */
export function notDeceased(draft: Draft): void {
  const { standing } = draft.person;
  const wasSaid = standing.deceased !== undefined || standing.deathReportedAt !== undefined;
  delete standing.deceased;
  delete standing.deathReportedAt;
  record(draft, 'death-taken-back', draft.person.id);
  // Nothing leaves the queue by itself: what was to be a condolence may have to be an apology.
  if (wasSaid && draft.queue.length > 0) becomesItem(draft, 'death-taken-back');
  release(draft, 'deceased');
}

/** The person's one item is now about this, unless it is about danger; then it says this beside it. */
function becomesItem(draft: Draft, reason: 'condolence' | 'death-taken-back'): void {
  const words = draft.queue[0]?.words ?? '';
  const { phone: from } = draft.person;
  const item = raise(draft, { urgency: 'routine', topic: 'deceased', reason, words, from, isCounted: true });
  if (isDanger(item.urgency)) noteOn(item, reason);
  else Object.assign(item, { reason, topic: 'deceased' });
}

export function wrongNumber(draft: Draft): void {
  draft.person.standing.wrongNumberAt ??= iso(draft.now);
  withdrawPending(draft, 'wrong-number');
}

/** The provider says that nothing can be sent to this number. */
export function numberFailed(draft: Draft): void {
  draft.person.standing.numberFailedAt ??= iso(draft.now);
  withdrawPending(draft, 'number-failed');
}

/** The number works after all: a nurse says so, or a text has come from it. */
export function numberWorks(draft: Draft): void {
  if (!draft.person.standing.numberFailedAt) return;
  delete draft.person.standing.numberFailedAt;
  release(draft, 'number-failed');
}

/** Somebody else asks for the texts to stop: everything automatic waits until a nurse has asked the patient by a safe route. */
export function stopAskedByAnother(draft: Draft, from: string): void {
  draft.person.standing.stopAskedBy ??= { at: iso(draft.now), from };
  withdrawPending(draft, 'stop-asked-by-another');
}

/** The patient has been asked: she wants the texts, or she does not. */
export function wasAsked(draft: Draft, wantsTexts: boolean): void {
  delete draft.person.standing.stopAskedBy;
  record(draft, 'patient-asked', draft.person.id, wantsTexts ? 'wants-texts' : 'wants-no-texts');
  if (wantsTexts) release(draft, 'stop-asked-by-another');
  else optOut(draft, false);
}

/** In hospital from now on, until `until` or until somebody says that they are home: nothing is asked, nobody is reminded. */
export function inHospital(draft: Draft, until?: DateTime): void {
  draft.person.standing.inHospital = { at: iso(draft.now), ...(until && { until: iso(until) }) };
  for (const dispatch of draft.dispatches) {
    const isPending = dispatch.purpose === 'unsolicited' && dispatch.state === 'pending';
    if (isPending && asksOrReminds(draft, dispatch)) settle(draft, dispatch, 'skipped', 'in-hospital');
  }
  withdraw(draft, 'silence', draft.person.id);
  record(draft, 'in-hospital', draft.person.id);
  if (until) plan(draft, 'home', draft.person.id, until, 1);
  else withdraw(draft, 'home', draft.person.id);
}

/** Home again: what comes next is asked again, and a question that nobody had answered before is still one. */
export function home(draft: Draft): void {
  if (!draft.person.standing.inHospital) return;
  delete draft.person.standing.inHospital;
  withdraw(draft, 'home', draft.person.id);
  record(draft, 'home', draft.person.id);
  if (draft.question && !draft.question.answeredAt && !holdOn(draft.person, draft.now, false)) planSilence(draft);
}

/** The nurse keeps in touch herself. The silence there was is over, as she sees to it: it brings no task once this is lifted. */
export function personalContactOnly(draft: Draft, by: string): void {
  draft.person.standing.personalContactOnly ??= { at: iso(draft.now), by };
  if (draft.question) draft.question.silence = draft.service.silence.length;
  withdrawPending(draft, 'personal-contact-only');
}

export function automaticContact(draft: Draft): void {
  delete draft.person.standing.personalContactOnly;
  record(draft, 'automatic-contact', draft.person.id);
  release(draft, 'personal-contact-only');
}

/**
 * Somebody on a phone that she shares with others asked for the texts to stop, or told of a death, and it may have been about her. The same said
 * again changes nothing while it waits for a nurse.
 */
export function sharedPhoneSaid(draft: Draft, { from, body }: { from: string; body: string }, marks: readonly Mark[]): void {
  const { standing } = draft.person;
  const need = { from, words: body, isCounted: true };
  if (marks.includes('deceased') && !standing.deathReportedAt && !standing.deceased) {
    deathReported(draft);
    raise(draft, { ...need, urgency: 'soon', topic: 'deceased', reason: 'deceased' });
  }
  if (marks.includes('optOut') && !standing.stopAskedBy && !standing.optedOutAt) {
    stopAskedByAnother(draft, from);
    noteOn(
      raise(draft, { ...need, urgency: 'routine', topic: 'stop', reason: 'stop-asked-by-another' }),
      'stop-asked-by-another',
    );
  }
}
