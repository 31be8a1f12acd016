import type { Proofs } from './proofs.ts';

export type Language = 'en' | 'cy';
export const NATIONS = ['england', 'wales', 'scotland', 'northern-ireland'] as const;
export type Nation = (typeof NATIONS)[number];

/**
 * A patient, or a number that nobody has enrolled (or that several patients share), which can write all the same; or the service itself, which has an
 * agenda of its own.
 */
export interface Person {
  id: string;
  service: string;
  kind: 'patient' | 'stranger' | 'service' | 'probe';
  phone: string;
  language: Language;
  channel: 'text' | 'voice';
  timeZone: string;
  quietHours: { from: string; to: string };
  /** When in the day she would rather be asked; the pathway's own time when absent. */
  timeOfDay?: TimeOfDay;
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
  /** The disease is in her bones too: some lines take only those, as a weak leg or back pain means more. */
  boneDisease?: boolean;
  needs: Needs;
  reach: Reach;
  /** What has been decided for the end, as the record has it. */
  plans?: Plans;
  /** Out of the country: for good when there is no `until` (an instant). */
  abroad?: { country?: string; until?: string };
  /** What numbers have said lately of whoever writes from them. */
  said?: { from: string; mark: 'abroad' | 'noVoice' | 'child' | 'dying'; at: string }[];
  gp?: Gp;
  agreement?: Agreement;
  contacts: FamilyContact[];
  /** Patients who share the number, when it is ambiguous who wrote. */
  candidates?: string[];
  standing: Standing;
  /** The last time a number was changed by a nurse's word: by whom, and how they made sure who it was. */
  numberCheck?: { by: string; at: string; how: string };
  /** How many messages there have been, in and out: it orders those of one instant. */
  messages: number;
  /** Every clinical event recorded, so that the same one starts nothing twice. */
  events: ClinicalEvent[];
  /** When she last told us how she is: in an answer, or in words of her own. */
  toldAt?: string;
  /** When unsolicited contacts were handed to the provider in the last seven days. */
  unsolicited: string[];
  /** When she last turned to us with something that needed somebody, the few last times within `repeatContact`. */
  contacted?: string[];
  /** How many silences running have ended with a task for a nurse, since she last wrote. */
  silences?: number;
  /** Whoever hears our calls has asked for them to be spoken slower. */
  voicePace?: 'slow';
  /** Wrong answers of callers from this number to who they are: the call and its place in it, each once, and when. */
  checksFailed?: { of: string; at: string }[];
  /** The last calls from here, newest last: what the next step, or the next call, has to know. */
  rang?: RangCall[];
  /** Of the service itself: the date on which the lead was last told of a gap in the rota that is still there. */
  coverageToldOn?: string;
  enrolledAt: string;
  /** Of the service itself: how the proofs that it works came out last. */
  proofs?: Proofs;
}

/** A call that somebody has made to us, by the provider's id. */
export interface RangCall {
  id: string;
  at: string;
  from: string;
  /** When we began to put it through: whoever may take it is whoever could then, though the day may end while it rings. */
  throughAt?: string;
  /** Somebody has taken it: a member of staff or a line. */
  taken?: string;
  /** They have said that they need somebody now. */
  now?: true;
  /** An item of the queue says that they asked for somebody whom they did not reach. */
  missed?: true;
  /** They have asked for nothing more to come by itself. */
  stopped?: true;
  /** The recordings left in it. */
  recordings?: string[];
  /** It ended without a word. */
  wordless?: true;
  /** What was said to the answer that was given in it, so that the same key told again is no second answer. */
  answeredWith?: string[];
  /** That it was taken stands in the conversation. */
  noted?: true;
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
  /** Cannot hear or speak on a phone, by any aid. */
  noVoice?: boolean;
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

/** A decision about resuscitation is told to whoever is rung and changes no words; that she is expected to die at home does. */
export interface Plans {
  resuscitation?: 'not-for-resuscitation' | 'for-resuscitation';
  expectedDeathAtHome?: boolean;
  /** The line of the directory to ring instead of 999 and of every other; the one that fits when absent. */
  line?: string;
  recordedBy: string;
  on: string;
  /** Where the paper is. */
  where?: string;
}

export interface Gp {
  practice?: string;
  /** She has agreed that the GP is told what she wrote in her own words. */
  wordsAgreed?: boolean;
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
  paused?: { at: string; from?: string; until?: string };
  /** Another number that the patient has named from this one, and that has not said yet that it is meant. */
  numberChange?: { to: string; at: string };
  /** In hospital nothing is asked; without `until`, until a nurse says that they are home. */
  inHospital?: { at: string; until?: string };
  /** Nothing is sent by timer: the nurse keeps in touch herself. `by` is the member of staff. */
  personalContactOnly?: { at: string; by: string };
  /** Somebody else asked to stop, from that number: nothing by timer until a nurse has asked the patient by a safe route. */
  stopAskedBy?: { at: string; from: string };
  wrongNumberAt?: string;
  /** When the provider first said that nothing can be sent to this number; until it is changed or turns out to work. */
  numberFailedAt?: string;
  deathReportedAt?: string;
  deceased?: { at: string; by: string };
}

export interface ClinicalEvent {
  id: string;
  kind: EventKind;
  /** The date it happened. */
  on: string;
  recordedAt: string;
  /** What starts or ends, after a start or an end of treatment, as the record calls it. */
  treatment?: string;
}

export const EVENT_KINDS = [
  'diagnosis',
  'progression',
  'treatment-change',
  'treatment-start',
  'treatment-end',
  'on-request',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type TimeOfDay = 'morning' | 'afternoon' | 'evening';
