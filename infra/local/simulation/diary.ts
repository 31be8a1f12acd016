import { DateTime } from 'luxon';
import type { EventKind, Nation } from '../../../functions/care/person.ts';
import type { Act, Need } from './acts.ts';

/** What the people of a simulation did and saw, as each of them would tell it: all that the checkers have beside the doors. Instants are milliseconds. */

export interface WrittenText {
  at: number;
  number: string;
  body: string;
  need: Need;
  /** Whether an item of the queue held it when somebody next looked. */
  isQueued: boolean;
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
  team: string;
  lastSeen: number;
}

export interface SeenEscalation {
  id: string;
  patientId: string;
  from: string;
  state: string;
  openedAt: string;
  acceptedBy: string | null;
  acceptedAt: string | null;
  outcome: { words: string; by: string; at: string } | null;
}

export interface HistoryEntry {
  at: string;
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
  /** Texts that somebody must see, since anybody looked at the queue; with the id of the patient that it is about. */
  unlooked: { text: WrittenText; patient?: string }[];
  /** What somebody has closed: items and escalations, by their ids. */
  closed: Set<string>;
  staffActs: StaffAct[];
  /** What a nurse typed and sent although a lock screen must not show it. */
  overridden: string[];
  /** Items that were closed and show no outcome. */
  unsaid: { at: number; person: string }[];
  items: Map<string, SeenItem>;
  escalations: Map<string, SeenEscalation>;
  /** By the id of a person, when the queue was seen to hold an item for them. */
  queued: Map<string, number[]>;
  /** By the id of an escalation, when somebody was last seen to have accepted it. */
  accepted: Map<string, number>;
  /** Every time that escalations were looked at, with those that nobody had then. */
  watches: { at: number; open: { id: string; from: string; openedAt: number; acceptedBefore: number }[] }[];
  /** By the id of a patient, what the API tells of the history: it shows the newest only, so it is asked for again and again. */
  histories: Map<string, Map<string, HistoryEntry>>;
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
    unlooked: [],
    closed: new Set(),
    staffActs: [],
    overridden: [],
    unsaid: [],
    items: new Map(),
    escalations: new Map(),
    queued: new Map(),
    accepted: new Map(),
    watches: [],
    histories: new Map(),
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
