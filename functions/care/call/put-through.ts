import { type Draft, iso, record } from '../draft.ts';
import { escalate } from '../escalate.ts';
import { lineFor, rungsNow, staffOf } from '../lines.ts';
import { claim, raise } from '../queue.ts';
import { spoken, told } from '../say.ts';
import { heard } from '../silence.ts';
import { accept } from '../taking.ts';
import { instant, openNow } from '../time.ts';
import { isUnattended } from '../unattended.ts';
import { isWithheld } from '../withheld.ts';
import type { CallMove, CallStep, Said } from './call-step.ts';
import { type Caller, isAbout, listening, rangHere, stageOf, words } from './caller.ts';
import { askForMessage } from './leave-message.ts';
import { noteCall } from './note-call.ts';

/** Putting somebody through: by day to the nurses, one after the other, and then, or by night, to the line that fits. */

interface Target {
  number: string;
  seconds: number;
  /** Whose phone it is; a line of the directory has none. */
  staff?: string;
  line?: string;
}

/** Who is rung, in order: whoever the day's ladder names when the nurses are there, each phone once and never the caller's own; the line last. */
function targetsOf(draft: Draft, caller: Caller, from: string): Target[] {
  const line = lineFor(draft);
  const { throughAt } = rangHere(draft, caller, from).rang;
  const began = { ...draft, now: throughAt ? instant(throughAt) : draft.now };
  const isOpen = openNow(draft.service, draft.words.bankHolidays, began.now);
  const rungs = isOpen ? rungsNow(began, 'day') : [];
  if (isOpen) draft.asksRota = true;
  const staff = rungs.flatMap(({ staff, number, seconds }) =>
    staff && number && number !== from ? [{ staff, number, seconds }] : [],
  );
  const once = staff.filter(({ number }, place) => staff.findIndex((each) => each.number === number) === place);
  return [...once, { line: line.id, number: line.number, seconds: draft.service.voice.lineSeconds }];
}

/** Rings the first of those who may take a call, after saying so. */
export function putThrough(draft: Draft, caller: Caller, from: string, say: readonly Said[]): CallStep {
  rangHere(draft, caller, from).rang.throughAt = iso(draft.now);
  return ring(draft, { ...caller, place: 0 }, from, say);
}

function ring(draft: Draft, caller: Caller, from: string, say: readonly Said[]): CallStep {
  const targets = targetsOf(draft, caller, from);
  const place = Math.min(caller.place, targets.length - 1);
  const { number = '', seconds = 0 } = targets[place] ?? {};
  const next = { place, count: 1 };
  const whisper = stageOf(caller, { ...next, at: 'whisper' });
  return { say: [...say], dial: { number, seconds, stage: stageOf(caller, { ...next, at: 'dialled' }), whisper } };
}

/** The line, which needs nobody of ours, for a caller who has waited for the nurses in vain. */
function ringLine(draft: Draft, caller: Caller, from: string, say: readonly Said[]): CallStep {
  return ring(draft, { ...caller, place: targetsOf(draft, caller, from).length - 1 }, from, say);
}

/** What whoever is rung hears before the two are joined. Only a key of a member of staff takes the call: a voicemail presses none. */
export function whisper(draft: Draft, caller: Caller, from: string, { digits }: CallMove): CallStep {
  const target = targetsOf(draft, caller, from)[caller.place];
  const { rang } = rangHere(draft, caller, from);
  const english = { language: 'en' } as const;
  if (!target?.staff) return { say: [words(draft, english, 'whisper-line')], joins: true };
  if (digits === '' && caller.count > 2) return { say: [] };
  if (digits === '') {
    const { stage, silent } = listening(draft, caller, {});
    return { say: [words(draft, english, 'whisper-staff')], listen: { stage, silent } };
  }
  if (digits !== '1' || (rang.taken && rang.taken !== target.staff)) return { say: [] };
  if (!rang.taken) taken(draft, caller, from, target.staff);
  return { say: [who(draft, from)], joins: true };
}

function who(draft: Draft, from: string): Said {
  const { person } = draft;
  const said = (id: string) => words(draft, { language: 'en' }, id, { patient: person.name ?? '' });
  if (person.kind !== 'patient') return said(isWithheld(from) ? 'whisper-withheld' : 'whisper-unknown');
  return said(from === person.phone ? 'whisper-patient' : 'whisper-family');
}

/** A human has taken the call: what they said that they need is theirs, and nothing rings for it any more. */
function taken(draft: Draft, caller: Caller, from: string, by: string): void {
  const { rang } = rangHere(draft, caller, from);
  rang.taken = by;
  record(draft, 'call-taken', caller.call, by);
  if (from === draft.person.phone) heard(draft, from);
  if (!staffOf(draft, by) || !rang.now) return;
  for (const item of draft.queue) if (isUnattended(item) && item.from === from) claim(draft, item, by);
  const { escalation } = draft;
  if (isAbout(escalation, from) && escalation.state !== 'accepted') accept(draft, escalation, by);
}

/** The call that we put through has ended, or nobody took it: then the next is rung, and in the end something else is offered. */
export function dialled(draft: Draft, caller: Caller, from: string, { dialled: status }: CallMove, code: string): CallStep {
  const { rang } = rangHere(draft, caller, from);
  const targets = targetsOf(draft, caller, from);
  const target = targets[caller.place];
  if (!rang.taken && target?.line && status === 'completed') taken(draft, caller, from, target.line);
  if (rang.taken) {
    noteCall(draft, caller, from, 'word-rang-through', { who: nameOf(draft, rang.taken) });
    return { say: [] };
  }
  const isLast = caller.place >= targets.length - 1;
  const isLastStaff = caller.place >= targets.length - 2;
  // Whoever hangs up while it rings has been reached by nobody either.
  if (isLast || isLastStaff || status === 'canceled') missed(draft, caller, from, code);
  if (isLast) return nobodyAtAll(draft, caller, from);
  if (!isLastStaff) return ring(draft, { ...caller, place: caller.place + 1 }, from, [words(draft, caller, 'call-next')]);
  if (rang.now) return ringLine(draft, caller, from, [words(draft, caller, 'call-next')]);
  return { say: [words(draft, caller, 'call-nobody')], listen: listening(draft, caller, { at: 'nobody', count: 1 }) };
}

/** Nobody of the nurses took it: the line, or a message; silence leaves a message. */
export function nobody(draft: Draft, caller: Caller, from: string, choice: string): CallStep {
  if (choice === '1') return ringLine(draft, caller, from, [words(draft, caller, 'call-connecting')]);
  return askForMessage(draft, caller, []);
}

function nobodyAtAll(draft: Draft, caller: Caller, from: string): CallStep {
  const rings = isAbout(draft.escalation, from) && rangHere(draft, caller, from).rang.now;
  const line = lineFor(draft);
  const number = told(draft, line) && spoken(line);
  const say = [words(draft, caller, 'call-line-busy', { lineNumber: number })];
  if (rings) say.push(words(draft, caller, 'call-still-ringing'));
  return askForMessage(draft, caller, say);
}

/** Nobody took it: what was urgent rings until somebody does, anything else is in the queue, so that a nurse rings back. */
function missed(draft: Draft, caller: Caller, from: string, code: string): void {
  const { rang } = rangHere(draft, caller, from);
  if (rang.missed) return;
  rang.missed = true;
  record(draft, 'call-not-taken', caller.call);
  if (rang.now) {
    const item = draft.queue.find((each) => isUnattended(each) && each.from === from);
    if (item && !draft.escalation) escalate(draft, item, code);
    return;
  }
  // Nobody can ring back a number that is hidden: there is the line, and a message.
  if (isWithheld(from)) return;
  const said = words(draft, { language: 'en' }, 'word-asked-for-a-call').words;
  raise(draft, { urgency: 'soon', topic: 'contact', reason: 'asked-for-a-call', words: said, from });
}

function nameOf(draft: Draft, taker: string): string {
  return staffOf(draft, taker)?.name ?? draft.service.lines.find(({ id }) => id === taker)?.name ?? '';
}
