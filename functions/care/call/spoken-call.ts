import type { Dispatch } from '../dispatch.ts';
import type { CallStep } from './call-step.ts';

/** A call that only says something: the safety words for a number that texts cannot reach, said twice. */
export function spokenCall(dispatch: Dispatch): CallStep {
  return { say: [dispatch.body, dispatch.body] };
}
