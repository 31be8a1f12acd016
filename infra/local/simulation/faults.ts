import type { Work, World } from '../../../functions/flows/world.ts';
import { type Change, Conflict, type Item, type Ledger } from '../../../functions/ledger/ledger.ts';
import { keyOf } from '../../../functions/ledger/limits.ts';
import type { Provider } from '../../../functions/phone/provider.ts';
import { isSweepMissed, isWorkerBroken } from './bad-hours.ts';
import { fortune } from './random.ts';
import { HOUR, MINUTE, type Simulation } from './simulation.ts';

/** What goes wrong by itself. Whether it does depends on the seed and on what it happens to, never on what came before. */

const CONFLICTS = 0.03;
const KILLED = 0.04;
const LAGGING = 0.1;
const LOST_WAKES = 0.06;
const SWEPT_TWICE = 0.02;
/** Of what is given to the provider. */
const KILLED_OUTSIDE = 0.012;

/**
 * Processes are killed in some minutes only: what was being handed over is sent again once, after five minutes, and that the second try is
 * killed as well is no longer promised to come to anything.
 */
const isDeadly = (at: number) => Math.floor(at / MINUTE) % 12 < 4;

/** Whose work is tried again when it fails: the provider asks again, the queue hands out again. A person at a page would see an error. */
const TRIED_AGAIN = ['patient', 'agenda', 'provider', 'call'];

/** What is thrown where a process is killed: the words by which it is known to be meant. */
export const DEATH = 'the process was killed';

/**
 * A ledger on which another flow seems to have been quicker, sometimes, just before a commit; whose process is killed at
 * times, before a commit or after it (to the flow this is as when the ledger is throttled, or answers too late what it has done); and whose
 * index of what is due shows at times what it showed a sweep ago, or nothing for an hour, or is swept twice at once.
 * @param sweepToo sweeps beside the sweep that asks
 */
export function faulty(ledger: Ledger, seed: number, now: () => number, sweepToo: () => void): Ledger {
  const tries = new Map<string, number>();
  const shown = new Map<number, Item[]>();
  let instant = 0;
  let sweptTwiceAt = 0;
  return {
    ...ledger,
    async due(shard, range) {
      if (isSweepMissed(seed, now())) return [];
      if (sweptTwiceAt !== now() && fortune(seed, `twice ${now()}`) < SWEPT_TWICE) {
        sweptTwiceAt = now();
        sweepToo();
      }
      const before = shown.get(shard) ?? [];
      const present = await ledger.due(shard, range);
      shown.set(shard, present);
      return fortune(seed, `lag ${shard} ${now()}`) < LAGGING ? before : present;
    },
    async commit(changes) {
      if (instant !== now()) tries.clear();
      instant = now();
      const [first] = changes;
      const name = `${first && keyOf(first).pk} ${instant}`;
      const count = (tries.get(name) ?? 0) + 1;
      tries.set(name, count);
      const luck = count < 5 ? fortune(seed, `commit ${name} ${count}`) : 1;
      if (luck < CONFLICTS) throw new Conflict(undefined);
      const dies = isDeadly(now()) && luck < CONFLICTS + 2 * KILLED && TRIED_AGAIN.includes(whoseWork(changes));
      if (isWorkerBroken(seed, now()) && whoseWork(changes) === 'agenda') throw new Error(DEATH);
      if (dies && luck < CONFLICTS + KILLED) throw new Error(DEATH);
      await ledger.commit(changes);
      if (dies) throw new Error(DEATH);
    },
  };
}

/** Who the history of a commit names. */
function whoseWork(changes: readonly Change[]): string {
  const history = changes.find((change) => 'put' in change && change.put.sk.startsWith('history#'));
  return history && 'put' in history ? String(history.put.data.who) : '';
}

/** A process that is killed just before it gives something to the provider, or just after. */
export function dying(provider: Provider, seed: number, now: () => number): Provider {
  async function orDies<T>(to: string, does: () => Promise<T>): Promise<T> {
    const luck = fortune(seed, `outside ${to} ${now()}`);
    const dies = isDeadly(now()) && luck < 2 * KILLED_OUTSIDE;
    if (dies && luck < KILLED_OUTSIDE) throw new Error(DEATH);
    const done = await does();
    if (dies) throw new Error(DEATH);
    return done;
  }
  return {
    ...provider,
    sendText: (text) => orDies(text.to, () => provider.sendText(text)),
    makeCall: (call) => orDies(call.to, () => provider.makeCall(call)),
  };
}

/** Wakes that never reach a queue: the agenda's sweep is the backstop. */
export function losing(wake: World['wake'], seed: number, now: () => number): World['wake'] {
  const isLost = (work: Work) => {
    const about = work.does === 'agenda' ? `${work.person} ${work.kind} ${work.step}` : work.does;
    return !isSweepMissed(seed, now()) && fortune(seed, `wake ${about} ${now()}`) < LOST_WAKES;
  };
  return (pieces) => wake(pieces.filter((work) => !isLost(work)));
}

/** What ails the provider, each as often as its weight says; about twice a day something does. For a whole day it is down about once a year. */
const AILMENTS = { webhooks: 4, receipts: 6, 'lost-answers': 2, throttled: 1, down: 1, 'down-for-a-day': 0.02 };

/** The provider's bad hours, one after the other. */
export function badHours(simulation: Simulation): void {
  const chance = simulation.chance('bad hours');
  const keywords = chance.happens(0.3) ? 'on' : 'off';
  const well = { webhooks: 'once', receipts: 'ordered', sends: 'ok', keywords };
  let ailment: 'webhooks' | 'receipts' | 'lost-answers' | 'throttled' | 'down' | 'down-for-a-day' | 'none' = 'none';

  const network = (body: Record<string, unknown>) =>
    simulation.act({ who: 'network', door: 'network', method: 'PUT', path: '', body });

  async function next(): Promise<void> {
    const now = simulation.now();
    ailment = ailment === 'none' ? chance.weighed(AILMENTS) : 'none';
    if (ailment === 'none') {
      await network(well);
      simulation.plans.add(now + Math.round(-Math.log(1 - chance.number()) * 6 * HOUR) + MINUTE, next);
      return;
    }
    await network({
      ...well,
      ...(ailment === 'webhooks' && { webhooks: 'twice' }),
      ...(ailment === 'receipts' && { receipts: chance.pick(['late', 'twice', 'reversed', 'lost']) }),
      ...(ailment === 'lost-answers' && { sends: 'timeout-after-success', receipts: chance.pick(['ordered', 'lost']) }),
      ...(ailment === 'throttled' && { sends: 'throttled' }),
      ...((ailment === 'down' || ailment === 'down-for-a-day') && { sends: 'down' }),
    });
    const isShort = ailment === 'down' || ailment === 'lost-answers' || ailment === 'throttled';
    const minutes = ailment === 'down-for-a-day' ? 24 * 60 : isShort ? chance.whole(1, 12) : chance.whole(20, 600);
    simulation.plans.add(now + minutes * MINUTE, next);
  }
  simulation.after(1, next);
}
