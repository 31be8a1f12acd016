import type { DateTime } from 'luxon';
import { nextFree } from './allowed.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { planSilence } from './hand-over.ts';
import { holdOn, isInHospital } from './hold.ts';
import type { Question } from './known.ts';
import { raise } from './queue.ts';
import { say } from './say.ts';
import { instant, later } from './time.ts';

/** Silence is seen (promise 7): a gentle nudge, then a task for the nurse. The ladder is the service's. */

/** The next rung of the ladder is due: the question has not been answered. */
export function silenceDue(draft: Draft): void {
  const { question, service, person, now } = draft;
  const rung = question && !question.answeredAt ? service.silence[question.silence] : undefined;
  if (!question || !rung || holdOn(person, now, draft.production) || isInHospital(person, now)) return;
  if (rung.does === 'nudge') {
    const moment = nextFree(draft, now);
    if (moment && moment > now && !isPastNextRung(draft, question, moment)) {
      question.step += 1;
      plan(draft, 'silence', person.id, moment, question.step);
      return;
    }
    if (moment && moment <= now) say(draft, { message: nudgeFor(draft), purpose: 'unsolicited', until: now.endOf('day') });
  } else {
    raise(draft, { urgency: 'routine', topic: 'other', reason: 'silence', words: '', from: person.phone });
  }
  record(draft, 'silence', question.dispatch, rung.does);
  question.silence += 1;
  planSilence(draft);
}

/** A nudge that the limits put off for so long is left out, so that the nurse hears of the silence in time. */
function isPastNextRung({ service }: Draft, { silence, silentSince }: Question, moment: DateTime): boolean {
  const next = service.silence[silence + 1];
  return next !== undefined && moment >= later(instant(silentSince), next.after);
}

function nudgeFor(draft: Draft): string {
  return draft.person.standing.answeredAt ? 'nudge' : 'check-in-neutral';
}

/** Whatever somebody writes ends the silence. The question stays, so that an answer days later still has something to answer. */
export function heard(draft: Draft): void {
  if (draft.question) draft.question.answeredAt ??= iso(draft.now);
  withdraw(draft, 'silence', draft.person.id);
}
