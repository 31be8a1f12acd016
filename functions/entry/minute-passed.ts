import { cloudWorld } from '../flows/cloud-world.ts';
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

export const handler = onFirstUse(() => minutePassed(cloudWorld()));
