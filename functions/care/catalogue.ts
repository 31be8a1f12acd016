import type { EventKind, Language, Nation } from './person.ts';
import type { ProviderCodes } from './provider-codes.ts';
import type { ReadingTables } from './reading/tables.ts';
import type { Service } from './service.ts';

/** Everything that people read and hear and every table that clinicians own, as loaded and checked from `templates/`. */
export interface Catalogue {
  /** A digest of all of it, recorded with each decision. */
  version: string;
  messages: Readonly<Record<Language, Readonly<Record<string, Message>>>>;
  /** By the name of the file. */
  pathways: Readonly<Record<string, Pathway>>;
  services: Service[];
  /** Letters for others that staff read and send, by the name of the file. */
  notices: Readonly<Record<string, NoticeTemplate>>;
  bankHolidays: Readonly<Record<Nation, string[]>>;
  reading: ReadingTables;
  /** What no text may hold, whoever writes it: a lock screen shows it to anybody. Names of treatments are among them. */
  lockScreen: string[];
  /** What a text may hold only in answer to somebody who has just written it. */
  symptomWords: string[];
  keywords: Readonly<Record<string, KeywordAnswer>>;
  providerCodes: ProviderCodes;
  callWords: CallWords;
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
  /** It may be sent to many at once. */
  bulk?: true | undefined;
  reviewed?: { by: string; on: string } | undefined;
}

/** A letter: a paragraph is left out when one of its variables is empty. */
export interface NoticeTemplate {
  title: string;
  paragraphs: string[];
  urgencies: Readonly<Record<string, string>>;
  topics: Readonly<Record<string, string>>;
  /** What is asked, by the id of the outcome. */
  asks: Readonly<Record<string, string>>;
  reviewed?: { by: string; on: string } | undefined;
}

/** The check-ins after one kind of clinical event: one file of `templates/pathways`. */
export interface Pathway {
  /** The event that begins it. */
  after: EventKind;
  /** Only when the event is about one of these rows of `templates/reading/treatments.yaml`; the plain pathway of its event has none. */
  treatments?: string[] | undefined;
  reason: string;
  standards: string[];
  /** The kind of question in `templates/reading/questions.yaml` that it asks. */
  asks: string;
  /** `preferred`: the way the person has chosen. */
  channel: 'preferred' | 'text' | 'call';
  /** `staffed`: only on days on which somebody is there to read the answer, and which are no bank holiday where the person lives. */
  days: 'staffed' | 'any';
  /** The events whose series end when this one begins; for a start or an end of treatment only those about the same one. */
  replaces: EventKind[];
  skip: SkipRules;
  checkIns: CheckIn[];
  /** After the last of them, for as long as the person wants, or until the pathway ends; absent when it ends with the last. */
  ongoing?: Ongoing | undefined;
  /** Days after the event on which it ends. */
  endsAfterDays?: number | undefined;
}

/** When a check-in is left out, with the reason in the history. */
export interface SkipRules {
  inHospital: boolean;
  /** The person was asked by another series less than so many days of the calendar ago (1: today), or a newer one will ask within so many; 0 for never. */
  anotherWithinDays: number;
  /** The person, asked, has told us how she is less than so many days of the calendar ago (1: today, 2: since yesterday), or unasked today; 0 for never. */
  toldWithinDays: number;
}

export interface CheckIn {
  /** Days after the event. */
  day: number;
  /** The preferred time of day where the person is; as soon as may be when absent. */
  at?: string | undefined;
  /** How many days later it may still go out. */
  windowDays: number;
  message: string;
}

export interface Ongoing extends Omit<CheckIn, 'day'> {
  everyDays: number;
  /** How far MORE OFTEN and LESS may go. */
  fewestDays: number;
  mostDays: number;
}

/** What happens when somebody sends a keyword: what is answered, and what is done. */
export interface KeywordAnswer {
  message: string;
  /** False when sending it does not show that the number is the patient's. */
  confirms?: false;
  does?: 'stop' | 'start' | 'pause' | 'later' | 'less' | 'more-often';
}

/** What may be said in a call instead of pressing a key, in any language that people speak to us. */
export interface CallWords {
  /** A choice of the menu to the phrases for it; the first that fits counts. */
  choices: { does: CallChoice; phrases: string[]; alone?: true | undefined }[];
  /** Names of the twelve months, in order, and of the days from 1 to 31. */
  months: string[][];
  days: string[][];
}

export const CALL_CHOICES = [
  'stop',
  'now',
  'message',
  'question',
  'nurses',
  'somebody',
  'again',
  'welsh',
  'slower',
  'on',
] as const;
export type CallChoice = (typeof CALL_CHOICES)[number];
