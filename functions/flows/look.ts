import { type Upcoming, upcoming } from '../care/forecast.ts';
import { holdOn } from '../care/hold.ts';
import { HOUSE } from '../care/house.ts';
import type { Escalation, IncomingText, Known, QueueItem, Review } from '../care/known.ts';
import type { Person } from '../care/person.ts';
import { UNMATCHED } from '../care/queue.ts';
import type { Item, Range } from '../ledger/ledger.ts';
import { HISTORY, lists, MESSAGES, personKey, STATE, type StoredHistory, type StoredMessage } from '../ledger/shapes.ts';
import { load } from './decide.ts';
import { settingsOf } from './settings.ts';
import type { PersonKey, World } from './world.ts';

/** What staff look at. Lists come from indexes and may lag by a moment; a patient's own page is exact. */

export interface Listed<T> {
  person: string;
  entry: T;
}

/** Open items of a team, danger first and then longest waiting. */
export async function queueOf(world: World, service: string, team: string, range: Range = {}): Promise<Listed<QueueItem>[]> {
  return listed(await world.ledger.list(lists.queue(service, team), range));
}

/** What came from numbers that nobody knows, or that several patients share. */
export async function unmatched(world: World, service: string): Promise<Listed<QueueItem>[]> {
  return queueOf(world, service, UNMATCHED);
}

/** Whoever is being rung for now. */
export async function openEscalations(world: World, service: string): Promise<Listed<Escalation>[]> {
  return listed(await world.ledger.list(lists.escalations(service)));
}

/** Open escalations, oldest first, then those closed in the last day, newest first. */
export async function escalationsOf(world: World, service: string): Promise<Listed<Escalation>[]> {
  const dayAgo = world.clock.now().minus({ days: 1 }).toISO();
  const [open, closed] = await Promise.all([
    world.ledger.list(lists.escalations(service)),
    world.ledger.list(lists.closedEscalations(service), { from: dayAgo, newestFirst: true }),
  ]);
  return listed([...open, ...closed]);
}

/** The service itself, with how the proofs that it works came out last. */
export async function houseOf(world: World, service: string): Promise<Person | undefined> {
  const item = await world.ledger.get({ pk: personKey(service, HOUSE), sk: `${STATE.from}person` });
  return item?.data as Person | undefined;
}

export async function patientsOf(world: World, service: string, range: Range = {}): Promise<Person[]> {
  return (await world.ledger.list(lists.patients(service), range)).map((item) => item.data as unknown as Person);
}

export function listed<T>(items: readonly Item[]): Listed<T>[] {
  return items.map(({ pk, data }) => ({ person: pk.split('#')[2] ?? '', entry: data as unknown as T }));
}

export async function knownOf(world: World, key: PersonKey): Promise<Known | undefined> {
  return (await load(world, key))?.known;
}

export interface ConversationMessage {
  id: string;
  from: string;
  to: string;
  body: string;
  at: string;
  status: string;
  providerId?: string;
  by?: string;
  /** How it was read, when it came in. */
  reading?: IncomingText['reading'];
  review?: Review;
  /** What was recorded of a call, in seconds. */
  recording?: IncomingText['recording'];
}

/** Everything that was written and said, oldest first: what is settled, of a range, and what is on its way. What never went out is no part of it. */
export async function conversationOf(
  world: World,
  key: PersonKey,
  range: Readonly<Record<'from' | 'to', string>> = MESSAGES,
): Promise<ConversationMessage[] | undefined> {
  const known = await knownOf(world, key);
  if (!known) return undefined;
  const { number } = await settingsOf(world, key.service);
  const stored = await world.ledger.query(personKey(key.service, key.person), range);
  const settled = stored.map((item) => item.data as unknown as StoredMessage);
  const underWay = known.dispatches.map((dispatch) => ({ direction: 'out', ...dispatch }) as const);
  return [...settled, ...underWay]
    .filter(isOfPatient)
    .sort((a, b) => saidAt(a).localeCompare(saidAt(b)) || a.place - b.place)
    .map((message) => asMessage(message, number));
}

/** What rings or texts a responder is no part of the patient's conversation, nor is what never went out. */
function isOfPatient(message: StoredMessage): boolean {
  return message.direction === 'in' || (message.purpose !== 'responder' && message.handedOverAt !== undefined);
}

function saidAt(message: StoredMessage): string {
  return message.direction === 'in' ? message.at : (message.handedOverAt ?? message.at);
}

function asMessage(message: StoredMessage, serviceNumber: string): ConversationMessage {
  const { id, body, to, providerId } = message;
  if (message.direction === 'in') {
    const { from, at, reading, review, recording } = message;
    const read = { ...(reading && { reading }), ...(review && { review }), ...(recording && { recording }) };
    return { id, from, to, body, at, status: 'received', ...(providerId && { providerId }), ...read };
  }
  const { state, by } = message;
  return {
    id,
    from: serviceNumber,
    to,
    body,
    at: saidAt(message),
    status: state,
    ...(providerId && { providerId }),
    ...(by && { by }),
  };
}

export interface Plan {
  upcoming: Upcoming[];
  /** What holds everything back that nobody asked for. */
  held?: string;
}

/** What will be sent unasked, when, in which words, and why; or what holds it back. */
export async function upcomingOf(world: World, key: PersonKey): Promise<Plan | undefined> {
  const known = await knownOf(world, key);
  if (!known) return undefined;
  const service = await settingsOf(world, key.service);
  const { production, catalogue: words } = world;
  const now = world.clock.now();
  const held = holdOn(known.person, now, production);
  return {
    upcoming: upcoming(known, { now, service, words, production, who: 'preview', fresh: 'preview' }),
    ...(held && { held }),
  };
}

/** So many entries of a history are shown at once. */
const HISTORY_PAGE = 200;

/** Who did what when, and why: ids and codes, newest first. `before` is the `next` of the page that was shown last: what came before it. */
export async function historyOf(
  world: World,
  key: PersonKey,
  { limit = HISTORY_PAGE, before }: { limit?: number; before?: string | undefined } = {},
): Promise<{ history: StoredHistory[]; next?: string }> {
  const range = before ? { ...HISTORY, to: `${HISTORY.from}${before}` } : HISTORY;
  const items = await world.ledger.query(personKey(key.service, key.person), { ...range, newestFirst: true, limit });
  const history = items.map((item) => item.data as unknown as StoredHistory);
  const last = items.length === limit ? items.at(-1)?.sk.slice(HISTORY.from.length) : undefined;
  return { history, ...(last && { next: last }) };
}
