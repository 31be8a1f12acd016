import { performance } from 'node:perf_hooks';
import { countFor } from './memo.ts';

type Work = (...given: unknown[]) => unknown;

interface Suite {
  readonly id: string;
  readonly name: string;
  readonly outer: Suite | undefined;
  readonly hooks: Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Work[]>;
}

export interface Registered {
  readonly id: string;
  readonly name: string;
  /** Within the sandbox. */
  readonly file: string;
  /** Counted from 0. */
  readonly at: { readonly line: number; readonly column: number };
  readonly suite: Suite;
  readonly work: Work;
}

let suites = 0;
const newSuite = (name: string, outer: Suite | undefined): Suite => ({
  id: `suite:${++suites}`,
  name,
  outer,
  hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
});

let file = '';
let suite = newSuite('', undefined);
let found: Registered[] = [];
let seen = new Map<string, number>();
let finished: Work[] | undefined;

/** The tests that loading a file registers. */
export async function registeredBy(name: string, load: () => Promise<unknown>): Promise<Registered[]> {
  file = name;
  suite = newSuite('', undefined);
  found = [];
  seen = new Map();
  await load();
  return found;
}

/** Where the test stands in its file, which tells Stryker whether it has changed since its last run. */
function place(): { line: number; column: number } {
  const at = new Error().stack?.split('\n').find((line) => line.includes('.test.ts'));
  const [, line, column] = at?.match(/:(\d+):(\d+)\)?$/) ?? [];
  return { line: Number(line ?? 1) - 1, column: Number(column ?? 1) - 1 };
}

function register(title: string, work: Work): void {
  const names = [title];
  for (let each: Suite | undefined = suite; each?.outer !== undefined; each = each.outer) names.unshift(each.name);
  const plain = names.join(' > ');
  const times = (seen.get(plain) ?? 0) + 1;
  seen.set(plain, times);
  const name = times === 1 ? plain : `${plain} (${times})`;
  found.push({ id: `${file}#${name}`, name, file, at: place(), suite, work });
}

const workOf = (given: readonly unknown[]) => given.find((each): each is Work => typeof each === 'function') as Work;

/** Of `test.each` and `describe.each`: a row that is a list is spread. */
const rows = (table: readonly unknown[]) => table.map((row) => (Array.isArray(row) ? row : [row]));

export const test = Object.assign((title: string, ...rest: unknown[]) => register(title, workOf(rest)), {
  each:
    (table: readonly unknown[]) =>
    (title: string, ...rest: unknown[]) => {
      for (const row of rows(table)) register(title, () => workOf(rest)(...row));
    },
});

export const describe = Object.assign(
  (name: string, ...rest: unknown[]) => {
    const outer = suite;
    suite = newSuite(name, outer);
    workOf(rest)();
    suite = outer;
  },
  {
    each:
      (table: readonly unknown[]) =>
      (name: string, ...rest: unknown[]) => {
        for (const row of rows(table)) describe(name, () => workOf(rest)(...row));
      },
  },
);

export const beforeAll = (work: Work) => suite.hooks.beforeAll.push(work);
export const afterAll = (work: Work) => suite.hooks.afterAll.push(work);
export const beforeEach = (work: Work) => suite.hooks.beforeEach.push(work);
export const afterEach = (work: Work) => suite.hooks.afterEach.push(work);
export const onTestFinished = (work: Work) => finished?.push(work);

/** From the outermost. */
export function suitesOf(test: Registered): Suite[] {
  const all: Suite[] = [];
  for (let each: Suite | undefined = test.suite; each !== undefined; each = each.outer) all.unshift(each);
  return all;
}

async function once(test: Registered): Promise<void> {
  const around = suitesOf(test);
  finished = [];
  const context = { task: { name: test.name, result: { state: 'pass' } } };
  try {
    for (const each of around) for (const hook of each.hooks.beforeEach) await hook(context);
    await test.work(context);
  } catch (error) {
    context.task.result.state = 'fail';
    throw error;
  } finally {
    for (const each of around.toReversed()) for (const hook of each.hooks.afterEach) await hook(context);
    for (const work of finished.toReversed()) await work(context);
  }
}

/** Runs the tests one after another, until `after` says that it is enough; what fails is told with its message. */
export async function runTests(
  tests: readonly Registered[],
  after: (test: Registered, failure: string | undefined, ms: number) => boolean,
): Promise<void> {
  const begun = new Set<Suite>();
  for (const test of tests) {
    const start = performance.now();
    let failure: string | undefined;
    try {
      for (const each of suitesOf(test)) {
        if (begun.has(each)) continue;
        begun.add(each);
        countFor(each.id);
        for (const hook of each.hooks.beforeAll) await hook();
      }
      countFor(test.id);
      await once(test);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    countFor(undefined);
    if (!after(test, failure, performance.now() - start)) break;
  }
  for (const each of begun) for (const hook of each.hooks.afterAll) await hook();
}
