import { type Draft, record } from '../draft.ts';
import { escalate } from '../escalate.ts';
import { crisisLine, isCrisis } from '../lines.ts';
import { raise } from '../queue.ts';
import type { Reading } from '../reading.ts';
import { spoken, told, voiceOf } from '../say.ts';
import { heard } from '../silence.ts';
import { openNow } from '../time.ts';
import { isWithheld } from '../withheld.ts';
import type { Said } from './call-step.ts';
import { type Caller, rangHere, words } from './caller.ts';
import { keepSaid, kept } from './note-call.ts';

/** Somebody who rings needs somebody now: answered at once, and it rings until a human takes it, even if they hang up. */

/** What they have said besides, in words that were read; nothing when they have pressed a key. */
export interface SaidInCall {
  speech: string;
  reading: Reading;
}

/** Queues it as urgent, and rings at once by night and in an emergency. Answers what to do now. */
export function callerInDanger(draft: Draft, caller: Caller, from: string, code: string, said?: SaidInCall): Said[] {
  const urgency = said?.reading.urgency === 'emergency' ? 'emergency' : 'urgent';
  const topic = said?.reading.topic ?? 'contact';
  const { rang } = rangHere(draft, caller, from);
  if (!rang.now) {
    rang.now = true;
    report(draft, caller, from, code, { urgency, topic }, said);
  }
  if (isCrisis(urgency, topic)) {
    const line = crisisLine(draft);
    const number = told(draft, line) && line ? spoken(line) : '';
    const inWelsh = number && (line?.shownInWelsh ?? number);
    return [words(draft, caller, 'call-crisis', { crisisNumber: number, crisisNumberInWelsh: inWelsh })];
  }
  return [words(draft, caller, urgency === 'emergency' ? 'call-emergency' : 'call-now')];
}

function report(
  draft: Draft,
  caller: Caller,
  from: string,
  code: string,
  { urgency, topic }: Pick<Reading, 'urgency' | 'topic'>,
  said?: SaidInCall,
): void {
  record(draft, 'asked-for-somebody-now', caller.call);
  if (from === draft.person.phone) heard(draft, from);
  const text = said && keepSaid(draft, from, caller.call, { body: said.speech, reading: kept(said.reading) });
  const without = isWithheld(from) ? 'word-asked-withheld' : 'word-asked-for-somebody-now';
  const asked = voiceOf(draft, without, {}, 'en');
  const spoken = said && isWithheld(from) ? `${said.speech}. ${asked}` : (said?.speech ?? asked);
  const need = { urgency, topic, words: spoken, from };
  raise(draft, {
    ...need,
    reason: 'asked-for-somebody-now',
    ...(text && { textId: text.id, because: [...(said?.reading.because ?? [])] }),
  });
  const isOpen = openNow(draft.service, draft.words.bankHolidays, draft.now);
  if (urgency === 'emergency' || !isOpen || draft.escalation) escalate(draft, need, code);
}

/** A symptom or a feeling that can wait for the next day: a nurse reads what was said, whatever comes of the call. */
export function callerTells(draft: Draft, caller: Caller, from: string, { speech, reading }: SaidInCall): void {
  const { rang } = rangHere(draft, caller, from);
  if (rang.missed) return;
  rang.missed = true;
  const text = keepSaid(draft, from, caller.call, { body: speech, reading: kept(reading) });
  if (from === draft.person.phone) heard(draft, from);
  const { urgency, topic, because } = reading;
  raise(draft, { urgency, topic, because: [...because], reason: 'asked-for-a-call', words: speech, from, textId: text.id });
}

export function isToldOf({ urgency, topic }: Reading): boolean {
  return urgency === 'soon' && (topic === 'symptom' || topic === 'feeling');
}
