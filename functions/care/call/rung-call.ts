import type { Dispatch } from '../dispatch.ts';
import type { Draft } from '../draft.ts';
import type { Escalation, RungResult } from '../known.ts';
import { machineAnswered, personThere, rungEnded } from '../ladder.ts';
import type { Staff } from '../service.ts';
import { accept } from '../taking.ts';
import type { CallMove, CallStep } from './call-step.ts';
import { again, english, PIN_DIGITS, report, responderOf, taken } from './responder-words.ts';
import { isWithResponder, withResponder } from './with-responder.ts';

/** The call that rings a rung: a key says that a human is there, a PIN who, and only then comes a report to accept (promise 3). */

/** How often anything is said again before silence counts as nobody being there. A voicemail never presses a key. */
const TIMES = 3;

/** One call to one rung, as it stands when the provider asks what to say. */
interface Rung {
  draft: Draft;
  escalation: Escalation;
  place: number;
  staff: Staff;
}

/** One step of it. `isPin` says whether digits are the PIN of a member of staff who has one. */
export function rungCall(
  draft: Draft,
  dispatch: Dispatch,
  move: CallMove,
  isPin: (staff: Staff, digits: string) => boolean,
): CallStep {
  const { escalation } = draft;
  const place = dispatch.rings?.rung ?? -1;
  const rung = escalation?.rungs[place];
  const staff = responderOf(draft, rung?.staff);
  if (!escalation || escalation.id !== dispatch.rings?.escalation || rung?.dispatch !== dispatch.id || !staff)
    return taken(draft);
  if (escalation.state === 'accepted' && escalation.acceptedBy !== staff.id) return taken(draft);
  if (isWithResponder(move.stage)) return withResponder(draft, escalation, staff, move);
  const call: Rung = { draft, escalation, place, staff };
  const [at = '', count = '1'] = resumed(move.stage || 'greeting', staff).split('-');
  // They have said by text meanwhile that they take it: a key must not mean what it did before.
  if (at === 'menu' && escalation.acceptedBy === staff.id) return theirs(call, move.digits);
  if (move.digits === '') return silent(call, at, Number(count), move.machine);
  if (at === 'greeting') return greeted(call, move.digits);
  if (at === 'pin') return pinKeyed(call, Number(count), isPin(staff, move.digits));
  return chosen(call, move.digits);
}

/** Where a call goes on that was interrupted: whoever has a PIN may not have keyed it yet. */
function resumed(stage: string, { pin }: Staff): string {
  if (!stage.startsWith('interrupted')) return stage;
  return pin ? 'pin' : 'menu';
}

/** It is theirs already: the keys are those of whoever has accepted, and the one that accepts says so again. */
function theirs({ draft, escalation, staff }: Rung, digits = ''): CallStep {
  return withResponder(draft, escalation, staff, { stage: 'accepted', digits: digits === '1' ? '' : digits, dialled: '' });
}

function silent(call: Rung, at: string, count: number, machine: boolean): CallStep {
  if (machine) {
    machineAnswered(call.draft, call.escalation, call.place);
    return { say: [english(call.draft, 'rung-voicemail')], listen: again('greeting', 1) };
  }
  if (count > TIMES) return ended(call, 'no-key');
  return { say: [asked(call.draft, at)], listen: { ...again(at, count), ...(at === 'pin' && { keys: PIN_DIGITS }) } };
}

function asked(draft: Draft, at: string): string {
  return english(draft, at === 'greeting' ? 'rung-greeting' : at === 'pin' ? 'rung-pin' : 'rung-menu');
}

function greeted(call: Rung, digits: string): CallStep {
  if (digits !== '1') return ended(call, 'wrong-key');
  personThere(call.draft, call.escalation, call.place);
  if (!call.staff.pin) return told(call);
  return { say: [english(call.draft, 'rung-pin')], listen: { ...again('pin', 1), keys: PIN_DIGITS } };
}

function pinKeyed(call: Rung, count: number, isRight: boolean): CallStep {
  if (isRight) return told(call);
  if (count >= TIMES) return ended(call, 'wrong-pin');
  const { draft } = call;
  return {
    say: [english(draft, 'rung-wrong-pin')],
    listen: { stage: `pin-${count + 1}`, silent: `pin-${count + 1}`, keys: PIN_DIGITS },
  };
}

function told(call: Rung): CallStep {
  const { draft, escalation, staff } = call;
  if (escalation.acceptedBy === staff.id) return theirs(call);
  return { say: [...report(draft, escalation), english(draft, 'rung-menu')], listen: again('menu', 1) };
}

function chosen(call: Rung, digits: string): CallStep {
  const { draft, escalation, place, staff } = call;
  if (digits === '2') return told(call);
  if (digits !== '1' && digits !== '4') return ended(call, digits === '3' ? 'passed-on' : 'wrong-key');
  const { takenBy } = accept(draft, escalation, staff.id, place);
  if (takenBy !== undefined) return taken(draft);
  return theirs(call, digits);
}

function ended({ draft, escalation, place }: Rung, result: RungResult): CallStep {
  rungEnded(draft, escalation, place, result);
  return { say: [english(draft, result === 'passed-on' ? 'rung-passed' : 'rung-goodbye')] };
}
