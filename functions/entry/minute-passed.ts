import { cloudWorld } from '../flows/cloud-world.ts';
import { sweep } from '../flows/sweep.ts';
import { watchContacts } from '../flows/watch-contacts.ts';
import type { World } from '../flows/world.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** Every minute: hands what is due in the agenda to the workers. */
export function minutePassed(world: World): () => Promise<void> {
  let watched: Promise<void> | undefined;
  return async () => {
    // Once for each start of this function: a service that has just been added has nobody yet who looks after its directory.
    watched ??= watchContacts(world);
    await watched.catch((error) => {
      watched = undefined;
      world.log.error('directory-not-watched', error);
    });
    const { released } = await sweep(world);
    if (released > 0) world.log.info('swept', { released });
  };
}

export const handler = onFirstUse(() => minutePassed(cloudWorld()));
