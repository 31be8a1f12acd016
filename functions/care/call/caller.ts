import { type Draft, iso } from '../draft.ts';
import type { Escalation } from '../known.ts';
import type { Language, RangCall } from '../person.ts';
import { voiceOf } from '../say.ts';
import { instant } from '../time.ts';
import type { Listening, Said } from './call-step.ts';
import { hintsOf } from './said.ts';

/** Where a call has got to: all of it travels in the address of its next step, which the provider signs. */
export interface Caller {
  at: CallerStage;
  /** Undefined until a number that nobody knows has chosen. */
  language: Language | undefined;
  /** How often the present step was tried. */
  count: number;
  /** Whose partition the call is about. */
  person: string;
  /** Who rings has shown that they are that person. */
  checked: boolean;
  /** Which of the numbers is being rung for them, or which of the questions is asked. */
  place: number;
  /** The provider's id of the call that somebody made, or that we have made to them. */
  call: string;
}

const STAGES = ['menu', 'check', 'hello', 'question', 'dialled', 'whisper', 'nobody', 'recorded'] as const;
export type CallerStage = (typeof STAGES)[number];

/** The stage of a step; ids are letters and digits, so that a point parts them. */
export function stageOf(caller: Caller, next: Partial<Caller> = {}): string {
  const { at, language, count, person, checked, place, call } = { ...caller, ...next };
  return [at, language ?? '-', count, person, checked ? 1 : 0, place, call].join('.');
}

/** Reads a stage back; undefined when it is none of these. */
export function callerAt(stage: string): Caller | undefined {
  const [at, language, count, person = '', checked, place, call = ''] = stage.split('.');
  const known = STAGES.find((each) => each === at);
  if (!known || person === '') return undefined;
  return {
    at: known,
    language: language === 'en' || language === 'cy' ? language : undefined,
    count: Number(count),
    person,
    checked: checked === '1',
    place: Number(place),
    call,
  };
}

/** Whether a number has written or rung in an escalation: only then is anything of it said there. */
export function isAbout(escalation: Escalation | undefined, number: string): escalation is Escalation {
  return escalation !== undefined && [escalation.from, ...(escalation.alsoFrom ?? [])].includes(number);
}

/** Words in the language of the call. */
export function words(draft: Draft, caller: Pick<Caller, 'language'>, id: string, variables: Record<string, string> = {}): Said {
  const language = caller.language ?? 'en';
  return { words: voiceOf(draft, id, variables, language), language };
}

/** Listens for keys, and for words where the provider recognises the language. */
export function listening(draft: Draft, caller: Caller, next: Partial<Caller>, keys?: number): Listening {
  const hasSpeech = draft.service.voice.speech.includes(caller.language ?? 'en');
  return {
    stage: stageOf(caller, next),
    silent: stageOf(caller, { ...next, count: (next.count ?? caller.count) + 1 }),
    ...(keys && { keys }),
    ...(hasSpeech && { speech: hintsOf(draft.words.callWords) }),
  };
}

/** How many calls are kept of one number: what the next step, or the next call within the hour, may ask for. */
const MOST_CALLS = 5;

/** What is kept of this call, from its first step on, which may be told twice. */
export function rangHere(draft: Draft, { call }: Pick<Caller, 'call'>, from: string): { rang: RangCall; isNew: boolean } {
  const known = draft.person.rang?.find(({ id }) => id === call);
  if (known) return { rang: known, isNew: false };
  const dayAgo = draft.now.minus({ days: 1 });
  const last = (draft.person.rang ?? []).filter(({ at }) => instant(at) > dayAgo).slice(1 - MOST_CALLS);
  const rang: RangCall = { id: call, at: iso(draft.now), from };
  draft.person.rang = [...last, rang];
  return { rang, isNew: true };
}
