import type { Dispatch } from '../../../functions/care/dispatch.ts';
import type { Person, Standing } from '../../../functions/care/person.ts';
import type { World } from '../../../functions/flows/world.ts';
import type { Change, Item, Ledger } from '../../../functions/ledger/ledger.ts';
import type { HandOver } from '../../../functions/phone/provider.ts';

/** How defects are put into a service from outside: what it writes, sends, rings or reads is lost, or something else. */

type Altered = Partial<World>;

/** What of a commit is written instead of each change: nothing when undefined. */
export function writes(world: World, instead: (item: Item, all: readonly Change[]) => Item | Item[] | undefined): Altered {
  const put = (change: Change, all: readonly Change[]): Change[] => {
    if (!('put' in change)) return [change];
    const items = instead(change.put, all) ?? [];
    const [first, ...more] = Array.isArray(items) ? items : [items];
    return first ? [{ ...change, put: first }, ...more.map((item): Change => ({ put: item, expect: 'any' }))] : [];
  };
  return {
    ledger: {
      ...world.ledger,
      commit: (changes) =>
        committed(
          world.ledger,
          changes.flatMap((each) => put(each, changes)),
        ),
    },
  };
}

async function committed(ledger: Ledger, changes: readonly Change[]): Promise<void> {
  if (changes.length > 0) await ledger.commit(changes);
}

/** The same item with other data. */
export function withData(item: Item, data: object): Item {
  return { ...item, data: { ...item.data, ...data } };
}

export function isOf(item: Item, prefix: string): boolean {
  return item.sk.startsWith(prefix);
}

/** Entries of the agenda that are never written. */
export function losesEntries(
  world: World,
  kind: string,
  isLost: (item: Item, all: readonly Change[]) => boolean = () => true,
): Altered {
  return writes(world, (item, all) => (isOf(item, `state#agenda#${kind}#`) && isLost(item, all) ? undefined : item));
}

/** What the service knows of how a person stands, without a part of it. */
export function forgets(world: World, ...what: (keyof Standing)[]): Altered {
  return writes(world, (item) => {
    if (item.sk !== 'state#person') return item;
    const standing = { ...(item.data as unknown as Person).standing };
    for (const each of what) delete standing[each];
    return withData(item, { standing });
  });
}

export function knowsOtherwise(world: World, person: Partial<Person>): Altered {
  return writes(world, (item) => (item.sk === 'state#person' ? withData(item, person) : item));
}

/** Texts that the provider is never given, although the service takes them for sent. */
export function keepsBack(world: World, words: RegExp): Altered {
  const { provider, ids } = world;
  const taken = (): HandOver => ({ kind: 'taken', providerId: `SM${ids.fresh()}` });
  return {
    provider: { ...provider, sendText: async (text) => (words.test(text.body) ? taken() : provider.sendText(text)) },
  };
}

/** Other words in some messages. */
export function says(world: World, isMeant: (id: string) => boolean, change: (words: string) => string): Altered {
  const { catalogue } = world;
  const all = Object.entries(catalogue.messages.en).map(([id, message]) => {
    const { text, voice } = message;
    const changed = { ...message, ...(text && { text: change(text) }), ...(voice && { voice: change(voice) }) };
    return [id, isMeant(id) ? changed : message];
  });
  return { catalogue: { ...catalogue, messages: { ...catalogue.messages, en: Object.fromEntries(all) } } };
}

/** Other settings than those that were signed off. */
export function isSet(world: World, change: (service: World['catalogue']['services'][number]) => object): Altered {
  const { catalogue } = world;
  return { catalogue: { ...catalogue, services: catalogue.services.map((each) => ({ ...each, ...change(each) })) } };
}

/** The texts and calls that a commit decides on. */
export function dispatches(changes: readonly Change[]): Dispatch[] {
  return changes.flatMap((change) => {
    if (!('put' in change)) return [];
    const { sk, data } = change.put;
    const isOut = sk.startsWith('state#dispatch#') || (sk.startsWith('message#') && data.direction === 'out');
    return isOut ? [data as unknown as Dispatch] : [];
  });
}

/** The people whom a commit changes. */
export function people(changes: readonly Change[]): Person[] {
  return changes.flatMap((change) =>
    'put' in change && change.put.sk === 'state#person' ? [change.put.data as unknown as Person] : [],
  );
}

/** What the history of a commit says was done. */
export function hasDone(changes: readonly Change[], what: string): boolean {
  return changes.some(
    (change) =>
      'put' in change &&
      change.put.sk.startsWith('history#') &&
      (change.put.data.events as { what: string }[]).some((event) => event.what === what),
  );
}
