import { Duration } from 'luxon';
import { array, boolean, literal, number, enum as oneOf, record, strictObject, string } from 'zod';

/** The shapes of the files in `templates/`, apart from the reading tables. An unknown key is a mistake: it is a typing error. */

const NATIONS = ['england', 'wales', 'scotland', 'northern-ireland'] as const;

const date = string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date such as "2026-03-31"');
const time = string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as "09:00"');
const duration = string().refine((text) => Duration.fromISO(text).isValid, 'is not an ISO duration such as "PT10M"');
const e164 = string().regex(/^\+[1-9]\d{6,14}$/, 'is not a number such as "+441632960001"');
/** A line may be one of the short numbers that a whole nation knows: 111 is +44111. */
const dialledNumber = string().regex(/^\+[1-9]\d{4,14}$/, 'is not a number such as "+441632960001" or "+44111"');
const id = string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id such as "advice-line"');
const standard = string().regex(/^[ITP][1-5]$/, 'is not the id of a standard such as "P1"');
const hours = strictObject({ from: time, to: time });
const weekday = number().int().min(1).max(7);

export const message = strictObject({
  text: string().optional(),
  voice: string().optional(),
  variables: array(string()).default([]),
  segments: number().int().min(1).max(3).default(2),
  standards: array(standard).default([]),
  reviewed: strictObject({ by: string(), on: date }).optional(),
});

const checkIn = { at: time, windowDays: number().int().min(0).max(30), message: id };

export const pathway = strictObject({
  standards: array(standard).min(1),
  checkIns: array(strictObject({ day: number().int().min(0), ...checkIn })).min(1),
  ongoing: strictObject({
    everyDays: number().int().min(1),
    fewestDays: number().int().min(1),
    mostDays: number().int().min(1),
    ...checkIn,
  }),
});

export const bankHolidays = strictObject({
  source: string(),
  checkedOn: date,
  england: array(date),
  wales: array(date),
  scotland: array(date),
  'northern-ireland': array(date),
});

export const keywordAnswers = record(
  id,
  strictObject({
    message: id,
    does: oneOf(['stop', 'start', 'pause', 'later', 'less', 'more-often']).optional(),
    confirms: literal(false).optional(),
  }),
);

export const lockScreen = strictObject({ reason: string(), words: array(string()).min(1) });

export const consoleWords = record(id, string());

export const service = strictObject({
  id,
  name: string().min(1).max(20),
  number: e164,
  timeZone: string(),
  nation: oneOf(NATIONS),
  team: id,
  hours: record(string().regex(/^[1-7]$/, 'is not a weekday from 1 (Monday) to 7'), hours),
  quietHours: hours,
  timesOfDay: strictObject({ morning: time, afternoon: time, evening: time }),
  thresholds: strictObject({
    feverFrom: number().min(35).max(42).optional(),
    lowBelow: number().min(30).max(37).optional(),
    vomitingFrom: number().int().min(1).max(50).optional(),
    diarrhoeaFrom: number().int().min(1).max(50).optional(),
    painFrom: number().int().min(1).max(10).optional(),
  }).optional(),
  safeguardingLead: id,
  weeklySample: strictObject({ oneIn: number().int().min(1).max(1000) }).optional(),
  limits: strictObject({
    urgentUnclaimed: duration,
    urgentClaim: duration,
    claim: duration,
    contact: duration,
    nextRound: duration,
    lookUp: duration,
    unknownOutcome: duration,
    chase: duration,
    pause: duration,
    longestPause: duration,
    numberChange: duration,
    unsolicitedPerDay: number().int().min(1),
    unsolicitedPerWeek: number().int().min(1),
    workingDays: strictObject({ soon: number().int().min(1), routine: number().int().min(1) }),
  }),
  silence: array(strictObject({ after: duration, does: oneOf(['nudge', 'task']) })),
  lines: array(
    strictObject({
      id,
      name: string(),
      saidAs: string(),
      number: dialledNumber,
      shown: string().optional(),
      shownInWelsh: string().optional(),
      hours: oneOf(['always', 'staffed']),
      nations: array(oneOf(NATIONS)).optional(),
      treatedWithin: duration.optional(),
      knownToPalliativeTeam: boolean().optional(),
      crisis: boolean().optional(),
      ladder: id.optional(),
      default: literal(true).optional(),
      checkedOn: date,
    }),
  ),
  ladders: record(id, array(strictObject({ name: string(), duty: id, seconds: number().int().min(15).max(600) })).min(1)),
  rota: array(strictObject({ duty: id, staff: id, weekdays: array(weekday).optional() })),
  staff: array(
    strictObject({
      id,
      name: string(),
      saidAs: string(),
      role: oneOf(['nurse', 'out-of-hours', 'lead', 'safety-officer', 'auditor']),
      phone: e164.optional(),
    }),
  ),
  outcomes: array(strictObject({ id, words: string(), contact: boolean(), again: duration.optional() })).min(1),
});
