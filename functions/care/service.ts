import type { Language, Nation, TimeOfDay } from './person.ts';
import type { ProofSettings } from './proofs.ts';
import type { Thresholds } from './reading/tables.ts';
import type { Topic, Urgency } from './reading.ts';

/** The settings of one service: every threshold, contact and time here is signed off by the people who run it. */
export interface Service extends ProofSettings {
  id: string;
  /** What patients know it as. It stands in every text, so it must say nothing about an illness. */
  name: string;
  /** The number that patients text and ring. */
  number: string;
  timeZone: string;
  nation: Nation;
  team: string;
  /** ISO weekdays (1 is Monday) to the hours that somebody is there. */
  hours: Readonly<Record<string, { from: string; to: string }>>;
  limits: Limits;
  /** What this service sets for reading texts, where it differs from `templates/reading/thresholds.yaml`. */
  thresholds?: Partial<Thresholds> | undefined;
  /** Who hears of signs of abuse or neglect: the id of a member of staff. */
  safeguardingLead: string;
  /** Of the texts that were read as needing nobody, one in so many is looked at by somebody when its week has ended; none when absent. */
  weeklySample?: { oneIn: number } | undefined;
  lines: Line[];
  /** Which line a report is given, in order; the default when no row fits. */
  lineRules?: LineRule[] | undefined;
  ladders: Readonly<Record<string, LadderRung[]>>;
  rota: RotaEntry[];
  /** What staff have recorded over the weekly pattern, the newest last. */
  overrides?: RotaOverride[] | undefined;
  /** What was imported for a duty, by the duty. */
  calendars?: Readonly<Record<string, ImportedCalendar>> | undefined;
  staff: Staff[];
  outcomes: Outcome[];
  quietHours: { from: string; to: string };
  /** The hours that people mean who would rather be asked then. */
  timesOfDay: Readonly<Record<TimeOfDay, string>>;
  /** Changes and messages for many: how long one waits to be approved, how long after that it may go out (ISO durations), and how fast. */
  bulk: { expires: string; window: string; perMinute: number };
  /** The words beside a code in a responder's text: what accepts, what passes on, and what says nothing. */
  coded: { accept: string[]; pass: string[]; fillers: string[] };
  /** After so many attempts in vain whoever has an escalation is asked to have somebody look after the patient; never when absent. */
  welfareCheck?: { afterAttempts: number } | undefined;
  /** Steps of the silence ladder, in order, each counted from the first question that was not answered. */
  silence: { after: string; does: 'nudge' | 'other-channel' | 'task' }[];
  /** So many silences running, each ended by the task of the ladder, are a reason of their own; none when absent. */
  repeatedSilence?: { running: number } | undefined;
  repeatContact?: RepeatContact | undefined;
  longClosure?: LongClosure | undefined;
  callerCheck: CallerCheck;
  voice: Voice;
}

/** What somebody who rings is asked before anything is said that the phone's owner alone may hear. */
export interface CallerCheck {
  asks: 'dateOfBirth';
  /** What is pressed: the day and the month, of two digits each. */
  digits: 'DDMM';
  /** Wrong answers after which a number is asked no more, for `again` (an ISO duration). */
  tries: number;
  again: string;
}

/** How calls with patients go. ISO durations, and whole seconds where it says so. */
export interface Voice {
  /** A check-in call that was cut off after a key is made once more, this much later. */
  again: string;
  /** A check-in call that nobody took, or a machine, is made again after this, so many times in all, within its window. */
  apart: string;
  tries: number;
  /** How often something is said again to silence and to wrong keys. */
  repeats: number;
  /** A recorded message: the seconds it may last, and those it must last to be one. */
  longest: number;
  shortest: number;
  /** Ringing twice within this without a word is told to the nurses. */
  wordless: string;
  /** Seconds that a line of the directory rings. */
  lineSeconds: number;
  /** The languages in which words may be said instead of keys: those that the provider recognises. */
  speech: Language[];
}

/** So many contacts that need somebody raise the urgency of the last by one step. ISO durations. */
export interface RepeatContact {
  contacts: number;
  within: string;
  /** What is written within this of the last is part of the same contact. */
  together: string;
}

/** What is done about a symptom or a feeling that would wait long for the next staffed time. ISO durations. */
export interface LongClosure {
  waitsMoreThan: string;
  /** The first daily question comes no sooner after the report than this. */
  firstAfter: string;
  /** When the question is asked of somebody who has named no time of day. */
  at: string;
}

/** ISO durations, and counts. */
export interface Limits {
  /** In hours, how long an urgent item may go unclaimed before the duty phone rings. */
  urgentUnclaimed: string;
  /** How long a claimed urgent item may stay open before it rings. */
  urgentClaim: string;
  /** How long any other claim holds. */
  claim: string;
  /** From acceptance to having spoken to the patient; a reminder comes before that. */
  contact: string;
  contactReminder: string;
  /** How long somebody who has said that they are there may listen before the next rung rings as well. */
  listening: string;
  /** So many wrong PINs or codes from one number, and an escalation says nothing more to it by a call that comes in: such a number can be forged. */
  wrongChecks: number;
  /** Between the end of a ladder and its next round. */
  nextRound: string;
  /** For how long what a text says of whoever writes it holds for the next ones from that number. */
  saidOfWriter: { abroad: string; noVoice: string; child: string; dying: string };
  /** When a reply without a receipt is looked up at the provider. */
  lookUp: string;
  /** When a hand-over whose outcome stays unknown is settled. */
  unknownOutcome: string;
  /** When a message that was handed over but has no final receipt is looked up. */
  chase: string;
  /** How long PAUSE holds when nobody says until when. */
  pause: string;
  /** A longer one is for the nurse to agree. */
  longestPause: string;
  /** How long a new number may take to answer before a nurse asks. */
  numberChange: string;
  /** Check-ins of one time of day are spread over this, so that a morning's do not all go out in one minute. */
  spread: string;
  /** Routine work handed out a minute, so that no more texts are asked for than the provider's rate allows. */
  textsPerMinute: number;
  /** How long a message waits that the provider says is one too many: at first, twice that each time after, and at most. */
  backOff: { pressing: { first: string; most: string }; other: { first: string; most: string } };
  /** For how long the networks may try to deliver an answer; and how long a text that nobody asked for must have, to be sent at all. */
  validity: { answers: string; least: string };
  unsolicitedPerDay: number;
  unsolicitedPerWeek: number;
  /** Full staffed days after today until an item is due, by urgency. */
  workingDays: { soon: number; routine: number };
  /** How long after it was checked a number of the directory may be told to people. */
  contactsGoodFor: string;
  /** How long before that ends the nurses are asked to check it. */
  contactsWarning: string;
  /** How long before a minute in which the first rung has nobody with a phone that works the lead is told of it. */
  coverageWarning: string;
}

/** An entry of the directory of lines. `saidAs` is fit for a lock screen. */
export interface Line {
  id: string;
  name: string;
  saidAs: string;
  number: string;
  /** How people dial it, where that is not its UK form: `116 123`. */
  shown?: string | undefined;
  /** The same in Welsh, where it is more than figures: `111 a phwyswch 2`. */
  shownInWelsh?: string | undefined;
  /** The same through the text relay, for somebody who cannot hear: `18001 01632 960010` (https://www.relayuk.bt.com). */
  textRelay?: string | undefined;
  /** A number that takes texts. */
  text?: string | undefined;
  hours: LineHours;
  /** Where its own hours are told; the service's zone when absent. */
  timeZone?: string | undefined;
  /** The nation whose bank holidays it keeps; the service's when absent. */
  holidaysOf?: Nation | undefined;
  /** A line for professionals is never told to a patient; patients when absent. */
  audience?: 'patients' | 'professionals' | undefined;
  nations?: Nation[] | undefined;
  /** Areas as they are recorded of people; capitals and spaces do not matter. */
  areas?: string[] | undefined;
  /** The last treatment must be no older than this: weeks or months. */
  treatedWithin?: string | undefined;
  /** Only for people with disease in their bones. */
  boneDisease?: boolean | undefined;
  knownToPalliativeTeam?: boolean | undefined;
  /** Only for thoughts of suicide. */
  crisis?: boolean | undefined;
  /** The ladder that rings for it; a line without one is only told to people. */
  ladder?: string | undefined;
  default?: boolean | undefined;
  /** Whoever answers for the line has agreed that it is given to people. */
  agreed?: { by: string; on: string } | undefined;
  /** Somebody has rung it and has been answered; `refused` when whoever answered would not have it given to people. */
  tested?: { by: string; on: string; how: 'call' | 'rung-by-hand'; refused?: true | undefined } | undefined;
  /** The date on which somebody made sure that the number is right. */
  checkedOn: string;
}

/** When a line answers: day and night, whenever the service is staffed, or hours of its own. */
export type LineHours = 'always' | 'staffed' | WeeklyHours;

/** ISO weekdays (1 is Monday) to hours, and what holds on bank holidays. Hours that end no later than they begin go on past midnight. */
export type WeeklyHours = { bankHolidays: 'closed' | 'as-usual' | Hours } & Partial<Record<Weekday, Hours | undefined>>;

export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';

export interface Hours {
  from: string;
  to: string;
}

/** A row of the table that chooses a line for a report: the first whose `when` fits, and whose line can be rung now by this person, counts. */
export interface LineRule {
  id: string;
  when?: LineCondition | undefined;
  line: string;
}

/** All of it must hold. */
export interface LineCondition {
  topics?: Topic[] | undefined;
  urgencies?: Urgency[] | undefined;
  /** Rules of `templates/reading/symptoms`, or whole files of them: one of them was found. */
  symptoms?: string[] | undefined;
  /** Whether the service itself is staffed. */
  open?: boolean | undefined;
}

export interface LadderRung {
  name: string;
  /** How many times it rings in one round; once when absent. Each further time comes after every rung has rung as often as it should before. */
  times?: number | undefined;
  /** The place in the rota that this rung rings; `nurse`, `deputy` and `lead` name people of the patient. */
  duty: string;
  /** How long it may take before the next rung rings as well. */
  seconds: number;
}

/** Who holds a duty week by week, where the service is: of several that fit, the first. */
export interface RotaEntry {
  duty: string;
  staff: string;
  /** The ISO weekdays on which it begins; every day when absent. */
  weekdays?: number[] | undefined;
  /** Times of day, such as 17:00 to 09:00 the next morning; the whole day when absent. */
  from?: string | undefined;
  to?: string | undefined;
  /** ISO dates: the first and the last day on which it begins. */
  validFrom?: string | undefined;
  validTo?: string | undefined;
}

/** For a while somebody else holds a duty, or nobody. Instants are ISO 8601 in UTC with milliseconds, so that text order is time order. */
export interface RotaOverride {
  id: string;
  duty: string;
  staff: string | null;
  from: string;
  to: string;
  /** The member of staff who recorded it, when, and why in their own words. */
  by: string;
  at: string;
  why: string;
  /** The swap that it is half of: both halves are undone together. */
  swap?: string | undefined;
}

/** A whole calendar takes the place of the one that was imported before it. */
export interface ImportedCalendar {
  by: string;
  at: string;
  /** The last moment that it was read for. */
  until: string;
  shifts: Shift[];
}

/** Instants as of an override. */
export interface Shift {
  staff: string;
  from: string;
  to: string;
}

export interface Staff {
  id: string;
  name: string;
  saidAs: string;
  role: 'nurse' | 'out-of-hours' | 'lead' | 'safety-officer' | 'auditor';
  phone?: string;
  /** What `npm run -s pin` makes of the digits that they key in a call before they hear anything; none are asked for when absent. */
  pin?: string | undefined;
  /** What calendars call them, besides their name: other names, and mail addresses. */
  calendarNames?: string[] | undefined;
  /** The provider has refused the phone since, with this code, and nobody has tested it since. */
  phoneNotWorking?: { since: string; code: string } | undefined;
  /** A phone that lies where whoever is on duty has it: it always counts as there. */
  shared?: true | undefined;
  /** Who stands in for them, by id, where the rota names nobody. */
  deputy?: string | undefined;
  /** What patients see when they ring: the service's number when absent, another one, or none. */
  ringsFrom?: 'another' | 'withheld' | undefined;
  /** May approve what somebody else proposes for many at once. */
  approvesBulk?: true | undefined;
}

/** A way in which an item may end. `contact` says that somebody has spoken to the patient or handed over. */
export interface Outcome {
  id: string;
  words: string;
  contact: boolean;
  /** The key in a call, and the words of a text with a code, by which a responder says it. */
  key?: string | undefined;
  texted?: string[] | undefined;
  /** For an attempt that failed: the item stays open and is due again after this. */
  again?: string;
}
