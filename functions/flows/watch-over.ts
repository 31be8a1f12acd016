import { isUncovered } from '../care/coverage.ts';
import { HOUSE } from '../care/house.ts';
import type { AgendaEntry } from '../care/known.ts';
import type { Proofs } from '../care/proofs.ts';
import { revive, standingStill } from '../care/revive.ts';
import type { Service } from '../care/service.ts';
import { movesAgain, standsStill } from '../care/stands-still.ts';
import { instant, later } from '../care/time.ts';
import { decide, load } from './decide.ts';
import { houseOf, openEscalations } from './look.ts';
import { settingsOf } from './settings.ts';
import type { Late } from './sweep.ts';
import { house } from './watch-house.ts';
import type { World } from './world.ts';

/** What a look at everything has found. */
export interface Watched {
  /** Every service is as it should be: only then does the outside hear that this one lives. */
  allIsWell: boolean;
  /** Somebody is being rung for: it is looked at again in a minute, whatever else is due. */
  isEscalating: boolean;
}

/**
 * After every sweep: whether an open escalation or an entry of the agenda has stood still, which is mended as far as it can be and told to
 * the lead. It reads what is open and no more: a list of the open escalations, one partition for each of them, and the house's own item.
 */
export async function watchOver(world: World, late: readonly Late[]): Promise<Watched> {
  const found = await Promise.all(world.catalogue.services.map(({ id }) => watchService(world, id, late)));
  return { allIsWell: found.every(({ allIsWell }) => allIsWell), isEscalating: found.some(({ isEscalating }) => isEscalating) };
}

async function watchService(world: World, id: string, late: readonly Late[]): Promise<Watched> {
  const service = await settingsOf(world, id);
  const open = await openEscalations(world, id);
  const still = new Set<string>();
  for (const { person } of open) for (const kind of await mend(world, service, person)) still.add(kind);
  for (const { service: owner, kind, due } of late) if (owner === id && isLate(world, service, due)) still.add(kind);
  const proofs = (await houseOf(world, id))?.proofs;
  await tell(world, service, [...still].sort(), proofs);
  const allIsWell =
    still.size === 0 &&
    !isReportLost(world, service, proofs) &&
    !isUncovered(service, world.catalogue.bankHolidays, world.clock.now());
  return { allIsWell, isEscalating: open.length > 0 };
}

/** The list may lag and only says whom to look at: what stands still is decided on what is stored of them. */
async function mend(world: World, service: Service, person: string): Promise<AgendaEntry['kind'][]> {
  const after = service.watch?.escalation;
  const key = { service: service.id, person };
  const loaded = after && (await load(world, key));
  if (!loaded || standingStill(loaded.known, world.clock.now(), after).length === 0) return [];
  const mended = await decide(world, { ...key, who: 'watch', rule: (draft) => revive(draft, after) });
  for (const kind of mended?.result ?? []) world.log.error('escalation-stood-still', undefined, { ...key, kind });
  return mended?.result ?? [];
}

function isLate(world: World, { watch }: Service, due: string): boolean {
  return watch !== undefined && later(instant(due), watch.entry) < world.clock.now();
}

async function tell(world: World, service: Service, what: string[], proofs: Proofs | undefined): Promise<void> {
  const { id } = service;
  const before = proofs?.standing;
  if (what.length === 0 && (!before || before.movedAt)) return;
  if (what.length > 0) world.log.error('stands-still', undefined, { service: id, what: what.join(' ') });
  await decide(world, {
    service: id,
    person: HOUSE,
    who: 'watch',
    create: () => house(world, service),
    rule: (draft) => (what.length > 0 ? standsStill(draft, what) : movesAgain(draft)),
  });
}

/** The last report of every day did not come through, or none has for two days. */
function isReportLost(world: World, { probe }: Service, proofs: Proofs | undefined): boolean {
  const checked = proofs?.report?.checked;
  if (!probe || !checked) return false;
  return checked.missing.length > 0 || instant(checked.at).plus({ days: 2 }) < world.clock.now();
}
