import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const number = expect.any(Number);
const times = { median: number, p99: number };
const beside = { milliseconds: times, floorMilliseconds: times, ratio: number };
const isMet = expect.any(Boolean);

/** Counts, which are the same on every machine; times are another on each, and no test asks for one. */
test('the bench prints its figures, and a reply costs two reads and one commit', { timeout: 240_000 }, () => {
  const out = execFileSync(process.execPath, ['infra/local/bench-command.ts', '--brief'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { ledger, text, sweep, reading, rings, coldStart, simulation } = JSON.parse(out);
  expect(ledger.reply).toEqual({ reads: 2, indexReads: 0, commits: 1, changes: 9, readUnits: 2, writeUnits: 22 });
  // The third reads who is on call at this moment.
  expect(ledger.danger).toMatchObject({ reads: 3, indexReads: 0, commits: 1, readUnits: 5, writeUnits: 52 });
  expect(ledger.receipt).toMatchObject({ reads: 1, indexReads: 0, commits: 1, readUnits: 2, writeUnits: 12 });
  expect(ledger.checkIn).toMatchObject({ reads: 1, indexReads: 0, commits: 1, readUnits: 2, writeUnits: 16 });
  expect(ledger.handOver).toMatchObject({ reads: 3, indexReads: 0, commits: 2, readUnits: 6, writeUnits: 27 });
  // Six shards, each read for half a unit, as an index may lag.
  expect(ledger.sweepOfNothing).toEqual({ reads: 0, indexReads: 6, commits: 0, changes: 0, readUnits: 3, writeUnits: 0 });
  expect(Object.keys(ledger)).toEqual(expect.arrayContaining(['sameTextAgain', 'event', 'claim', 'close']));

  const cpu = { milliseconds: number, floorMilliseconds: number, ratio: number };
  const handled = { count: 60, ...beside, aim: 'ratio <= 2', isMet, cpu };
  expect(text).toEqual({ inMemory: handled, inFile: handled });
  expect(reading).toEqual({ ...beside, firstMilliseconds: number, worstAt1600Milliseconds: number });
  expect(sweep).toEqual({
    due: 20,
    pending: 2_000,
    floorPending: 1_000,
    fillSeconds: number,
    ...beside,
    aim: 'ratio <= 1.2',
    isMet,
  });
  const started = { kilobytes: number, milliseconds: { least: number, median: number }, ratio: number };
  expect(coldStart).toEqual({ runs: 1, functions: { 'bare-client': { ...started, ratio: 1 }, 'text-arrived': started } });
  expect(simulation).toMatchObject({ patients: 2, days: 2, patientDaysASecond: number, ratio: number, isMet });

  const shares = { p50: number, p95: number, p99: number };
  const figure = { milliseconds: shares, idleMilliseconds: shares, ratio: number, isMet };
  expect(rings).toEqual({
    services: 2,
    ordinaryTextsASecond: number,
    textToCall: { count: 2, aim: 'p99 < 300 ms', ...figure },
    refusalToCall: { count: 4, aim: 'p99 < 1000 ms', ...figure },
  });
});

test('a wrong argument of the bench is named', () => {
  const run = () =>
    execFileSync(process.execPath, ['infra/local/bench-command.ts', '--fast'], { encoding: 'utf8', stdio: 'pipe' });
  expect(run).toThrow(/--fast/);
});
