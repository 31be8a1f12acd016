import { type Draft, record } from '../draft.ts';
import { raise } from '../queue.ts';
import { asksForAnother } from '../reading/another.ts';
import { optOut } from '../standing.ts';
import type { Said } from './call-step.ts';
import { type Caller, rangHere, words } from './caller.ts';

/**
 * Who says STOP on the patient's own phone stops what comes by itself, as a text would. Undefined for any other phone, and for whoever
 * asks for somebody else: then a person has to speak to them.
 */
export function stopsByVoice(draft: Draft, caller: Caller, from: string, speech: string): Said[] | undefined {
  const { person } = draft;
  if (person.kind !== 'patient' || from !== person.phone || asksForAnother(speech, draft.words.reading)) return undefined;
  const { rang } = rangHere(draft, caller, from);
  if (!rang.stopped) {
    rang.stopped = true;
    optOut(draft, false);
    record(draft, 'stopped-by-voice', caller.call);
    raise(draft, { urgency: 'routine', topic: 'stop', reason: 'opted-out', words: speech, from });
  }
  return [words(draft, caller, 'call-stopped')];
}
