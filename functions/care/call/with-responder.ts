import { type Draft, record } from '../draft.ts';
import type { Escalation } from '../known.ts';
import { spokenTo } from '../queue.ts';
import { callbackWords } from '../report.ts';
import { timeWords } from '../say.ts';
import type { Outcome, Staff } from '../service.ts';
import { giveBack, isWelfareCheckDue, stopTalking, talk } from '../taking.ts';
import { later } from '../time.ts';
import type { CallMove, CallStep } from './call-step.ts';
import { again, english, report, taken } from './responder-words.ts';

/** What a responder does in a call once the escalation is theirs: be put through to the patient, hear it again, give it back, say what came of it. */

/** How often anything is said again before the call ends by itself; the escalation stays theirs, with its clock. */
const TIMES = 2;

const STAGES = ['accepted', 'connected', 'outcome'];

export function isWithResponder(stage: string): boolean {
  return STAGES.includes(stage.split('-')[0] ?? '');
}

/** One step. Whoever has it must be `staff`: it may have moved on since the step before. */
export function withResponder(
  draft: Draft,
  escalation: Escalation,
  staff: Staff,
  { stage, digits, dialled }: Pick<CallMove, 'stage' | 'digits' | 'dialled'>,
): CallStep {
  const [at = '', count = '1', attempts] = stage.split('-');
  if (escalation.acceptedBy !== staff.id) return taken(draft);
  if (at === 'connected') return cameBack(draft, escalation, dialled);
  if (digits === '') return saidAgain(draft, escalation, at, Number(count));
  return at === 'outcome'
    ? outcomeKeyed(draft, escalation, staff, digits, Number(attempts))
    : keyed(draft, escalation, staff, digits);
}

function saidAgain(draft: Draft, escalation: Escalation, at: string, count: number): CallStep {
  if (count > TIMES) return { say: [english(draft, 'rung-still-yours')] };
  if (at === 'outcome') return askOutcome(draft, escalation, [], count);
  const callback = callbackWords(draft, escalation.from);
  return {
    say: [english(draft, 'rung-accepted', { callback }), english(draft, 'rung-accepted-menu')],
    listen: again('accepted', count),
  };
}

function keyed(draft: Draft, escalation: Escalation, staff: Staff, digits: string): CallStep {
  if (digits === '4') return connect(draft, escalation);
  if (digits === '5') return askOutcome(draft, escalation);
  if (digits === '3') {
    giveBack(draft, escalation, staff.id);
    return { say: [english(draft, 'rung-passed')] };
  }
  return { say: [...report(draft, escalation), english(draft, 'rung-accepted-menu')], listen: again('accepted', 1) };
}

/** Puts the responder through. The patient sees the service's number, and nothing of this rings or hangs up for as long as they speak. */
function connect(draft: Draft, escalation: Escalation): CallStep {
  talk(draft, escalation);
  return { say: [english(draft, 'rung-connecting')], dial: { number: escalation.from, stage: 'connected' } };
}

function cameBack(draft: Draft, escalation: Escalation, dialled: string): CallStep {
  stopTalking(draft, escalation);
  record(draft, 'put-through', escalation.id, dialled);
  return askOutcome(draft, escalation, dialled === 'completed' ? [] : [english(draft, 'rung-no-answer')]);
}

/** The outcomes that have a key, as the service words them. How many attempts there had been when it was asked travels with the question. */
function askOutcome(draft: Draft, escalation: Escalation, first: string[] = [], count = 1): CallStep {
  const choices = keyedOutcomes(draft).map(({ key = '', words }) =>
    english(draft, 'rung-outcome-choice', { key, outcome: words }),
  );
  const attempts = escalation.attempts ?? 0;
  return {
    say: [...first, english(draft, 'rung-outcome'), ...choices],
    listen: { stage: `outcome-${count}-${attempts}`, silent: `outcome-${count + 1}-${attempts}` },
  };
}

function keyedOutcomes({ service }: Draft): Outcome[] {
  return service.outcomes
    .filter(({ key, contact, again: next }) => key && (contact || next))
    .sort((a, b) => (a.key ?? '').localeCompare(b.key ?? ''));
}

function outcomeKeyed(draft: Draft, escalation: Escalation, staff: Staff, digits: string, attempts: number): CallStep {
  if (digits === '9') return connect(draft, escalation);
  const outcome = keyedOutcomes(draft).find(({ key }) => key === digits);
  if (!outcome) return askOutcome(draft, escalation, [english(draft, 'rung-not-a-choice')]);
  // A key that the provider tells twice is one attempt: a second would ask for a check at her door.
  const isCounted = outcome.again !== undefined && attempts < (escalation.attempts ?? 0);
  if (!isCounted) spokenTo(draft, escalation, { words: outcome.words, by: staff.id }, outcome.again);
  if (!outcome.again) return { say: [english(draft, 'rung-recorded')] };
  const by = timeWords(draft, later(draft.now, outcome.again), {
    ...draft.person,
    language: 'en',
    timeZone: draft.service.timeZone,
  });
  const welfare = isWelfareCheckDue(draft, escalation) ? [english(draft, 'rung-welfare-check')] : [];
  return { say: [english(draft, 'rung-tried', { by }), ...welfare] };
}
