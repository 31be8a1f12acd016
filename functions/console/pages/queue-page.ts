import type { Escalation } from '../../care/known.ts';
import type { Person } from '../../care/person.ts';
import { URGENCIES } from '../../care/reading.ts';
import { openNow } from '../../care/time.ts';
import { escalationsOf, type Listed, queueOf, unmatched } from '../../flows/look.ts';
import { sampledTexts } from '../../flows/look-at-readings.ts';
import { worded } from '../words.ts';
import { saidContacts } from './contacts-view.ts';
import { gapWarning } from './coverage-view.ts';
import { saidEscalation } from './escalation-view.ts';
import { saidNight } from './night-view.ts';
import { getPage, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { peopleOf } from './people.ts';
import { saidProofs } from './proofs-view.ts';
import { choices } from './reading-view.ts';
import { waitingWords } from './readings-page.ts';
import { saidDone, saidItem } from './said.ts';

/** The first page: who needs somebody, in what order, since when, and who has them. */
export const queueRoutes: readonly PageRoute[] = [
  getPage('/', (ask) => queuePage(ask)),
  // The lists by themselves, which the page asks for every few seconds.
  getPage('/queue', async (ask) => ({ view: 'queue-lists.njk', data: await queueLists(ask) })),
];

/** The queue, with why something was refused where it was. */
export async function queuePage(ask: PageAsk, refused?: { status: number; refusal: string }): Promise<Shown> {
  const data = { ...(await queueLists(ask)), refusal: refused?.refusal, done: saidDone(ask), nav: 'queue' };
  return { view: 'queue.njk', data, ...(refused && { status: refused.status }) };
}

/** Emergencies first; of the same urgency the oldest, as the ledger lists them. */
function rank({ entry }: Listed<Escalation>): number {
  return URGENCIES.indexOf(entry.urgency);
}

async function queueLists(ask: PageAsk): Promise<object> {
  const { world, by, times, mayChange } = ask;
  const service = by.service.id;
  const [escalations, items, strangers, sample, night] = await Promise.all([
    escalationsOf(world, service),
    queueOf(world, service, by.service.team),
    unmatched(world, service),
    sampledTexts(world, by.service),
    saidNight(ask),
  ]);
  const open = escalations.filter(({ entry }) => entry.state !== 'closed').sort((a, b) => rank(a) - rank(b));
  const person = await peopleOf(ask, [...open, ...items, ...strangers]);
  const said = <T, S>(listed: Listed<T>[], say: (each: Listed<T>, about: Person) => S): S[] =>
    listed.flatMap((each) => {
      const about = person.get(each.person);
      return about ? [say(each, about)] : [];
    });
  const contacts = saidContacts(ask);
  const isOpen = openNow(by.service, world.catalogue.bankHolidays, world.clock.now()) !== undefined;
  return {
    mayChange,
    choices: choices(ask),
    waiting: waitingWords(ask, sample.length),
    contacts,
    proofs: await saidProofs(ask),
    gapWarning: gapWarning(ask),
    hasTimeFor: contacts.some(({ isPast }) => !isPast),
    updated: times.now,
    escalations: said(open, ({ entry }, about) => saidEscalation(ask, entry, about)),
    night,
    nightTitle: worded(ask.words, isOpen ? 'night-last' : 'night-now'),
    items: said(items, (each, about) => saidItem(ask, each, about)),
    strangers: said(strangers, (each, about) => saidItem(ask, each, about)),
  };
}
