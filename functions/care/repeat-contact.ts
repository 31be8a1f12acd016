import { type Draft, iso } from './draft.ts';
import type { IncomingText } from './known.ts';
import type { Reading, Topic, Urgency } from './reading.ts';
import { passedAt } from './time.ts';

/** Repeated contact is a sign of its own: who turns to the service again and again may be getting worse and not say so. */

export const THIRD_CONTACT = 'third-contact';

/** Contacts kept of one person: more than the rule can ask for. */
const MOST_KEPT = 10;

/** What asks for no help: how to be contacted, and that all is well. */
const NO_CONTACT: readonly Topic[] = ['stop', 'start', 'pause', 'wrong', 'fine', 'deceased'];

/**
 * Counts what the patient writes that needs somebody, and raises the urgency by one step from the third time on (the
 * numbers are the service's; 3 or more contacts: odds ratio 4.02 for deterioration that was missed, BMJ Qual Saf 33/6/375).
 * Only a symptom or a feeling in words becomes urgent by it, which rings at night: that is what the risk is about. Anything
 * else comes to `soon` at the most. Texts that follow each other closely are one contact.
 */
export function withRepeatContact(draft: Draft, { from }: Pick<IncomingText, 'from'>, reading: Reading): Reading {
  if (!isContact(reading)) return reading;
  const contacts = countContact(draft, from);
  const { repeatContact } = draft.service;
  if (!repeatContact || contacts < repeatContact.contacts) return reading;
  const urgency = raised(reading);
  if (urgency === reading.urgency) return reading;
  return { ...reading, urgency, because: [{ rule: THIRD_CONTACT, words: '' }, ...reading.because] };
}

/** Notes that the patient turns to us now, by a text or by ringing, from her own number. Answers the how many-th time within the rule's it is. */
export function countContact({ person, service, now }: Draft, from: string): number {
  const rule = service.repeatContact;
  if (!rule || person.kind !== 'patient' || from !== person.phone) return 0;
  const before = (person.contacted ?? []).filter((at) => passedAt(at, rule.within) > now.toMillis());
  const last = before.at(-1);
  const isSame = last !== undefined && passedAt(last, rule.together) >= now.toMillis();
  person.contacted = [...(isSame ? before.slice(0, -1) : before), iso(now)].slice(-MOST_KEPT);
  return person.contacted.length;
}

function isContact({ urgency, topic, marks }: Reading): boolean {
  return urgency !== 'none' && !NO_CONTACT.includes(topic) && !marks.includes('automatic');
}

function raised({ urgency, topic, keyword }: Reading): Urgency {
  if (urgency === 'routine') return 'soon';
  const isDeterioration = (topic === 'symptom' || topic === 'feeling') && !keyword;
  return urgency === 'soon' && isDeterioration ? 'urgent' : urgency;
}
