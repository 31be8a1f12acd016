import type { StoryStep } from '../../care/escalation-story.ts';
import type { Escalation } from '../../care/known.ts';
import type { Person } from '../../care/person.ts';
import { knownOf } from '../../flows/look.ts';
import { escalationById, nightOf, pastEscalationsOf, withStory } from '../../flows/look-at-night.ts';
import { markSeen } from '../../flows/mark-past.ts';
import type { PersonKey } from '../../flows/world.ts';
import { saidStory } from '../story-words.ts';
import { saidEscalation } from './escalation-view.ts';
import { getPage, NOT_FOUND, type PageAsk, type PageRoute, postForm } from './page.ts';
import { peopleOf } from './people.ts';
import { saidPerson, saidWho } from './said.ts';

/** What happened in an escalation, from the first text to what came of it: in the morning's list, with the person, and on a page to print. */
export const nightRoutes: readonly PageRoute[] = [
  getPage('/escalations/{id}', async (ask) => {
    const told = await escalationById(ask.world, ask.by.service.id, ask.params.id ?? '');
    const known = told && (await knownOf(ask.world, { service: ask.by.service.id, person: told.person }));
    if (!told || !known) return NOT_FOUND;
    return { view: 'escalation-story.njk', data: { past: saidPast(ask, known.person, told), nav: 'queue' } };
  }),

  postForm('/escalations/{id}/seen', async (ask) => {
    const outcome = await markSeen(ask.world, ask.by.service.id, ask.by.staff.id, ask.params.id ?? '');
    return 'refused' in outcome ? NOT_FOUND : { to: '/?done=seen' };
  }),
];

/** The night's escalations for the queue, each with its story. */
export async function saidNight(ask: PageAsk) {
  const night = await nightOf(ask.world, ask.by.service.id);
  const people = await peopleOf(ask, night);
  const told = await Promise.all(
    night.map(async ({ person, entry }) => {
      const about = people.get(person);
      if (!about) return [];
      return [saidPast(ask, about, await withStory(ask.world, keyOf(ask, person), entry))];
    }),
  );
  return told.flat();
}

/** The last few of a person that are over. */
export async function saidPastOf(ask: PageAsk, person: Person) {
  const key = keyOf(ask, person.id);
  const past = await pastEscalationsOf(ask.world, key);
  return Promise.all(past.map(async (each) => saidPast(ask, person, await withStory(ask.world, key, each))));
}

function saidPast(ask: PageAsk, person: Person, { escalation, story }: { escalation: Escalation; story: readonly StoryStep[] }) {
  const { times, by, words } = ask;
  const { outcome, acceptedBy, seen, id } = escalation;
  return {
    ...saidEscalation(ask, escalation, person),
    href: `/escalations/${id}`,
    person: saidPerson(ask, person),
    outcome: outcome && { words: outcome.words, who: saidWho(ask, outcome.by), at: times.at(outcome.at) },
    holder: acceptedBy && saidWho(ask, acceptedBy),
    seen: seen && { who: saidWho(ask, seen.by), at: times.at(seen.at) },
    story: saidStory(words, by.service, person, story).map((step) => ({ ...step, at: times.at(step.at) })),
  };
}

function keyOf({ by }: PageAsk, person: string): PersonKey {
  return { service: by.service.id, person };
}
