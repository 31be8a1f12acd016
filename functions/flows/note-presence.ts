import { record } from '../care/draft.ts';
import { HOUSE } from '../care/house.ts';
import { presentSince, seen, workingDay } from '../care/presence.ts';
import type { Service, Staff } from '../care/service.ts';
import { changeSettings } from './change-settings.ts';
import type { World } from './world.ts';

/**
 * Somebody has been seen to be there: signed in, by text or by key. It is written down once for each of them and working day, in a commit of
 * its own; that it could not be is no reason to fail at what they came for.
 */
export async function notePresence(world: World, service: Service, staff: Staff): Promise<void> {
  const { role, id } = staff;
  const day = workingDay(service, world.catalogue.bankHolidays, world.clock.now());
  if (!day || role === 'auditor' || role === 'safety-officer' || presentSince(service, staff, day)) return;
  try {
    await changeSettings(world, {
      service: service.id,
      who: id,
      change: (kept, _, draft) => {
        const present = seen(kept.present, id, day, draft.now);
        if (!present) return { result: undefined };
        record(draft, 'present', HOUSE, id);
        return { settings: { ...kept, present }, result: undefined };
      },
    });
  } catch (error) {
    world.log.error('presence-not-noted', error, { service: service.id, staff: id });
  }
}
