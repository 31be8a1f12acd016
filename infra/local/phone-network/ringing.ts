import type { Behaviour, CallEnding } from './records.ts';

/** What becomes of a call that rings: after so many seconds a person or a machine picks up, or it ends. */
export interface Fate {
  readonly after: number;
  readonly happens: 'human' | 'machine' | CallEnding;
}

/**
 * Seconds are the clock's. A mailbox takes a call after about twenty seconds, and a network gives up on a phone that nobody
 * answers after thirty; a caller who stops waiting sooner never gets that far.
 */
const fates: Readonly<Record<Behaviour, Fate>> = {
  manual: { after: Number.POSITIVE_INFINITY, happens: 'no-answer' },
  landline: { after: Number.POSITIVE_INFINITY, happens: 'no-answer' },
  answers: { after: 2, happens: 'human' },
  voicemail: { after: 20, happens: 'machine' },
  busy: { after: 1, happens: 'busy' },
  'no-answer': { after: 30, happens: 'no-answer' },
  unreachable: { after: 1, happens: 'failed' },
  'switched-off': { after: 1, happens: 'failed' },
};

/** @param timeout for how many seconds the caller lets it ring */
export function fateOf(behaviour: Behaviour, timeout: number): Fate {
  const fate = fates[behaviour];
  return fate.after < timeout ? fate : { after: timeout, happens: 'no-answer' };
}
