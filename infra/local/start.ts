import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { TemplateMistake } from '../../functions/platform/catalogue/yaml-file.ts';
import { localConfig } from '../../functions/platform/config.ts';
import { localAlongside } from './alongside.ts';
import { type LocalClock, localClock } from './clock.ts';
import { welcomeDemonstration } from './demonstration.ts';

/** `npm start`: the whole service on this machine. */

/** How fast a call speaks to a person who listens at the page. */
const WORDS_PER_MINUTE = 160;

function clockFor(setting: string): LocalClock {
  if (setting === 'running' || setting === 'real') return localClock({ mode: setting });
  const start = DateTime.fromISO(setting, { zone: 'utc' });
  if (!start.isValid)
    throw new Error(`CLOCK must be running, real, or an instant such as 2026-03-02T21:00:00Z; it is "${setting}"`);
  return localClock({ mode: 'standing', start });
}

async function start(): Promise<void> {
  const { port, phonePort, host, data, clock: setting } = localConfig();
  const catalogue = readCatalogue(fileURLToPath(new URL('../../templates', import.meta.url)));
  const clock = clockFor(setting);
  const alongside = await localAlongside({
    clock,
    catalogue,
    host,
    port,
    phonePort,
    ...(data !== 'memory' && { data }),
    ...(clock.mode !== 'standing' && { wordsPerMinute: WORDS_PER_MINUTE }),
  });
  await welcomeDemonstration(alongside);
  console.log(`Console   ${alongside.url}`);
  console.log(`Handsets  ${alongside.phoneUrl}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => alongside.close().then(() => process.exit(0)));
}

start().catch((error: unknown) => {
  // A mistake in a template names its place; a stack trace would only hide it.
  console.error(error instanceof TemplateMistake ? error.message : error);
  process.exit(1);
});
