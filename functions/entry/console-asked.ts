import { pages } from '../console/pages/pages.ts';
import { cloudWorld } from '../flows/cloud-world.ts';
import type { World } from '../flows/world.ts';
import type { HttpHandler } from '../platform/http.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** Everything else over HTTP: a member of staff asks for a page or sends a form. */
export function consoleAsked(world: World): HttpHandler {
  return pages(world);
}

export const handler = onFirstUse(() => consoleAsked(cloudWorld()));
