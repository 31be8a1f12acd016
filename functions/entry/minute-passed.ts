import { cloudWorld } from '../flows/cloud-world.ts';
import { startServices } from '../flows/start-services.ts';
import { sweep } from '../flows/sweep.ts';
import { watchOver } from '../flows/watch-over.ts';
import type { World } from '../flows/world.ts';
import { onFirstUse } from '../platform/wiring.ts';

/**
 * Every minute: hands what is due in the agenda to the workers, looks whether anything stands still, and tells the outside when all is well.
 * Answers whether the next minute must be looked at whatever is due in it.
 */
export function minutePassed(world: World): () => Promise<{ again: boolean }> {
  return async () => {
    const { released, late } = await sweep(world);
    if (released > 0) world.log.info('swept', { released });
    const { allIsWell, isEscalating } = await watchOver(world, late).catch((error) => {
      world.log.error('watch-failed', error);
      return { allIsWell: false, isEscalating: false };
    });
    if (allIsWell) await world.heartbeat?.().catch((error) => world.log.warn('heartbeat-not-told', { error: String(error) }));
    return { again: isEscalating || world.heartbeat !== undefined };
  };
}

/** Every version of this function begins with what it was deployed with. What cannot be begun stops no sweep: the next start tries again. */
async function begun(world: World): Promise<() => Promise<{ again: boolean }>> {
  await startServices(world).catch((error) => world.log.error('services-not-started', error));
  return minutePassed(world);
}

export const handler = onFirstUse(() => begun(cloudWorld()));
