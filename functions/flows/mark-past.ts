import { type Draft, iso, ownerOf, record } from '../care/draft.ts';
import type { Escalation } from '../care/known.ts';
import type { Notice } from '../care/notices.ts';
import type { Item, Ledger } from '../ledger/ledger.ts';
import { personKey } from '../ledger/shapes.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { PersonKey, World } from './world.ts';

/** What staff note of what is over: that they have seen what happened in the night, that they have sent a notice. The first counts. */

export async function markSeen(world: World, service: string, staff: string, id: string): Promise<Outcome<Escalation>> {
  return mark<Escalation>(world, {
    service,
    person: ownerOf(id),
    staff,
    kind: 'escalation',
    id,
    as: 'seen',
    note: (draft) => record(draft, 'night-seen', id),
  });
}

export async function markSent(world: World, service: string, staff: string, id: string): Promise<Outcome<Notice>> {
  return mark<Notice>(world, {
    service,
    person: ownerOf(id),
    staff,
    kind: 'notice',
    id,
    as: 'sent',
    note: (draft) => record(draft, 'notice-sent', id),
  });
}

/** Every notice of a patient, newest first. */
export async function noticesOf({ ledger }: Pick<World, 'ledger'>, { service, person }: PersonKey): Promise<Notice[]> {
  const items = await ledger.query(personKey(service, person), { from: 'past#notice#', to: 'past#notice$' });
  return items.map(({ data }) => data as unknown as Notice).sort((a, b) => b.at.localeCompare(a.at));
}

interface Marking extends PersonKey {
  staff: string;
  kind: 'escalation' | 'notice';
  id: string;
  as: 'seen' | 'sent';
  note: (draft: Draft) => void;
}

async function mark<T>(world: World, { service, person, staff, kind, id, as, note }: Marking): Promise<Outcome<T>> {
  const find = () => stored(world.ledger, service, person, `past#${kind}#${id}`);
  let item = await find();
  if (!item) return refused('not-found');
  if (item.data[as]) return done(item.data as T);
  const decided = await decide(world, {
    service,
    person,
    who: staff,
    rule: (draft) => {
      note(draft);
      return { ...item?.data, [as]: { by: staff, at: iso(draft.now) } };
    },
    also: (_, data) => (item ? [{ put: { ...item, version: item.version + 1, data }, expect: { version: item.version } }] : []),
    // Somebody else has marked it meanwhile: the first counts.
    onConflict: async () => {
      item = await find();
      return !item || item.data[as] ? 'stop' : 'again';
    },
  });
  if (decided) return done(decided.result as T);
  return item ? done(item.data as T) : refused('not-found');
}

function stored(ledger: Ledger, service: string, person: string, sk: string): Promise<Item | undefined> {
  return ledger.get({ pk: personKey(service, person), sk });
}
