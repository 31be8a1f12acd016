import type { DateTime } from 'luxon';
import { askForLine, NEW_LINE, type TelephoneLine } from '../care/telephone-line.ts';
import { Conflict } from '../ledger/ledger.ts';
import { telephoneKey } from '../ledger/shapes.ts';
import type { World } from './world.ts';

/** How often the line is asked for when other calls ask for it in the same moment. */
const ATTEMPTS = 12;

/**
 * Takes the service's telephone line for one call; answers when to ask again when it is not this call's turn. A line that cannot be taken for
 * all that come at once is no reason not to ring: then the provider puts them in order.
 */
export async function takeLine(world: World, service: string, call: { id: string; rank: number }): Promise<DateTime | undefined> {
  const key = telephoneKey(service);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const item = await world.ledger.get(key);
    const asked = askForLine((item?.data as TelephoneLine | undefined) ?? NEW_LINE, call, world.clock.now());
    try {
      const put = { ...key, version: (item?.version ?? 0) + 1, data: { ...asked.line } };
      await world.ledger.commit([{ put, expect: item ? { version: item.version } : 'absent' }]);
      return asked.at;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await world.wait(world.jitter() * 10 * attempt);
    }
  }
  world.log.warn('line-not-taken', { service });
  return undefined;
}
