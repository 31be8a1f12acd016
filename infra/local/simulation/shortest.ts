import fc from 'fast-check';
import type { Act } from './acts.ts';
import type { Broken, SimulatedPatient } from './diary.ts';
import { DAY } from './simulation.ts';

/** The shortest story that still shows a broken promise: fast-check leaves out acts as long as it stays broken. */

export interface Story {
  acts: Act[];
  days: number;
  broken: Broken;
}

export interface Told {
  acts: readonly Act[];
  start: number;
  days: number;
  broken: Broken;
  patients: readonly SimulatedPatient[];
  /** Plays acts over so many days, and says what was broken. */
  play(acts: readonly Act[], days: number): Promise<readonly Broken[]>;
  /** Milliseconds of real time after which what has been found by then is enough. */
  patience: number;
}

/** @returns undefined when the acts alone do not show it, for instance because it hangs on the order within an instant */
export async function shortestStory(told: Told): Promise<Story | undefined> {
  const { broken, start, play } = told;
  const shown = async (acts: readonly Act[], days: number) =>
    (await play(acts, days)).find(({ promise }) => promise === broken.promise);
  for (const { acts, days } of beginnings(told)) {
    const found = await shown(acts, days);
    if (!found) continue;
    let best = { acts: [...acts], days, broken: found };
    const chosen = fc.uniqueArray(fc.noShrink(fc.constantFrom(...acts.keys())), { maxLength: acts.length });
    const stillKept = fc.asyncProperty(chosen, async (places) => {
      const some = places.toSorted((a, b) => a - b).flatMap((place) => acts[place] ?? []);
      const again = await shown(some, days);
      if (again && some.length <= best.acts.length) best = { acts: some, days, broken: again };
      return !again;
    });
    await fc.check(stillKept, {
      examples: [[[...acts.keys()]]],
      numRuns: 1,
      interruptAfterTimeLimit: told.patience,
    });
    const last = best.acts.at(-1)?.at ?? start;
    const earlier = Math.ceil((Math.max(last, Date.parse(best.broken.at)) - start) / DAY);
    const sooner = earlier < days ? await shown(best.acts, earlier) : undefined;
    return sooner ? { ...best, days: earlier, broken: sooner } : best;
  }
  return undefined;
}

/** What to begin with: those of the household alone, then with what the staff and the provider did, then all. */
function beginnings({ acts, days, broken, patients }: Told): { acts: readonly Act[]; days: number }[] {
  const patient = patients.find(({ number, relative }) => number === broken.patient || relative === broken.patient);
  const numbers = [broken.patient, patient?.number, patient?.relative];
  const isTheirs = ({ who, path, body }: Act) =>
    numbers.includes(who) || numbers.includes(String(body?.phone)) || (patient?.id && path.includes(patient.id));
  const isOfOthers = ({ who, door, path }: Act) =>
    door === 'api' ? /^\/patients/.test(path) : door === 'handset' && isPatients(who);
  const isPatients = (who: string) => patients.some(({ number, relative }) => number === who || relative === who);
  const theirs = acts.filter(isTheirs);
  const withStaff = acts.filter((act) => isTheirs(act) || !isOfOthers(act));
  return [theirs, withStaff, acts].filter((some) => some.length > 0).map((some) => ({ acts: some, days }));
}
