import { watchContacts } from '../care/contacts-watch.ts';
import { watchCoverage } from '../care/coverage-watch.ts';
import { iso } from '../care/draft.ts';
import { HOUSE } from '../care/house.ts';
import type { Known } from '../care/known.ts';
import { newPerson, nothingOpen } from '../care/new-person.ts';
import type { Service } from '../care/service.ts';
import { decide } from './decide.ts';
import { watchProofs } from './prove.ts';
import { settingsOf } from './settings.ts';
import type { World } from './world.ts';

/** Makes sure that each service looks after itself every day, its directory, its rota and its proofs: when it starts, or has just been added. */
export async function watchHouses(world: World): Promise<void> {
  for (const { id } of world.catalogue.services) {
    const service = await settingsOf(world, id);
    await decide(world, {
      service: id,
      person: HOUSE,
      who: 'agenda',
      create: () => house(world, service),
      rule: (draft) => {
        watchContacts(draft);
        watchCoverage(draft);
        watchProofs(draft);
      },
      freshSettings: true,
    });
  }
}

/** The service itself, which has an agenda and a history of its own. */
export function house(world: World, service: Service): Known {
  return nothingOpen(
    newPerson(service, { id: HOUSE, kind: 'service', phone: service.number, enrolledAt: iso(world.clock.now()) }),
  );
}
