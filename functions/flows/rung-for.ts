import type { Escalation } from '../care/known.ts';
import { lists } from '../ledger/shapes.ts';
import { listed } from './look.ts';
import type { World } from './world.ts';

/**
 * The open escalations that a member of staff has accepted or, while nobody has, was rung for in this round: their own first. Found by the list,
 * which may lag; what is then done stands on the escalation itself.
 */
export async function rungFor(world: World, service: string, staff: string): Promise<string[]> {
  const open = listed<Escalation>(await world.ledger.list(lists.escalations(service))).map(({ entry }) => entry);
  const rang = ({ rungs }: Escalation) =>
    rungs.some((rung) => rung.staff === staff && rung.result !== 'waiting' && rung.result !== 'empty');
  const own = open.filter(({ acceptedBy }) => acceptedBy === staff);
  return [...own, ...open.filter((each) => !each.acceptedBy && rang(each))].map(({ id }) => id);
}
