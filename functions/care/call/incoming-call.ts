import { type Draft, record } from '../draft.ts';
import type { Person } from '../person.ts';
import { read } from '../read.ts';
import { isDanger } from '../reading.ts';
import { readingContext } from '../reading-context.ts';
import { countContact } from '../repeat-contact.ts';
import { isWithheld } from '../withheld.ts';
import { answerNow, hearQuestion } from './answer-question.ts';
import type { CallMove, CallStep, Said } from './call-step.ts';
import { type Caller, isAbout, listening, rangHere, words } from './caller.ts';
import { callerInDanger, callerTells, isToldOf } from './caller-danger.ts';
import { askWho, checkFailed, isSaidToHaveDied, mayBeAsked } from './check-caller.ts';
import { askForMessage, recorded } from './leave-message.ts';
import { dialled, nobody, putThrough, whisper } from './put-through.ts';
import { choiceSaid, dayAndMonth, isBornOn } from './said.ts';
import { stopsByVoice } from './stop-by-voice.ts';

/**
 * Somebody rings the service: what to do in an emergency, then what they need, by keys or in words. Nothing is said of anybody until
 * whoever rings has shown who they are, and whoever says nothing is put through to somebody.
 */

export interface Ringing {
  /** The number that rings. */
  from: string;
  /** The patients whose own number it is: one of them may be asked who they are. */
  patients: readonly string[];
  /** What a responder would text back. */
  code: string;
}

/** One step of such a call. */
export function incomingCall(draft: Draft, caller: Caller, ringing: Ringing, move: CallMove): CallStep {
  const { from, code } = ringing;
  switch (caller.at) {
    case 'menu':
      return atMenu(draft, caller, ringing, move);
    case 'check':
    case 'hello':
      return menuAgain(draft, caller, ringing, []);
    case 'question':
      return answerNow(draft, caller, from, move, code);
    case 'whisper':
      return whisper(draft, caller, from, move);
    case 'dialled':
      return dialled(draft, caller, from, move, code);
    case 'nobody':
      return nobody(
        draft,
        caller,
        from,
        move.digits || (choiceSaid(move.speech, draft.words.callWords) === 'message' ? '3' : ''),
      );
    case 'recorded':
      return recorded(draft, caller, from, move);
  }
}

/** The call begins. Told twice, it has begun once. */
export function callBegins(draft: Draft, { from, patients }: Ringing, call: string): CallStep {
  const { person } = draft;
  const language = person.kind === 'patient' ? person.language : undefined;
  const caller: Caller = { at: 'menu', language, count: 1, person: person.id, checked: false, place: 0, call };
  if (rangHere(draft, caller, from).isNew) {
    record(draft, 'rang', call);
    countContact(draft, from);
  }
  return menu(draft, caller, patients, [words(draft, caller, 'call-greeting'), ...known(draft, caller, from)]);
}

/** Who has reported something from this very number hears what has become of it. */
function known(draft: Draft, caller: Caller, from: string): Said[] {
  const { escalation } = draft;
  if (!isAbout(escalation, from) || isWithheld(from)) return [];
  return [words(draft, caller, escalation.state === 'accepted' ? 'call-accepted' : 'call-still-ringing')];
}

function menu(draft: Draft, caller: Caller, patients: readonly string[], say: readonly Said[]): CallStep {
  const isAsked = patients.length > 0 && mayBeAsked(draft);
  const welsh = caller.language ? [] : [words(draft, { language: 'cy' }, 'call-welsh')];
  const question = isAsked ? [words(draft, caller, 'call-menu-question')] : [];
  return {
    say: [...say, ...welsh, words(draft, caller, 'call-menu'), ...question, words(draft, caller, 'call-menu-end')],
    listen: listening(draft, { ...caller, at: 'menu' }, {}),
  };
}

function menuAgain(draft: Draft, caller: Caller, { patients, from }: Ringing, say: readonly Said[]): CallStep {
  if (caller.count > draft.service.voice.repeats)
    return putThrough(draft, caller, from, [words(draft, caller, 'call-connecting')]);
  return menu(draft, caller, patients, say);
}

function atMenu(draft: Draft, caller: Caller, ringing: Ringing, move: CallMove): CallStep {
  const { from, patients, code } = ringing;
  const { digits, speech } = move;
  if (digits === '' && speech === '') return menuAgain(draft, caller, ringing, []);
  const chosen = { ...caller, language: caller.language ?? 'en' } as const;
  const through = (say: Said[]) => putThrough(draft, chosen, from, say);
  const connecting = [words(draft, chosen, 'call-connecting')];
  const reading = speech ? read(speech, readingContext(draft, { from, pictures: 0 }), draft.words.reading) : undefined;
  if (reading && isDanger(reading.urgency)) return through(callerInDanger(draft, chosen, from, code, { speech, reading }));
  const choice = KEYS[digits] ?? choiceSaid(speech, draft.words.callWords);
  if (reading && !choice && isToldOf(reading)) {
    callerTells(draft, chosen, from, { speech, reading });
    return through(connecting);
  }
  switch (choice) {
    case 'now':
      return through(callerInDanger(draft, chosen, from, code));
    case 'nurses':
    case 'somebody':
      return through(connecting);
    case 'message':
      return askForMessage(draft, chosen, []);
    case 'question':
      if (caller.checked) return questionOrMenu(draft, { ...caller, count: 1 }, ringing, []);
      if (patients.length > 0 && mayBeAsked(draft)) return askWho(draft, chosen, false);
      break;
    case 'stop': {
      const stopped = stopsByVoice(draft, chosen, from, speech);
      return stopped ? menuAgain(draft, { ...chosen, count: caller.count + 1 }, ringing, stopped) : through(connecting);
    }
    case 'welsh':
      if (!caller.language) return menu(draft, { ...caller, language: 'cy' }, patients, []);
      return menuAgain(draft, { ...caller, count: caller.count + 1 }, ringing, []);
    case 'slower':
      draft.person.voicePace = 'slow';
      return menuAgain(draft, { ...caller, count: caller.count + 1 }, ringing, []);
    case 'again':
      return menuAgain(draft, { ...caller, count: caller.count + 1 }, ringing, []);
  }
  const wrong = [words(draft, caller, 'call-not-understood')];
  return menuAgain(draft, { ...caller, count: caller.count + 1 }, ringing, wrong);
}

const KEYS: Readonly<Record<string, string>> = {
  '1': 'now',
  '2': 'nurses',
  '3': 'message',
  '4': 'question',
  '0': 'somebody',
  '*': 'slower',
  '9': 'again',
  '8': 'welsh',
};

/** Which of the patients of a number has shown who they are; undefined when none has, or may not be asked, or when two were born on one day. */
export function whoIsThere(
  asked: Pick<Draft, 'person' | 'service' | 'now' | 'words'>,
  patients: readonly Pick<Person, 'id' | 'dateOfBirth' | 'standing'>[],
  move: Pick<CallMove, 'digits' | 'speech'>,
): string | undefined {
  const said = dayAndMonth(move.digits, move.speech, asked.words.callWords);
  const found =
    said === undefined || !mayBeAsked(asked) ? [] : patients.filter((each) => isBornOn(each, said) && !isSaidToHaveDied(each));
  return found.length === 1 ? found[0]?.id : undefined;
}

/** It was somebody else, or a slip: asked again, and then never mind, as all the rest needs no name. */
export function notShown(draft: Draft, caller: Caller, ringing: Ringing, { digits, speech }: CallMove): CallStep {
  const isSilent = digits === '' && speech === '';
  const again = isSilent
    ? caller.count > draft.service.voice.repeats
      ? undefined
      : askWho(draft, caller, true)
    : checkFailed(draft, caller);
  if (again) return again;
  return menu(draft, { ...caller, at: 'menu', count: 1 }, ringing.patients, [words(draft, caller, 'call-check-failed')]);
}

/** Now they may be greeted by name. */
export function shown(draft: Draft, caller: Caller, ringing: Ringing): CallStep {
  const checked = { ...caller, person: draft.person.id, checked: true, count: 1 };
  record(draft, 'caller-checked', caller.call);
  rangHere(draft, caller, ringing.from);
  const name = draft.person.preferredName ?? draft.person.name ?? '';
  const greeting = words(draft, checked, 'call-known', { name });
  return questionOrMenu(draft, checked, ringing, [greeting]);
}

/** The question that waits for whoever has shown who they are; if none does, that there is none, and the menu. */
function questionOrMenu(draft: Draft, checked: Caller, { patients }: Ringing, say: readonly Said[]): CallStep {
  return (
    hearQuestion(draft, checked, say) ??
    menu(draft, { ...checked, at: 'menu' }, patients, [...say, words(draft, checked, 'call-no-question')])
  );
}
