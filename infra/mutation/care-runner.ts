import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StrykerOptions } from '@stryker-mutator/api/core';
import { PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { attribute, type Known } from './coverage.ts';
import { apart, loadAnew, loadTests, writeCatalogue } from './load.ts';
import { forgetMemos } from './memo.ts';
import { shared } from './shared.ts';
import { type Registered, runTests } from './suite.ts';

/**
 * Stryker's test runner for the rules of care.
 *
 * The one for vitest starts a worker for every mutant, which reads and compiles the tables anew: seconds a mutant, and
 * there are twenty thousand. The rules are pure, so here the tests are loaded once, in Stryker's own child process, and a
 * mutant is a switch that is turned on while its tests run: milliseconds. What runs while a module is loaded is
 * loaded anew with the switch on; what is computed once and remembered is forgotten before and after.
 */

/** Written by the process that measures coverage, read by every one that runs mutants. */
const KNOWN = 'mutation-known.json';

const readKnown = (): Known =>
  existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, 'utf8')) : { atLoad: [], inMemos: [], times: {} };

function resultOf(test: Registered, failureMessage: string | undefined, timeSpentMs: number): TestResult {
  const base = { id: test.id, name: test.name, timeSpentMs, fileName: resolve(test.file), startPosition: test.at };
  if (failureMessage === undefined) return { ...base, status: TestStatus.Success };
  return { ...base, status: TestStatus.Failed, failureMessage };
}

async function dryRun(files: readonly string[]): Promise<DryRunResult> {
  await writeCatalogue();
  const tests = await loadTests(files);
  forgetMemos();
  const results: TestResult[] = [];
  const times: Record<string, number> = {};
  await runTests(tests, (test, failure, ms) => {
    results.push(resultOf(test, failure, ms));
    times[test.id] = ms;
    return true;
  });
  const { coverage, known } = attribute(shared.mutantCoverage, tests, times);
  writeFileSync(KNOWN, JSON.stringify(known));
  return { status: DryRunStatus.Complete, tests: results, mutantCoverage: coverage };
}

interface Tried {
  readonly nrOfTests: number;
  readonly killed?: { readonly by: Registered; readonly why: string };
  /** It went round for ever. */
  readonly hangs: boolean;
}

/** Runs the tests until one fails, each with the mutant switched on. `rounds` is how often a single test may come by it. */
async function tried(tests: readonly Registered[], mutant: string | undefined, rounds: number): Promise<Tried> {
  let nrOfTests = 0;
  let killed: Tried['killed'];
  let hangs = false;
  Object.assign(shared, { activeMutant: mutant, hitCount: 0, hitLimit: rounds });
  await runTests(tests, (test, failure) => {
    nrOfTests++;
    hangs = (shared.hitCount ?? 0) > rounds;
    shared.hitCount = 0;
    if (failure !== undefined) killed = { by: test, why: failure };
    return killed === undefined && !hangs;
  });
  Object.assign(shared, { activeMutant: undefined, hitLimit: undefined });
  return { nrOfTests, hangs, ...(killed && { killed }) };
}

function statusOf({ nrOfTests, killed, hangs }: Tried): MutantRunResult {
  if (hangs) return { status: MutantRunStatus.Timeout, reason: 'a test comes by it without end' };
  if (!killed) return { status: MutantRunStatus.Survived, nrOfTests };
  return { status: MutantRunStatus.Killed, killedBy: [killed.by.id], failureMessage: killed.why, nrOfTests };
}

let known: Known | undefined;

/** The tests of these files that are wanted, the quickest first. */
async function wanted(ids: readonly string[]): Promise<Registered[]> {
  const times = known?.times ?? {};
  const filter = new Set(ids);
  const files = [...new Set(ids.map((id) => id.slice(0, id.indexOf('#'))))];
  const tests = (await loadTests(files)).filter(({ id }) => filter.has(id));
  return tests.toSorted((a, b) => (times[a.id] ?? 0) - (times[b.id] ?? 0));
}

/** Modules are loaded with the mutant switched on: what they make of it is theirs, and is left behind with them. */
async function loadedWith(mutant: string, ids: readonly string[], rounds: number): Promise<MutantRunResult> {
  shared.activeMutant = mutant;
  try {
    return await apart(async () => statusOf(await tried(await wanted(ids), mutant, rounds)));
  } catch (error) {
    // With this mutant they cannot be loaded at all.
    return { status: MutantRunStatus.Killed, killedBy: ids.slice(0, 1), failureMessage: String(error), nrOfTests: 0 };
  } finally {
    shared.activeMutant = undefined;
  }
}

async function mutantRun({ activeMutant, testFilter = [], hitLimit = 0 }: MutantRunOptions): Promise<MutantRunResult> {
  known ??= readKnown();
  const { id } = activeMutant;
  // Stryker allows a hundred times what all the tests together came by it: that is minutes, where twice is enough for one test.
  const rounds = Math.ceil(hitLimit / 50) + 1_000;
  if (known.atLoad.includes(id)) return loadedWith(id, testFilter, rounds);
  const inMemos = known.inMemos.includes(id);
  const tests = await wanted(testFilter);
  if (inMemos) forgetMemos();
  let result = await tried(tests, id, rounds);
  if (inMemos) forgetMemos();
  // A mutant may have left its mark on what the tests share: a test that now fails without it as well has proved nothing.
  if (result.killed && (await tried([result.killed.by], undefined, rounds)).killed) {
    loadAnew();
    result = await tried(await wanted(testFilter), id, rounds);
    loadAnew();
  }
  return statusOf(result);
}

/** The option that is this runner's own: a glob of the files of tests, from the root of the repository. */
export const strykerValidationSchema = { properties: { careTests: { type: 'string' } } };

function careRunner(options: StrykerOptions): TestRunner {
  return {
    capabilities: () => ({ reloadEnvironment: true }),
    dryRun: () => dryRun(globSync(String(options.careTests)).toSorted()),
    mutantRun,
  };
}
careRunner.inject = ['options'] as const;

export const strykerPlugins = [{ kind: PluginKind.TestRunner, name: 'care', factory: careRunner }];
