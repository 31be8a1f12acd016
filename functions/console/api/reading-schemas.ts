import { array, boolean, number, enum as oneOf, strictObject, string } from 'zod';
import { type ReadingContext, TOPICS, URGENCIES } from '../../care/reading.ts';

/** What the API takes about readings. An error is the id of its sentence in `templates/console/words.yaml`. */

export const LONGEST_TEXT = 1600;

const someText = string({ error: 'wrong-text' }).max(LONGEST_TEXT, 'wrong-length');
const name = string({ error: 'wrong-text' }).trim().min(1, 'wrong-text').max(80, 'wrong-length');
const yesOrNo = boolean({ error: 'wrong-yes-or-no' });
const howLong = number({ error: 'wrong-how-long' }).min(0, 'wrong-how-long').max(100_000, 'wrong-how-long');
const amount = (least: number, most: number) =>
  number({ error: 'wrong-amount' }).min(least, 'wrong-amount').max(most, 'wrong-amount');

const context = strictObject({
  question: strictObject({ kind: name, hoursAgo: howLong.default(0) }),
  fragments: array(someText, { error: 'wrong-list' }).max(20, 'wrong-too-many'),
  treatments: array(strictObject({ class: name, endedDaysAgo: howLong.optional() }), { error: 'wrong-list' }).max(
    20,
    'wrong-too-many',
  ),
  interpreter: yesOrNo,
  outOfHours: yesOrNo,
  pictures: number({ error: 'wrong-pictures' }).int('wrong-pictures').min(0, 'wrong-pictures').max(10, 'wrong-pictures'),
  thresholds: strictObject({
    feverFrom: amount(35, 42),
    lowBelow: amount(30, 37),
    vomitingFrom: amount(1, 50),
    diarrhoeaFrom: amount(1, 50),
    painFrom: amount(1, 10),
  }).partial(),
}).partial();

/** A text and what is known when it is read: `ReadingContext`. A text without words needs a picture. */
export const reading = strictObject({ text: someText, context: context.default({}) })
  .refine((typed) => hasSomething(typed), { error: 'wrong-text', path: ['text'], when: () => true })
  .transform(({ text, context: known }) => ({ text, context: known as ReadingContext }));

/** It is asked beside the other checks, so that everything that is wrong is told at once. */
function hasSomething({ text, context: known }: { text: unknown; context: { pictures?: unknown } }): boolean {
  return typeof text !== 'string' || text.trim() !== '' || Number(known?.pictures) > 0;
}

export const review = strictObject({
  urgency: oneOf(URGENCIES, { error: 'wrong-urgency' }),
  topic: oneOf(TOPICS, { error: 'wrong-topic' }),
});
