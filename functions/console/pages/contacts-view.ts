import { contactsToCheck } from '../../care/contacts.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';

interface SaidContact {
  id: string;
  name: string;
  words: string;
  button: string;
  isPast: boolean;
}

/** The numbers of the directory that somebody must make sure of, each in one line. */
export function saidContacts({ by, world, words, times }: PageAsk): SaidContact[] {
  return contactsToCheck(by.service, world.clock.now()).map(({ line, until, isPast }) => {
    const fill = { line: line.name, date: times.date(until), checked: times.date(line.checkedOn) };
    const button = worded(words, 'contact-checked-today');
    return {
      id: line.id,
      name: line.name,
      isPast,
      button,
      words: worded(words, isPast ? 'contact-past' : 'contact-to-check', fill),
    };
  });
}
