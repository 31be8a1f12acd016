import { DateTime } from 'luxon';
import { type Bulk, type BulkAction, mayNotApprove, mayPropose, proposed, stateOf } from '../care/bulk.ts';
import { iso } from '../care/draft.ts';
import type { AgendaEntry } from '../care/known.ts';
import type { Service, Staff } from '../care/service.ts';
import { type BulkEvent, bulkAgendaItem, bulkEventItem, bulkItem, bulkKey, bulkPeopleItems } from '../ledger/bulk-shapes.ts';
import { type Change, Conflict } from '../ledger/ledger.ts';
import { workFor } from './decide.ts';
import { patientsOf } from './look.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { World } from './world.ts';

/** Who is signed in, and where. */
export interface BulkBy {
  service: Service;
  staff: Staff;
}

export interface BulkWish {
  action: BulkAction;
  /** Whose patients; everybody's when absent. */
  ofNurse?: string;
}

/** Proposes a change or a message for many. Nothing is done by it: whom it concerns is written down, for somebody else to look at and approve. */
export async function proposeBulk(world: World, { service, staff }: BulkBy, wish: BulkWish): Promise<Outcome<Bulk>> {
  if (!mayPropose(staff)) return refused('bulk-no-right');
  const wrong = mistakeIn(world, service, wish);
  if (wrong) return wrong;
  const people = await concerned(world, service, wish);
  if (people.length === 0) return refused('bulk-nobody');
  const now = world.clock.now();
  const bulk = proposed(world.ids.fresh(), { ...wish, count: people.length }, staff.id, now, service);
  await world.ledger.commit([
    { put: bulkItem(service.id, bulk, 1), expect: 'absent' },
    ...bulkPeopleItems(service.id, bulk.id, people).map((put): Change => ({ put, expect: 'absent' })),
    eventChange(world, service, bulk, staff.id, 'proposed'),
  ]);
  return done(bulk);
}

function mistakeIn(world: World, service: Service, { action, ofNurse }: BulkWish) {
  const isNurse = (id: string) => service.staff.some((staff) => staff.id === id && mayPropose(staff));
  if (ofNurse && !isNurse(ofNurse)) return refused('no-such-staff', { field: 'ofNurse' });
  if (action.does === 'pause' && DateTime.fromISO(action.until) <= world.clock.now())
    return refused('bulk-past', { field: 'until' });
  if (action.does === 'message' && !world.catalogue.messages.en[action.message]?.bulk)
    return refused('bulk-no-message', { field: 'message', words: { messages: bulkMessages(world).join(', ') } });
  if (action.does === 'nurse' && !isNurse(action.to)) return refused('no-such-staff', { field: 'to' });
  if (action.does === 'nurse' && !service.staff.some(({ id }) => id === action.from))
    return refused('no-such-staff', { field: 'from' });
  return undefined;
}

/** The messages that may go to many, by their ids. */
export function bulkMessages({ catalogue }: World): string[] {
  return Object.entries(catalogue.messages.en).flatMap(([id, { bulk }]) => (bulk ? [id] : []));
}

/** By name, as they are listed. Whoever has died is told nothing; their nurse may change. */
async function concerned(world: World, service: Service, { action, ofNurse }: BulkWish): Promise<string[]> {
  const nurse = action.does === 'nurse' ? action.from : ofNurse;
  return (await patientsOf(world, service.id))
    .filter((person) => nurse === undefined || person.nurse === nurse)
    .filter(({ standing }) => action.does === 'nurse' || !standing.deceased)
    .map(({ id }) => id);
}

/** Another person approves it, and it begins. */
export async function approveBulk(world: World, { service, staff }: BulkBy, id: string): Promise<Outcome<Bulk>> {
  const outcome = await change(world, service, id, (bulk, now) => {
    const no = mayNotApprove(bulk, staff, now);
    if (no) return refused(no, { words: { state: world.catalogue.console[`bulk-${stateOf(bulk, now)}`] ?? '' } });
    const next: Bulk = { ...bulk, state: 'under-way', approvedBy: staff.id, approvedAt: iso(now) };
    const begins: Change = { put: bulkAgendaItem(service.id, id, iso(now)), expect: 'absent' };
    return done({ next, also: [begins, eventChange(world, service, next, staff.id, 'approved')] });
  });
  // The agenda has it, should this be lost.
  if ('done' in outcome) await wakeBulk(world, service.id, id);
  return outcome;
}

/** Whoever may propose may also say no, to their own too; what is under way stops where it is. */
export async function refuseBulk(world: World, { service, staff }: BulkBy, id: string): Promise<Outcome<Bulk>> {
  return change(world, service, id, (bulk, now) => {
    if (!mayPropose(staff)) return refused('bulk-no-right');
    const state = stateOf(bulk, now);
    if (state !== 'proposed' && state !== 'under-way')
      return refused('bulk-over', { words: { state: world.catalogue.console[`bulk-${state}`] ?? '' } });
    const ends = state === 'proposed' ? 'refused' : 'stopped';
    const next: Bulk = { ...bulk, state: ends, endedBy: staff.id, endedAt: iso(now) };
    return done({ next, also: [eventChange(world, service, next, staff.id, ends)] });
  });
}

/** Changes its state, on the state that was looked at: of two who do so in one moment the second decides again on what the first left. */
async function change(
  world: World,
  service: Service,
  id: string,
  decide: (bulk: Bulk, now: DateTime) => Outcome<{ next: Bulk; also: Change[] }>,
): Promise<Outcome<Bulk>> {
  for (;;) {
    const item = await world.ledger.get(bulkKey(service.id, id));
    if (!item) return refused('not-found');
    const decided = decide(item.data as unknown as Bulk, world.clock.now());
    if ('refused' in decided) return decided;
    const { next, also } = decided.done;
    try {
      const put = bulkItem(service.id, next, item.version + 1);
      await world.ledger.commit([{ put, expect: { version: item.version } }, ...also]);
      return done(next);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await world.wait(world.jitter() * 20);
    }
  }
}

export function eventChange(
  world: World,
  service: Pick<Service, 'id'>,
  bulk: Bulk,
  who: string,
  what: BulkEvent['what'],
): Change {
  const event = { at: iso(world.clock.now()), who, what };
  return { put: bulkEventItem(service.id, bulk.id, event), expect: 'absent' };
}

/** Hands it to a worker now. */
export async function wakeBulk(world: World, service: string, id: string): Promise<void> {
  const entry = bulkAgendaItem(service, id, iso(world.clock.now())).data as unknown as AgendaEntry;
  try {
    await world.wake([workFor({ service, person: id }, entry)]);
  } catch (error) {
    world.log.error('wake-failed', error, { bulk: id });
  }
}
