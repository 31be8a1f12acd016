import { type Broken, type HistoryEntry, iso, type SeenEscalation } from './diary.ts';
import type { Simulation } from './simulation.ts';

/** Looking at the queue and the escalations, as anybody on the team can, and noticing what could not have happened. */

export interface ListedItem {
  id: string;
  patientId: string | null;
  personId: string;
  team: string;
  from: string;
  claimedBy: string | null;
  urgency: string;
  dueBy: string;
}

/** All open items, of the team and of numbers that nobody knows. What has gone without an outcome is a broken promise 4. */
export async function lookAtQueue(simulation: Simulation): Promise<ListedItem[]> {
  const { diary, doors, service } = simulation;
  const team = await doors.read('lena', `/queues/${service.team}`);
  const unmatched = await doors.read('lena', '/unmatched');
  const items: ListedItem[] = [...team.items, ...unmatched.items];
  const now = simulation.now();
  const open = new Map(items.map((item) => [item.id, item]));
  for (const [id, { person }] of diary.items) {
    if (open.has(id)) continue;
    diary.items.delete(id);
    if (diary.staffActs.some(({ what, about }) => what === 'closed' && about === id)) continue;
    say(simulation, '4', person, 'an item left the queue and nobody had closed it');
  }
  const holders = new Set<string>();
  for (const { id, personId, team: name, from } of items) {
    const holder = `${name} ${personId}`;
    if (holders.has(holder)) say(simulation, '1', from, `two items are open for ${personId} in ${name}`);
    holders.add(holder);
    const queued = diary.queued.get(personId) ?? [];
    diary.queued.set(personId, queued);
    queued.push(now);
    if (name !== service.team) diary.strangersSeen.add(personId);
    diary.items.set(id, { id, person: from, team: name, lastSeen: now });
  }
  return items;
}

/** All escalations that are open or were closed within the day. One that has vanished unclosed is a broken promise 3. */
export async function lookAtEscalations(simulation: Simulation): Promise<SeenEscalation[]> {
  const { diary, doors } = simulation;
  const listed: SeenEscalation[] = (await doors.read('lena', '/escalations')).escalations;
  const ids = new Set(listed.map(({ id }) => id));
  for (const [id, before] of diary.escalations) {
    if (ids.has(id) || before.state === 'closed') continue;
    say(simulation, '3', before.from, 'an escalation has vanished without being closed');
    diary.escalations.delete(id);
  }
  for (const each of listed) {
    diary.escalations.set(each.id, each);
    if (each.acceptedAt) diary.accepted.set(each.id, Date.parse(each.acceptedAt));
  }
  const open = listed
    .filter(({ state }) => state === 'open' || state === 'exhausted')
    .map(({ id, from, openedAt }) => ({ id, from, openedAt: Date.parse(openedAt), acceptedBefore: diary.accepted.get(id) ?? 0 }));
  diary.watches.push({ at: simulation.now(), open });
  return listed;
}

/** Reads every patient's history, of which the API shows the newest two hundred entries. */
export async function readHistories(simulation: Simulation): Promise<void> {
  for (const { id } of simulation.diary.patients) await readHistory(simulation, id);
}

/** The histories of those about whom somebody is being rung: a ladder that goes on ringing fills what is shown in minutes. */
export async function readHistoriesOfEscalations(simulation: Simulation): Promise<void> {
  const { escalations, patientOf } = simulation.diary;
  for (const { state, patientId } of escalations.values())
    if (state !== 'closed' && patientOf(patientId)) await readHistory(simulation, patientId);
}

export async function readHistory({ diary, doors }: Simulation, id: string | undefined): Promise<void> {
  if (!id) return;
  const { history } = await doors.read('lena', `/patients/${id}/history`);
  const kept = diary.histories.get(id) ?? new Map<string, HistoryEntry>();
  diary.histories.set(id, kept);
  for (const entry of history as HistoryEntry[]) kept.set(JSON.stringify(entry), entry);
}

/** Notes a broken promise for the telling. */
export function say(
  { diary, now }: Pick<Simulation, 'diary' | 'now'>,
  promise: string,
  patient: string,
  what: string,
  at = now(),
): void {
  const broken: Broken = { promise, patient, at: iso(at), what };
  diary.broken.push(broken);
}
