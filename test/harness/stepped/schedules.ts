import { AsyncLocalStorage } from 'node:async_hooks';
import type { Interference, Step } from './steps.ts';

/**
 * Several flows at once, of which one goes on at a time: at every step that two or more of them could take next somebody chooses
 * which does. So a list of choices is a schedule, the same list always the same one, and all lists are all orders.
 */

/** At one point: which flows could go on, the one that has just gone on first, and which of these was chosen. */
export interface Choice {
  able: readonly number[];
  chosen: number;
  /** What the chosen flow did next. */
  does: string;
  /** Whether the one that had just gone on could go on here. */
  mayGoOn: boolean;
}

/** @param choices places in `able`, by the point; the first, which goes on with the same flow, when there are no more */
export function scheduler(choices: readonly number[]) {
  const flowOf = new AsyncLocalStorage<number>();
  const waiting = new Map<number, { step: Step; go: () => void }[]>();
  const trace: Choice[] = [];
  const unfinished = new Set<number>();
  let isOver = false;

  const at: Interference['at'] = (step) => {
    const flow = flowOf.getStore();
    if (flow === undefined || isOver) return undefined;
    return new Promise((resolve) => {
      waiting.set(flow, [...(waiting.get(flow) ?? []), { step, go: () => resolve(undefined) }]);
    });
  };

  /** Until every flow waits for its turn or is done. */
  async function atRest(): Promise<void> {
    for (let turns = 0; turns < 1_000; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if ([...unfinished].every((flow) => waiting.get(flow)?.length)) return;
    }
    throw new Error('a flow neither goes on nor waits for its turn');
  }

  async function run(flows: readonly (() => Promise<unknown>)[]): Promise<{ trace: readonly Choice[]; failures: unknown[] }> {
    const failures: unknown[] = [];
    for (const [place, flow] of flows.entries()) {
      unfinished.add(place);
      flowOf
        .run(place, flow)
        .catch((error) => failures.push(error))
        .finally(() => unfinished.delete(place));
    }
    // Whichever begins, it is no switch.
    let last = -1;
    // What a flow has set going and does not wait for belongs to it as well.
    const ready = () => [...waiting.keys()].filter((flow) => waiting.get(flow)?.length);
    for (await atRest(); ready().length > 0; await atRest()) {
      const able = ready().sort((one, other) => Number(other === last) - Number(one === last) || one - other);
      const choice = able.length > 1 ? (choices[trace.length] ?? 0) % able.length : 0;
      const chosen = able[choice] ?? last;
      const [next, ...rest] = waiting.get(chosen) ?? [];
      waiting.set(chosen, rest);
      if (able.length > 1) {
        const does = `${chosen}: ${next?.step.does} ${next?.step.about.slice(0, 60)}`;
        trace.push({ able, chosen: choice, does, mayGoOn: able[0] === last });
      }
      last = chosen;
      next?.go();
    }
    isOver = true;
    return { trace, failures };
  }

  return { at, run };
}

/**
 * Every schedule with at most so many switches away from a flow that could have gone on, within so many points of choice.
 * @param run runs one schedule and answers its choices
 */
export async function everySchedule(
  { switches, depth }: { switches: number; depth: number },
  run: (choices: readonly number[]) => Promise<readonly Choice[] | undefined>,
): Promise<number> {
  const ahead: number[][] = [[]];
  let count = 0;
  for (let prefix = ahead.pop(); prefix; prefix = ahead.pop()) {
    count += 1;
    const trace = await run(prefix);
    if (!trace) return count;
    const used = trace.slice(0, prefix.length).filter(({ mayGoOn, chosen }) => mayGoOn && chosen > 0).length;
    for (const [point, { able, mayGoOn }] of trace.entries()) {
      // What follows a flow that is done is no switch.
      if (point < prefix.length || point >= depth || used + (mayGoOn ? 1 : 0) > switches) continue;
      const before = trace.slice(0, point).map(({ chosen }) => chosen);
      for (let other = 1; other < able.length; other += 1) ahead.push([...before, other]);
    }
  }
  return count;
}
