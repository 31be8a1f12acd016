/** For each mutant's id, how often it was hit. */
export type Hits = Record<string, number>;

export interface Coverage {
  readonly static: Hits;
  readonly perTest: Record<string, Hits>;
}

/** What Stryker's instrumented code reads and writes while it runs. */
interface Shared {
  /** The mutant that is switched on. */
  activeMutant?: string | undefined;
  /** To whom hits are counted; without one they are counted as made while modules are loaded. */
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
  /** Each instrumented module keeps hold of it from its first hit on: it is never replaced. */
  readonly mutantCoverage: Coverage;
}

/** Stryker's name for it in a process of tests. */
const NAME = '__stryker__';

const others = globalThis as Record<string, unknown>;
others[NAME] ??= { mutantCoverage: { static: {}, perTest: {} } };

export const shared = others[NAME] as Shared;
