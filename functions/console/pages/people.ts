import type { Person } from '../../care/person.ts';
import { knownOf, type Listed } from '../../flows/look.ts';
import type { PersonKey } from '../../flows/world.ts';
import type { PageAsk } from './page.ts';

/** Everybody whom a list is about, by id. */
export async function peopleOf({ world, by }: PageAsk, entries: readonly Listed<unknown>[]): Promise<Map<string, Person>> {
  const ids = [...new Set(entries.map(({ person }) => person))];
  const known = await Promise.all(ids.map((person) => knownOf(world, { service: by.service.id, person } satisfies PersonKey)));
  return new Map(known.flatMap((each) => (each ? [[each.person.id, each.person]] : [])));
}
