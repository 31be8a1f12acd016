import { type Draft, record } from '../draft.ts';
import { lineFor } from '../lines.ts';
import { raise } from '../queue.ts';
import { spoken, timeWords, told, voiceOf } from '../say.ts';
import { heard } from '../silence.ts';
import { dueAfterWorkingDays, instant, later } from '../time.ts';
import type { CallMove, CallStep, Said } from './call-step.ts';
import { type Caller, rangHere, stageOf, words } from './caller.ts';
import { keepSaid } from './note-call.ts';

/** A message after the tone: it becomes an item of the queue, with its recording. */

/** Says when it will be heard, and whom to ring if that is too late, and records. */
export function askForMessage(draft: Draft, caller: Caller, say: readonly Said[]): CallStep {
  const { service, now } = draft;
  const due = dueAfterWorkingDays(service, draft.words.bankHolidays, now, service.limits.workingDays.soon);
  const by = timeWords(draft, due, { ...draft.person, language: caller.language ?? 'en' });
  const line = lineFor(draft);
  const lineNumber = told(draft, line) && spoken(line);
  return {
    say: [...say, words(draft, caller, 'call-message', { by, lineNumber })],
    record: { stage: stageOf(caller, { at: 'recorded', count: 1 }), seconds: service.voice.longest },
  };
}

/** Something was recorded, or nothing. What the provider tells twice is one message. */
export function recorded(draft: Draft, caller: Caller, from: string, { recording }: CallMove): CallStep {
  const { rang } = rangHere(draft, caller, from);
  const { voice } = draft.service;
  if (!recording || recording.seconds < voice.shortest) {
    if (!rang.recordings) wordless(draft, caller, from);
    return { say: [words(draft, caller, rang.recordings ? 'call-message-kept' : 'call-message-empty')] };
  }
  if (!rang.recordings?.includes(recording.id)) keep(draft, caller, from, recording);
  return { say: [words(draft, caller, 'call-message-kept')] };
}

function keep(draft: Draft, caller: Caller, from: string, recording: { id: string; seconds: number }): void {
  const { rang } = rangHere(draft, caller, from);
  rang.recordings = [...(rang.recordings ?? []), recording.id];
  const body = voiceOf(draft, 'word-recorded-message', { seconds: String(recording.seconds) }, 'en');
  const message = keepSaid(draft, from, caller.call, { body, recording });
  record(draft, 'message-left', message.id);
  if (from === draft.person.phone) heard(draft, from);
  raise(draft, { urgency: 'soon', topic: 'contact', reason: 'left-a-message', words: body, from, textId: message.id });
}

/** A patient who rings again and again and cannot say why may be in trouble. */
function wordless(draft: Draft, caller: Caller, from: string): void {
  const { rang } = rangHere(draft, caller, from);
  if (rang.wordless) return;
  rang.wordless = true;
  record(draft, 'message-empty', caller.call);
  const { person, now, service } = draft;
  if (person.kind !== 'patient' || from !== person.phone) return;
  const before = person.rang?.some(
    (each) => each !== rang && each.wordless && each.from === from && later(instant(each.at), service.voice.wordless) >= now,
  );
  if (before) raise(draft, { urgency: 'soon', topic: 'contact', reason: 'rang-without-speaking', words: '', from });
}
