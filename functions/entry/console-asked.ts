import { type ConsoleFiles, readConsoleFiles } from '../console/pages/console-files.ts';
import { pages } from '../console/pages/pages.ts';
import { cloudWorld } from '../flows/cloud-world.ts';
import type { World } from '../flows/world.ts';
import { cloudConfig } from '../platform/config.ts';
import type { HttpHandler } from '../platform/http.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** Everything else over HTTP: a member of staff asks for a page or sends a form. */
export function consoleAsked(world: World, files: ConsoleFiles): HttpHandler {
  return pages(world, files);
}

export const handler = onFirstUse(async () => consoleAsked(cloudWorld(), await readConsoleFiles(cloudConfig().CONSOLE_FILES)));
