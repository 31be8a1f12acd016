import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const COMMAND = ['--disable-warning=ExperimentalWarning', 'infra/local/load-command.ts'];

/** What one part of a brief run has found. Whether times were met is no matter of a test, so neither is how it exits. */
function load(part: string) {
  const { stdout } = spawnSync(process.execPath, [...COMMAND, '--brief', '--only', part], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout)[part];
}

test('of texts that come fast none is lost', { timeout: 120_000 }, () => {
  const { patients, texts, receipts, untaken, broken, complaints, floorMilliseconds } = load('texts');
  expect({ patients, untaken, broken, complaints }).toEqual({ patients: 20, untaken: 0, broken: [], complaints: {} });
  expect(texts).toBe(56);
  expect(receipts).toBeGreaterThan(texts);
  expect(floorMilliseconds.p99).toBeGreaterThan(0);
});

test('check-ins that are due together go out at the rate, each once, and danger goes before them', { timeout: 120_000 }, () => {
  const { sent, mostInAMinute, minutes, danger, broken, complaints } = load('burst');
  expect({ sent, mostInAMinute, broken, complaints }).toEqual({ sent: 50, mostInAMinute: 20, broken: [], complaints: [] });
  expect(minutes).toBeGreaterThanOrEqual(3);
  expect(danger.busy.checkInsBehind).toBeGreaterThan(0);
});

test('a process that is killed while texts come and while check-ins go out keeps every promise', { timeout: 180_000 }, () => {
  const { kills, untaken, danger, stopped, checkIns, broken } = load('killed');
  expect({ kills, untaken, broken }).toEqual({ kills: { texts: 1, burst: 1 }, untaken: 0, broken: [] });
  expect(danger).toBeGreaterThan(0);
  expect(stopped).toBeGreaterThan(0);
  expect(checkIns.sent).toBeGreaterThan(0);
});

test('a part that there is not is named', () => {
  expect(() => execFileSync(process.execPath, [...COMMAND, '--only', 'everything'], { encoding: 'utf8', stdio: 'pipe' })).toThrow(
    /no part "everything"/,
  );
});
