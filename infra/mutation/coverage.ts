import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { uses } from './memo.ts';
import type { Coverage, Hits } from './shared.ts';
import { type Registered, suitesOf } from './suite.ts';

/** What every process that runs mutants must know of them. */
export interface Known {
  /** Mutants that are hit while a module is loaded. */
  readonly atLoad: readonly string[];
  /** Mutants in whose hands something is computed that is remembered. */
  readonly inMemos: readonly string[];
  /** Milliseconds, by test. */
  readonly times: Record<string, number>;
}

/** A mutant's tests are taken from the quickest on, until this much time in all: an hour's run, not a day's. */
const BUDGET_MS = 2_500;

function add(to: Hits, from: Hits | undefined): void {
  for (const [mutant, hits] of Object.entries(from ?? {})) to[mutant] = (to[mutant] ?? 0) + hits;
}

/** Whoever is used, and whoever those use. */
function reach(id: string, seen = new Set<string>()): Set<string> {
  for (const each of uses.get(id) ?? []) {
    if (seen.has(each)) continue;
    seen.add(each);
    reach(each, seen);
  }
  return seen;
}

/** The mutants of each instrumented file, and the files that it imports. */
function instrumented(): { file: string; mutants: Set<string>; imports: Set<string> }[] {
  return globSync('functions/care/**/*.ts').map((file) => {
    const text = readFileSync(file, 'utf8');
    const mutants = new Set([...text.matchAll(/stryMutAct_9fa48\("(\d+)"\)/g)].map(([, id]) => id as string));
    const imports = new Set([...text.matchAll(/from ['"](\.[^'"]+)['"]/g)].map(([, path]) => basename(path as string)));
    return { file, mutants, imports };
  });
}

/**
 * What is hit while a module is loaded counts for every test that runs anything of that module, or of one that imports
 * it: another test can see it only through these.
 */
function atLoadFor(hits: Hits, perTest: Record<string, Hits>): Map<string, Set<string>> {
  const files = instrumented();
  const covered = new Map<string, Set<string>>();
  const owner = new Map(files.flatMap(({ file, mutants }) => [...mutants].map((mutant) => [mutant, file] as const)));
  for (const [test, own] of Object.entries(perTest)) {
    for (const mutant of Object.keys(own)) {
      const file = owner.get(mutant);
      if (file !== undefined) covered.set(file, (covered.get(file) ?? new Set()).add(test));
    }
  }
  const users = ({ file }: { file: string }) => [
    ...(covered.get(file) ?? []),
    ...files.filter((each) => each.imports.has(basename(file))).flatMap((each) => [...(covered.get(each.file) ?? [])]),
  ];
  return new Map(
    files
      .map((each) => ({ each, loading: [...each.mutants].filter((mutant) => mutant in hits) }))
      .filter(({ loading }) => loading.length > 0)
      .flatMap(({ each, loading }) => {
        const tests = new Set(users(each));
        return loading.map((mutant) => [mutant, tests] as const);
      }),
  );
}

/** Keeps of each mutant's tests the quickest. */
function withinBudget(perTest: Record<string, Hits>, times: Record<string, number>): Record<string, Hits> {
  const spent = new Map<string, number>();
  const kept: Record<string, Hits> = {};
  for (const test of Object.keys(perTest).toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0))) {
    const own: Hits = {};
    for (const [mutant, hits] of Object.entries(perTest[test] ?? {})) {
      const before = spent.get(mutant) ?? 0;
      const after = before + (times[test] ?? 0);
      if (before > 0 && after > BUDGET_MS) continue;
      spent.set(mutant, after);
      own[mutant] = hits;
    }
    kept[test] = own;
  }
  return kept;
}

/** Which tests can see which mutant. */
export function attribute(
  raw: Coverage,
  tests: readonly Registered[],
  times: Record<string, number>,
): { coverage: Coverage; known: Known } {
  const perTest: Record<string, Hits> = {};
  for (const test of tests) {
    const own: Hits = { ...raw.perTest[test.id] };
    const others = [...suitesOf(test).map((suite) => suite.id)];
    for (const each of new Set([...others, ...[test.id, ...others].flatMap((id) => [...reach(id)])])) add(own, raw.perTest[each]);
    perTest[test.id] = own;
  }
  for (const [mutant, seenBy] of atLoadFor(raw.static, perTest)) {
    for (const test of seenBy) (perTest[test] as Hits)[mutant] ??= raw.static[mutant] ?? 1;
  }
  const memos = Object.keys(raw.perTest).filter((id) => id.startsWith('memo:'));
  return {
    coverage: { static: {}, perTest: withinBudget(perTest, times) },
    known: {
      atLoad: Object.keys(raw.static),
      inMemos: [...new Set(memos.flatMap((id) => Object.keys(raw.perTest[id] ?? {})))],
      times,
    },
  };
}
