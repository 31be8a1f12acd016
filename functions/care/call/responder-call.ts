import { type Draft, record } from '../draft.ts';
import type { Escalation } from '../known.ts';
import { rungsEnded } from '../ladder.ts';
import type { Staff } from '../service.ts';
import { accept } from '../taking.ts';
import type { CallMove, CallStep } from './call-step.ts';
import { again, english, PIN_DIGITS, report, taken } from './responder-words.ts';
import { isWithResponder, withResponder } from './with-responder.ts';

/** A responder rings the service: about the escalation that is theirs, or that is ringing them. */

/** How often anything is asked before the call ends. */
const TIMES = 3;

/**
 * One step. Who rings can be made to look like anybody, so nothing is said before the PIN, or the code from the text where there is no PIN.
 * `isPin` says whether digits are a member of staff's.
 */
export function responderCall(draft: Draft, about: string, staff: Staff, move: CallMove, isPin: IsPin): CallStep {
  const { escalation } = draft;
  const next = escalation?.id === about ? step(draft, escalation, staff, move, isPin) : taken(draft);
  return { ...next, language: 'en' };
}

type IsPin = (staff: Staff, digits: string) => boolean;

function step(draft: Draft, escalation: Escalation, staff: Staff, move: CallMove, isPin: IsPin): CallStep {
  if (isWithResponder(move.stage)) return withResponder(draft, escalation, staff, move);
  const [at = '', count = '1'] = (move.stage || 'check').split('-');
  // They have said by text meanwhile that they take it: a key must not mean what it did before.
  if (at === 'menu' && escalation.acceptedBy === staff.id) return yours(draft, escalation, staff, move.digits);
  if (at === 'menu') return menu(draft, escalation, staff, move.digits, Number(count));
  const { wrongChecks } = draft.service.limits;
  const wrongBefore = escalation.wrongChecks?.[staff.id] ?? 0;
  if (wrongBefore >= wrongChecks) return { say: [english(draft, 'responder-not-checked')] };
  const isRight = staff.pin ? isPin(staff, move.digits) : move.digits === escalation.code;
  if (isRight) return theirs(draft, escalation, staff);
  if (move.digits !== '') {
    escalation.wrongChecks = { ...escalation.wrongChecks, [staff.id]: wrongBefore + 1 };
    record(draft, 'wrong-check', escalation.id, staff.id);
  }
  if (Number(count) > TIMES) return { say: [english(draft, 'responder-not-checked')] };
  const wrong = move.digits === '' ? [] : [english(draft, 'rung-wrong-pin')];
  return {
    say: [...wrong, english(draft, staff.pin ? 'responder-ask-pin' : 'responder-ask-code')],
    listen: check(Number(count)),
  };
}

function check(count: number) {
  return { stage: `check-${count + 1}`, silent: `check-${count + 1}`, keys: PIN_DIGITS };
}

function theirs(draft: Draft, escalation: Escalation, staff: Staff): CallStep {
  if (escalation.acceptedBy === staff.id) return yours(draft, escalation, staff);
  if (escalation.acceptedBy) return taken(draft);
  return { say: [...report(draft, escalation), english(draft, 'rung-menu')], listen: again('menu', 1) };
}

function menu(draft: Draft, escalation: Escalation, staff: Staff, digits: string, count: number): CallStep {
  if (digits === '2' || (digits === '' && count <= TIMES)) {
    const said = digits === '2' ? report(draft, escalation) : [];
    return { say: [...said, english(draft, 'rung-menu')], listen: again('menu', count) };
  }
  if (digits !== '1' && digits !== '4') {
    rungsEnded(draft, escalation, staff.id, digits === '3' ? 'passed-on' : 'wrong-key');
    return { say: [english(draft, digits === '3' ? 'rung-passed' : 'rung-goodbye')] };
  }
  const { takenBy } = accept(draft, escalation, staff.id);
  if (takenBy !== undefined) return taken(draft);
  return yours(draft, escalation, staff, digits);
}

/** It is theirs: the keys are those of whoever has accepted, and the one that accepts says so again. */
function yours(draft: Draft, escalation: Escalation, staff: Staff, digits = ''): CallStep {
  return withResponder(draft, escalation, staff, { stage: 'accepted', digits: digits === '1' ? '' : digits, dialled: '' });
}
