import { DateTime } from 'luxon';
import type { EventKind, Nation } from '../../../functions/care/person.ts';
import type { Act, Need } from './acts.ts';

/** What the people of a simulation did and saw, as each of them would tell it: all that the checkers have beside the doors. Instants are milliseconds. */

export interface WrittenText {
  at: number;
  number: string;
  body: string;
  need: Need;
  /** How urgent the item was that held it when the queue was next looked at; `closed` when somebody had closed it by then. */
  queuedAs?: string;
}

/** What happens to whether a person may be contacted. */
export type StandingChange =
  | ('stop' | 'start' | 'pause' | 'resume' | 'died' | 'alive' | 'wrong' | 'hospital' | 'home')
  | ('personal-only' | 'automatic' | 'stop-asked' | 'wants-texts' | 'wants-no-texts');

export interface SimulatedEvent {
  at: number;
  id: string;
  kind: EventKind;
  treatment?: string;
  /** When it was said to have happened, oldest first: it may have been put right. */
  dates: { at: number; on: string }[];
  takenBackAt?: number;
}

export interface SimulatedPatient {
  number: string;
  name: string;
  voice: boolean;
  zone: string;
  nation: Nation;
  quietHours: { from: string; to: string };
  relative?: string;
  id?: string;
  standing: { at: number; what: StandingChange; until?: number }[];
  events: SimulatedEvent[];
  /** When she asked for LATER, or for another pace, after which the plan is no longer the pathway's. */
  laters: number[];
  paces: number[];
}

export interface StaffAct {
  at: number;
  staff: string;
  what: 'accepted-in-console' | 'coded-text' | 'claimed' | 'closed' | 'attempted';
  about: string;
  /** Whom it concerned, where that is known. */
  person?: string;
}

export interface SeenItem {
  id: string;
  person: string;
  urgency: string;
}

/** Somebody was seen to have an escalation. */
export interface Taking {
  escalation: string;
  from: string;
  by: string;
  at: number;
}

export interface SeenEscalation {
  id: string;
  patientId: string;
  personId: string;
  from: string;
  state: string;
  openedAt: string;
  acceptedBy: string | null;
  acceptedAt: string | null;
  rungs: { name: string; number: string | null; result: string }[];
  outcome: { words: string; by: string; at: string } | null;
}

export interface HistoryEntry {
  at: string;
  who: string;
  words: string;
  events: { what: string; about?: string; why?: string }[];
}

/** A promise that was seen to be broken. */
export interface Broken {
  promise: string;
  /** The number of the person for whom it was broken. */
  patient: string;
  at: string;
  what: string;
}

export interface Diary {
  /** Everything that anybody did, in order. */
  acts: Act[];
  patients: SimulatedPatient[];
  /** Adds a patient who is not yet among them. */
  know(patient: SimulatedPatient): void;
  patientOf(id: string): SimulatedPatient | undefined;
  /** Whose number it is, or whose relative's. */
  patientAt(number: string): SimulatedPatient | undefined;
  /** The ids of those who wrote from numbers that nobody knows. */
  strangersSeen: Set<string>;
  texts: WrittenText[];
  staffActs: StaffAct[];
  /** What a nurse typed and sent although a lock screen must not show it. */
  overridden: string[];
  /** Those that somebody must see, since the queue was last looked at. */
  unseen: WrittenText[];
  /** Those that were open when the queue was last looked at, and the ids of those that somebody has closed. */
  items: Map<string, SeenItem>;
  closed: Set<string>;
  escalations: Map<string, SeenEscalation>;
  /** The ids of those that were not closed when they were last looked at. */
  openEscalations: Set<string>;
  /** When they are to be looked at again, at the latest, while somebody has one. */
  nextLook: number;
  /** By the id of a person, from when to when the queue was seen to hold an item for them. */
  queued: Map<string, { item: string; from: number; to: number }[]>;
  /** Every time that somebody took an escalation, by its id and the instant; and by its id, the last of them. */
  takings: Map<string, Taking>;
  accepted: Map<string, number>;
  /** By the id of an escalation, when it was first seen that nobody on its ladder had taken it. */
  exhausted: Map<string, { from: string; openedAt: number; seenAt: number }>;
  /** By the id of a patient, what the API tells of the history: it shows the newest only, so it is asked for again and again. */
  histories: Map<string, Map<string, HistoryEntry>>;
  /** By the id of a patient, the newest entries as the API last showed them, newest first. */
  shown: Map<string, string[]>;
  /** What stands in the service's log, but for ids and codes: each once. */
  logged: Set<string>;
  /** When the provider was asked to ring somebody. */
  calls: { at: number; to: string }[];
  /** When the provider took nothing. */
  downs: { from: number; to: number }[];
  broken: Broken[];
}

export function newDiary(): Diary {
  const byId = new Map<string, SimulatedPatient>();
  const byNumber = new Map<string, SimulatedPatient>();
  const patients: SimulatedPatient[] = [];
  return {
    acts: [],
    patients,
    know(patient) {
      if (!byNumber.has(patient.number)) patients.push(patient);
      byNumber.set(patient.number, patient);
      if (patient.relative) byNumber.set(patient.relative, patient);
      if (patient.id) byId.set(patient.id, patient);
    },
    patientOf: (id) => byId.get(id),
    patientAt: (number) => byNumber.get(number),
    strangersSeen: new Set(),
    texts: [],
    staffActs: [],
    overridden: [],
    unseen: [],
    items: new Map(),
    closed: new Set(),
    escalations: new Map(),
    openEscalations: new Set(),
    nextLook: 0,
    queued: new Map(),
    takings: new Map(),
    accepted: new Map(),
    exhausted: new Map(),
    histories: new Map(),
    shown: new Map(),
    logged: new Set(),
    calls: [],
    downs: [],
    broken: [],
  };
}

export function newPatient(number: string): SimulatedPatient {
  return {
    number,
    name: '',
    voice: false,
    zone: 'Europe/London',
    nation: 'england',
    quietHours: { from: '20:00', to: '09:00' },
    standing: [],
    events: [],
    laters: [],
    paces: [],
  };
}

export function iso(at: number): string {
  return DateTime.fromMillis(at, { zone: 'utc' }).toISO() ?? '';
}
