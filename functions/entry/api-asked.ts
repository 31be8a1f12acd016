import { api } from '../console/api/api.ts';
import { cloudWorld } from '../flows/cloud-world.ts';
import type { World } from '../flows/world.ts';
import type { HttpHandler } from '../platform/http.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** `ANY /api/v1/…`: a program asks the JSON API. */
export function apiAsked(world: World): HttpHandler {
  return api(world);
}

export const handler = onFirstUse(() => apiAsked(cloudWorld()));
