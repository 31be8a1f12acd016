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
import { loadTests, setGeneration, writeCatalogue } from './load.ts';
import { countFor, forgetMemos } from './memo.ts';
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
  countFor('catalogue');
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

async function tried(tests: readonly Registered[]): Promise<MutantRunResult> {
  let nrOfTests = 0;
  let killed: { by: string; why: string } | undefined;
  await runTests(tests, (test, failure) => {
    nrOfTests++;
    if (failure !== undefined) killed = { by: test.id, why: failure };
    return killed === undefined;
  });
  if (shared.hitLimit !== undefined && (shared.hitCount ?? 0) > shared.hitLimit) {
    return { status: MutantRunStatus.Timeout, reason: `hit more than ${shared.hitLimit} times` };
  }
  if (killed === undefined) return { status: MutantRunStatus.Survived, nrOfTests };
  return { status: MutantRunStatus.Killed, killedBy: [killed.by], failureMessage: killed.why, nrOfTests };
}

let known: Known | undefined;
let generation = 0;

async function mutantRun({ activeMutant, testFilter = [], hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
  known ??= readKnown();
  const times = known.times;
  const atLoad = known.atLoad.includes(activeMutant.id);
  const inMemos = known.inMemos.includes(activeMutant.id);
  const wanted = new Set(testFilter);
  const files = [...new Set(testFilter.map((id) => id.slice(0, id.indexOf('#'))))];
  Object.assign(shared, { hitCount: 0, hitLimit });
  if (!atLoad) await loadTests(files);
  if (inMemos) forgetMemos();
  shared.activeMutant = activeMutant.id;
  if (atLoad) setGeneration(++generation);
  try {
    const tests = (await loadTests(files)).filter(({ id }) => wanted.has(id));
    return await tried(tests.toSorted((a, b) => (times[a.id] ?? 0) - (times[b.id] ?? 0)));
  } catch (error) {
    // With this mutant the modules cannot be loaded at all.
    if (!atLoad) throw error;
    return { status: MutantRunStatus.Killed, killedBy: testFilter.slice(0, 1), failureMessage: String(error), nrOfTests: 0 };
  } finally {
    Object.assign(shared, { activeMutant: undefined, hitLimit: undefined });
    setGeneration(0);
    if (inMemos) forgetMemos();
  }
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
