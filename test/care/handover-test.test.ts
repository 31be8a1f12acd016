import { describe, expect, test } from 'vitest';
import type { Draft } from '../../functions/care/draft.ts';
import { handoverDue, isTestTime, testCallEnded, watchHandover } from '../../functions/care/handover-test.ts';
import { HOUSE } from '../../functions/care/house.ts';
import type { Known } from '../../functions/care/known.ts';
import { newPerson, nothingOpen } from '../../functions/care/new-person.ts';
import type { TestResult } from '../../functions/care/proofs.ts';
import { instant } from '../../functions/care/time.ts';
import { after, decision, demo } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** The test calls before each opening and closing. */

const house = () =>
  nothingOpen(newPerson(demo, { id: HOUSE, kind: 'service', phone: demo.number, enrolledAt: '2026-11-01T00:00:00.000Z' }));

function plannedAt(at: string): string | undefined {
  const draft = decision(house(), at);
  watchHandover(draft);
  return draft.agenda.find(({ kind }) => kind === 'handover')?.due;
}

test.each([
  ['in the morning, before opening', '2026-11-25T07:00:00Z', '2026-11-25T08:50:00.000Z'],
  ['in the last ten minutes the next is before closing', '2026-11-25T08:50:00Z', '2026-11-25T16:50:00.000Z'],
  ['by day, before closing', '2026-11-25T12:00:00Z', '2026-11-25T16:50:00.000Z'],
  ['on a Friday evening, before opening on Monday', '2026-11-27T18:00:00Z', '2026-11-30T08:50:00.000Z'],
  ['before a bank holiday weekend, after it', '2026-12-24T18:00:00Z', '2026-12-29T08:50:00.000Z'],
  ['in summer the clock is an hour on', '2026-07-01T06:00:00Z', '2026-07-01T07:50:00.000Z'],
])('%s', (_, at, due) => {
  expect(plannedAt(at)).toBe(due);
});

test('a service that does not ask for it has none', () => {
  const { handover, ...service } = demo;
  expect(handover).toBeDefined();
  const draft = decision(house(), '2026-11-25T07:00:00Z', { service });
  watchHandover(draft);
  expect(draft.agenda).toEqual([]);
});

/** Lets the test calls of one closing run their course; `says` is what each call comes to, in order; nothing more is heard after the last. */
function run(says: readonly TestResult[], { isEscalating = false, service = demo } = {}) {
  const at = '2026-11-25T16:50:00Z';
  const called: string[] = [];
  const told: string[] = [];
  let made = 0;
  function decide(known: Known, time: string, rule: (draft: Draft) => void): Known {
    const draft = decision(known, time, { service, fresh: `f${++made}` });
    const before = new Set(draft.dispatches.map(({ id }) => id));
    rule(draft);
    const fresh = draft.dispatches.filter(({ id }) => !before.has(id));
    called.push(...fresh.filter(({ medium }) => medium === 'call').map(({ to }) => to));
    told.push(...fresh.filter(({ medium }) => medium === 'text').map(({ message }) => message));
    return after(draft);
  }
  let known = decide(house(), at, (draft) => handoverDue(draft, HOUSE, isEscalating));
  let now = at;
  for (let calls = 0; calls < 20; calls += 1) {
    const id = known.person.proofs?.testCall?.dispatch;
    const call = known.dispatches.find((each) => each.id === id);
    const result = says[calls];
    if (call && result) known = decide(known, now, (draft) => testCallEnded(draft, call, result));
    if (known.person.proofs?.testCall?.dispatch !== id) continue;
    const again = known.agenda.find(({ kind, subject }) => kind === 'handover' && subject === 'again');
    if (!again) break;
    now = again.due;
    known = decide(known, now, (draft) => {
      draft.agenda = draft.agenda.filter((each) => each !== again && each.subject !== 'again');
      handoverDue(draft, 'again', false);
    });
  }
  return { called, told, test: known.person.proofs?.testCall, last: now, agenda: known.agenda };
}

const SAM = '+447700900975';
const ALEX = '+447700900976';

describe('the calls', () => {
  test('a key ends them', () => {
    const { called, told, test } = run(['accepted']);
    expect([called, told, test?.accepted?.by]).toEqual([[SAM], [], 'sam']);
  });

  test.each(['no-key', 'wrong-key', 'machine', 'no-answer', 'busy', 'unreachable'] as const)(
    '"%s" is no answer: once more, then the second, and the lead is told of each',
    (result) => {
      const { called, told, test } = run([result, result, result, result]);
      expect(called).toEqual([SAM, SAM, ALEX, ALEX]);
      expect(told).toEqual(['handover-alert', 'handover-nobody']);
      expect(test?.ended?.why).toBe('nobody');
    },
  );

  test('a call of which nothing is ever heard is over after its time', () => {
    const { called, last } = run([]);
    expect(called).toEqual([SAM, SAM, ALEX, ALEX]);
    expect(instant(last) < instant('2026-11-25T17:05:00Z')).toBe(true);
  });

  test('while an escalation is open nobody is rung', () => {
    const { called, told, test, agenda } = run([], { isEscalating: true });
    expect([called, told, test?.ended?.why]).toEqual([[], [], 'escalation-open']);
    expect(agenda.map(({ kind, subject, due }) => [kind, subject, due])).toEqual([
      ['handover', HOUSE, '2026-11-26T08:50:00.000Z'],
    ]);
  });

  test('a place that nobody holds is passed at once, and told of', () => {
    const service = { ...demo, rota: demo.rota.filter(({ duty }) => duty !== 'night-first') };
    const { called, told } = run(['accepted'], { service });
    expect([called, told]).toEqual([[ALEX], ['handover-alert']]);
  });

  test('what a call is said to have come to after its time changes nothing', () => {
    const draft = decision(house(), '2026-11-25T16:50:00Z');
    handoverDue(draft, HOUSE, false);
    const [call] = draft.dispatches;
    if (!call) throw new Error('somebody is rung');
    testCallEnded(draft, call, 'accepted');
    testCallEnded(draft, call, 'no-key');
    expect(draft.person.proofs?.testCall?.rungs[0]?.result).toBe('accepted');
  });
});

test.each([
  ['2026-11-25T08:49:00Z', false],
  ['2026-11-25T08:50:00Z', true],
  ['2026-11-25T09:04:00Z', true],
  ['2026-11-25T09:06:00Z', false],
])('whether a test call may be under way at %s', (at, may) => {
  expect(isTestTime(demo, catalogue.bankHolidays, instant(at))).toBe(may);
});
