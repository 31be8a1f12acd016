import { DAILY } from '../daily-question.ts';
import { type Draft, iso, newId, nextPlace, record } from '../draft.ts';
import { raise } from '../queue.ts';
import { read } from '../read.ts';
import { isDanger, type Reading } from '../reading.ts';
import { readingContext } from '../reading-context.ts';
import { settle } from '../say.ts';
import { textArrived } from '../text-arrived.ts';
import type { CallMove, CallStep, Said } from './call-step.ts';
import { type Caller, listening, rangHere, words } from './caller.ts';
import { putThrough } from './put-through.ts';
import { choiceSaid } from './said.ts';

/** A question put in a call, and what is answered to it by a key or in words: it is read as a text would be. */

/** One question: how it is said, and its kind in `templates/reading/questions.yaml`. */
export interface Spoken {
  kind: string;
  words: Said;
}

/** Where it is kept that a question was answered: the call's own record, so that a key told twice is one answer. */
export interface Memory {
  answeredWith?: string[];
}

/** Says a question, with what else the keys do. */
export function sayQuestion(draft: Draft, caller: Caller, question: Spoken, say: readonly Said[] = []): CallStep {
  const here = { ...caller, at: 'question' } as const;
  return { say: [...say, question.words, words(draft, caller, 'voice-keys')], listen: listening(draft, here, {}) };
}

/** What came of a question: the next step of the call, or how it was answered. */
export type Heard = { step: CallStep } | { said: Said[]; isDanger: boolean };

/** Hears the answer to a question. @param code what a responder would text back */
export function hear(
  draft: Draft,
  caller: Caller,
  from: string,
  question: Spoken,
  move: CallMove,
  code: string,
  memory: Memory,
): Heard {
  const { digits, speech } = move;
  const again = (say: Said[]): Heard => {
    if (caller.count > draft.service.voice.repeats) return { step: { say: [words(draft, caller, 'voice-goodbye')] } };
    return { step: sayQuestion(draft, caller, question, say) };
  };
  if (memory.answeredWith)
    return {
      said: memory.answeredWith.map((each) => ({ words: each, language: draft.person.language })),
      isDanger: rangHere(draft, caller, from).rang.now === true,
    };
  if (digits === '' && speech === '') return again([]);
  const once = { ...caller, count: caller.count + 1 };
  const reading = readIn(draft, from, question, digits || speech);
  const choice = isDanger(reading.urgency) ? undefined : (KEYS[digits] ?? choiceSaid(speech, draft.words.callWords));
  if (choice === 'somebody' || choice === 'nurses') return { step: askForSomebody(draft, caller, from) };
  if (choice === 'slower') {
    draft.person.voicePace = 'slow';
    record(draft, 'voice-slower', caller.call);
    return { step: sayQuestion(draft, once, question) };
  }
  if (choice === 'again') return { step: sayQuestion(draft, once, question) };
  // A slip of the finger is no answer: taken for one, it would end the silence. Words that are not understood twice are for a nurse to read.
  const isAnswer = digits ? isChoice(draft, question, digits) : isUnderstood(reading) || caller.count > 1;
  if (!isAnswer) return { step: sayQuestion(draft, once, question, [words(draft, caller, 'call-not-understood')]) };
  const said = answered(draft, caller, from, digits || speech, reading, code);
  memory.answeredWith = said.map((each) => each.words);
  if (isDanger(reading.urgency)) rangHere(draft, caller, from).rang.now = true;
  return { said, isDanger: isDanger(reading.urgency) };
}

const KEYS: Readonly<Record<string, string>> = { '0': 'somebody', '9': 'again', '*': 'slower' };

function readIn(draft: Draft, from: string, { kind }: Spoken, said: string): Reading {
  const { fragments: _, ...context } = readingContext(draft, { from, pictures: 0 });
  return read(said, { ...context, question: { kind, hoursAgo: 0 } }, draft.words.reading);
}

function isChoice({ words: { reading } }: Draft, { kind }: Spoken, digits: string): boolean {
  const asked = reading.questions.questions.find((each) => each.kind === kind);
  return asked?.choices.some(({ id }) => id === digits) ?? true;
}

function isUnderstood({ because, urgency }: Reading): boolean {
  return isDanger(urgency) || !because.some(({ rule }) => rule === 'not-understood' || rule === 'nothing-written');
}

/** It is what it would be as a text; the answer to it is spoken in this very call. */
function answered(draft: Draft, caller: Caller, from: string, body: string, reading: Reading, code: string): Said[] {
  const incoming = {
    id: newId(draft, 'm'),
    from,
    to: draft.service.number,
    body,
    at: iso(draft.now),
    place: nextPlace(draft),
    providerId: caller.call,
    pictures: 0,
  };
  const before = new Set(draft.dispatches);
  draft.inCall = true;
  textArrived(draft, incoming, reading, code);
  delete draft.inCall;
  const replies = draft.dispatches.filter((each) => !before.has(each) && each.to === from && each.purpose !== 'responder');
  for (const each of replies) settle(draft, each, 'delivered', 'spoken');
  return replies.map((each) => ({ words: each.body, language: draft.person.language }));
}

/** They would rather speak to somebody: put through, and in the queue, so that a nurse rings whatever comes of it. */
export function askForSomebody(draft: Draft, caller: Caller, from: string): CallStep {
  const { rang } = rangHere(draft, caller, from);
  if (!rang.missed) {
    rang.missed = true;
    const said = words(draft, { language: 'en' }, 'word-asked-for-a-call').words;
    raise(draft, { urgency: 'soon', topic: 'contact', reason: 'asked-for-a-call', words: said, from });
  }
  return putThrough(draft, caller, from, [words(draft, caller, 'call-connecting')]);
}

/** The question that nobody has answered yet, for a patient who has rung and shown who they are. */
function openQuestion(draft: Draft, caller: Caller): Spoken | undefined {
  const { question, dispatches } = draft;
  if (!question || question.answeredAt) return undefined;
  const asked = dispatches.find(({ id, asks }) => id === question.dispatch && asks);
  const message = asked?.message ?? (question.kind === DAILY ? 'daily-question' : 'check-in');
  return { kind: question.kind, words: words(draft, caller, message) };
}

export function hearQuestion(draft: Draft, caller: Caller, say: readonly Said[]): CallStep | undefined {
  const question = openQuestion(draft, caller);
  return question && sayQuestion(draft, { ...caller, count: 1, place: 0 }, question, say);
}

/** The answer of a patient who has rung. */
export function answerNow(draft: Draft, caller: Caller, from: string, move: CallMove, code: string): CallStep {
  const { rang } = rangHere(draft, caller, from);
  const question = openQuestion(draft, caller);
  // Only who has shown who they are gets here, and only once.
  if (!caller.checked || (!question && !rang.answeredWith)) return { say: [words(draft, caller, 'voice-goodbye')] };
  const heard = hear(
    draft,
    caller,
    from,
    question ?? { kind: '', words: words(draft, caller, 'voice-goodbye') },
    move,
    code,
    rang,
  );
  if ('step' in heard) return heard.step;
  return heard.isDanger
    ? putThrough(draft, caller, from, [...heard.said, words(draft, caller, 'call-connecting')])
    : { say: heard.said };
}
