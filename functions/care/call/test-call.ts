import type { Dispatch } from '../dispatch.ts';
import type { Draft } from '../draft.ts';
import { testCallEnded } from '../handover-test.ts';
import type { TestResult } from '../proofs.ts';
import type { CallMove, CallStep } from './call-step.ts';
import { english } from './responder-words.ts';

/** The call before a handover: a key says that somebody is there, and nothing else does. */

/** How often it is said before silence counts as nobody being there. */
const TIMES = 3;

export function testCall(draft: Draft, dispatch: Dispatch, { stage, digits, machine }: CallMove): CallStep {
  if (dispatch.answeredWith) return { say: dispatch.answeredWith, language: 'en' };
  if (digits === '1') return over(draft, dispatch, 'accepted');
  if (digits !== '') return over(draft, dispatch, 'wrong-key');
  const [, count = '1', heard = machine ? 'machine' : 'person'] = stage.split('-');
  if (Number(count) > TIMES) return over(draft, dispatch, heard === 'machine' ? 'machine' : 'no-key');
  const next = (place: number) => `test-${place}-${heard}`;
  return {
    say: [dispatch.body],
    listen: { stage: next(Number(count)), silent: next(Number(count) + 1) },
    language: 'en',
  };
}

function over(draft: Draft, dispatch: Dispatch, result: TestResult): CallStep {
  testCallEnded(draft, dispatch, result);
  dispatch.answeredWith = [english(draft, result === 'accepted' ? 'test-call-thanks' : 'test-call-goodbye')];
  return { say: dispatch.answeredWith, language: 'en' };
}
