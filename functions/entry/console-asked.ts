import { type ConsoleFiles, readConsoleFiles } from '../console/pages/console-files.ts';
import { pages } from '../console/pages/pages.ts';
import { cloudWorld, noProvider } from '../flows/cloud-world.ts';
import type { World } from '../flows/world.ts';
import type { Provider } from '../phone/provider.ts';
import { twilioRecordings } from '../phone/twilio-recordings.ts';
import { machineClock } from '../platform/clock.ts';
import { cloudConfig } from '../platform/config.ts';
import type { HttpHandler } from '../platform/http.ts';
import { providerSecret } from '../platform/provider-secret.ts';
import { onFirstUse } from '../platform/wiring.ts';

/** Everything else over HTTP: a member of staff asks for a page or sends a form. */
export function consoleAsked(world: World, files: ConsoleFiles): HttpHandler {
  return pages(world, files);
}

/** The console sends nothing by itself; it only fetches what callers have recorded, once somebody plays it. */
function recordings(): Provider['recording'] {
  const { PROVIDER_SECRET_ARN, PROVIDER_API_ORIGIN: apiOrigin = 'https://api.twilio.com' } = cloudConfig();
  const secret = providerSecret(PROVIDER_SECRET_ARN, machineClock);
  return async (id) => {
    const { accountSid, authToken } = await secret();
    return twilioRecordings({ accountSid, authToken, apiOrigin })(id);
  };
}

export const handler = onFirstUse(async () =>
  consoleAsked(cloudWorld({ ...noProvider, recording: recordings() }), await readConsoleFiles(cloudConfig().CONSOLE_FILES)),
);
