import type { PassedLine } from './choose-line.ts';
import type { Dispatch } from './dispatch.ts';
import type { EventKind, Person } from './person.ts';
import type { Because, Mark, Topic, Urgency } from './reading.ts';

/**
 * What is known of one person: everything open that a decision may need, read in one query. What is over is filed
 * elsewhere (the conversation, the history), so this stays small however long somebody is with the service.
 * Instants are ISO 8601 in UTC, dates are ISO dates, durations ISO durations, phone numbers E.164.
 */
export interface Known {
  person: Person;
  series: Series[];
  question?: Question;
  /** What was written in the last minutes, oldest first: a thought may come in several texts. */
  recent: RecentText[];
  /** Open items: at most one a team. */
  queue: QueueItem[];
  /** The open one: at most one. */
  escalation?: Escalation;
  /** What is on its way out and not yet settled. */
  dispatches: Dispatch[];
  agenda: AgendaEntry[];
}

/** The check-ins that follow one clinical event. Only the next of them stands in the agenda. */
export interface Series {
  id: string;
  /** The file of its pathway in `templates/pathways`. */
  pathway: string;
  kind: EventKind;
  /** The date of the clinical event. */
  on: string;
  treatment?: string;
  startedAt: string;
  /** The place of the next check-in: first those of the pathway in order, then the ongoing ones, counted on. */
  next: number;
  /** Days between ongoing check-ins, once the person has asked for LESS or MORE OFTEN. */
  everyDays?: number;
  /** The series of an event still to come, which takes its place on that date. */
  endsBy?: { series: string; on: string };
  /** The series whose place it took, which come back if its event was recorded by mistake. */
  replaced?: Series[];
  step: number;
}

/** The last question put to a person. It stays open for the answers that come days later. */
export interface Question {
  /** Its kind in `templates/reading/questions.yaml`. */
  kind: string;
  /** The series it belongs to; for a daily question the item of the queue. */
  series: string;
  dispatch: string;
  askedAt: string;
  answeredAt?: string;
  /** When the first of the questions was asked that nobody has answered since: silence is counted from there. */
  silentSince: string;
  /** How many rungs of the silence ladder have been climbed. */
  silence: number;
  step: number;
}

export interface QueueItem {
  id: string;
  team: string;
  urgency: Urgency;
  topic: Topic;
  /** Why it is in the queue: a rule's or a flow's name, such as `could-not-be-read`. */
  reason: string;
  because: Because[];
  /** What was written last, in the person's own words. */
  words: string;
  /** The text they stand in, when a text put it into the queue. */
  textId?: string;
  /** The number that wrote: it may be a relative's. */
  from: string;
  /** Patients who share that number, when it is ambiguous who wrote. */
  candidates?: string[];
  since: string;
  dueBy: string;
  texts: number;
  /** The member of staff who was told of signs of abuse or neglect in it. */
  safeguarding?: string;
  /** What else became of the person's standing while it was open: codes as `reason` has them, in order, each once. */
  also?: string[];
  claimedBy?: string;
  claimedAt?: string;
  overdueAt?: string;
  /** Somebody has spoken to the patient about it: it waits for the nurse, but no longer rings. */
  attended?: { words: string; by: string; at: string };
  outcome?: { words: string; by: string; at: string };
  /** When somebody last tried to reach the patient about it and could not. */
  triedAt?: string;
  /** It came in shortly before or during a long closure. */
  waits?: LongWait;
  step: number;
}

/** A symptom or a feeling that nobody reads for long: in the meantime she is asked daily how it is. */
export interface LongWait {
  /** When somebody is there again. */
  until: string;
  /** The rules of `templates/reading/symptoms` that found what she has told of: what is none of them is new. */
  symptoms: string[];
  /** When she last told of it. */
  toldAt: string;
  /** How many questions have been asked. */
  asked: number;
  step: number;
}

export type RungResult =
  | 'waiting'
  | 'ringing'
  | 'answered'
  | 'accepted'
  | 'passed-on'
  | 'no-key'
  | 'wrong-key'
  | 'wrong-pin'
  | 'no-answer'
  | 'busy'
  | 'unreachable'
  | 'time-up'
  | 'machine'
  | 'empty'
  | 'hung-up';

export interface Rung {
  name: string;
  staff?: string;
  number?: string;
  seconds: number;
  dispatch?: string;
  result: RungResult;
}

export interface Escalation {
  id: string;
  /** The number that wrote last: it is the one to ring back. */
  from: string;
  /** It is about a number that nobody knows, or that several patients share. */
  ofStranger?: true;
  /** The others that have written in it. Every one hears what becomes of it, and nobody else does. */
  alsoFrom?: string[];
  urgency: Urgency;
  topic: Topic;
  /** Of what is as urgent as the escalation, the last that was written. */
  words: string;
  /** What was written after it, where that was milder. */
  latest?: string;
  state: 'open' | 'accepted' | 'exhausted' | 'closed';
  /** The rules by which it was read: they choose its line at each round. */
  because?: Because[];
  line: { id: string; name: string; number: string };
  /** The lines that were passed before it, and why. */
  lineBecause?: PassedLine[];
  ladder: string;
  openedAt: string;
  /** How many reports have joined it, the first counted. */
  reports: number;
  round: number;
  /** The rung that is ringing. */
  rung: number;
  rungs: Rung[];
  /** What a responder texts back to accept. */
  code: string;
  acceptedBy?: string;
  acceptedAt?: string;
  /** When whoever has it was reminded to say what came of it. */
  remindedAt?: string;
  /** Who had it before, and never said that they spoke to the patient. */
  lastTaker?: string;
  /** Staff who have been sent the code: others may come to be rung late in the night, or by day. */
  texted?: string[];
  /** How often a wrong PIN or code was keyed by whoever rang from the number of a member of staff. */
  wrongChecks?: Readonly<Record<string, number>>;
  /** Staff of whom the lead was told that texts do not reach them. */
  notTexted?: string[];
  /** Since when whoever has it has been put through to the patient, in which call. */
  talking?: { dispatch: string; since: string };
  /** When a call with the patient ended: from then they have as long as after accepting to say what came of it. */
  hungUpAt?: string;
  /** How often somebody has tried and could not reach the patient, and when last. */
  attempts?: number;
  triedAt?: string;
  /** When the service's protocol first asked for a check at the patient's door. */
  welfareCheckAt?: string;
  outcome?: { words: string; by: string; at: string };
  /** Who has read in the morning what happened in it. */
  seen?: { by: string; at: string };
  step: number;
}

export type AgendaKind =
  | 'dispatch'
  | 'check-in'
  | 'silence'
  | 'queue-clock'
  | 'rung'
  | 'contact'
  | 'turn'
  | 'resume'
  | 'home'
  | 'number'
  | 'bulk'
  | 'contacts'
  | 'coverage'
  | 'daily-question'
  | 'handover'
  | 'presence'
  | 'probe'
  | 'probe-check';

/** One thing that will be done later: the worker does nothing when `step` is no longer that of what it concerns. */
export interface AgendaEntry {
  kind: AgendaKind;
  subject: string;
  due: string;
  step: number;
  /** Safety work never waits behind check-ins. */
  safety: boolean;
  /** How many times the sweep has handed it out. */
  tries: number;
  /** A person knows that it has come to nothing so far. */
  isTold?: true;
}

/** A text that the next one may belong to. It has an item of its own, which can be erased. */
export interface RecentText {
  from: string;
  body: string;
  at: string;
}

/** A text that came in, as it is kept in the conversation. */
export interface IncomingText {
  id: string;
  from: string;
  to: string;
  body: string;
  at: string;
  place: number;
  providerId: string;
  pictures: number;
  /** It was spoken: what the provider has recorded of it, of so many seconds. */
  recording?: { id: string; seconds: number };
  /** A line about a call, not words of anybody. */
  call?: true;
  reading?: { urgency: Urgency; topic: Topic; marks: Mark[]; because: Because[] };
  /** It was read as needing nobody, and is one of those that somebody looks at when its week has ended. */
  sampled?: true;
  /** What a member of staff says that it should have been read as: the last of them stands. */
  review?: Review;
}

export interface Review {
  urgency: Urgency;
  topic: Topic;
  /** The member of staff. */
  by: string;
  at: string;
}

/** One line of the history: ids and codes only. */
export interface HistoryEvent {
  what: string;
  about?: string;
  why?: string;
  /** The member of staff whom it is about, where the reason says something else. */
  whom?: string;
}
