import type { Service } from '../care/service.ts';
import { Conflict } from '../ledger/ledger.ts';
import { settingsKey } from '../ledger/shapes.ts';
import type { World } from './world.ts';

/** A service's settings: they start from files and live in the ledger, where the console will change them. */

const MINUTE = 60_000;

/** One cache a world, so that two services on one machine, or two tests, never share one. */
const caches = new WeakMap<World, Map<string, { service: Service; readAt: number }>>();

/** The settings of a service, at most a minute old; `fresh` reads them now, as each round of an escalation does for its rota. */
export async function settingsOf(world: World, serviceId: string, fresh = false): Promise<Service> {
  const cache = caches.get(world) ?? new Map();
  caches.set(world, cache);
  const kept = cache.get(serviceId);
  const now = world.clock.now().toMillis();
  if (kept && !fresh && now - kept.readAt < MINUTE) return kept.service;
  const item = await world.ledger.get(settingsKey(serviceId));
  const service = (item?.data as unknown as Service) ?? world.catalogue.services.find(({ id }) => id === serviceId);
  if (!service) throw new Error(`there is no service "${serviceId}"`);
  cache.set(serviceId, { service, readAt: now });
  return service;
}

/** The service that owns a number, by the files: a number is bought before it is configured. */
export function serviceByNumber(world: World, number: string): string | undefined {
  return world.catalogue.services.find((service) => service.number === number)?.id;
}

/** Puts the settings of the files into a ledger that has none, or that holds those of an older file. */
export async function seedSettings(world: World): Promise<void> {
  for (const service of world.catalogue.services) {
    const key = settingsKey(service.id);
    const last = await world.ledger.get(key);
    if (last && JSON.stringify(last.data) === JSON.stringify(service)) continue;
    const put = { ...key, version: (last?.version ?? 0) + 1, data: { ...service } };
    try {
      await world.ledger.commit([{ put, expect: last ? { version: last.version } : 'absent' }]);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
