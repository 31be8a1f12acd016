import { spawnSync } from 'node:child_process';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { readArguments } from '../../infra/local/simulation/arguments.ts';
import { contactsKept } from '../../infra/local/simulation/check-contacts.ts';
import { newDiary, type SimulatedPatient } from '../../infra/local/simulation/diary.ts';
import type { Doors } from '../../infra/local/simulation/doors.ts';
import { plans } from '../../infra/local/simulation/plans.ts';
import { simulate } from '../../infra/local/simulation/run.ts';
import { newSimulation, type Simulation } from '../../infra/local/simulation/simulation.ts';
import { catalogue, SERVICE } from '../harness/town.ts';

const SMALL = { patients: 5, days: 10, seed: 1, faults: true, catalogue };

test('the same seed gives the same history twice, with faults, and every promise is kept', { timeout: 60_000 }, async () => {
  const first = await simulate(SMALL);
  const again = await simulate(SMALL);
  const { secondsOfRealTime, secondsOfCpu, patientDaysPerSecond, ...history } = first;
  expect(again).toMatchObject(history);
  expect(history).toMatchObject({
    broken: [],
    promises: { 1: 'kept', 2: 'kept', 3: 'kept', 4: 'kept', 5: 'kept', 6: 'kept', 7: 'kept', 8: 'kept', 9: 'kept', 10: 'kept' },
  });
  expect(history.texts).toBeGreaterThan(20);
  expect(history.checkIns).toBeGreaterThan(3);
  expect(history.escalations).toBeGreaterThan(0);
  expect((await simulate({ ...SMALL, days: 3, seed: 2 })).digest).not.toBe((await simulate({ ...SMALL, days: 3 })).digest);
});

/** What is seen of one text that nobody asked for, sent to somebody who stands so. */
function seen(body: string, standing: SimulatedPatient['standing'], more: Partial<SimulatedPatient> = {}): string[] {
  const number = '+447700900001';
  const at = DateTime.fromISO('2026-11-25T10:00:00Z');
  const diary = newDiary();
  const events: SimulatedPatient['events'] = [];
  const person = {
    number,
    name: '',
    voice: false,
    zone: 'Europe/London',
    nation: 'england' as const,
    events,
    laters: [],
    paces: [],
  };
  diary.patients.push({ ...person, quietHours: { from: '20:00', to: '09:00' }, standing, ...more });
  const text = { from: SERVICE, to: number, body, at: at.toISO() ?? '' };
  const evidence = { handsets: new Map([[number, { number, texts: [text], calls: [] }]]), conversations: new Map() };
  const clock = { now: () => at } as Simulation['clock'];
  const parts = { seed: 1, start: 0, end: at.toMillis(), faults: false, doors: {} as Doors, plans: plans() };
  contactsKept(newSimulation({ ...parts, clock, diary, catalogue }), evidence);
  return diary.broken.map(({ what }) => what.replace(/:.*/, ''));
}

const ASKED = 'How are you today?';
const at = (time: string) => DateTime.fromISO(time, { zone: 'utc' }).toMillis();
const YESTERDAY = at('2026-11-24T10:00:00Z');
const EARLIER = at('2026-11-25T08:00:00Z');

test.each([
  [ASKED, [], []],
  [ASKED, [{ at: YESTERDAY, what: 'stop' }], ['sent although opted out']],
  [
    ASKED,
    [
      { at: YESTERDAY, what: 'stop' },
      { at: EARLIER, what: 'start' },
    ],
    [],
  ],
  [ASKED, [{ at: YESTERDAY, what: 'pause', until: at('2026-12-01T10:00:00Z') }], ['sent although paused']],
  [ASKED, [{ at: YESTERDAY, what: 'pause', until: EARLIER }], []],
  [ASKED, [{ at: YESTERDAY, what: 'died' }], ['sent although dead']],
  [ASKED, [{ at: YESTERDAY, what: 'personal-only' }], ['sent although personal contact only']],
  [
    ASKED,
    [
      { at: YESTERDAY, what: 'personal-only' },
      { at: EARLIER, what: 'automatic' },
    ],
    [],
  ],
  [ASKED, [{ at: YESTERDAY, what: 'stop-asked' }], ['sent although somebody asked for the texts to stop']],
  [
    ASKED,
    [
      { at: YESTERDAY, what: 'stop-asked' },
      { at: EARLIER, what: 'wants-texts' },
    ],
    [],
  ],
  [
    ASKED,
    [
      { at: YESTERDAY, what: 'stop-asked' },
      { at: EARLIER, what: 'wants-no-texts' },
    ],
    ['sent although opted out'],
  ],
  ['No hurry', [{ at: YESTERDAY, what: 'hospital' }], ['reminded in hospital']],
  [
    'No hurry',
    [
      { at: YESTERDAY, what: 'hospital' },
      { at: EARLIER, what: 'home' },
    ],
    [],
  ],
  ['No hurry', [{ at: YESTERDAY, what: 'hospital', until: EARLIER }], []],
  ['Thank you', [{ at: YESTERDAY, what: 'stop' }], []],
] satisfies [string, SimulatedPatient['standing'], string[]][])('"%s" to somebody who stands %j', (body, standing, expected) => {
  expect(seen(body, standing)).toEqual(expected);
});

test('quiet hours are the person’s own, where she is', () => {
  expect(seen(ASKED, [], { zone: 'Asia/Kolkata', quietHours: { from: '15:00', to: '16:00' } })).toEqual(['sent in quiet hours']);
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

test('the story of a broken promise goes beside the others, or where one is told to put it', () => {
  const size = ['--patients', '2', '--days', '2', '--seed', '1'];
  expect(readArguments(size)).toMatchObject({ stories: 'test/stories/found' });
  expect(readArguments([...size, '--stories', 'elsewhere'])).toMatchObject({ stories: 'elsewhere' });
});

test('a wrong argument ends the command with 2', () => {
  const run = spawnSync(process.execPath, ['infra/local/simulate-command.ts', '--patients', 'many'], { encoding: 'utf8' });
  expect([run.status, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toMatch(/--patients must be a whole number/);
});
