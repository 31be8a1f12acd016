import { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { World } from '../../../functions/flows/world.ts';
import type { Log } from '../../../functions/platform/log.ts';
import { localAlongside } from '../alongside.ts';
import { check } from './checkers.ts';
import { newDiary } from './diary.ts';
import { doors } from './doors.ts';
import { gather } from './evidence.ts';
import { badHours, DEATH, faulty, losing } from './faults.ts';
import { patients } from './patients.ts';
import { plans } from './plans.ts';
import { chance } from './random.ts';
import { serialClock } from './serial-clock.ts';
import { DAY, newSimulation, type Simulation } from './simulation.ts';
import { staff } from './staff.ts';
import { type Summary, summary } from './summary.ts';
import { lookAtEscalations, lookAtQueue, readHistories, readHistoriesOfEscalations } from './watching.ts';

/** One history of the whole service on one machine, from a seed, and what it shows of the promises. */

export interface SimulationOptions {
  patients: number;
  days: number;
  seed: number;
  faults: boolean;
  catalogue: Catalogue;
  /** Puts a deliberate defect into the service, to see that the checkers catch it. */
  alter?: (world: World) => Partial<World>;
  /** Told the share that is done, from 0 to 1. */
  progress?: (share: number) => void;
}

/** A summer's end, so that sixty days see the clocks change and four months see Christmas. */
const START = '2026-09-28T07:00:00.000Z';
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export async function simulate(options: SimulationOptions): Promise<Summary> {
  const { seed, faults, days, catalogue, progress } = options;
  const began = performance.now();
  const start = DateTime.fromISO(START, { zone: 'utc' });
  const clock = serialClock(start);
  const called = new Set<string>();
  const texted = new Set<string>();
  const failures: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error(what, error) {
      if (!isMeant(what, error) && !(faults && isOfWatch(what))) failures.push(`${what}: ${String(error)}`);
    },
  };

  function alter(world: World): Partial<World> {
    const now = () => clock.now().toMillis();
    const ids = chance(seed, 'ids');
    const jitter = chance(seed, 'jitter');
    const { provider } = world;
    const usual: Partial<World> = {
      // A hint to look at a handset; what is seen there is what counts.
      provider: {
        ...provider,
        sendText: (text) => provider.sendText(text).finally(() => texted.add(text.to)),
        makeCall(call) {
          diary.calls.push({ at: now(), to: call.to });
          return provider.makeCall(call).finally(() => called.add(call.to));
        },
      },
      ids: {
        fresh: () => Array.from({ length: 16 }, () => ids.pick([...ALPHABET])).join(''),
        code: () => String(ids.whole(1000, 9999)),
      },
      jitter: jitter.number,
      // Time stands while a flow is under way, so a pause is a turn of the event loop.
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      ...(faults && { ledger: faulty(world.ledger, seed, now), wake: losing(world.wake, seed, now) }),
    };
    const altered = { ...world, ...usual };
    return { ...altered, ...options.alter?.(altered) };
  }

  const diary = newDiary();
  const names = chance(seed, 'names');
  const inProcess = {
    digits: () =>
      Array.from({ length: 4 }, () =>
        Math.floor(names.number() * 2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
  };
  const alongside = await localAlongside({ clock, catalogue, host: '', port: 0, phonePort: 0, log, alter, inProcess });
  const simulation = newSimulation({
    seed,
    faults,
    start: start.toMillis(),
    end: start.toMillis() + days * DAY,
    clock,
    doors: doors(alongside),
    plans: plans(),
    diary,
    catalogue,
  });
  const people = patients(simulation, options.patients);
  const team = staff(simulation, (number) => called.add(number));
  for (let at = simulation.start + DAY; at < simulation.end; at += 2 * DAY)
    simulation.plans.add(at, () => readHistories(simulation));
  if (faults) badHours(simulation);

  async function attend(): Promise<void> {
    if (called.size > 0) await readHistoriesOfEscalations(simulation);
    for (const number of [...called]) {
      called.delete(number);
      if (team.isStaff(number)) team.rings(number);
      else await people.rings(number);
    }
    for (const number of [...texted]) {
      texted.delete(number);
      await (team.isStaff(number) ? team.look(number) : people.look(number));
    }
  }

  try {
    await live(simulation, attend, () => called.size + texted.size > 0, progress);
    await lookAtQueue(simulation);
    await lookAtEscalations(simulation);
    await readHistories(simulation);
    const evidence = await gather(simulation);
    check(simulation, evidence);
    failures.push(...clock.failures.map((error) => `work failed: ${String(error)}`));
    if (failures.length > 0 && !options.alter)
      throw new Error(`something failed that nobody meant to fail: ${failures[0]} (${failures.length} in all)`);
    return summary(options, simulation, evidence, (performance.now() - began) / 1_000);
  } finally {
    await alongside.close();
  }
}

/**
 * What the provider did not take or did not answer, and a process that was killed, are faults that were meant: the work is
 * tried again, a bounded number of times, and then the agenda's own entry does it. Whatever else fails is not meant.
 */
function isMeant(what: string, error: unknown): boolean {
  const meant = new RegExp(`${DEATH}|socket hang up|Service is unavailable`);
  return what === 'provider-outcome-unknown' || what === 'dead-letter' || meant.test(String(error));
}

/** A process that was killed leaves something standing for minutes: that the watch finds it is what it is for. */
function isOfWatch(what: string): boolean {
  return what === 'stands-still' || what === 'escalation-stood-still';
}

/** Goes from one instant to the next at which anything is due or anybody means to do something. */
async function live(
  simulation: Simulation,
  attend: () => Promise<void>,
  isAsked: () => boolean,
  progress?: (share: number) => void,
): Promise<void> {
  const { clock, plans: meant, start, end } = simulation;
  let shown = 0;
  while (simulation.now() < end) {
    await attend();
    const act = Math.min(meant.next() ?? end, end);
    const due = Math.max(Math.min(clock.nextDue() ?? end, end), simulation.now());
    if (due <= act) await clock.moveTo(DateTime.fromMillis(due, { zone: 'utc' }));
    if (isAsked() || due < act) continue;
    if (simulation.now() < act) await clock.moveTo(DateTime.fromMillis(act, { zone: 'utc' }));
    if (act < end) await meant.take()();
    const share = (simulation.now() - start) / (end - start);
    if (share < shown + 0.01) continue;
    shown = share;
    progress?.(share);
  }
}
