/** The ways in which the service proves every day that it would work tonight: what is set for them, and what the house keeps of them. */

export interface ProofSettings {
  /** Before each opening and closing the first who will then be rung is rung to try it; nobody when absent. */
  handover?: HandoverRule | undefined;
  /** Whoever holds the day's duty is confirmed by being there; the rota alone counts when absent. */
  presence?: PresenceRule | undefined;
  /** Who has been seen on a working day. */
  present?: Present | undefined;
  /** When an escalation or an entry of the agenda counts as standing still, and how often the lead is told. ISO durations. */
  watch?: { escalation: string; entry: string; tells: string } | undefined;
  /** Every day a report goes the whole way to a number of the service's own; none when absent. */
  probe?: ProbeRule | undefined;
}

/** ISO durations: how long before, and how long after the start of a call in vain the next begins. */
export interface HandoverRule {
  before: string;
  again: string;
}

export interface PresenceRule {
  /** How long after opening it is the rota's word alone. */
  within: string;
  /** From how long before opening somebody who is seen counts as there. */
  since: string;
  /** The duty of the rota that this is about, and the one that stands in for it. */
  duty: string;
  deputy: string;
  /** The words of a text by which somebody says that they are there. */
  texted: string[];
}

/** The first sign of each on one date. */
export interface Present {
  on: string;
  staff: Readonly<Record<string, string>>;
}

export interface ProbeRule {
  /** A second number of the service's own. */
  number: string;
  /** The time of day, where the service is; and until when it may be put off, by how much, while an escalation is open. */
  at: string;
  until: string;
  waits: string;
  /** How long after it begins it is looked at. */
  check: string;
}

/** What the house keeps: the last of each. Instants are ISO 8601 in UTC. */
export interface Proofs {
  testCall?: TestCall | undefined;
  report?: TestReport | undefined;
  /** What stood still last, from when until when, and when the lead was told. */
  standing?: { what: string[]; since: string; toldAt: string; movedAt?: string } | undefined;
}

export type TestResult =
  | 'waiting'
  | 'ringing'
  | 'accepted'
  | 'no-key'
  | 'wrong-key'
  | 'machine'
  | 'no-answer'
  | 'busy'
  | 'unreachable'
  | 'hung-up'
  | 'empty';

export interface TestCall {
  /** The opening or closing that it comes before. */
  turn: string;
  /** Whether the day's ladder is tried, or the night's. */
  day: boolean;
  /** The first two who will be rung, in order. */
  rungs: { name: string; staff?: string; number?: string; tries: number; result: TestResult }[];
  place: number;
  /** The call that is under way. */
  dispatch?: string;
  accepted?: { by: string; at: string; dispatch: string };
  /** When it ended without anybody, or was not begun, and why. */
  ended?: { at: string; why: 'nobody' | 'escalation-open' };
}

export const REPORT_STAGES = ['stored', 'answered', 'rang', 'accepted'] as const;
export type ReportStage = (typeof REPORT_STAGES)[number];

export interface TestReport {
  startedAt: string;
  /** Absent until it has been looked at. */
  checked?: {
    at: string;
    missing: ReportStage[];
    /** From the text's arrival to the ring, in seconds. */
    seconds?: number;
  };
}
