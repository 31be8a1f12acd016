import type { DateTime } from 'luxon';
import { nextFree } from './allowed.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { planSilence } from './hand-over.ts';
import { holdOn, isInHospital } from './hold.ts';
import type { Question } from './known.ts';
import { otherChannel, ownChannel } from './other-channel.ts';
import { raise } from './queue.ts';
import { say } from './say.ts';
import { instant, later } from './time.ts';
import { zoneOf } from './zones.ts';

/** Silence is seen (promise 7): a gentle nudge, an offer by the other channel, then a task for the nurse. The ladder is the service's. */

/** The next rung of the ladder is due: the question has not been answered. */
export function silenceDue(draft: Draft): void {
  const { question, service, person, now } = draft;
  const rung = question && !question.answeredAt ? service.silence[question.silence] : undefined;
  if (!question || !rung || holdOn(person, now, draft.production) || isInHospital(person, now)) return;
  if (rung.does === 'task') {
    tellNurse(draft);
  } else {
    const moment = nextFree(draft, now);
    const fits = moment !== undefined && !isPastNextRung(draft, question, moment);
    if (fits && moment > now) {
      question.step += 1;
      plan(draft, 'silence', person.id, moment, question.step);
      return;
    }
    if (fits) offer(draft, question, rung.does);
    else record(draft, 'silence-left-out', question.dispatch, 'limits');
  }
  record(draft, 'silence', question.dispatch, rung.does);
  question.silence += 1;
  planSilence(draft);
}

/** What the limits put off for so long is left out, so that the nurse hears of the silence in time. */
function isPastNextRung({ service }: Draft, { silence, silentSince }: Question, moment: DateTime): boolean {
  const next = service.silence[silence + 1];
  return next !== undefined && moment >= later(instant(silentSince), next.after);
}

/** Asks again, gently: by the person's own channel first, then by the other. In a call the keys answer the question that is open. */
function offer(draft: Draft, question: Question, does: 'nudge' | 'other-channel'): void {
  const { person, now } = draft;
  const medium = does === 'nudge' ? ownChannel(person) : otherChannel(person);
  const until = now.setZone(zoneOf(person.timeZone)).endOf('day');
  const wanted = does === 'nudge' ? 'nudge' : 'second-offer';
  if (medium === 'call') {
    const asks = { kind: question.kind, series: question.series, place: 0 };
    say(draft, { message: wanted, purpose: 'unsolicited', medium, until, asks }).asksAgain = true;
    return;
  }
  // A number that has never answered may be a stranger's, whose name is not hers.
  say(draft, { message: person.standing.answeredAt ? wanted : 'check-in-neutral', purpose: 'unsolicited', until });
}

/** A task for the nurse; when silences follow one another, that is a reason of its own, which does not wait as long. */
function tellNurse(draft: Draft): void {
  const { person, service } = draft;
  person.silences = (person.silences ?? 0) + 1;
  const isRepeated = service.repeatedSilence !== undefined && person.silences >= service.repeatedSilence.running;
  raise(draft, {
    urgency: isRepeated ? 'soon' : 'routine',
    topic: 'other',
    reason: isRepeated ? 'silence-repeated' : 'silence',
    words: '',
    from: person.phone,
  });
}

/**
 * Whatever somebody writes ends the silence. The question stays, so that an answer days later still has something to answer.
 * Only what comes from the patient's own number ends a row of silences.
 */
export function heard(draft: Draft, from: string): void {
  const { question, person } = draft;
  if (question) question.answeredAt ??= iso(draft.now);
  if (from === person.phone) delete person.silences;
  withdraw(draft, 'silence', person.id);
}
