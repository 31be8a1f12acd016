import { clockRuns } from './check-clocks.ts';
import { entriesKept, entryComplete } from './check-histories.ts';
import { ringsOn } from './check-ringing.ts';
import type { HistoryEntry, SeenEscalation, WrittenText } from './diary.ts';
import { say } from './saying.ts';
import { MINUTE, type Simulation } from './simulation.ts';

/** Looking at the queue and the escalations, as anybody on the team can, and noticing what could not have happened. */

export interface ListedItem {
  id: string;
  patientId: string | null;
  personId: string;
  team: string;
  from: string;
  claimedBy: string | null;
  claimedAt?: string;
  urgency: string;
  attended?: object;
  dueBy: string;
}

/** All open items, of the team and of numbers that nobody knows. What has gone without an outcome is a broken promise 4. */
export async function lookAtQueue(simulation: Simulation): Promise<ListedItem[]> {
  const { diary, doors, service } = simulation;
  const team = await doors.read('lena', `/queues/${service.team}`);
  const unmatched = await doors.read('lena', '/unmatched');
  const items: ListedItem[] = [...team.items, ...unmatched.items];
  const open = new Set(items.map(({ id }) => id));
  for (const [id, { person }] of diary.items) {
    if (open.has(id)) continue;
    diary.items.delete(id);
    if (!diary.closed.has(id)) say(simulation, '4', person, 'an item left the queue and nobody had closed it');
  }
  const holders = new Map<string, ListedItem>();
  for (const item of items) {
    const holder = `${item.team} ${item.personId}`;
    if (holders.has(holder)) say(simulation, '1', item.from, `two items are open for ${item.personId} in ${item.team}`);
    holders.set(holder, item);
    seen(simulation, item);
    clockRuns(simulation, item);
  }
  for (const text of diary.unseen.splice(0)) {
    const id = diary.patientAt(text.number)?.id;
    const item = id ? holders.get(`${service.team} ${id}`) : items.find(({ from }) => from === text.number);
    const held = item?.urgency ?? (closedSince(simulation, text) ? 'closed' : undefined);
    if (held) text.queuedAs = held;
  }
  return items;
}

function seen({ diary, service, now }: Simulation, { id, personId, team, from, urgency }: ListedItem): void {
  const held = diary.queued.get(personId) ?? [];
  diary.queued.set(personId, held);
  const last = held.at(-1);
  if (last?.item === id) last.to = now();
  else held.push({ item: id, from: now(), to: now() });
  if (team !== service.team) diary.strangersSeen.add(personId);
  diary.items.set(id, { id, person: from, urgency });
}

/** Whether a nurse has closed an item of those people since a text was written, without anybody having looked before. */
function closedSince({ diary }: Simulation, { at, number }: WrittenText): boolean {
  const patient = diary.patientAt(number);
  for (let place = diary.staffActs.length - 1; place >= 0; place -= 1) {
    const act = diary.staffActs[place];
    if (!act || act.at < at) return false;
    if (act.what === 'closed' && act.person && [number, patient?.number, patient?.relative].includes(act.person)) return true;
  }
  return false;
}

/** All escalations that are open or were closed within the day. One that has vanished unclosed is a broken promise 3. */
export async function lookAtEscalations(simulation: Simulation): Promise<SeenEscalation[]> {
  const { diary, doors, now } = simulation;
  const listed: SeenEscalation[] = (await doors.read('lena', '/escalations')).escalations;
  const ids = new Set(listed.map(({ id }) => id));
  for (const id of diary.openEscalations) {
    if (ids.has(id)) continue;
    say(simulation, '3', diary.escalations.get(id)?.from ?? '', 'an escalation has vanished without being closed');
    diary.openEscalations.delete(id);
  }
  for (const each of listed) {
    const { id: escalation, from, state, acceptedBy: by, acceptedAt, openedAt } = each;
    diary.escalations.set(escalation, each);
    if (state === 'closed') diary.openEscalations.delete(escalation);
    else diary.openEscalations.add(escalation);
    if (state === 'exhausted' && !diary.exhausted.has(escalation))
      diary.exhausted.set(escalation, { from, openedAt: Date.parse(openedAt), seenAt: now() });
    if (!acceptedAt || !by) continue;
    const taking = { escalation, from, by, at: Date.parse(acceptedAt) };
    diary.accepted.set(escalation, taking.at);
    diary.takings.set(`${escalation} ${taking.at}`, taking);
    if (state === 'accepted') lookAgain(simulation);
  }
  ringsOn(simulation, listed);
  return listed;
}

/** Whoever has an escalation must have said by then what came of it, or it rings again. */
const ANOTHER_LOOK = 24 * MINUTE;

/** As long as somebody has one, it is looked at again. */
function lookAgain(simulation: Simulation): void {
  const { diary, now, plans } = simulation;
  if (diary.nextLook > now()) return;
  diary.nextLook = now() + ANOTHER_LOOK;
  plans.add(diary.nextLook, async () => void (await lookAtEscalations(simulation)));
}

/** Reads what every patient's history tells that has not been read before. */
export async function readHistories(simulation: Simulation): Promise<void> {
  for (const { id } of simulation.diary.patients) if (id) await readHistory(simulation, id);
}

/** Page by page, newest first, until there is nothing new on one. */
async function readHistory(simulation: Simulation, id: string): Promise<void> {
  const { diary, doors } = simulation;
  const kept = diary.histories.get(id) ?? new Map<string, HistoryEntry>();
  diary.histories.set(id, kept);
  for (let next: string | undefined, page = 0; page === 0 || next; page += 1) {
    const before = next ? `?before=${encodeURIComponent(next)}` : '';
    const told = await doors.read('lena', `/patients/${id}/history${before}`);
    const history = told.history as HistoryEntry[];
    if (page === 0) entriesKept(simulation, id, history, told.next === undefined);
    const fresh = history.map((entry) => ({ entry, text: JSON.stringify(entry) })).filter(({ text }) => !kept.has(text));
    for (const { entry, text } of fresh) {
      entryComplete(simulation, id, entry, text);
      kept.set(text, entry);
    }
    next = fresh.length > 0 ? told.next : undefined;
  }
}
