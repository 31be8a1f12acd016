import type { World } from '../../flows/world.ts';
import type { HttpHandler } from '../../platform/http.ts';

export function pages(_world: World): HttpHandler {
  return async () => ({ statusCode: 404, body: '' });
}
