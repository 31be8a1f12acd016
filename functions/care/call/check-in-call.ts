import type { Dispatch } from '../dispatch.ts';
import type { CallStep } from './call-step.ts';

/** The question of a check-in, said and said again once. */
export function checkInCall(dispatch: Dispatch, stage: string): CallStep {
  return stage === 'question-3'
    ? { say: [] }
    : { say: [dispatch.body], listen: { stage: 'answer', silent: stage === 'question-2' ? 'question-3' : 'question-2' } };
}
