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
  /** What no text may hold, whoever writes it: a lock screen shows it to anybody. Names of treatments are among them. */
  lockScreen: string[];
  /** What a text may hold only in answer to somebody who has just written it. */
  symptomWords: string[];
  keywords: Readonly<Record<string, KeywordAnswer>>;
  /** Words for staff: queue reasons, refusals, agenda entries and the like, by id. */
  console: Readonly<Record<string, string>>;
}

/** A message: `{name}` and the like are filled in. */
export interface Message {
  text?: string;
  voice?: string;
  variables: string[];
  /** What is said instead when the number that it names is past its date and is not told any more. */
  withoutNumber?: { text?: string | undefined; voice?: string | undefined } | undefined;
  /** Whom it goes to: the patient by name unless it says `anybody` (who must not learn whom it is about), `staff`, or that it is only `words` of others. */
  to?: 'anybody' | 'staff' | 'words' | undefined;
  /** It must say what to do in an emergency. */
  emergency?: true | undefined;
  segments: number;
  /** Why it may be longer than two segments. */
  longBecause?: string | undefined;
  standards: string[];
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
