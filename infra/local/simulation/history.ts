import { DateTime } from 'luxon';
import { sweep } from '../../../functions/flows/sweep.ts';
import type { World } from '../../../functions/flows/world.ts';
import type { Log, LogFields } from '../../../functions/platform/log.ts';
import { localAlongside } from '../alongside.ts';
import { noteBadHours } from './bad-hours.ts';
import { newDiary } from './diary.ts';
import { doors } from './doors.ts';
import { drawn } from './drawn.ts';
import { DEATH, dying, faulty, losing } from './faults.ts';
import { plans } from './plans.ts';
import type { SimulationOptions } from './run.ts';
import { serialClock } from './serial-clock.ts';
import { newSimulation, type Simulation } from './simulation.ts';

/** The service, the phone network and a clock, in one process, with nobody in them yet. */

export interface History {
  simulation: Simulation;
  /** Numbers that were rung, and numbers to which something was sent, since anybody looked. */
  called: Set<string>;
  texted: Set<string>;
  /** What failed and was not meant to. */
  failures: string[];
  close(): Promise<void>;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export async function newHistory(options: SimulationOptions & { start: number; end: number }): Promise<History> {
  const { seed, faults, catalogue, start, end } = options;
  const failures: string[] = [];
  const clock = serialClock(DateTime.fromMillis(start, { zone: 'utc' }), (error) =>
    failures.push(`work failed: ${String(error)}`),
  );
  const now = () => clock.now().toMillis();
  const called = new Set<string>();
  const texted = new Set<string>();
  const diary = newDiary();
  const keep = (what: string, fields: LogFields = {}) => {
    for (const said of [what, ...Object.values(fields)]) if (typeof said === 'string' && !isId(said)) diary.logged.add(said);
  };
  const log: Log = {
    info: keep,
    warn: keep,
    error(what, error, fields) {
      keep(what, fields);
      if (!isMeant(what, error) && !(faults && isOfWatch(what))) failures.push(`${what}: ${String(error)}`);
    },
  };

  function alter(world: World): Partial<World> {
    const ids = drawn(seed, 'ids', now);
    const { provider } = world;
    const outside = faults ? dying(provider, seed, now) : provider;
    const sweepToo = () => clock.track(sweep(swept).catch(() => undefined));
    const usual: Partial<World> = {
      // A hint to look at a handset; what is seen there is what counts.
      provider: {
        ...provider,
        sendText: (text) => outside.sendText(text).finally(() => texted.add(text.to)),
        makeCall(call) {
          diary.calls.push({ at: now(), to: call.to });
          return outside.makeCall(call).finally(() => called.add(call.to));
        },
      },
      ids: {
        fresh: () => Array.from({ length: 16 }, () => ALPHABET[Math.floor(ids() * ALPHABET.length)]).join(''),
        code: () => String(1000 + Math.floor(ids() * 9000)),
      },
      jitter: drawn(seed, 'jitter', now),
      // Time stands while a flow is under way, so a pause is a turn of the event loop.
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      ...(faults && { ledger: faulty(world.ledger, seed, now, sweepToo), wake: losing(world.wake, seed, now) }),
    };
    const altered = { ...world, ...usual };
    const swept: World = { ...altered, ...options.alter?.(altered) };
    return swept;
  }

  const names = drawn(seed, 'names', now);
  const eight = () =>
    Math.floor(names() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const inProcess = { digits: () => eight() + eight() + eight() + eight() };
  const alongside = await localAlongside({ clock, catalogue, host: '', port: 0, phonePort: 0, log, alter, inProcess });
  const simulation = newSimulation({
    seed,
    faults,
    start,
    end,
    clock,
    doors: doors(alongside),
    plans: plans(),
    diary,
    catalogue,
  });
  if (faults) noteBadHours(simulation);
  return { simulation, called, texted, failures, close: alongside.close };
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

/** Ids and codes are all that a log may hold. */
function isId(said: string): boolean {
  return /^[\w-]{1,60}$/.test(said);
}
