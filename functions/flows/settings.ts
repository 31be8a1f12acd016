import { type LineRecords, withRecords } from '../care/line-records.ts';
import { type FailedPhones, withPhones } from '../care/responder-phones.ts';
import type { Service } from '../care/service.ts';
import { Conflict } from '../ledger/ledger.ts';
import { settingsKey } from '../ledger/shapes.ts';
import type { World } from './world.ts';

/** A service's settings: they start from files and live in the ledger, where the console will change them. */

const MINUTE = 60_000;

interface CachedSettings {
  service: Service;
  /** Of the item; 0 where there is none yet. */
  version: number;
  readAt: number;
}

/** One cache a world, so that two services on one machine, or two tests, never share one. */
const caches = new WeakMap<World, Map<string, CachedSettings>>();

/** Settings as the ledger has them: those of the files, and beside them what staff and the provider have recorded of lines and phones. */
export type KeptSettings = Service & {
  checked?: Readonly<Record<string, { on: string; by: string }>>;
  directory?: LineRecords;
  phones?: FailedPhones;
};

/** Of the 400 KB that an item of the ledger may have, some are left for what may never be refused: tests, checks, phones that do not work. */
const MOST_BYTES = 360_000;

/** Whether a change makes the settings larger than they may be. One that takes away is never too large. */
export function isTooLarge(before: KeptSettings, after: KeptSettings): boolean {
  const bytes = (settings: KeptSettings) => Buffer.byteLength(JSON.stringify(settings));
  return bytes(after) > MOST_BYTES && bytes(after) > bytes(before);
}

/** What has been recorded, which no newer file takes away. */
const RECORDED = ['checked', 'directory', 'phones', 'overrides', 'calendars', 'present'] as const;

/** The settings of a service, at most a minute old; `fresh` reads them now, as each round of an escalation does for its rota. */
export async function settingsOf(world: World, serviceId: string, fresh = false): Promise<Service> {
  const cache = caches.get(world) ?? new Map();
  caches.set(world, cache);
  const kept = cache.get(serviceId);
  const now = world.clock.now().toMillis();
  if (kept && !fresh && now - kept.readAt < MINUTE) return kept.service;
  const item = await world.ledger.get(settingsKey(serviceId));
  const version = item?.version ?? 0;
  if (kept?.version === version) {
    // The same settings stay the same object, and so does what care has worked out from them.
    kept.readAt = now;
    return kept.service;
  }
  const service = item
    ? asRecorded(item.data as unknown as KeptSettings)
    : world.catalogue.services.find(({ id }) => id === serviceId);
  if (!service) throw new Error(`there is no service "${serviceId}"`);
  cache.set(serviceId, { service, version, readAt: now });
  return service;
}

/** What has just been changed is read afresh where it was changed; elsewhere within a minute. */
export function forgetSettings(world: World, serviceId: string): void {
  caches.get(world)?.delete(serviceId);
}

/** The settings of the files with everything that was recorded since. */
export function asRecorded({ phones = {}, ...kept }: KeptSettings): Service {
  const service = withChecks(kept);
  return { ...service, staff: withPhones(service.staff, phones) };
}

/** A number was checked on the date in the files, or on the one that somebody has recorded since, whichever is later. */
function withChecks({ checked = {}, directory, ...filed }: KeptSettings): Service {
  const service = withRecords(filed, directory);
  const lines = service.lines.map((line) => {
    const on = checked[line.id]?.on ?? '';
    return on > line.checkedOn ? { ...line, checkedOn: on } : line;
  });
  return { ...service, lines };
}

/** The service that owns a number, by the files: a number is bought before it is configured. */
export function serviceByNumber(world: World, number: string): string | undefined {
  return world.catalogue.services.find((service) => service.number === number || service.probe?.number === number)?.id;
}

/** Puts the settings of the files into a ledger that has none, or that holds those of an older file. What staff have recorded stays. */
export async function seedSettings(world: World): Promise<void> {
  for (const service of world.catalogue.services) {
    const key = settingsKey(service.id);
    const last = await world.ledger.get(key);
    const kept = last?.data as KeptSettings | undefined;
    const recorded = RECORDED.filter((name) => kept?.[name]).map((name) => [name, kept?.[name]]);
    const data = { ...service, ...Object.fromEntries(recorded) };
    if (last && JSON.stringify(last.data) === JSON.stringify(data)) continue;
    const put = { ...key, version: (last?.version ?? 0) + 1, data };
    try {
      await world.ledger.commit([{ put, expect: last ? { version: last.version } : 'absent' }]);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
