import type { Behaviour } from '../handset.ts';

/** A short story as data: what people do at which moment, and how they answer what they hear. */
export interface Story {
  name: string;
  /** UTC; a Wednesday morning when absent. */
  at?: string;
  /** Who is enrolled, and has answered the first text, when it begins. */
  enrolled?: readonly Enrolled[];
  /** What has been done before it begins: without a fault, and no part of it. */
  before?: readonly Act[];
  /** The daily proofs that the service works are on. */
  proofs?: true;
  /** How the provider tells what became of what it took; as it should when absent. */
  receipts?: 'lost' | 'twice' | 'reversed' | 'late';
  phones?: Readonly<Record<string, Behaviour>>;
  acts: readonly Act[];
  answers?: readonly Answer[];
  lasts: string;
  /** What is told in a run without any fault: how often each phone hears it. */
  tells: readonly Told[];
}

export type Enrolled = Record<string, unknown> & { name: string; phone: string; nhsNumber: string };

/** How often a phone hears what is like this, by text or in a call. */
export type Told = readonly [phone: string, pattern: RegExp, times: number];

export type Act = { after: string } & (
  | { from: string; texts: string }
  /** A path may name `{mary}`, `{item}`, `{escalation}` or `{bulk}`: the one there is when it comes to it. */
  | { staff: string; asks: string; path: string; body?: object }
  | { phone: string; is: Behaviour }
  | { rings: string }
);

/** What somebody does whenever a phone says something. Seconds for `after`. */
export interface Answer {
  phone: string;
  /** Of a text, or of what a call has said since a key was last pressed; a phone that only rings says nothing. */
  to: RegExp | 'ringing';
  does: 'answers' | 'hangs up' | { presses: string } | { texts: string };
  after?: number;
  /** The first time only. */
  once?: true;
}
