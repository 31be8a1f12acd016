import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { World } from '../../functions/flows/world.ts';
import { readArguments } from '../../infra/local/simulation/arguments.ts';
import { simulate } from '../../infra/local/simulation/run.ts';
import { catalogue } from '../harness/town.ts';

const SMALL = { patients: 5, days: 10, seed: 1, faults: true, catalogue };

function withDefect(alter: (world: World) => Partial<World>, days = 6) {
  return simulate({ ...SMALL, days, faults: false, alter });
}

test('the same seed gives the same history twice, with faults, and every promise is kept', { timeout: 60_000 }, async () => {
  const first = await simulate(SMALL);
  const again = await simulate(SMALL);
  const { secondsOfRealTime, patientDaysPerSecond, ...history } = first;
  expect(again).toMatchObject(history);
  expect(history).toMatchObject({
    broken: [],
    promises: { 1: 'kept', 2: 'kept', 3: 'kept', 4: 'kept', 5: 'kept', 6: 'kept', 7: 'kept', 9: 'kept' },
  });
  expect(history.texts).toBeGreaterThan(20);
  expect(history.checkIns).toBeGreaterThan(5);
  expect(history.escalations).toBeGreaterThan(0);
  expect((await simulate({ ...SMALL, days: 3, seed: 2 })).digest).not.toBe((await simulate({ ...SMALL, days: 3 })).digest);
});

test('a provider that sends each text twice is caught', { timeout: 60_000 }, async () => {
  const summary = await withDefect(({ provider }) => ({
    provider: {
      ...provider,
      async sendText(text) {
        await provider.sendText(text);
        return provider.sendText(text);
      },
    },
  }));
  expect(summary.promises).toMatchObject({ 5: 'broken', 6: 'broken' });
  expect(summary.story?.timeline.length).toBeGreaterThan(3);
});

test('a service that takes the night for the day is caught', { timeout: 60_000 }, async () => {
  const summary = await withDefect((world) => ({
    catalogue: {
      ...world.catalogue,
      services: world.catalogue.services.map((each) => ({ ...each, quietHours: { from: '08:00', to: '21:00' } })),
    },
  }));
  expect(summary.promises).toMatchObject({ 5: 'broken' });
});

test('a text that is lost is caught', { timeout: 60_000 }, async () => {
  const summary = await withDefect(({ ledger }) => ({
    ledger: {
      ...ledger,
      commit: async (changes) => (JSON.stringify(changes).includes('"direction":"in"') ? undefined : ledger.commit(changes)),
    },
  }));
  expect(summary.promises).toMatchObject({ 1: 'broken' });
});

test('a ladder that rings nobody is caught', { timeout: 60_000 }, async () => {
  const alter = ({ provider }: World): Partial<World> => ({
    provider: { ...provider, makeCall: async () => ({ kind: 'refused', code: '13227' }) },
  });
  const summary = await withDefect(alter, 10);
  expect(summary.promises).toMatchObject({ 3: 'broken' });
});

test('the command prints its summary, and exits with 0 when every promise was kept', { timeout: 60_000 }, () => {
  const run = spawnSync(process.execPath, ['infra/local/simulate-command.ts', '--patients', '2', '--days', '3', '--seed', '7'], {
    encoding: 'utf8',
  });
  expect(run.status).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({ patients: 2, days: 3, seed: 7, faults: false, patientDays: 6, broken: [] });
});

test.each([
  [[], /--patients is missing/],
  [['--patients', '2', '--days', 'x', '--seed', '1'], /--days must be a whole number from 1 to 730; it is "x"/],
  [['--patients', '0', '--days', '2', '--seed', '1'], /--patients must be/],
  [['--patients', '2', '--days', '2', '--seed', '-1'], /--seed/],
  [['--patients', '2', '--days', '2', '--seed', '1', '--fault'], /--fault/],
])('a wrong argument is named: %j', (given, message) => {
  expect(readArguments(given)).toMatchObject({ wrong: expect.stringMatching(message) });
});

test('a wrong argument ends the command with 2', () => {
  const run = spawnSync(process.execPath, ['infra/local/simulate-command.ts', '--patients', 'many'], { encoding: 'utf8' });
  expect([run.status, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toMatch(/--patients must be a whole number/);
});
