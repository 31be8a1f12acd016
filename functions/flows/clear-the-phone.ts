import { isTestTime, testCallGivesWay } from '../care/handover-test.ts';
import { HOUSE } from '../care/house.ts';
import { decide } from './decide.ts';
import { houseOf } from './look.ts';
import { settingsOf } from './settings.ts';
import type { World } from './world.ts';

/** An escalation is about to ring: a test call that may be under way just before a handover is hung up. Nothing that goes wrong here holds up the ring. */
export async function clearThePhone(world: World, service: string): Promise<void> {
  try {
    const settings = await settingsOf(world, service);
    if (!isTestTime(settings, world.catalogue.bankHolidays, world.clock.now())) return;
    const proofs = (await houseOf(world, service))?.proofs;
    if (proofs?.testCall?.dispatch) await decide(world, { service, person: HOUSE, who: 'agenda', rule: testCallGivesWay });
  } catch (error) {
    world.log.error('test-call-not-cleared', error, { service });
  }
}
