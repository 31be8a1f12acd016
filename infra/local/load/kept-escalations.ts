import { eachOf, type Outside } from './outside.ts';
import type { Enrolled } from './people.ts';
import type { Arrived } from './traffic.ts';

interface Escalation {
  id: string;
  personId: string;
  openedAt: string;
  rungs: { name: string; number: string | null; result: string }[];
}

/** Two minutes for the sweep and a process that was down, and a second for each that is rung for at the same time. */
const LONGEST = 120_000;
const SECOND = 1_000;

/**
 * Promise 3: about everybody who wrote of danger there is an escalation, and each phone of its first round that was to ring has rung in time. All are
 * closed in the end, as whoever has spoken to them would.
 * @param since an instant before the first text
 */
export async function escalationsKept(
  { api, handset }: Outside,
  people: readonly Enrolled[],
  arrived: readonly Arrived[],
  since: string,
) {
  const broken: string[] = [];
  const { escalations } = (await api('GET', '/escalations')) as { escalations: Escalation[] };
  const about = new Map(escalations.map((each) => [each.personId, each]));
  const staff = new Set(escalations.flatMap(({ rungs }) => rungs.flatMap(({ number }) => number ?? [])));
  const rings: number[] = [];
  await eachOf([...staff], 1, async (number) => {
    const { calls } = (await handset(number)) as { calls: { at: string }[] };
    rings.push(...calls.map(({ at }) => Date.parse(at)).filter((at) => at >= Date.parse(since)));
  });
  const inDanger = new Set(
    arrived.flatMap(({ need, number, answer }) => (need === 'danger' && answer.body !== undefined ? [number] : [])),
  );
  for (const { id, number } of people) {
    if (!inDanger.has(number)) continue;
    const escalation = about.get(id);
    if (!escalation) {
      broken.push(`3: nobody is rung for ${id}`);
      continue;
    }
    const openedAt = Date.parse(escalation.openedAt);
    const latest = openedAt + LONGEST + escalations.length * SECOND;
    if (!rings.some((at) => at >= openedAt && at <= latest)) broken.push(`3: no phone has rung for ${id} in time`);
    if (escalation.rungs.every(({ result }) => result === 'waiting')) broken.push(`3: no rung of ${id} was tried`);
  }
  await eachOf(escalations, 1, ({ id }) => api('POST', `/escalations/${id}/close`, { outcome: 'spoke' }).catch(() => undefined));
  return { broken, count: inDanger.size };
}
