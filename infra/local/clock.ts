import { DateTime } from 'luxon';
import type { Clock } from '../../functions/platform/clock.ts';
import { earliestFirst } from './earliest-first.ts';

/**
 * The clock of the local run. Things that will happen are put on it with `at`; work that is under way is told to it
 * with `track`, so that moving the clock waits for what each instant set going before it goes on to the next.
 */
export interface LocalClock extends Clock {
  readonly mode: ClockMode;
  /** Calls `happen` when the clock reaches `instant`; at once, but never before this call returns, if that is past. Returns a function that cancels it. */
  at(instant: DateTime, happen: () => Promise<void> | void): () => void;
  /** Milliseconds of the earliest instant at which anything is planned. */
  nextDue(): number | undefined;
  /** Counts `work` as under way until it settles. A failure goes to `onError`, never to the caller. */
  track(work: Promise<unknown>): void;
  /** Resolves when nothing tracked is under way and nothing that is due has yet to happen. */
  idle(): Promise<void>;
  /** Steps to each due instant up to `to` in order, waiting at each until all is idle. @throws RangeError when `to` is past. */
  moveTo(to: DateTime): Promise<void>;
  /** Cancels everything that is planned. */
  close(): void;
}

/** `running` ticks and can jump forward; `standing` moves only when moved; `real` is the machine's own and cannot be moved. */
export type ClockMode = 'running' | 'standing' | 'real';

interface Planned {
  readonly happen: () => Promise<void> | void;
  isCancelled: boolean;
}

const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Makes a clock that begins at `start` (by default the machine's now). */
export function localClock(options: {
  mode: ClockMode;
  start?: DateTime;
  onError?: (error: unknown) => void;
  /** Told the time at each step of a move, before anything happens at it. */
  onMoved?: (now: DateTime) => void;
}): LocalClock {
  const { mode, onError = (error) => console.error(error), onMoved } = options;
  const planned = earliestFirst<Planned>();
  const underWay = new Set<Promise<unknown>>();
  let ahead = mode === 'standing' || !options.start ? 0 : options.start.toMillis() - Date.now();
  let standingAt = (options.start ?? DateTime.utc()).toMillis();
  let alarm: NodeJS.Timeout | undefined;
  let moving: Promise<void> = Promise.resolve();

  const millis = () => (mode === 'standing' ? standingAt : Date.now() + ahead);
  const now = () => DateTime.fromMillis(millis(), { zone: 'utc' }) as DateTime<true>;

  function next(): { readonly at: number } | undefined {
    while (planned.first()?.what.isCancelled) planned.take();
    return planned.first();
  }

  function track(work: Promise<unknown>): void {
    const settled = work.catch(onError).finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  function startFirst(): void {
    const first = planned.take();
    if (first) track((async () => first.happen())());
  }

  /** Starts whatever is due now, then sets the alarm for what is due next. */
  function arm(): void {
    clearTimeout(alarm);
    for (let first = next(); first && first.at <= millis(); first = next()) startFirst();
    const first = next();
    if (!first || mode === 'standing') return;
    alarm = setTimeout(arm, Math.min(Math.max(first.at - millis(), 0), LONGEST_TIMEOUT));
    alarm.unref();
  }

  async function idle(): Promise<void> {
    // A turn of the event loop lets work that has just been asked for show itself before it is looked for.
    do {
      await Promise.all(underWay);
      await new Promise((resolve) => setImmediate(resolve));
    } while (underWay.size > 0);
  }

  async function step(to: number): Promise<void> {
    if (mode === 'standing') standingAt = Math.max(standingAt, to);
    else ahead += Math.max(to - millis(), 0);
    onMoved?.(now());
    arm();
    await idle();
  }

  async function stepTo(target: number): Promise<void> {
    await idle();
    for (let first = next(); first && first.at <= target; first = next()) await step(first.at);
    await step(target);
  }

  return {
    mode,
    now,
    at(instant, happen) {
      const each = { happen, isCancelled: false };
      planned.add(instant.toMillis(), each);
      setImmediate(arm);
      return () => {
        each.isCancelled = true;
      };
    },
    nextDue: () => next()?.at,
    track,
    idle,
    moveTo(to) {
      if (to.toMillis() < millis()) throw new RangeError('a clock cannot be moved backward');
      moving = moving.catch(() => {}).then(() => stepTo(to.toMillis()));
      return moving;
    },
    close() {
      planned.clear();
      clearTimeout(alarm);
    },
  };
}
