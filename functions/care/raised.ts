import { dailyChoice } from './daily-question.ts';
import type { Draft } from './draft.ts';
import type { IncomingText } from './known.ts';
import { SECOND_SYMPTOM, withSecondSymptom } from './long-closure.ts';
import { isDanger, type Reading } from './reading.ts';
import { THIRD_CONTACT, withRepeatContact } from './repeat-contact.ts';
import { whoWrites } from './who-writes.ts';

/** What has gone before can raise what a text is read as, never lower it. An answer to the daily question is no contact of her own. */
export function raisedByContext(draft: Draft, text: IncomingText, reading: Reading): Reading {
  if (dailyChoice(reading)) return reading;
  return withWriter(draft, text, withRepeatContact(draft, text, withSecondSymptom(draft, reading)));
}

/** A child alone with danger is an emergency; a death at home for which there is a plan is told to whoever the plan names, at once. */
function withWriter(draft: Draft, { from }: IncomingText, reading: Reading): Reading {
  const { isChild, isPlanned } = whoWrites(draft, from, reading.marks);
  const { urgency, because } = reading;
  if (isChild && isDanger(urgency) && urgency !== 'emergency')
    return { ...reading, urgency: 'emergency', because: [{ rule: 'child-writes', words: '' }, ...because] };
  const isNews = !reading.marks.includes('deceased') || !draft.person.standing.deathReportedAt;
  if (isPlanned && reading.marks.includes('dying') && urgency === 'soon' && isNews)
    return { ...reading, urgency: 'urgent', because: [{ rule: 'planned-death', words: '' }, ...because] };
  return reading;
}

/** Whether its urgency comes from what has gone before, and not from its words. */
export function isRaised({ because }: Reading): boolean {
  return because[0]?.rule === THIRD_CONTACT || because[0]?.rule === SECOND_SYMPTOM;
}
