import { cloudWorld } from '../flows/cloud-world.ts';
import { startServices } from '../flows/start-services.ts';
import { sweep } from '../flows/sweep.ts';
import type { World } from '../flows/world.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** Every minute: hands what is due in the agenda to the workers. */
export function minutePassed(world: World): () => Promise<void> {
  return async () => {
    const { released } = await sweep(world);
    if (released > 0) world.log.info('swept', { released });
  };
}

/** Every version of this function begins with what it was deployed with. What cannot be begun stops no sweep: the next start tries again. */
async function begun(world: World): Promise<() => Promise<void>> {
  await startServices(world).catch((error) => world.log.error('services-not-started', error));
  return minutePassed(world);
}

export const handler = onFirstUse(() => begun(cloudWorld()));
