import type { EventKind, Language, Nation } from './person.ts';
import type { ReadingTables } from './reading/tables.ts';
import type { Service } from './service.ts';

/** Everything that people read and hear and every table that clinicians own, as loaded and checked from `templates/`. */
export interface Catalogue {
  /** A digest of all of it, recorded with each decision. */
  version: string;
  messages: Readonly<Record<Language, Readonly<Record<string, Message>>>>;
  pathways: Readonly<Record<EventKind, Pathway>>;
  services: Service[];
  bankHolidays: Readonly<Record<Nation, string[]>>;
  reading: ReadingTables;
  /** What no text may hold, whoever writes it: a lock screen shows it to anybody. */
  lockScreen: string[];
  keywords: Readonly<Record<string, KeywordAnswer>>;
  /** Words for staff: queue reasons, refusals, agenda entries and the like, by id. */
  console: Readonly<Record<string, string>>;
}

/** A message: `{name}` and the like are filled in. */
export interface Message {
  text?: string;
  voice?: string;
  variables: string[];
  segments: number;
  standards: string[];
  /** It may be sent to many at once. */
  bulk?: true | undefined;
  reviewed?: { by: string; on: string } | undefined;
}

/** The check-ins after one kind of clinical event. */
export interface Pathway {
  standards: string[];
  checkIns: CheckIn[];
  /** After the last of them, for as long as the person wants. */
  ongoing: { everyDays: number; fewestDays: number; mostDays: number; at: string; windowDays: number; message: string };
}

export interface CheckIn {
  /** Days after the event. */
  day: number;
  /** The preferred time of day where the person is. */
  at: string;
  /** How many days later it may still go out. */
  windowDays: number;
  message: string;
}

/** What happens when somebody sends a keyword: what is answered, and what is done. */
export interface KeywordAnswer {
  message: string;
  /** False when sending it does not show that the number is the patient's. */
  confirms?: false;
  does?: 'stop' | 'start' | 'pause' | 'later' | 'less' | 'more-often';
}
