import type { World } from '../../functions/flows/world.ts';
import type { HttpHandler } from '../../functions/platform/http.ts';
import type { LocalClock } from './clock.ts';

export function localPages(_world: World, _clock: LocalClock, _phoneUrl: string, console: HttpHandler): HttpHandler {
  return console;
}
