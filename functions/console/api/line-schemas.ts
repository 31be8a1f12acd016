import { array, boolean, literal, enum as oneOf, strictObject, string, union } from 'zod';
import { NATIONS } from '../../care/person.ts';
import { TOPICS, URGENCIES } from '../../care/reading.ts';
import { date, text, time, zone } from './schemas.ts';

/** What the API takes of the directory of lines. */

/** Short numbers that a whole nation knows are among them: 111 is +44111. */
const dialledNumber = string({ error: 'wrong-line-number' })
  .transform((written) => written.replace(/[\s()-]/g, '').replace(/^0(?=\d)/, '+44'))
  .refine((number) => /^\+[1-9]\d{4,14}$/.test(number), 'wrong-line-number');

const hours = strictObject({ from: time, to: time }, { error: 'wrong-line-hours' });
const weekdays = { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': hours, '7': hours };

const lineHours = union(
  [
    oneOf(['always', 'staffed']),
    strictObject(weekdays)
      .partial()
      .extend({ bankHolidays: oneOf(['closed', 'as-usual']).or(hours) }),
  ],
  { error: 'wrong-line-hours' },
);
const nations = array(oneOf(NATIONS, { error: 'wrong-nation' }), { error: 'wrong-list' }).min(1, 'wrong-list');
const yesOrNo = boolean({ error: 'wrong-yes-or-no' });

export const changedLine = strictObject({
  name: text(80),
  saidAs: text(30),
  number: dialledNumber,
  shown: text(25).optional(),
  shownInWelsh: text(25).optional(),
  textRelay: text(25).optional(),
  text: dialledNumber.optional(),
  hours: lineHours,
  timeZone: zone.optional(),
  holidaysOf: oneOf(NATIONS, { error: 'wrong-nation' }).optional(),
  audience: oneOf(['patients', 'professionals'], { error: 'wrong-audience' }).optional(),
  nations: nations.optional(),
  areas: array(text(80), { error: 'wrong-list' }).min(1, 'wrong-list').optional(),
  treatedWithin: string({ error: 'wrong-look-back' })
    .regex(/^P[1-9]\d{0,2}[WM]$/, 'wrong-look-back')
    .optional(),
  boneDisease: yesOrNo.optional(),
  knownToPalliativeTeam: yesOrNo.optional(),
  crisis: yesOrNo.optional(),
  ladder: text(40).optional(),
  when: strictObject({
    topics: array(oneOf(TOPICS, { error: 'wrong-topic' }))
      .min(1, 'wrong-list')
      .optional(),
    urgencies: array(oneOf(URGENCIES, { error: 'wrong-urgency' }))
      .min(1, 'wrong-list')
      .optional(),
    symptoms: array(text(80)).min(1, 'wrong-list').optional(),
    open: yesOrNo.optional(),
  }).optional(),
});

/** The id of a line is its name in the address: `advice-line`. */
export const lineId = string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wrong-line-id');

export const lineAgreement = strictObject({ by: text(100), on: date });
export const lineRungByHand = strictObject({ by: text(100), on: date, refused: yesOrNo.optional() });

const flag = oneOf(['true', 'false'], { error: 'wrong-yes-or-no' }).transform((said) => said === 'true');

export const imagined = strictObject({
  nation: oneOf(NATIONS, { error: 'wrong-nation' }).optional(),
  area: text(80).optional(),
  treated: date.or(literal('ongoing')).optional(),
  boneDisease: flag.optional(),
  knownToPalliativeTeam: flag.optional(),
  topic: oneOf(TOPICS, { error: 'wrong-topic' }).optional(),
  urgency: oneOf(URGENCIES, { error: 'wrong-urgency' }).optional(),
  symptom: text(80).optional(),
  at: moment(),
});

function moment() {
  return string({ error: 'wrong-until' })
    .refine(
      (value) =>
        date.safeParse(value).success || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value),
      'wrong-until',
    )
    .optional();
}
