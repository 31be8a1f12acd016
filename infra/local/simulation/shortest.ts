import fc from 'fast-check';
import type { Act } from './acts.ts';
import type { Broken, SimulatedPatient } from './diary.ts';
import { DAY } from './simulation.ts';

/** The shortest story that still shows a broken promise: fast-check leaves out acts as long as it stays broken. */

export interface Story {
  acts: Act[];
  days: number;
  broken: Broken;
  /** What could be seen of it on the telephones, oldest first. */
  seen?: string[];
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
  for (const { acts: all, days: most } of beginnings(told)) {
    const first = await shown(all, most);
    if (!first) continue;
    // What came later is left out at once: each telling of it is as long as its days.
    const until = Math.min(Math.ceil((Date.parse(first.at) - start + 1) / DAY), most);
    const before = all.filter(({ at }) => at < start + until * DAY);
    const sooner = until < most ? await shown(before, until) : undefined;
    const [acts, days, found] = sooner ? [before, until, sooner] : [all, most, first];
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
    return best;
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
