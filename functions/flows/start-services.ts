import { seedSettings } from './settings.ts';
import { watchHouses } from './watch-house.ts';
import type { World } from './world.ts';

/** What must be there before anything happens: each service's settings, and its look at itself every day. Doing it again changes nothing. */
export async function startServices(world: World): Promise<void> {
  await seedSettings(world);
  await watchHouses(world);
}
