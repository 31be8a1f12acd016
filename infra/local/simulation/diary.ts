import { DateTime } from 'luxon';
import type { EventKind, Nation } from '../../../functions/care/person.ts';

/** What the people of a simulation did and saw, as each of them would tell it: all that the checkers have beside the doors. Instants are milliseconds. */

/** Who must see a text: danger is answered at once; somebody must read it; nobody need; not judged. */
export type Need = 'danger' | 'somebody' | 'nobody' | 'unjudged';

export interface WrittenText {
  at: number;
  number: string;
  body: string;
  need: Need;
  /** Whether an item of the queue held it as soon as it was answered. */
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
  patients: SimulatedPatient[];
  /** The ids of those who wrote from numbers that nobody knows. */
  strangersSeen: Set<string>;
  texts: WrittenText[];
  staffActs: StaffAct[];
  /** What a nurse typed and sent although a lock screen must not show it. */
  overridden: string[];
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
  /** One line for each thing that happened, by the number it concerns. */
  timelines: Map<string, string[]>;
  tell(at: number, number: string, what: string): void;
}

export function newDiary(): Diary {
  const timelines = new Map<string, string[]>();
  return {
    patients: [],
    strangersSeen: new Set(),
    texts: [],
    staffActs: [],
    overridden: [],
    items: new Map(),
    escalations: new Map(),
    queued: new Map(),
    accepted: new Map(),
    watches: [],
    histories: new Map(),
    calls: [],
    downs: [],
    broken: [],
    timelines,
    tell(at, number, what) {
      const lines = timelines.get(number) ?? [];
      timelines.set(number, lines);
      lines.push(`${iso(at)} ${what}`);
    },
  };
}

export function iso(at: number): string {
  return DateTime.fromMillis(at, { zone: 'utc' }).toISO() ?? '';
}
