import type { StandingChange } from './diary.ts';

/**
 * What somebody outside did at one of the doors, as plain data: a history can be told again from its acts alone, or from some
 * of them.
 */
export interface Act {
  /** Milliseconds. */
  at: number;
  /** A member of staff, a number, or `network` for what befalls the provider. */
  who: string;
  door: 'api' | 'handset' | 'network';
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, or below the handset of `who`. */
  path: string;
  body?: Readonly<Record<string, unknown>>;
  means?: Meaning;
}

/** Who must see a text: danger is answered at once; somebody must read it; nobody need; not judged. */
export type Need = 'danger' | 'somebody' | 'nobody' | 'unjudged';

/** What whoever writes means by it, which the words alone do not say to a checker. */
export interface Meaning {
  need?: Need;
  /** How she stands from then on; `until` in milliseconds. */
  stands?: { what: StandingChange; until?: number };
  /** She asks to be asked later, or at another pace: the plan is no longer the pathway's. */
  later?: true;
  pace?: true;
}
