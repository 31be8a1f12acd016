import type { Draft } from './draft.ts';
import type { Escalation } from './known.ts';
import { staffOf } from './lines.ts';
import { spokenTo } from './queue.ts';
import { inUkForm, say, timeWords } from './say.ts';
import type { Outcome, Service } from './service.ts';
import { accept, passOn, remindWords } from './taking.ts';
import { later } from './time.ts';
import { whoWrites } from './who-writes.ts';
import { isWithheld } from './withheld.ts';

/** A responder's text with the code of an escalation: takes it as a key press does, passes it on, or says what came of it. */

export interface Coded {
  /** None when the text has none and yet is plainly about what rings; several when it names more than one, or a time beside it. */
  codes: string[];
  wants: 'accept' | 'pass' | 'unclear' | Outcome;
}

const CODE = /(?<!\d)\d{4}(?!\d)/g;

/**
 * `4711`, `ACCEPT 4711`, `4711 a`, `4711 spoke to her`, however spaced and cased; undefined when it is nothing of the kind. What is not wholly understood is
 * unclear: `4711 cant` must not pass for an acceptance, nor `4711 not spoken` for an end.
 */
export function readCoded(body: string, { coded, outcomes }: Service): Coded | undefined {
  const text = body.toLowerCase().normalize('NFKC').replace(/['’]/g, '');
  const codes = [...new Set(text.match(CODE) ?? [])];
  const said = plain(text.replace(CODE, ' '), coded.fillers);
  const wants = wantedBy(said, { coded, outcomes });
  if (codes.length > 0) return { codes, wants: said === '' ? 'accept' : (wants ?? 'unclear') };
  return wants && said !== '' ? { codes, wants } : undefined;
}

function wantedBy(said: string, { coded, outcomes }: Pick<Service, 'coded' | 'outcomes'>): Coded['wants'] | undefined {
  const among = (phrases: readonly string[] = []) => phrases.some((phrase) => plain(phrase, coded.fillers) === said);
  if (among(coded.accept)) return 'accept';
  if (among(coded.pass)) return 'pass';
  return outcomes.find(({ texted }) => among(texted));
}

/** Words alone, without those that say nothing. */
function plain(text: string, fillers: readonly string[]): string {
  const words = text.match(/[a-z0-9&]+/g) ?? [];
  return words.filter((word) => !fillers.includes(word)).join(' ');
}

/** Does what the text asks, and answers whoever sent it. */
export function answerCoded(draft: Draft, about: string, wants: Coded['wants'], staff: string, to: string): void {
  const { escalation } = draft;
  const reply = (message: string, variables: Record<string, string> = {}) =>
    say(draft, { message, purpose: 'responder', via: 'reply', to, variables });
  if (escalation?.id !== about) reply('responder-over');
  else if (isAskedOfTaker(escalation, wants, staff)) reply('responder-remind', remindWords(draft, escalation));
  else if (wants === 'unclear') reply('responder-unclear', { code: escalation.code });
  else if (wants === 'pass') pass(draft, escalation, staff, reply);
  else if (wants === 'accept') take(draft, escalation, staff, reply);
  else end(draft, escalation, wants, staff, reply);
}

/** Whoever has it is told again how to say what came of it: to "have you spoken to them?" a yes alone must not pass for taking it once more. */
function isAskedOfTaker({ acceptedBy, remindedAt }: Escalation, wants: Coded['wants'], staff: string): boolean {
  return acceptedBy === staff && (wants === 'unclear' || (wants === 'accept' && remindedAt !== undefined));
}

type Reply = (message: string, variables?: Record<string, string>) => void;

function take(draft: Draft, escalation: Escalation, staff: string, reply: Reply): void {
  const { takenBy } = accept(draft, escalation, staff);
  const taker = staffOf(draft, takenBy);
  if (taker) reply('responder-taken', { who: taker.saidAs });
  else if (isWithheld(escalation.from)) reply('responder-accepted-hidden', { code: escalation.code });
  else reply(acceptedWords(draft, escalation), { callback: inUkForm(escalation.from), code: escalation.code });
}

/** Who has not heard the report does not know otherwise that a call is of no use. */
function acceptedWords(draft: Draft, { from }: Escalation): string {
  return whoWrites(draft, from).isTextOnly ? 'responder-accepted-text-only' : 'responder-accepted';
}

function pass(draft: Draft, escalation: Escalation, staff: string, reply: Reply): void {
  passOn(draft, escalation, staff);
  reply('responder-passed');
}

function end(draft: Draft, escalation: Escalation, outcome: Outcome, staff: string, reply: Reply): void {
  spokenTo(draft, escalation, { words: outcome.words, by: staff }, outcome.again);
  if (!outcome.again) reply('responder-recorded');
  else {
    const here = { ...draft.person, language: 'en', timeZone: draft.service.timeZone } as const;
    reply('responder-tried', { by: timeWords(draft, later(draft.now, outcome.again), here) });
  }
}
