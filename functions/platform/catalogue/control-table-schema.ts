import { array, literal, number, enum as oneOf, record, strictObject, string, union, type ZodType } from 'zod';
import { ASKS, UNITS } from '../../care/wishes/control-table.ts';

/** The shape of `templates/reading/controls.yaml`. */

const list = <T extends ZodType>(item: T) => array(item).readonly();
const words = list(string().min(1));
const entry = { name: string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), reason: string().min(1) };
const phrases = strictObject({ ...entry, phrases: words });
const day = union([
  string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'is not a day such as "12-24"'),
  number().int().min(-60).max(60),
  literal('bank-holiday'),
]);
const byNumber = (pattern: RegExp, what: string) => record(string().regex(pattern, `is not ${what}`), words).readonly();

export const controlTableSchema = strictObject({
  wishes: list(
    strictObject({
      ...entry,
      asks: oneOf(ASKS),
      time: oneOf(['named', 'only']).optional(),
      phrases: words,
      unless: words.optional(),
      days: number().int().min(1).max(365).optional(),
      examples: words.optional(),
      notExamples: words.optional(),
    }),
  ),
  confirming: phrases,
  times: strictObject({
    units: record(oneOf(UNITS), words).readonly(),
    amounts: byNumber(/^\d+(\.\d+)?$/, 'a number'),
    days: byNumber(/^\d+$/, 'a number of days from today'),
    weekdays: byNumber(/^[1-7]$/, 'a weekday from 1 (Monday) to 7'),
    months: byNumber(/^([1-9]|1[0-2])$/, 'a month from 1 to 12'),
    parts: strictObject({ morning: words, afternoon: words, evening: words }),
    clocks: byNumber(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "18:00"'),
    doubtful: words,
    fillers: words,
    next: words,
    weekend: words,
    endOf: words,
    until: words,
    after: words,
    over: words,
    from: words,
    before: words,
    festivals: list(strictObject({ name: entry.name, words, begins: day, ends: day })),
  }),
});
