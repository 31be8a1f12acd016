import { Duration } from 'luxon';
import { iso } from './diary.ts';
import type { Evidence } from './evidence.ts';
import { grouped, isAnyIn, lastUntil } from './instants.ts';
import { say } from './saying.ts';
import { grace, HOUR, MINUTE, type Simulation } from './simulation.ts';

/** How long a responder and a patient may speak. */
const LONGEST_TALK = HOUR;

/** Promise 3: accepted, but nobody has said that they spoke to the patient, and an attempt in vain: both ring again. */
export function takingsEnd(simulation: Simulation, { handsets }: Evidence): void {
  const { diary, service } = simulation;
  const limit = Duration.fromISO(service.limits.contact).toMillis() + 2 * MINUTE + grace(simulation);
  const phones = new Map(service.staff.map(({ id, phone }) => [id, phone ?? '']));
  const staffActs = grouped(diary.staffActs, ({ staff }) => staff);
  const byPhone = grouped(
    diary.acts.filter(({ door, path, method }) => door === 'handset' && method === 'POST' && path !== '/answer'),
    ({ who }) => who,
  );
  const handsetActs = new Map([...byPhone].map(([who, acts]) => [who, acts.map(({ at }) => at)]));
  const throughAt = new Map([...phones].map(([id, phone]) => [id, throughs(handsets.get(phone))]));
  const told = new Set<string>();
  for (const { at, held } of diary.watches) {
    for (const { escalation, from, by, at: since } of held) {
      if (at - since <= limit || told.has(`${escalation} ${since}`)) continue;
      const acts = staffActs
        .get(by)
        ?.filter(({ about, person, at: then }) => (about === escalation || person === from) && then <= at);
      const last = Math.max(
        since,
        acts?.at(-1)?.at ?? 0,
        lastUntil(handsetActs.get(phones.get(by) ?? ''), at) ?? 0,
        lastUntil(handsetActs.get(from), at) ?? 0,
      );
      if (at - last <= limit || isAnyIn(throughAt.get(by), at - limit - LONGEST_TALK, at)) continue;
      const wasDown = diary.downs.some((down) => down.from <= at && down.to >= at - limit);
      if (wasDown) continue;
      told.add(`${escalation} ${since}`);
      say(simulation, '3', from, `${by} has had it since ${iso(since)}, nobody was spoken to, and it does not ring again`, at);
    }
  }
}

/** When somebody asked in a call to be put through. */
function throughs(handset: { calls: { transcript: { keys?: string; at: string }[] }[] } | undefined): number[] {
  return (handset?.calls ?? []).flatMap(({ transcript }) =>
    transcript.flatMap(({ keys, at }) => (keys === '4' ? [Date.parse(at)] : [])),
  );
}
