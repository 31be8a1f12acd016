import { seedSettings } from './settings.ts';
import { watchContacts } from './watch-contacts.ts';
import { watchCoverage } from './watch-coverage.ts';
import type { World } from './world.ts';

/** What must be there before anything happens: each service's settings, and its look at the directory and at the rota every morning. Doing it again changes nothing. */
export async function startServices(world: World): Promise<void> {
  await seedSettings(world);
  await watchContacts(world);
  await watchCoverage(world);
}
