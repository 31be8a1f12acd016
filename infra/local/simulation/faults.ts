import type { Work, World } from '../../../functions/flows/world.ts';
import { Conflict, type Ledger } from '../../../functions/ledger/ledger.ts';
import { fortune } from './random.ts';
import { HOUR, MINUTE, type Simulation } from './simulation.ts';

/** What goes wrong by itself. Whether it does depends on the seed and on what it happens to, never on what came before. */

const CONFLICTS = 0.03;
const LOST_WAKES = 0.06;

/** A ledger on which another flow seems to have been quicker, sometimes, just before a commit. */
export function conflicting(ledger: Ledger, seed: number, now: () => number): Ledger {
  const tries = new Map<string, number>();
  return {
    ...ledger,
    async commit(changes) {
      const [first] = changes;
      const key = first && ('put' in first ? first.put : 'remove' in first ? first.remove : first.check);
      const name = `${key?.pk} ${now()}`;
      const count = (tries.get(name) ?? 0) + 1;
      if (count === 1) tries.clear();
      tries.set(name, count);
      if (count < 5 && fortune(seed, `conflict ${name} ${count}`) < CONFLICTS) throw new Conflict(undefined);
      await ledger.commit(changes);
    },
  };
}

/** Wakes that never reach a queue: the agenda's sweep is the backstop. */
export function losing(wake: World['wake'], seed: number, now: () => number): World['wake'] {
  const isLost = (work: Work) => {
    const about = work.does === 'agenda' ? `${work.person} ${work.kind} ${work.step}` : work.does;
    return fortune(seed, `wake ${about} ${now()}`) < LOST_WAKES;
  };
  return (pieces) => wake(pieces.filter((work) => !isLost(work)));
}

/** The provider's bad hours, one after the other. */
export function badHours(simulation: Simulation): void {
  const { doors, diary } = simulation;
  const chance = simulation.chance('bad hours');
  const keywords = chance.happens(0.3) ? 'on' : 'off';
  const well = { webhooks: 'once', receipts: 'ordered', sends: 'ok', keywords };
  let ailment: 'webhooks' | 'receipts' | 'lost-answers' | 'down' | 'none' = 'none';
  let since = simulation.start;

  async function next(): Promise<void> {
    const now = simulation.now();
    if (ailment === 'down') diary.downs.push({ from: since, to: now });
    since = now;
    ailment = ailment === 'none' ? chance.weighed({ webhooks: 4, receipts: 6, 'lost-answers': 2, down: 1 }) : 'none';
    if (ailment === 'none') {
      await doors.network(well);
      simulation.plans.add(now + Math.round(-Math.log(1 - chance.number()) * 6 * HOUR) + MINUTE, next);
      return;
    }
    await doors.network({
      ...well,
      ...(ailment === 'webhooks' && { webhooks: 'twice' }),
      ...(ailment === 'receipts' && { receipts: chance.pick(['late', 'twice', 'reversed', 'lost']) }),
      ...(ailment === 'lost-answers' && { sends: 'timeout-after-success', receipts: chance.pick(['ordered', 'lost']) }),
      ...(ailment === 'down' && { sends: 'down' }),
    });
    // A provider that is down for long is the later machine's: this one knows minutes.
    const minutes = ailment === 'down' || ailment === 'lost-answers' ? chance.whole(1, 12) : chance.whole(20, 600);
    simulation.plans.add(now + minutes * MINUTE, next);
  }
  simulation.after(1, next);
}
