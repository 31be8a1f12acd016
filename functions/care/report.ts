import { isWithheld } from './call/caller.ts';
import type { Draft } from './draft.ts';
import type { Escalation } from './known.ts';
import type { Person } from './person.ts';
import { digitByDigit, voiceOf } from './say.ts';

/** What the responder hears: who it is, what was written, and what to know before ringing. */
export function reportWords(draft: Draft, escalation: Escalation): string {
  const { person } = draft;
  const last = [...person.treatments].sort((a, b) => (b.endedOn ?? '9').localeCompare(a.endedOn ?? '9'))[0];
  const unknown = voiceOf(draft, 'word-not-recorded', {}, 'en');
  const who = person.kind === 'patient' ? 'rung-report' : 'rung-report-unknown';
  return voiceOf(
    draft,
    who,
    {
      patient: person.name ?? '',
      born: person.dateOfBirth ?? unknown,
      area: person.area ?? unknown,
      treatment: last?.class ?? unknown,
      needs: needsWords(person) || unknown,
      words: escalation.words,
      callback: callbackWords(draft, escalation.from),
    },
    'en',
  );
}

/** The number to ring back, as it is spoken; that there is none when whoever rang has hidden it. */
export function callbackWords(draft: Draft, number: string): string {
  return isWithheld(number) ? voiceOf(draft, 'word-number-hidden', {}, 'en') : digitByDigit(number);
}

function needsWords(person: Person): string {
  const { interpreter, bsl, relayUk, sight, supporter } = person.needs;
  return [interpreter, bsl && 'BSL', relayUk && 'Relay UK', sight, supporter].filter(Boolean).join(', ');
}
