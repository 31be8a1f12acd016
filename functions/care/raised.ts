import { dailyChoice } from './daily-question.ts';
import type { Draft } from './draft.ts';
import type { IncomingText } from './known.ts';
import { SECOND_SYMPTOM, withSecondSymptom } from './long-closure.ts';
import type { Reading } from './reading.ts';
import { THIRD_CONTACT, withRepeatContact } from './repeat-contact.ts';

/** What has gone before can raise what a text is read as, never lower it. An answer to the daily question is no contact of her own. */
export function raisedByContext(draft: Draft, text: IncomingText, reading: Reading): Reading {
  if (dailyChoice(reading)) return reading;
  return withRepeatContact(draft, text, withSecondSymptom(draft, reading));
}

/** Whether its urgency comes from what has gone before, and not from its words. */
export function isRaised({ because }: Reading): boolean {
  return because[0]?.rule === THIRD_CONTACT || because[0]?.rule === SECOND_SYMPTOM;
}
