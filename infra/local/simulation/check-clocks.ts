import { Duration } from 'luxon';
import { URGENCIES } from '../../../functions/care/reading.ts';
import { say } from './saying.ts';
import { DAY, grace, MINUTE, type Simulation } from './simulation.ts';
import type { ListedItem } from './watching.ts';

/** Two working days over the longest run of days on which nobody is there. */
const LONGEST_DUE = 9 * DAY;

/** What a sweep has handed out and was lost on the way is handed out again five minutes later, and may be lost once more. */
const HANDED_OUT_AGAIN = 10 * MINUTE;

/** Promise 4: an open item is due at some time, becomes no less urgent, and whoever has claimed it has it for so long only. */
export function clockRuns(simulation: Simulation, item: ListedItem): void {
  const { diary, service } = simulation;
  const now = simulation.now();
  const broken = (what: string) => say(simulation, '4', item.from, what);
  const before = diary.items.get(item.id)?.urgency;
  if (before && place(item.urgency) > place(before)) broken(`an item that was ${before} became ${item.urgency}`);
  if (!(Date.parse(item.dueBy) <= now + LONGEST_DUE)) broken(`an item is due at ${item.dueBy}`);
  const longest =
    Duration.fromISO(service.limits.claim).toMillis() + MINUTE + (simulation.faults ? HANDED_OUT_AGAIN : 0) + grace(simulation);
  // In an hour without a sweep no clock runs out.
  const isIdle = diary.downs.some(({ to }) => to >= now);
  if (item.claimedBy && !isIdle && !(Date.parse(item.claimedAt ?? '') >= now - longest))
    broken(`${item.claimedBy} has had an item since ${item.claimedAt}`);
}

function place(urgency: string): number {
  return (URGENCIES as readonly string[]).indexOf(urgency);
}
