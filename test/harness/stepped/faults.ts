import type { Does, Fault, Step } from './steps.ts';

/** What can go wrong at which step. A read that is killed is like one that fails, or like death after the step before it. */
const FITTING: Readonly<Record<Does, readonly Fault[]>> = {
  get: ['fails'],
  query: ['fails'],
  due: ['fails', 'lags'],
  list: ['fails', 'lags'],
  commit: ['killed before', 'killed after', 'fails', 'done, but seems to have failed', 'conflict'],
  wake: ['killed before', 'killed after', 'fails', 'lost', 'twice'],
  sendText: ['killed before', 'killed after', 'throttled', 'not taken, and nobody knows', 'taken, and nobody knows'],
  makeCall: ['killed before', 'killed after', 'throttled', 'not taken, and nobody knows', 'taken, and nobody knows'],
  hangUp: ['killed before', 'killed after', 'fails', 'done, but seems to have failed'],
  redirect: ['killed before', 'killed after', 'fails', 'done, but seems to have failed'],
  findText: ['killed before', 'fails'],
  findCall: ['killed before', 'fails'],
  statusOf: ['killed before', 'fails'],
  recording: ['fails'],
  carry: ['late'],
  text: ['twice', 'again, later'],
  call: ['twice'],
  receipt: ['lost', 'late', 'twice', 'again, later'],
  sweep: ['lost', 'twice'],
};

export interface Planned {
  step: Step;
  fault: Fault;
}

/** Every fault that fits, at every step. */
export function everyFault(steps: readonly Step[]): Planned[] {
  return steps.flatMap((step) => FITTING[step.does].map((fault) => ({ step, fault })));
}
