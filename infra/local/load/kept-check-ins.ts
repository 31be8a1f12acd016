import { QUESTION } from '../simulation/life.ts';
import { eachOf, type Outside } from './outside.ts';
import type { Enrolled } from './people.ts';

const AT_ONCE = 8;

/**
 * Promise 6: of so many people each has got one check-in within a span of time, or it is recorded as skipped with the reason, or was moved in
 * its window. Answers what is broken, how many went each way, and how many in each minute.
 */
export async function checkInsKept(
  { api, handset }: Outside,
  people: readonly Enrolled[],
  { from, to }: { from: string; to: string },
) {
  const broken: string[] = [];
  const perMinute = new Map<string, number>();
  const counts = { sent: 0, skipped: 0, moved: 0 };
  await eachOf(people, AT_ONCE, async ({ id, number }) => {
    const { texts } = (await handset(number)) as { texts: { to: string; body: string; at: string }[] };
    const asked = texts.filter(({ to: whom, body, at }) => whom === number && QUESTION.test(body) && at >= from);
    for (const { at } of asked) perMinute.set(at.slice(0, 16), (perMinute.get(at.slice(0, 16)) ?? 0) + 1);
    if (asked.some(({ at }) => at > to)) broken.push(`6: ${id} was asked too late`);
    if (asked.length > 1) broken.push(`6: ${id} was asked ${asked.length} times`);
    if (asked.length > 0) {
      counts.sent += 1;
      return;
    }
    const { history } = (await api('GET', `/patients/${id}/history`)) as { history: Told[] };
    const events = history.filter(({ at }) => at >= from).flatMap((each) => each.events);
    if (events.some(isSkip)) counts.skipped += 1;
    else if (events.some(({ what }) => what === 'check-in-moved' || what === 'moved')) counts.moved += 1;
    else
      broken.push(
        `6: ${id} was never asked, and nothing says why: ${history.flatMap(({ events: each }) => each.map(({ what }) => what))}`,
      );
  });
  return { broken, perMinute, counts };
}

interface Told {
  at: string;
  events: { what: string; why?: string }[];
}

/** The question itself is skipped, or what would have asked it. */
function isSkip({ what, why }: Told['events'][number]): boolean {
  return why !== undefined && (what === 'check-in-skipped' || what === 'skipped');
}
