import type { Dispatch } from '../dispatch.ts';
import { type Draft, record } from '../draft.ts';
import { handedOver } from '../hand-over.ts';
import { read } from '../read.ts';
import { isDanger } from '../reading.ts';
import { readingContext } from '../reading-context.ts';
import { askForSomebody, hear, type Spoken, sayQuestion } from './answer-question.ts';
import type { CallMove, CallStep } from './call-step.ts';
import { type Caller, callerAt, listening, words } from './caller.ts';
import { askForMessage, recorded } from './leave-message.ts';
import { dialled, nobody, putThrough, whisper } from './put-through.ts';
import { choiceSaid } from './said.ts';

/** A check-in by telephone: who is ringing, then, once a key has shown that somebody is there, the questions, one after the other. */

/** The questions of a call, in order. One is asked today; the walk goes through as many as there are. */
export function questionsOf(draft: Draft, { asks, body }: Dispatch): Spoken[] {
  return asks ? [{ kind: asks.kind, words: { words: body, language: draft.person.language } }] : [];
}

/** One step of it. @param code what a responder would text back */
export function checkInCall(draft: Draft, dispatch: Dispatch, move: CallMove, call: string, code: string): CallStep {
  const { person } = draft;
  // Somebody has picked up: whoever gave it to the provider may have died before saying so, and the question is open before it is answered.
  if (move.stage === '' && dispatch.state === 'handing-over') handedOver(draft, dispatch, call);
  const place = dispatch.voice?.place ?? 0;
  const start: Caller = { at: 'hello', language: person.language, count: 1, person: person.id, checked: false, place, call };
  const caller = callerAt(move.stage) ?? start;
  const from = dispatch.to;
  switch (caller.at) {
    case 'hello':
      return hello(draft, dispatch, caller, move, code);
    case 'question':
      return question(draft, dispatch, caller, move, code);
    case 'whisper':
      return whisper(draft, caller, from, move);
    case 'dialled':
      return dialled(draft, caller, from, move, code);
    case 'nobody':
      return nobody(draft, caller, from, move.digits);
    case 'recorded':
      return recorded(draft, caller, from, move);
    default:
      return askForMessage(draft, caller, []);
  }
}

/** Nobody has pressed a key: nothing is said but what any lock screen may show, and to a number that has never answered not even a name. */
function hello(draft: Draft, dispatch: Dispatch, caller: Caller, move: CallMove, code: string): CallStep {
  const { digits, speech, machine } = move;
  if (machine && move.stage === '') return toMachine(draft, dispatch, caller);
  if (digits === '' && speech === '') return greet(draft, dispatch, caller);
  begun(draft, dispatch);
  const said = choiceSaid(speech, draft.words.callWords);
  const reading = speech
    ? read(speech, readingContext(draft, { from: dispatch.to, pictures: 0 }), draft.words.reading)
    : undefined;
  if (reading && isDanger(reading.urgency)) return question(draft, dispatch, caller, move, code);
  if (digits === '0' || said === 'somebody' || said === 'nurses') return somebody(draft, dispatch, caller);
  if (digits === '*' || said === 'slower') draft.person.voicePace = 'slow';
  if (digits !== '1' && said !== 'on') return greet(draft, dispatch, { ...caller, count: caller.count + 1 });
  const [first] = questionsOf(draft, dispatch).slice(caller.place);
  return first ? sayQuestion(draft, { ...caller, count: 1 }, first) : { say: [words(draft, caller, 'voice-goodbye')] };
}

function greet(draft: Draft, dispatch: Dispatch, caller: Caller): CallStep {
  if (caller.count > draft.service.voice.repeats) return { say: [] };
  const { standing, reach } = draft.person;
  const mayName = standing.answeredAt && !reach.phoneOf && !reach.seenBy && !dispatch.voice?.machine;
  return {
    say: [words(draft, caller, mayName ? 'voice-hello' : 'voice-hello-neutral')],
    listen: listening(draft, { ...caller, at: 'hello' }, {}),
  };
}

/** A message without detail after the tone; somebody who was taken for a machine may press a key all the same. */
function toMachine(draft: Draft, dispatch: Dispatch, caller: Caller): CallStep {
  dispatch.voice = { ...dispatch.voice, machine: true };
  record(draft, 'answered-by-machine', dispatch.id);
  if (draft.person.reach.voicemail === false) return { say: [] };
  const last = { count: draft.service.voice.repeats };
  return { say: [words(draft, caller, 'voice-machine')], listen: listening(draft, { ...caller, at: 'hello' }, last) };
}

function begun(draft: Draft, dispatch: Dispatch): void {
  if (dispatch.voice?.begun) return;
  dispatch.voice = { ...dispatch.voice, begun: true };
  record(draft, 'call-begun', dispatch.id);
}

function somebody(draft: Draft, dispatch: Dispatch, caller: Caller): CallStep {
  dispatch.voice = { ...dispatch.voice, through: true };
  return askForSomebody(draft, caller, dispatch.to);
}

function question(draft: Draft, dispatch: Dispatch, caller: Caller, move: CallMove, code: string): CallStep {
  const questions = questionsOf(draft, dispatch);
  const asked = questions[caller.place];
  const reached = dispatch.voice?.place ?? 0;
  const present = questions[reached];
  // The key that answered an earlier question, told again, answers no later one.
  if (caller.place < reached && present) return sayQuestion(draft, { ...caller, place: reached, count: 1 }, present);
  if (!asked) return { say: [words(draft, caller, 'voice-goodbye')] };
  const from = dispatch.to;
  const heard = hear(draft, caller, from, asked, move, code, dispatch);
  if ('step' in heard) {
    if (heard.step.dial) dispatch.voice = { ...dispatch.voice, through: true };
    return heard.step;
  }
  if (heard.isDanger) return putThrough(draft, caller, from, [...heard.said, words(draft, caller, 'call-connecting')]);
  const next = questions[caller.place + 1];
  if (!next) return { say: heard.said };
  dispatch.voice = { ...dispatch.voice, place: caller.place + 1 };
  delete dispatch.answeredWith;
  return sayQuestion(draft, { ...caller, place: caller.place + 1, count: 1 }, next, heard.said);
}
