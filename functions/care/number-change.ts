import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { numberChanged } from './enrol.ts';
import { holdOn } from './hold.ts';
import type { IncomingText } from './known.ts';
import { raise } from './queue.ts';
import { reply } from './reply.ts';
import { inUkForm, say, settle, timeInFull } from './say.ts';
import { release } from './standing.ts';
import type { Answer } from './take-effect.ts';
import { afterQuietHours, later } from './time.ts';

/** Another phone: it counts once both numbers have said so, or a nurse has made sure who it is. Until then nothing that names anybody goes there. */

/** The patient's own number has named another: the new one is asked, in words that tell a stranger nothing. */
export function askNewNumber(draft: Draft, to: string | undefined): Omit<Answer, 'wish'> {
  const { person, service, now } = draft;
  if (!to) return { message: 'number-which' };
  if (to === person.phone) return { message: 'number-same' };
  const isOurs =
    to === service.number || service.staff.some(({ phone }) => phone === to) || service.lines.some(({ number }) => number === to);
  if (isOurs) return { message: 'received', reason: 'wish-for-nurse' };
  const newNumber = inUkForm(to);
  const { numberChange } = person.standing;
  // Asked once: whoever has a wrong number there is not texted over and over.
  if (numberChange?.to === to) return { message: 'number-asked', variables: { newNumber } };
  person.standing.numberChange = { to, at: iso(now) };
  for (const dispatch of draft.dispatches)
    if (dispatch.message === 'number-check' && dispatch.state === 'pending')
      settle(draft, dispatch, 'withdrawn', 'number-changed');
  const at = afterQuietHours(person, now);
  say(draft, { message: 'number-check', purpose: 'answer', to, at });
  plan(draft, 'number', person.id, later(at, service.limits.numberChange), 1);
  record(draft, 'number-asked', person.id);
  if (at <= now) return { message: 'number-asked', variables: { newNumber } };
  return { message: 'number-asked-later', variables: { newNumber, until: timeInFull(draft, at) } };
}

/** Whether this person waits for that number to answer. */
export function awaitsNumber({ person }: Pick<Draft, 'person'>, number: string): boolean {
  return person.kind === 'patient' && person.standing.numberChange?.to === number;
}

/** The new number has answered: from now on it is the patient's. */
export function numberConfirmed(draft: Draft, text: IncomingText): void {
  const { person } = draft;
  const old = person.phone;
  const { numberChange, blockedAt, maybeBlockedAt, wrongNumberAt, numberFailedAt, ...kept } = person.standing;
  person.phone = text.from;
  person.standing = { ...kept, answeredAt: iso(draft.now) };
  withdraw(draft, 'number', person.id);
  for (const dispatch of draft.dispatches)
    if (dispatch.purpose === 'unsolicited' && dispatch.state === 'pending')
      settle(draft, dispatch, 'withdrawn', 'number-changed');
  draft.filed.texts.push(text);
  record(draft, 'number-confirmed', person.id, 'both-numbers');
  release(draft, 'wrong-number');
  reply(draft, text, { message: 'number-moved' });
  if (!wrongNumberAt) tellOldNumber(draft, old);
}

/** A nurse has made sure who it is: the new number has to answer before it learns what this is, as every number has. */
export function numberChecked(draft: Draft, to: string, by: string, how: string): void {
  const { person } = draft;
  const { phone: old, standing } = person;
  const isTold = !standing.wrongNumberAt && old !== to;
  person.phone = to;
  person.numberCheck = { by, at: iso(draft.now), how };
  delete standing.numberChange;
  withdraw(draft, 'number', person.id);
  record(draft, 'number-checked', person.id, by);
  numberChanged(draft);
  if (isTold) tellOldNumber(draft, old);
}

/** In words that name nobody, as somebody else may hold the phone by now; and not when somebody has died. */
function tellOldNumber(draft: Draft, to: string): void {
  const { person, now, production } = draft;
  const held = holdOn(person, now, production);
  if (held === 'deceased' || held === 'death-reported') return;
  say(draft, { message: 'number-left', purpose: 'answer', to, at: afterQuietHours(person, now) });
}

/** The new number has not answered in time: a nurse asks. */
export function numberNotConfirmed(draft: Draft): void {
  const { person } = draft;
  if (!person.standing.numberChange) return;
  delete person.standing.numberChange;
  record(draft, 'number-not-confirmed', person.id);
  raise(draft, { urgency: 'routine', topic: 'other', reason: 'number-not-confirmed', words: '', from: person.phone });
}
