import type { Escalation } from '../care/known.ts';
import { lists } from '../ledger/shapes.ts';
import { listed } from './look.ts';
import type { World } from './world.ts';

/**
 * The open escalations that a member of staff has accepted or was rung for in this round: their own first, last what somebody else has taken. Found by
 * the list, which may lag; what is then done stands on the escalation itself.
 */
export async function rungFor(world: World, service: string, staff: string): Promise<string[]> {
  const open = listed<Escalation>(await world.ledger.list(lists.escalations(service))).map(({ entry }) => entry);
  const rang = ({ rungs }: Escalation) =>
    rungs.some((rung) => rung.staff === staff && rung.result !== 'waiting' && rung.result !== 'empty');
  const own = open.filter(({ acceptedBy }) => acceptedBy === staff);
  const free = open.filter((each) => !each.acceptedBy && rang(each));
  const taken = open.filter((each) => each.acceptedBy && each.acceptedBy !== staff && rang(each));
  return [...own, ...free, ...taken].map(({ id }) => id);
}
