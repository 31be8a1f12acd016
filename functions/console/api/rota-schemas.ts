import { DateTime } from 'luxon';
import { boolean, coerce, strictObject, string } from 'zod';
import { date } from './schemas.ts';

/** What the API takes about the rota. An error is the id of its sentence in `templates/console/words.yaml`. */

/** A calendar of a year with a shift every few hours has a third of this. */
const LONGEST_CALENDAR = 1_000_000;

const text = (longest: number) => string({ error: 'wrong-text' }).trim().min(1, 'wrong-text').max(longest, 'wrong-length');

/** With an offset an instant, without one a time where the service is. */
const moment = string({ error: 'wrong-moment' }).refine(
  (value) => /T\d{2}:\d{2}/.test(value) && DateTime.fromISO(value).isValid,
  'wrong-moment',
);

const dutyTime = { duty: text(40), from: moment, to: moment };

export const override = strictObject({ ...dutyTime, staff: text(40).nullable(), why: text(200) });
export const swap = strictObject({ one: strictObject(dutyTime), other: strictObject(dutyTime), why: text(200) });
export const calendarFile = strictObject({
  ics: string({ error: 'wrong-calendar' }).min(1, 'wrong-calendar').max(LONGEST_CALENDAR, 'wrong-calendar'),
  preview: boolean({ error: 'wrong-yes-or-no' }).default(false),
});

/** What stands in the address: from which date on, and for how many days. */
export const span = strictObject({
  from: date.optional(),
  days: coerce.number({ error: 'wrong-days' }).int('wrong-days').min(1, 'wrong-days').max(366, 'wrong-days').default(14),
});
