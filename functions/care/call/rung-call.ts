import type { Dispatch } from '../dispatch.ts';
import type { Draft } from '../draft.ts';
import { accept, personThere, rungEnded } from '../escalate.ts';
import type { Escalation, RungResult } from '../known.ts';
import { reportWords } from '../report.ts';
import { digitByDigit, voiceOf } from '../say.ts';
import type { CallStep } from './call-step.ts';

/** How often a greeting is said again before silence counts as nobody being there. A voicemail never presses a key. */
const GREETINGS = 3;

/** One step of the call that rings a rung. Only a key tells that a human is there; only another accepts (promise 3). */
export function rungCall(draft: Draft, dispatch: Dispatch, stage: string, digits: string): CallStep {
  const { escalation } = draft;
  const place = dispatch.rings?.rung ?? -1;
  if (!escalation || escalation.id !== dispatch.rings?.escalation || escalation.rungs[place]?.dispatch !== dispatch.id)
    return taken(draft);
  const staff = escalation.rungs[place].staff ?? '';
  if (escalation.state === 'accepted' && escalation.acceptedBy !== staff) return taken(draft);
  const [at, count = '1'] = (stage || 'greeting').split('-');
  if (digits === '') return silent(draft, escalation, place, at ?? '', Number(count));
  if (at === 'greeting') {
    if (digits !== '1') return ended(draft, escalation, place, 'wrong-key');
    personThere(draft, escalation, place);
    return report(draft, escalation);
  }
  if (digits === '1' || digits === '4') return acceptHere(draft, escalation, staff, place, digits === '4');
  if (digits === '2') return report(draft, escalation);
  return ended(draft, escalation, place, digits === '3' ? 'passed-on' : 'wrong-key');
}

function silent(draft: Draft, escalation: Escalation, place: number, at: string, count: number): CallStep {
  if (count > GREETINGS) return ended(draft, escalation, place, 'no-key');
  const message = at === 'greeting' ? 'rung-greeting' : 'rung-menu';
  return { say: [english(draft, message)], listen: { stage: at, silent: `${at}-${count + 1}` } };
}

function report(draft: Draft, escalation: Escalation): CallStep {
  return { say: [reportWords(draft, escalation), english(draft, 'rung-menu')], listen: { stage: 'menu', silent: 'menu-2' } };
}

function acceptHere(draft: Draft, escalation: Escalation, staff: string, place: number, connect: boolean): CallStep {
  const { takenBy } = accept(draft, escalation, staff, place);
  if (takenBy !== undefined) return taken(draft);
  if (connect) return { say: [english(draft, 'rung-connecting')], dial: { number: escalation.from, stage: 'connected' } };
  return { say: [english(draft, 'rung-accepted', { callback: digitByDigit(escalation.from) })] };
}

function ended(draft: Draft, escalation: Escalation, place: number, result: RungResult): CallStep {
  rungEnded(draft, escalation, place, result);
  return { say: [english(draft, result === 'passed-on' ? 'rung-passed' : 'rung-goodbye')] };
}

/** Somebody else has it, or it is over: said with the name of whoever has it. */
function taken(draft: Draft): CallStep {
  const by = draft.service.staff.find((staff) => staff.id === draft.escalation?.acceptedBy);
  return { say: [english(draft, by ? 'rung-taken' : 'rung-over', { who: by?.saidAs ?? '' })] };
}

/** Calls to staff are in English, whatever the patient's language. */
function english(draft: Draft, id: string, variables: Record<string, string> = {}): string {
  return voiceOf(draft, id, variables, 'en');
}
