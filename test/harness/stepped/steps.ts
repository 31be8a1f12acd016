import { AsyncLocalStorage } from 'node:async_hooks';
import type { World } from '../../../functions/flows/world.ts';
import { Conflict, type Ledger } from '../../../functions/ledger/ledger.ts';
import type { HandOver, Provider } from '../../../functions/phone/provider.ts';
import { DEATH } from '../../../infra/local/simulation/faults.ts';

/** Whatever a flow asks of anything outside itself is a step: it can be counted, go wrong, or be made to wait for its turn. */

export const READS = ['get', 'query', 'due', 'list'] as const;
export const GIVES = ['sendText', 'makeCall'] as const;
export const ASKS = ['findText', 'findCall', 'statusOf'] as const;
export const ORDERS = ['hangUp', 'redirect'] as const;
/** What comes to the service from outside. */
export const ARRIVALS = ['carry', 'text', 'call', 'receipt', 'sweep'] as const;
export type Does =
  | (typeof READS | typeof GIVES | typeof ASKS | typeof ORDERS | typeof ARRIVALS)[number]
  | 'commit'
  | 'wake'
  | 'recording';

export interface Step {
  /** Counted from 1 through the whole story. */
  number: number;
  does: Does;
  /** Which of the functions it happens in. */
  process: string;
  about: string;
}

/** What can go wrong at a step; which of them fit which step is `faultsFor`'s to say. */
export type Fault =
  | 'killed before'
  | 'killed after'
  | 'fails'
  | 'done, but seems to have failed'
  | 'conflict'
  | 'lags'
  | 'throttled'
  | 'not taken, and nobody knows'
  | 'taken, and nobody knows'
  | 'lost'
  | 'twice'
  | 'again, later'
  | 'late';

/** One run of a function: when it has been killed, it does nothing more. */
export interface Process {
  readonly name: string;
  isDead: boolean;
}

const running = new AsyncLocalStorage<Process>();

/** The process in which the caller runs; undefined outside of all. */
export function processNow(): Process | undefined {
  return running.getStore();
}

export function inProcess<T>(name: string, does: () => Promise<T>): Promise<T> {
  return running.run({ name, isDead: false }, does);
}

/** What stands between the flows and the world. */
export interface Interference {
  /** Told of each step before it is done. */
  at(step: Step): Fault | undefined | Promise<Fault | undefined>;
  /** Makes the next read of an index show the past. */
  lag(): void;
}

export const FAILURE = 'the request failed';

/** `later` puts off what comes to the service from outside, and `lost` is what its sender is answered meanwhile. */
export interface Arrival<T> {
  later: (act: () => Promise<unknown>) => void;
  lost: T;
}

export type Take = <T>(does: Does, about: string, act: () => Promise<T>, arrival?: Arrival<T>) => Promise<T>;

/** Counts steps, and lets go wrong what is to go wrong. Whatever happens outside of any process is none. */
export function stepping(interference: Interference): Take {
  let number = 0;
  return async (does, about, act, arrival) => {
    const process = processNow();
    if (!process) return act();
    if (process.isDead) throw new Error(DEATH);
    number += 1;
    const fault = await interference.at({ number, does, process: process.name, about });
    return fault === undefined ? act() : goWrong(fault, process, interference, act, arrival);
  };
}

async function goWrong<T>(
  fault: Fault,
  process: Process,
  { lag }: Interference,
  act: () => Promise<T>,
  arrival: Arrival<T> | undefined,
): Promise<T> {
  switch (fault) {
    case 'killed before':
      process.isDead = true;
      throw new Error(DEATH);
    case 'killed after':
      await act();
      process.isDead = true;
      throw new Error(DEATH);
    case 'fails':
      throw new Error(FAILURE);
    case 'done, but seems to have failed':
      await act();
      throw new Error(FAILURE);
    case 'conflict':
      throw new Conflict(undefined);
    case 'lags':
      lag();
      return act();
    case 'throttled':
      return { kind: 'throttled' } satisfies HandOver as T;
    case 'not taken, and nobody knows':
      return { kind: 'unknown', cause: new Error(FAILURE) } satisfies HandOver as T;
    case 'taken, and nobody knows':
      await act();
      return { kind: 'unknown', cause: new Error(FAILURE) } satisfies HandOver as T;
    case 'lost':
      return arrival?.lost as T;
    case 'twice': {
      const [first] = await Promise.all([act(), act()]);
      return first;
    }
    case 'again, later':
      arrival?.later(act);
      return act();
    case 'late':
      arrival?.later(act);
      return arrival?.lost as T;
  }
}

/** The parts of a world that flows step on. */
export function stepped(take: Take, { ledger, provider, wake }: Pick<World, 'ledger' | 'provider' | 'wake'>) {
  const keys = (changes: Parameters<Ledger['commit']>[0]) =>
    changes.map((change) => ('put' in change ? change.put : 'remove' in change ? change.remove : change.check).sk).join(' ');
  const steppedLedger: Ledger = {
    get: (key) => take('get', `${key.pk} ${key.sk}`, () => ledger.get(key)),
    query: (pk, range) => take('query', `${pk} ${range?.from ?? ''}`, () => ledger.query(pk, range)),
    due: (shard, range) => take('due', `shard ${shard}`, () => ledger.due(shard, range)),
    list: (name, range) => take('list', name, () => ledger.list(name, range)),
    commit: (changes) => take('commit', keys(changes), () => ledger.commit(changes)),
  };
  const steppedProvider: Provider = {
    sendText: (text) => take('sendText', text.body.slice(0, 40), () => provider.sendText(text)),
    makeCall: (call) => take('makeCall', call.to, () => provider.makeCall(call)),
    hangUp: (id) => take('hangUp', id, () => provider.hangUp(id)),
    redirect: (id, to) => take('redirect', id, () => provider.redirect(id, to)),
    findText: (look) => take('findText', look.to, () => provider.findText(look)),
    findCall: (look) => take('findCall', look.to, () => provider.findCall(look)),
    statusOf: (medium, id) => take('statusOf', `${medium} ${id}`, () => provider.statusOf(medium, id)),
    recording: (id) => take('recording', id, () => provider.recording(id)),
  };
  const steppedWake: World['wake'] = (work) =>
    take('wake', work.map((each) => (each.does === 'agenda' ? each.kind : each.does)).join(' '), () => wake(work));
  return { ledger: steppedLedger, provider: steppedProvider, wake: steppedWake };
}
