import type { Dispatch } from '../care/dispatch.ts';
import type { Draft } from '../care/draft.ts';
import type { AgendaEntry, Escalation, HistoryEvent, IncomingText, Known, QueueItem, Series } from '../care/known.ts';
import type { Person } from '../care/person.ts';
import { URGENCIES } from '../care/reading.ts';
import { type Change, type Item, type Key, SHARDS } from './ledger.ts';

/**
 * How what is known lies in the table. One partition a person: what is open under `state#`, which one query reads; what
 * was said under `message#`, which can be erased; what is over under `past#`; and `history#`, ids and codes, for ever.
 */

export const personKey = (service: string, person: string) => `${service}#person#${person}`;
export const numberKey = (service: string, number: string): Key => ({ pk: `${service}#number#${number}`, sk: 'roles' });
export const seenKey = (service: string, number: string, providerId: string): Key => ({
  pk: `${service}#number#${number}`,
  sk: `seen#${providerId}`,
});
/** That a patient has named this number as the new one, and waits for it to say so. */
export const claimKey = (service: string, number: string, person: string): Key => ({
  pk: `${service}#number#${number}`,
  sk: `claim#${person}`,
});
export const nhsNumberKey = (service: string, nhsNumber: string): Key => ({ pk: `${service}#nhs#${nhsNumber}`, sk: 'patient' });
/** A code is held for the week in which it was drawn and the next, so it is unique for at least seven days. */
export const codeKey = (service: string, code: string, week: string): Key => ({ pk: `${service}#code#${code}`, sk: week });
/** That the lead was paged that day of something that is the service's trouble and not one person's. */
export const pagedKey = (service: string, day: string): Key => ({ pk: `${service}#paged`, sk: day });
/** Whose turn it is on the service's one telephone line. */
export const telephoneKey = (service: string): Key => ({ pk: `${service}#telephone`, sk: 'line' });
export const settingsKey = (service: string): Key => ({ pk: `${service}#settings`, sk: 'service' });

export const lists = {
  patients: (service: string) => `${service}#patients`,
  queue: (service: string, team: string) => `${service}#queue#${team}`,
  escalations: (service: string) => `${service}#escalations`,
  closedEscalations: (service: string) => `${service}#closed-escalations`,
  /** Texts that were closed without a nurse and wait for somebody to look at them, by when they came. */
  sample: (service: string) => `${service}#sample`,
  /** Texts of which somebody has said how they should have been read, by when they said so. */
  reviewed: (service: string) => `${service}#reviewed`,
};

/** Every claim on a number, in its partition. */
export const claimsOn = { from: 'claim#', to: 'claim$' } as const;
export const STATE = { from: 'state#', to: 'state$' } as const;
export const MESSAGES = { from: 'message#', to: 'message$' } as const;
export const HISTORY = { from: 'history#', to: 'history$' } as const;

/** Who a number belongs to. Couples share phones, so it is a list. */
export type Role =
  | { kind: 'patient'; person: string }
  | { kind: 'family'; person: string; contact: string }
  | { kind: 'stranger'; person: string };

/** What a message of the conversation looks like in the table. */
export type StoredMessage = ({ direction: 'in' } & IncomingText) | ({ direction: 'out' } & Dispatch);

/** One decision as it stands in the history. */
export interface StoredHistory {
  at: string;
  who: string;
  words: string;
  events: HistoryEvent[];
}

/** What was read of a person, with the items behind it, which say what the next commit may expect. */
export interface Loaded {
  known: Known;
  items: ReadonlyMap<string, Item>;
}

export function knownFrom(items: readonly Item[]): Loaded | undefined {
  const under = <T>(prefix: string) =>
    items.filter((item) => item.sk.startsWith(`state#${prefix}`)).map((item) => item.data as unknown as T);
  const [person] = under<Person>('person');
  if (!person) return undefined;
  const [question] = under<Known['question']>('question');
  const [escalation] = under<Escalation>('escalation');
  const [recent] = under<{ texts: Known['recent'] }>('recent');
  const known: Known = {
    person,
    series: under<Series>('series#'),
    queue: under<QueueItem>('queue#'),
    dispatches: under<Dispatch>('dispatch#'),
    agenda: under<AgendaEntry>('agenda#'),
    recent: recent?.texts ?? [],
    ...(question && { question }),
    ...(escalation && { escalation }),
  };
  return { known, items: new Map(items.map((item) => [item.sk, item])) };
}

/** The open state as items without versions: what `knownFrom` reads back. */
function stateItems({ person, series, question, recent, queue, escalation, dispatches, agenda }: Known): Omit<Item, 'version'>[] {
  const { service } = person;
  const pk = personKey(service, person.id);
  const item = (sk: string, data: object, index?: Pick<Item, 'due' | 'list'>): Omit<Item, 'version'> => ({
    pk,
    sk: `state#${sk}`,
    data: data as Item['data'],
    ...index,
  });
  // The synthetic report of every day stands in no list that anybody looks at.
  const listedIn = (name: string, key: string) => (person.kind === 'probe' ? undefined : { list: { name, key } });
  const patients = { name: lists.patients(service), key: `${(person.name ?? '').toLowerCase()}#${person.id}` };
  return [
    item('person', person, person.kind === 'patient' ? { list: patients } : undefined),
    ...series.map((each) => item(`series#${each.id}`, each)),
    ...(question ? [item('question', question)] : []),
    ...(recent.length > 0 ? [item('recent', { texts: recent })] : []),
    ...queue.map((each) => item(`queue#${each.team}`, each, listedIn(lists.queue(service, each.team), queueOrder(each)))),
    ...(escalation ? [item('escalation', escalation, listedIn(lists.escalations(service), escalation.openedAt))] : []),
    ...dispatches.map((each) => item(`dispatch#${each.id}`, each)),
    ...agenda.map((each) =>
      item(`agenda#${each.kind}#${each.subject}`, each, { due: { shard: shardOf(person.id, each.safety), at: each.due } }),
    ),
  ];
}

/** Danger first, then whoever has waited longest. */
function queueOrder({ urgency, since, id }: QueueItem): string {
  return `${URGENCIES.indexOf(urgency)}#${since}#${id}`;
}

function shardOf(id: string, safety: boolean): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  const shards = SHARDS[safety ? 'safety' : 'routine'];
  return shards[sum % shards.length] ?? 0;
}

/**
 * The one transaction of a decision: what has changed since `loaded`, what is over, and the history; nothing when nothing
 * has. The person's own item is written with any other, so that two decisions about one person never stand on one state.
 */
export function changesOf(loaded: Loaded | undefined, draft: Draft): Change[] {
  const before = loaded?.items ?? new Map<string, Item>();
  const changes: Change[] = [];
  const kept = new Set<string>();
  for (const next of stateItems(draft)) {
    kept.add(next.sk);
    const last = before.get(next.sk);
    if (last && same(last.data, next.data)) continue;
    changes.push({ put: { ...next, version: (last?.version ?? 0) + 1 }, expect: last ? { version: last.version } : 'absent' });
  }
  for (const [sk, last] of before) {
    if (!kept.has(sk)) changes.push({ remove: { pk: last.pk, sk }, expect: { version: last.version } });
  }
  changes.push(...filedItems(draft).map((put): Change => ({ put: { ...put, version: 1 }, expect: 'absent' })));
  const root = before.get('state#person');
  if (root && changes.length > 0 && !changes.some((change) => 'put' in change && change.put.sk === root.sk)) {
    changes.push({ put: { ...root, version: root.version + 1 }, expect: { version: root.version } });
  }
  return changes;
}

/** Whether two pieces of plain data are the same once they are stored: what is undefined is not there. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, place) => same(each, b[place]));
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const name in one) if (!same(one[name], other[name])) return false;
  for (const name in other) if (other[name] !== undefined && one[name] === undefined) return false;
  return true;
}

function filedItems(draft: Draft): Omit<Item, 'version'>[] {
  const { filed, person, history, now, fresh, who, words } = draft;
  const { service } = person;
  const pk = personKey(service, person.id);
  const at = now.toUTC().toISO() ?? '';
  const past = (kind: string, each: { id: string }, list?: Item['list']) => ({
    pk,
    sk: `past#${kind}#${each.id}`,
    data: { ...each },
    ...(list && { list }),
  });
  const event: StoredHistory = { at, who, words: words.version, events: history };
  return [
    ...filed.texts.map((text) => ({
      pk,
      sk: `message#${text.at}#${text.id}`,
      data: { direction: 'in', ...text },
      ...(text.sampled && { list: { name: lists.sample(service), key: `${text.at}#${text.id}` } }),
    })),
    ...filed.dispatches.map((each) => ({
      pk,
      sk: `message#${each.handedOverAt ?? each.at}#${each.id}`,
      data: { direction: 'out', ...each },
    })),
    ...filed.items.map((each) => past('item', each)),
    ...filed.series.map((each) => past('series', each)),
    ...filed.escalations.map((each) =>
      past(
        'escalation',
        each,
        person.kind === 'probe' ? undefined : { name: lists.closedEscalations(service), key: each.outcome?.at ?? at },
      ),
    ),
    ...filed.notices.map((each) => past('notice', each)),
    ...(history.length > 0 ? [{ pk, sk: `history#${at}#${fresh}`, data: { ...event } }] : []),
  ];
}
