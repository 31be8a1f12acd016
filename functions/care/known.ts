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
  /** Open items: at most one a team. */
  queue: QueueItem[];
  /** The open one: at most one. */
  escalation?: Escalation;
  /** What is on its way out and not yet settled. */
  dispatches: Dispatch[];
  agenda: AgendaEntry[];
}

export type Language = 'en' | 'cy';
export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland';

/** A patient, or a number that nobody has enrolled (or that several patients share), which can write all the same. */
export interface Person {
  id: string;
  service: string;
  kind: 'patient' | 'stranger';
  phone: string;
  language: Language;
  channel: 'text' | 'voice';
  timeZone: string;
  quietHours: { from: string; to: string };
  name?: string;
  preferredName?: string;
  nhsNumber?: string;
  dateOfBirth?: string;
  nation?: Nation;
  area?: string;
  nurse?: string;
  deputy?: string;
  treatments: Treatment[];
  knownToPalliativeTeam: boolean;
  needs: Needs;
  reach: Reach;
  agreement?: Agreement;
  contacts: FamilyContact[];
  /** Patients who share the number, when it is ambiguous who wrote. */
  candidates?: string[];
  standing: Standing;
  /** How many messages there have been, in and out: it orders those of one instant. */
  messages: number;
  /** Every clinical event recorded, so that the same one starts nothing twice. */
  events: ClinicalEvent[];
  /** When unsolicited contacts were handed to the provider in the last seven days. */
  unsolicited: string[];
  enrolledAt: string;
}

export interface Treatment {
  class: string;
  startedOn: string;
  endedOn?: string;
}

export interface Needs {
  interpreter?: string;
  bsl?: boolean;
  relayUk?: boolean;
  sight?: string;
  supporter?: string;
}

export interface Reach {
  /** Who else sees the phone. */
  seenBy?: string;
  /** When it is safe to ring, in the person's words. */
  safeTimes?: string;
  voicemail?: boolean;
  /** Whose phone it is, when it is not the patient's. */
  phoneOf?: string;
}

export interface Agreement {
  takenBy: string;
  on: string;
  how: string;
}

export interface FamilyContact {
  id: string;
  name: string;
  relation: string;
  phone: string;
  agreement?: Agreement;
}

/** Where a person stands with being contacted. Each is absent until it happens. */
export interface Standing {
  /** When the number first answered; until then nothing says who or what this is about. */
  answeredAt?: string;
  welcomedAt?: string;
  optedOutAt?: string;
  /** When somebody last wrote a bare STOP, so that the provider may be blocking texts without telling. */
  maybeBlockedAt?: string;
  /** When the provider last refused a text with "opted out" (Twilio error 21610). */
  blockedAt?: string;
  paused?: { at: string; until?: string };
  wrongNumberAt?: string;
  deathReportedAt?: string;
  deceased?: { at: string; by: string };
}

export interface ClinicalEvent {
  id: string;
  kind: EventKind;
  /** The date it happened. */
  on: string;
  recordedAt: string;
}

export type EventKind = 'diagnosis' | 'progression' | 'treatment-change';

/** The check-ins that follow one clinical event. Only the next of them stands in the agenda. */
export interface Series {
  id: string;
  kind: EventKind;
  /** The date of the clinical event. */
  on: string;
  startedAt: string;
  /** The place of the next check-in: first those of the pathway in order, then the ongoing ones, counted on. */
  next: number;
  /** Days between ongoing check-ins, once the person has asked for LESS or MORE OFTEN. */
  everyDays?: number;
  step: number;
}

/** The last question put to a person. It stays open for the answers that come days later. */
export interface Question {
  kind: 'check-in';
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
  /** The number that wrote: it may be a relative's. */
  from: string;
  /** Patients who share that number, when it is ambiguous who wrote. */
  candidates?: string[];
  since: string;
  dueBy: string;
  texts: number;
  claimedBy?: string;
  claimedAt?: string;
  overdueAt?: string;
  /** Somebody has spoken to the patient about it: it waits for the nurse, but no longer rings. */
  attended?: { words: string; by: string; at: string };
  outcome?: { words: string; by: string; at: string };
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
  | 'no-answer'
  | 'busy'
  | 'unreachable'
  | 'time-up'
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
  /** The number that wrote, and the only one that is answered. */
  from: string;
  urgency: Urgency;
  topic: Topic;
  words: string;
  state: 'open' | 'accepted' | 'exhausted' | 'closed';
  line: { id: string; name: string; number: string };
  ladder: string;
  openedAt: string;
  round: number;
  /** The rung that is ringing. */
  rung: number;
  rungs: Rung[];
  /** What a responder texts back to accept. */
  code: string;
  acceptedBy?: string;
  acceptedAt?: string;
  outcome?: { words: string; by: string; at: string };
  step: number;
}

/** Why something is sent: it decides what may hold it back. */
export type Purpose =
  /** What to do now, to whoever wrote of danger. Nothing holds it back. */
  | 'safety'
  /** The answer to what somebody just wrote. */
  | 'answer'
  /** What a member of staff typed. */
  | 'staff'
  /** To a responder or a lead, about an escalation. */
  | 'responder'
  /** Everything that nobody asked for. */
  | 'unsolicited';

export type DispatchState =
  | 'pending'
  | 'handing-over'
  | 'handed-over'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'withdrawn'
  | 'skipped';

/** One text or call on its way out. */
export interface Dispatch {
  id: string;
  purpose: Purpose;
  medium: 'text' | 'call';
  /** The template's id. */
  message: string;
  to: string;
  /** The words as they go out; for a call, what it says. */
  body: string;
  at: string;
  /** Its place among all messages of the person. */
  place: number;
  /** After this moment it is no longer sent. */
  until?: string;
  state: DispatchState;
  /** Why it failed, was withdrawn or skipped: a code. */
  why?: string;
  /** `reply` travels in the answer to a webhook, `api` is sent by the provider's API. */
  via: 'reply' | 'api';
  providerId?: string;
  handedOverAt?: string;
  /** How many times it was given to the provider. */
  tries: number;
  /** How often its last receipt was asked for. */
  chases?: number;
  /** The check-in it asks. */
  asks?: { series: string; place: number };
  /** What was said to the key that answered it in a call, so that the same key told again is no second answer. */
  answeredWith?: string[];
  /** The rung it rings. */
  rings?: { escalation: string; rung: number };
  by?: string;
  step: number;
}

export type AgendaKind = 'dispatch' | 'check-in' | 'silence' | 'queue-clock' | 'rung' | 'contact' | 'resume';

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
  reading?: { urgency: Urgency; topic: Topic; marks: Mark[]; because: Because[] };
}

/** One line of the history: ids and codes only. */
export interface HistoryEvent {
  what: string;
  about?: string;
  why?: string;
}
