import type { QueueItem } from '../../care/known.ts';
import type { Person } from '../../care/person.ts';
import { inUkForm } from '../../care/say.ts';
import { nameOf } from '../../flows/attend-item.ts';
import type { Listed } from '../../flows/look.ts';
import type { Refusal } from '../../flows/outcome.ts';
import { refusalWords } from '../api/route.ts';
import { reasonWords, worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidBecause, saidTopic, saidUrgency } from './reading-view.ts';

/** What is known, as the pages say it: plain values for the templates, every code in words. */

export function saidRefusal({ world, words }: PageAsk, refusal: Refusal): string {
  return worded(words, `page-refusal-${refusal.code}`, refusal.words, refusalWords(world, refusal));
}

/** The banner after something was done: the address says what, by an id, and only ids that have words are shown. */
export function saidDone({ words, query }: PageAsk): string | undefined {
  return words[`done-${query.done}`];
}

/** A member of staff, or whatever else makes things happen. */
export function saidWho({ by, words }: PageAsk, who: string): string {
  return words[`who-${who}`] ?? nameOf(by.service, who);
}

/** Who somebody is, at a glance: a number that nobody has enrolled has no name. */
export function saidPerson({ words }: PageAsk, { id, kind, name, preferredName, nhsNumber, phone }: Person) {
  return {
    id,
    href: kind === 'patient' ? `/patients/${id}` : `/people/${id}`,
    isPatient: kind === 'patient',
    name: kind === 'patient' ? (preferredName ?? name ?? '') : inUkForm(phone),
    fullName: kind === 'patient' ? (name ?? '') : worded(words, 'person-unknown'),
    phone: inUkForm(phone),
    nhsNumber: nhsNumber?.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3'),
  };
}

/** An item of the queue, with whom it is about. */
export function saidItem(ask: PageAsk, { entry }: Listed<QueueItem>, person: Person) {
  const { words, times, by } = ask;
  const { id, urgency, topic, reason, because, since, dueBy, claimedBy, from, texts, safeguarding, also = [] } = entry;
  return {
    id,
    person: saidPerson(ask, person),
    urgency: saidUrgency(ask, urgency),
    topic: saidTopic(ask, topic),
    reason: reasonWords(ask.world.catalogue, reason),
    also: also.filter((code) => code !== reason).map((code) => reasonWords(ask.world.catalogue, code)),
    because: saidBecause(ask, because),
    // What the form that corrects it begins with.
    read: { urgency, topic },
    // What was recorded has no words that could have been read wrongly.
    ...(reason === 'left-a-message' ? { recording: entry.textId && `/recordings/${entry.textId}` } : { textId: entry.textId }),
    safeguarding: safeguarding && worded(words, 'item-safeguarding', { who: saidWho(ask, safeguarding) }),
    words: entry.words,
    texts,
    from: from === person.phone ? undefined : saidNumber(ask, person, from),
    since: { ago: times.ago(since), at: times.at(since), instant: since },
    due: { at: times.at(dueBy), instant: dueBy, isPast: times.isPast(dueBy) },
    holder: claimedBy && saidWho(ask, claimedBy),
    isMine: claimedBy === by.staff.id,
  };
}

/** Whose number it is, where that is known: couples share phones, and a relative may write. */
export function saidNumber({ words }: PageAsk, person: Person, number: string): string {
  const contact = person.contacts.find(({ phone }) => phone === number);
  if (contact)
    return worded(words, 'number-of-contact', { name: contact.name, relation: contact.relation, number: inUkForm(number) });
  return inUkForm(number);
}
