import { contactsToCheck } from '../../care/contacts.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';

/** The numbers of the directory that somebody must make sure of, each in one line. */
export function saidContacts({ by, world, words, times }: PageAsk): { id: string; words: string; isPast: boolean }[] {
  return contactsToCheck(by.service, world.clock.now()).map(({ line, until, isPast }) => {
    const fill = { line: line.name, date: times.date(until), checked: times.date(line.checkedOn) };
    return { id: line.id, isPast, words: worded(words, isPast ? 'contact-past' : 'contact-to-check', fill) };
  });
}
