import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';
import { TemplateMistake } from '../../functions/platform/catalogue/yaml-file.ts';
import { localConfig, WrongSetting } from '../../functions/platform/config.ts';
import { localAlongside } from './alongside.ts';
import { type LocalClock, localClock } from './clock.ts';
import { welcomeDemonstration } from './demonstration.ts';

/** `npm start`: the whole service on this machine. */

/** How fast a call speaks to a person who listens at the page. */
const WORDS_PER_MINUTE = 160;

/** Where the data's own time is kept, whenever it jumps: a clock that was moved forward must not begin before what it has seen. */
const CLOCK_FILE = 'clock.txt';

/** What a clock that jumped and has ticked since would say by now: the file is as old as the jump. */
function keptTime(file: string): DateTime | undefined {
  if (!existsSync(file)) return undefined;
  const jumpedTo = DateTime.fromISO(readFileSync(file, 'utf8').trim(), { zone: 'utc' });
  return jumpedTo.plus(DateTime.utc().diff(DateTime.fromJSDate(statSync(file).mtime)));
}

function clockFor(setting: string, data: string | undefined): LocalClock {
  if (setting === 'running' && data) {
    const file = join(data, CLOCK_FILE);
    const last = keptTime(file);
    const start = last?.isValid && last > DateTime.utc() ? { start: last } : {};
    return localClock({ mode: setting, ...start, onMoved: (now) => writeFileSync(file, `${now.toISO()}\n`) });
  }
  if (setting === 'running' || setting === 'real') return localClock({ mode: setting });
  const start = DateTime.fromISO(setting, { zone: 'utc' });
  if (!start.isValid)
    throw new WrongSetting(`CLOCK must be running, real, or an instant such as 2026-03-02T21:00:00Z; it is "${setting}"`);
  return localClock({ mode: 'standing', start });
}

async function start(): Promise<void> {
  const { port, phonePort, host, data: folder, clock: setting, heartbeat } = localConfig();
  const data = folder === 'memory' ? undefined : folder;
  const catalogue = readCatalogue(fileURLToPath(new URL('../../templates', import.meta.url)));
  const clock = clockFor(setting, data);
  const alongside = await localAlongside({
    clock,
    catalogue,
    host,
    port,
    phonePort,
    heartbeat,
    ...(data && { data }),
    ...(clock.mode !== 'standing' && { wordsPerMinute: WORDS_PER_MINUTE }),
  });
  await welcomeDemonstration(alongside);
  console.log(`Console   ${alongside.url}`);
  console.log(`Handsets  ${alongside.phoneUrl}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => alongside.close().then(() => process.exit(0)));
}

/** What a person can mend is said in a line; for anything else the stack trace stands. */
function told(error: unknown): unknown {
  if (error instanceof TemplateMistake || error instanceof WrongSetting) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  return code === 'EADDRINUSE' ? `port ${port} is in use: set PORT and PHONE_PORT to two that are free` : error;
}

start().catch((error: unknown) => {
  console.error(told(error));
  process.exit(1);
});
