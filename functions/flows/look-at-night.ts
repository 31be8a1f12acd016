import { ownerOf } from '../care/draft.ts';
import { escalationStory, type StoryStep } from '../care/escalation-story.ts';
import type { Escalation } from '../care/known.ts';
import { instant, lastClosing, openNow } from '../care/time.ts';
import { HISTORY, lists, MESSAGES, personKey, type StoredHistory } from '../ledger/shapes.ts';
import { conversationOf, knownOf, type Listed, listed } from './look.ts';
import { settingsOf } from './settings.ts';
import type { PersonKey, World } from './world.ts';

/** What the team finds in the morning: the escalations of the hours in which nobody was there, each with what happened. */

/** Those that went on after the last closing and are over, oldest first, until somebody has seen them or the service closes again. */
export async function nightOf(world: World, serviceId: string): Promise<Listed<Escalation>[]> {
  const service = await settingsOf(world, serviceId);
  const { bankHolidays } = world.catalogue;
  const now = world.clock.now();
  const since = lastClosing(service, bankHolidays, now);
  const until = openNow(service, bankHolidays, now)?.from ?? now;
  const closed = listed<Escalation>(
    await world.ledger.list(lists.closedEscalations(serviceId), { from: since.toUTC().toISO() ?? '' }),
  );
  return closed
    .filter(({ entry }) => !entry.seen && instant(entry.openedAt) < until)
    .sort((a, b) => a.entry.openedAt.localeCompare(b.entry.openedAt));
}

export interface Told {
  person: string;
  escalation: Escalation;
  story: StoryStep[];
}

/** An escalation, open or over, with what happened in it; undefined when there is none. */
export async function escalationById(world: World, service: string, id: string): Promise<Told | undefined> {
  const key = { service, person: ownerOf(id) };
  const known = await knownOf(world, key);
  const open = known?.escalation?.id === id ? known.escalation : undefined;
  const past = open ?? (await world.ledger.get({ pk: personKey(service, key.person), sk: `past#escalation#${id}` }))?.data;
  return past && { person: key.person, ...(await withStory(world, key, past as unknown as Escalation)) };
}

/** The last few of a person that are over, newest first. */
export async function pastEscalationsOf(world: World, key: PersonKey, limit = 3): Promise<Escalation[]> {
  const items = await world.ledger.query(personKey(key.service, key.person), {
    from: 'past#escalation#',
    to: 'past#escalation$',
  });
  const all = items.map(({ data }) => data as unknown as Escalation);
  return all.sort((a, b) => b.openedAt.localeCompare(a.openedAt)).slice(0, limit);
}

export async function withStory(
  world: World,
  key: PersonKey,
  escalation: Escalation,
): Promise<{ escalation: Escalation; story: StoryStep[] }> {
  const { openedAt, outcome } = escalation;
  // Years may stand before it: only what was written and done while it was open is read.
  const during = ({ from, to }: typeof HISTORY | typeof MESSAGES) => ({
    from: `${from}${openedAt}`,
    to: outcome ? `${from}${outcome.at}$` : to,
  });
  const [history, messages = [], { number }] = await Promise.all([
    world.ledger.query(personKey(key.service, key.person), during(HISTORY)),
    conversationOf(world, key, during(MESSAGES)),
    settingsOf(world, key.service),
  ]);
  const decisions = history.map(({ data }) => data as unknown as StoredHistory);
  const said = messages.map(({ at, from, to, body }) => ({ at, from, to, body, isIn: from !== number }));
  return { escalation, story: escalationStory(escalation, decisions, said) };
}
