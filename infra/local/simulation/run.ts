import { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { World } from '../../../functions/flows/world.ts';
import type { Act } from './acts.ts';
import { watchTurns } from './check-turns.ts';
import { check } from './checkers.ts';
import { type Evidence, gather } from './evidence.ts';
import { badHours } from './faults.ts';
import { newHistory } from './history.ts';
import { patients } from './patients.ts';
import { seenOf } from './seen.ts';
import { shortestStory } from './shortest.ts';
import { DAY, HOUR, MINUTE, type Simulation } from './simulation.ts';
import { staff } from './staff.ts';
import { type Summary, summary } from './summary.ts';
import { lookAtEscalations, lookAtQueue, readHistories } from './watching.ts';

/** One history of the whole service on one machine, from a seed, and what it shows of the promises. */

export interface SimulationOptions {
  patients: number;
  days: number;
  seed: number;
  faults: boolean;
  catalogue: Catalogue;
  /** Tells a history again, from its acts: nobody does anything else, and nobody answers to what comes. */
  acts?: readonly Act[];
  /** Puts a deliberate defect into the service, to see that the checkers catch it. */
  alter?: (world: World) => Partial<World>;
  /** Milliseconds of real time that a story may take to become short; 0 for none. A minute when absent. */
  patience?: number;
  /** Told the share that is done, from 0 to 1. */
  progress?: (share: number) => void;
}

/** A summer's end, so that sixty days see the clocks change and four months see Christmas. */
const START = '2026-09-28T07:00:00.000Z';

/** When the promises are looked at before the end: what a year does, mostly a week does as well. */
const LOOKED_AT_AFTER_DAYS = [7, 30, 90, 180, 365];

const PATIENCE = 60_000;

/** @throws when something failed that was not meant to, unless the service was altered */
export async function simulate(options: SimulationOptions): Promise<Summary> {
  const { summary: seen, simulation } = await play(options);
  const [broken] = seen.broken;
  const { patience = PATIENCE } = options;
  if (!broken || options.acts || patience === 0) return seen;
  const { start, diary } = simulation;
  const days = Math.max(Math.ceil((simulation.now() - start) / DAY), 1);
  const again = (acts: readonly Act[], within: number) =>
    play({ ...options, acts, days: within }).then((told) => told.summary.broken);
  const { acts, patients: all } = diary;
  const story = await shortestStory({ acts, start, days, broken, patients: all, play: again, patience });
  if (!story) return seen;
  const { evidence, simulation: last } = await play({ ...options, acts: story.acts, days: story.days });
  return { ...seen, story: { ...story, seen: seenOf(last, evidence, story.broken) } };
}

interface Played {
  summary: Summary;
  simulation: Simulation;
  evidence: Evidence;
}

async function play(options: SimulationOptions): Promise<Played> {
  const [began, used] = [performance.now(), process.threadCpuUsage()];
  const start = DateTime.fromISO(START, { zone: 'utc' }).toMillis();
  const history = await newHistory({ ...options, start, end: start + options.days * DAY });
  const { simulation, called, texted } = history;
  try {
    const people = options.acts ? undefined : patients(simulation, options.patients);
    const team = staff(simulation, { isOnlyWatched: options.acts !== undefined, connected: (number) => void called.add(number) });
    for (const act of options.acts ?? []) simulation.plans.add(act.at, async () => void (await simulation.act(act)));
    watch(simulation);
    watchTurns(simulation);
    if (options.faults && !options.acts) badHours(simulation);
    const attend = async () => {
      for (const number of [...called]) {
        called.delete(number);
        if (team.isStaff(number)) {
          // Every rung is watched: an escalation that is open must ring again before long.
          simulation.plans.add(simulation.now() + 11 * MINUTE, async () => void (await lookAtEscalations(simulation)));
          team.rings(number);
        } else people?.rings(number);
      }
      for (const number of [...texted]) {
        texted.delete(number);
        await (team.isStaff(number) ? team.look(number) : people?.look(number));
      }
    };
    await live(simulation, attend, () => called.size + texted.size > 0, options.progress);
    const evidence = await lookAtPromises(simulation);
    if (history.failures.length > 0 && !options.alter)
      throw new Error(`something failed that nobody meant to fail: ${history.failures[0]} (${history.failures.length} in all)`);
    const { user, system } = process.threadCpuUsage(used);
    const took = { real: (performance.now() - began) / 1_000, cpu: (user + system) / 1_000_000 };
    return { summary: summary(options, simulation, evidence, took), simulation, evidence };
  } finally {
    await history.close();
  }
}

/** Looks at everything as anybody on the team can, now and then; and at the promises, seldom, as that takes longer the longer it was. */
function watch(simulation: Simulation): void {
  const { start, end, plans } = simulation;
  for (let at = start + HOUR; at < end; at += 4 * HOUR) {
    plans.add(at, async () => {
      await lookAtQueue(simulation);
      await lookAtEscalations(simulation);
    });
  }
  // To a history is only added: what was read once must stand there when it is read again, soon and much later.
  for (let days = 1; start + days * DAY < end; days += days < 15 ? 2 : 30)
    plans.add(start + days * DAY, () => readHistories(simulation));
  for (const days of LOOKED_AT_AFTER_DAYS)
    if (start + days * DAY < end) plans.add(start + days * DAY, async () => void (await lookAtPromises(simulation)));
}

async function lookAtPromises(simulation: Simulation) {
  await lookAtQueue(simulation);
  await lookAtEscalations(simulation);
  await readHistories(simulation);
  const evidence = await gather(simulation);
  // What is not over yet cannot be broken yet: for the checkers it ends now.
  if (simulation.diary.broken.length === 0) check({ ...simulation, end: simulation.now() }, evidence);
  return evidence;
}

/** Goes from one instant to the next at which anything is due or anybody means to do something, until a promise is broken. */
async function live(
  simulation: Simulation,
  attend: () => Promise<void>,
  isAsked: () => boolean,
  progress?: (share: number) => void,
): Promise<void> {
  const { clock, plans: meant, start, end, diary } = simulation;
  let shown = 0;
  while (simulation.now() < end && diary.broken.length === 0) {
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
