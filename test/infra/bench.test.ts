import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the bench prints its figures, and a reply costs two reads and one commit', { timeout: 120_000 }, () => {
  const out = execFileSync(process.execPath, ['infra/local/bench-command.ts', '--brief'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { ledgerCalls, text, sweep, reading, rings } = JSON.parse(out);
  expect(ledgerCalls.reply).toMatchObject({ reads: 2, indexReads: 0, commits: 1 });
  // The third reads who is on call at this moment.
  expect(ledgerCalls.danger).toMatchObject({ reads: 3, indexReads: 0, commits: 1 });
  expect(ledgerCalls.receipt).toMatchObject({ reads: 1, indexReads: 0, commits: 1 });
  expect(ledgerCalls.sweepOfNothing).toEqual({ reads: 0, indexReads: 6, commits: 0, changes: 0 });
  expect(Object.keys(ledgerCalls)).toEqual(
    expect.arrayContaining(['sameTextAgain', 'event', 'checkIn', 'handOver', 'claim', 'close']),
  );
  expect(text).toEqual({
    count: 60,
    milliseconds: { median: expect.any(Number), p99: expect.any(Number) },
    floorMilliseconds: { median: expect.any(Number), p99: expect.any(Number) },
    ratio: expect.any(Number),
    cpuMilliseconds: expect.any(Number),
  });
  const shares = { p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) };
  const figure = { milliseconds: shares, idleMilliseconds: shares, ratio: expect.any(Number), isMet: expect.any(Boolean) };
  expect(rings).toEqual({
    services: 2,
    ordinaryTextsASecond: expect.any(Number),
    textToCall: { count: 2, aim: 'p99 < 300 ms', ...figure },
    refusalToCall: { count: 4, aim: 'p99 < 1000 ms', ...figure },
  });
  expect(Object.keys(sweep.milliseconds)).toEqual(['1000', '2000']);
  expect(sweep.ratio).toBeGreaterThan(0);
  expect(reading).toEqual({ medianMilliseconds: expect.any(Number), worstAt1600Milliseconds: expect.any(Number) });
});

test('a wrong argument of the bench is named', () => {
  const run = () =>
    execFileSync(process.execPath, ['infra/local/bench-command.ts', '--fast'], { encoding: 'utf8', stdio: 'pipe' });
  expect(run).toThrow(/--fast/);
});
