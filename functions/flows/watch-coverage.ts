import { HOUSE } from '../care/contacts-watch.ts';
import { watchCoverage as watch } from '../care/coverage-watch.ts';
import { decide } from './decide.ts';
import { settingsOf } from './settings.ts';
import { house } from './watch-contacts.ts';
import type { World } from './world.ts';

/** Makes sure that somebody looks at each service's rota every morning. */
export async function watchCoverage(world: World): Promise<void> {
  for (const { id } of world.catalogue.services) {
    const service = await settingsOf(world, id);
    await decide(world, { service: id, person: HOUSE, who: 'agenda', create: () => house(world, service), rule: watch });
  }
}
