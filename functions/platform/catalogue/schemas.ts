import { Duration } from 'luxon';
import { array, boolean, literal, number, enum as oneOf, record, strictObject, string } from 'zod';
import { CALL_CHOICES } from '../../care/catalogue.ts';
import { EVENT_KINDS, NATIONS } from '../../care/person.ts';
import { NEXT_STEPS } from '../../care/provider-codes.ts';
import { TOPICS, URGENCIES } from '../../care/reading.ts';
import { proofSchemas } from './proof-schemas.ts';

/** The shapes of the files in `templates/`, apart from the reading tables. An unknown key is a mistake: it is a typing error. */

const date = string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date such as "2026-03-31"');
const time = string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as "09:00"');
const duration = string().refine((text) => Duration.fromISO(text).isValid, 'is not an ISO duration such as "PT10M"');
const e164 = string().regex(/^\+[1-9]\d{6,14}$/, 'is not a number such as "+441632960001"');
/** A line may be one of the short numbers that a whole nation knows: 111 is +44111. */
const dialledNumber = string().regex(/^\+[1-9]\d{4,14}$/, 'is not a number such as "+441632960001" or "+44111"');
const id = string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id such as "advice-line"');
const standard = string().regex(/^[ITP][1-5]$/, 'is not the id of a standard such as "P1"');
const WEEKS_OR_MONTHS = /^P[1-9]\d{0,2}[WM]$/;
const hours = strictObject({ from: time, to: time });
const backOff = strictObject({ first: duration, most: duration });
/** As a responder's text is compared: small letters, figures and `&`. */
const phrase = string().regex(/^[a-z0-9&]+( [a-z0-9&]+)*$/, 'is not in small letters and figures alone');
const weekday = number().int().min(1).max(7);

export const message = strictObject({
  text: string().optional(),
  voice: string().optional(),
  withoutNumber: strictObject({ text: string().optional(), voice: string().optional() }).optional(),
  variables: array(string()).default([]),
  to: oneOf(['anybody', 'staff', 'words']).optional(),
  emergency: literal(true).optional(),
  segments: number().int().min(1).max(3).default(2),
  longBecause: string().optional(),
  standards: array(standard).default([]),
  bulk: literal(true).optional(),
  reviewed: strictObject({ by: string(), on: date }).optional(),
});

/** What a notice may tell: whatever else stands in brackets is a slip that nobody would see before a GP does. */
const TELLS = new Set([
  ...['service', 'patient', 'born', 'nhsNumber', 'practice', 'reportedAt', 'writer', 'urgency', 'topic', 'words', 'taker'],
  ...['acceptedAt', 'closedAt', 'closer', 'outcome', 'plans', 'asked'],
]);
const letter = string().refine(
  (text) => [...text.matchAll(/\{(\w*)\}/g)].every(([, name = '']) => TELLS.has(name)),
  `names something in brackets that a notice does not know: it knows ${[...TELLS].join(', ')}`,
);

export const notice = strictObject({
  title: letter,
  paragraphs: array(letter).min(1),
  urgencies: record(string(), string()),
  topics: record(string(), string()),
  asks: record(string(), string()),
  reviewed: strictObject({ by: string(), on: date }).optional(),
});

const checkIn = { at: time.optional(), windowDays: number().int().min(0).max(30), message: id };
const days = number().int().min(0).max(3650);

export const pathway = strictObject({
  after: oneOf(EVENT_KINDS),
  treatments: array(id).min(1).optional(),
  reason: string().min(1),
  standards: array(standard).min(1),
  asks: id,
  channel: oneOf(['preferred', 'text', 'call']),
  days: oneOf(['staffed', 'any']),
  replaces: array(oneOf(EVENT_KINDS)),
  skip: strictObject({ inHospital: boolean(), anotherWithinDays: days, toldWithinDays: days }),
  checkIns: array(strictObject({ day: days, ...checkIn })).min(1),
  ongoing: strictObject({
    everyDays: days.min(1),
    fewestDays: days.min(1),
    mostDays: days.min(1),
    ...checkIn,
  }).optional(),
  endsAfterDays: days.min(1).optional(),
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

const providerCode = {
  means: string().min(1),
  next: oneOf(NEXT_STEPS),
  after: duration.optional(),
  times: number().int().min(1).max(3).optional(),
  tells: literal(true).optional(),
};

const PROVIDER_PAGE = /^https:\/\/www\.twilio\.com\/docs\/api\/errors\/\d+$/;

export const providerCodes = strictObject({
  checkedOn: date,
  codes: record(
    string().regex(/^\d{5}$/, 'is not a code such as "30003"'),
    strictObject({ ...providerCode, source: string().regex(PROVIDER_PAGE, "is not the provider's page about a code") }),
  ),
  other: strictObject(providerCode),
});

const spoken = string().regex(/^[^A-Z.,?!]+$/, 'is compared with words in small letters without signs');
export const callWords = strictObject({
  choices: array(strictObject({ does: oneOf(CALL_CHOICES), alone: literal(true).optional(), phrases: array(spoken).min(1) })).min(
    1,
  ),
  months: array(array(spoken).min(1)).length(12),
  days: array(array(spoken).min(1)).length(31),
});

export const lockScreen = strictObject({ reason: string(), words: array(string()).min(1), symptoms: array(string()).min(1) });

export const longestValues = record(string(), string().min(1));

export const fallsBack = strictObject({ cy: array(strictObject({ because: string().min(1), messages: array(id).min(1) })) });

export const consoleWords = record(id, string());

const rotaEntry = strictObject({
  duty: id,
  staff: id,
  weekdays: array(weekday).min(1).optional(),
  from: time.optional(),
  to: time.optional(),
  validFrom: date.optional(),
  validTo: date.optional(),
})
  .refine(({ from, to }) => (from === undefined) === (to === undefined), 'needs both from and to, or neither for the whole day')
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, 'has validTo before validFrom');
const weekday1to7 = { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': hours, '7': hours };
const weekly = strictObject(weekday1to7)
  .partial()
  .extend({ bankHolidays: oneOf(['closed', 'as-usual']).or(hours) });

export const line = strictObject({
  id,
  name: string().min(1),
  saidAs: string().min(1),
  number: dialledNumber,
  shown: string().optional(),
  shownInWelsh: string().optional(),
  textRelay: string().optional(),
  text: dialledNumber.optional(),
  hours: oneOf(['always', 'staffed']).or(weekly),
  timeZone: string().optional(),
  holidaysOf: oneOf(NATIONS).optional(),
  audience: oneOf(['patients', 'professionals']).optional(),
  nations: array(oneOf(NATIONS)).min(1).optional(),
  areas: array(string().trim().min(1)).min(1).optional(),
  treatedWithin: string().regex(WEEKS_OR_MONTHS, 'is not so many weeks or months, such as "P6W" or "P6M"').optional(),
  boneDisease: boolean().optional(),
  knownToPalliativeTeam: boolean().optional(),
  crisis: boolean().optional(),
  ladder: id.optional(),
  default: literal(true).optional(),
  agreed: strictObject({ by: string().min(1), on: date }).optional(),
  tested: strictObject({
    by: string().min(1),
    on: date,
    how: oneOf(['call', 'rung-by-hand']),
    refused: literal(true).optional(),
  }).optional(),
  checkedOn: date,
});

const lineRule = strictObject({
  id,
  when: strictObject({
    topics: array(oneOf(TOPICS)).min(1).optional(),
    urgencies: array(oneOf(URGENCIES)).min(1).optional(),
    symptoms: array(string()).min(1).optional(),
    open: boolean().optional(),
  }).optional(),
  line: id,
});

export const service = strictObject({
  id,
  name: string().min(1).max(20),
  number: e164,
  timeZone: string(),
  nation: oneOf(NATIONS),
  team: id,
  hours: record(string().regex(/^[1-7]$/, 'is not a weekday from 1 (Monday) to 7'), hours).refine(
    (days) => Object.keys(days).length > 0,
    'needs at least one weekday on which somebody is there',
  ),
  quietHours: hours,
  timesOfDay: strictObject({ morning: time, afternoon: time, evening: time }),
  bulk: strictObject({ expires: duration, window: duration, perMinute: number().int().min(1).max(600) }),
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
    contactReminder: duration,
    listening: duration,
    wrongChecks: number().int().min(3).max(20),
    nextRound: duration,
    saidOfWriter: strictObject({ abroad: duration, noVoice: duration, child: duration, dying: duration }),
    lookUp: duration,
    unknownOutcome: duration,
    chase: duration,
    pause: duration,
    longestPause: duration,
    numberChange: duration,
    spread: duration,
    textsPerMinute: number().int().min(1),
    backOff: strictObject({ pressing: backOff, other: backOff }),
    validity: strictObject({ answers: duration, least: duration }),
    unsolicitedPerDay: number().int().min(1),
    unsolicitedPerWeek: number().int().min(1),
    workingDays: strictObject({ soon: number().int().min(1), routine: number().int().min(1) }),
    contactsGoodFor: duration,
    contactsWarning: duration,
    coverageWarning: duration,
  }),
  coded: strictObject({ accept: array(phrase).min(1), pass: array(phrase).min(1), fillers: array(phrase) }),
  welfareCheck: strictObject({ afterAttempts: number().int().min(1).max(10) }).optional(),
  silence: array(strictObject({ after: duration, does: oneOf(['nudge', 'other-channel', 'task']) })).min(1),
  repeatedSilence: strictObject({ running: number().int().min(2).max(10) }).optional(),
  repeatContact: strictObject({ contacts: number().int().min(2).max(10), within: duration, together: duration }).optional(),
  longClosure: strictObject({ waitsMoreThan: duration, firstAfter: duration, at: time }).optional(),
  ...proofSchemas({ duration, time, e164, id, phrase }),
  callerCheck: strictObject({
    asks: literal('dateOfBirth'),
    digits: literal('DDMM'),
    tries: number().int().min(1).max(5),
    again: duration,
  }),
  voice: strictObject({
    again: duration,
    apart: duration,
    tries: number().int().min(1).max(5),
    repeats: number().int().min(1).max(5),
    longest: number().int().min(10).max(600),
    shortest: number().int().min(1).max(10),
    wordless: duration,
    lineSeconds: number().int().min(15).max(120),
    speech: array(oneOf(['en', 'cy'])),
  }),
  ladders: record(
    id,
    array(
      strictObject({
        name: string(),
        duty: id,
        seconds: number().int().min(15).max(600),
        times: number().int().min(1).max(5).optional(),
      }),
    ).min(1),
  ),
  rota: array(rotaEntry),
  lines: array(line),
  lineRules: array(lineRule).optional(),
  staff: array(
    strictObject({
      id,
      name: string(),
      saidAs: string(),
      role: oneOf(['nurse', 'out-of-hours', 'lead', 'safety-officer', 'auditor']),
      phone: e164.optional(),
      pin: string()
        .regex(/^[A-Za-z0-9_-]{22}$/, 'is not what `npm run -s pin` prints')
        .optional(),
      calendarNames: array(string().min(1)).min(1).optional(),
      shared: literal(true).optional(),
      deputy: id.optional(),
      ringsFrom: oneOf(['another', 'withheld']).optional(),
      approvesBulk: literal(true).optional(),
    }),
  ),
  outcomes: array(
    strictObject({
      id,
      words: string(),
      contact: boolean(),
      again: duration.optional(),
      key: string()
        .regex(/^[0-9]$/, 'is not a key from 0 to 9')
        .optional(),
      texted: array(phrase).optional(),
    }),
  ).min(1),
});
