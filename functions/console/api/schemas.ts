import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { DateTime, IANAZone } from 'luxon';
import nhsNumberValidator from 'nhs-number-validator';
import { array, boolean, enum as oneOf, strictObject, string, type ZodType } from 'zod';
import { EVENT_KINDS, NATIONS } from '../../care/person.ts';

/**
 * What the API takes. An error is the id of its sentence in `templates/console/words.yaml`, which says what would be right.
 */

export const text = (longest: number) => string({ error: 'wrong-text' }).trim().min(1, 'wrong-text').max(longest, 'wrong-length');

export const date = string({ error: 'wrong-date' }).refine(
  (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid,
  'wrong-date',
);

export const time = string({ error: 'wrong-time' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'wrong-time');

/** Any UK form, or an international one; kept as E.164. */
const phone = string({ error: 'wrong-phone' }).transform((written, context) => {
  const number = parsePhoneNumberFromString(written, 'GB');
  if (number?.isPossible() && number.number.length >= 11) return number.number as string;
  context.addIssue({ code: 'custom', message: 'wrong-phone' });
  return '';
});

/** Ten digits with their check digit (weights 10 to 2, modulus 11), spaces and dashes allowed. */
const nhsNumber = string({ error: 'wrong-nhs-number' })
  .transform((written) => written.replace(/[\s-]/g, ''))
  .refine((digits) => /^\d{10}$/.test(digits) && nhsNumberValidator.validate(digits), 'wrong-nhs-number');

export const zone = string({ error: 'wrong-zone' }).refine((name) => IANAZone.isValidZone(name), 'wrong-zone');

const agreement = strictObject({ takenBy: text(100), on: date, how: text(200) });

const treatment = strictObject({ class: text(80), startedOn: date, endedOn: date.optional() }).refine(
  ({ startedOn, endedOn }) => endedOn === undefined || endedOn >= startedOn,
  { error: 'wrong-ended-before-started', path: ['endedOn'] },
);

/** A plan that holds no longer, a return, a GP who was left: taken back by `null`. */
const orNone = <T extends ZodType>(part: T) =>
  part
    .nullable()
    .transform((value) => value ?? undefined)
    .optional();

const plans = strictObject({
  resuscitation: oneOf(['not-for-resuscitation', 'for-resuscitation'], { error: 'wrong-resuscitation' }).optional(),
  expectedDeathAtHome: boolean({ error: 'wrong-yes-or-no' }).optional(),
  line: text(40).optional(),
  recordedBy: text(100),
  on: date,
  where: text(200).optional(),
});

const abroad = strictObject({
  country: text(60).optional(),
  until: string({ error: 'wrong-until' })
    .refine((value) => DateTime.fromISO(value).isValid, 'wrong-until')
    .optional(),
});

const patient = {
  name: text(120),
  preferredName: text(40).optional(),
  dateOfBirth: date.optional(),
  phone,
  language: oneOf(['en', 'cy'], { error: 'wrong-language' }).optional(),
  channel: oneOf(['text', 'voice'], { error: 'wrong-channel' }).optional(),
  timeZone: zone.optional(),
  quietHours: strictObject({ from: time, to: time }).optional(),
  timeOfDay: oneOf(['morning', 'afternoon', 'evening'], { error: 'wrong-time-of-day' }).optional(),
  nation: oneOf(NATIONS, { error: 'wrong-nation' }).optional(),
  area: text(80).optional(),
  nurse: text(40).optional(),
  deputy: text(40).optional(),
  treatments: array(treatment, { error: 'wrong-list' }).optional(),
  knownToPalliativeTeam: boolean({ error: 'wrong-yes-or-no' }).optional(),
  boneDisease: boolean({ error: 'wrong-yes-or-no' }).optional(),
  needs: strictObject({
    interpreter: text(40).optional(),
    bsl: boolean({ error: 'wrong-yes-or-no' }).optional(),
    relayUk: boolean({ error: 'wrong-yes-or-no' }).optional(),
    noVoice: boolean({ error: 'wrong-yes-or-no' }).optional(),
    sight: text(80).optional(),
    supporter: text(120).optional(),
  }).optional(),
  reach: strictObject({
    seenBy: text(120).optional(),
    safeTimes: text(120).optional(),
    voicemail: boolean({ error: 'wrong-yes-or-no' }).optional(),
    phoneOf: text(120).optional(),
  }).optional(),
  plans: orNone(plans),
  abroad: orNone(abroad),
  gp: orNone(strictObject({ practice: text(120).optional(), wordsAgreed: boolean({ error: 'wrong-yes-or-no' }).optional() })),
  agreement: agreement.optional(),
  contacts: array(strictObject({ name: text(120), relation: text(60), phone, agreement: agreement.optional() }), {
    error: 'wrong-list',
  }).optional(),
};

export const enrolment = strictObject({ ...patient, nhsNumber });
export const patientChange = strictObject({ ...patient, name: patient.name.optional(), phone: phone.optional() });

/** `identityCheck`: how the member of staff made sure who it is. */
export const newNumber = strictObject({ phone, identityCheck: text(200) });

/** `treatment`: what starts or ends, as the record calls it. */
export const clinicalEvent = strictObject({
  kind: oneOf(EVENT_KINDS, { error: 'wrong-event-kind' }),
  on: date,
  treatment: text(80).optional(),
});
/** An event that has not happened, to see what it would send, and to whom. */
export const imaginedEvent = strictObject({
  ...clinicalEvent.shape,
  nation: patient.nation,
  timeZone: patient.timeZone,
  timeOfDay: patient.timeOfDay,
  channel: patient.channel,
  language: patient.language,
});
export const correctedEvent = strictObject({ on: date });

export const nothing = strictObject({});
export const reply = strictObject({ body: text(1600), override: boolean({ error: 'wrong-yes-or-no' }).default(false) });
export const closing = strictObject({ outcome: text(400) });

/** `until`: a date, which begins at midnight where the patient is, or an instant. */
export const standing = strictObject({
  until: string({ error: 'wrong-until' })
    .refine((value) => DateTime.fromISO(value).isValid, 'wrong-until')
    .optional(),
});

/** The `next` of the page of a history that was shown last. */
export const historyAsked = strictObject({
  before: string({ error: 'wrong-page' })
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-z-]+$/, 'wrong-page')
    .optional(),
});
