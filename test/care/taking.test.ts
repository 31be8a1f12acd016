import { describe, expect, test } from 'vitest';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { Escalation, Rung } from '../../functions/care/known.ts';
import { machineAnswered, rungTimeUp } from '../../functions/care/ladder.ts';
import {
  accept,
  contactDue,
  couldNotReach,
  endEscalation,
  giveBack,
  isWelfareCheckDue,
  passOn,
  remindWords,
  stopTalking,
  talk,
} from '../../functions/care/taking.ts';
import { callsIn, clocksIn, historyOf, textsIn } from '../harness/decided.ts';
import { after, decision, demo, mary } from '../harness/known.ts';

/** Promise 3 from the acceptance on: whoever has it speaks to the patient, or it rings again. */

const MARY = '+447700900201';
const HUSBAND = '+447700900555';
const SAM = '+447700900975';
const REPORT = { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' } as const;

function ringing(service = demo) {
  const draft = decision(mary(), '2026-11-25T21:00:00Z', { service });
  return { draft, escalation: escalate(draft, REPORT, '4711') };
}

/** Sam has pressed 1 at nine o'clock. */
function accepted(service = demo) {
  const { draft, escalation } = ringing(service);
  for (const each of draft.dispatches) each.state = 'handed-over';
  accept(draft, escalation, 'sam', 0);
  return { draft, escalation };
}

/** What is decided next about the same, so many minutes past nine. */
function at(minutes: number, { draft, escalation }: ReturnType<typeof ringing>, service = demo) {
  const next = decision(after({ ...draft, escalation } as Draft), '2026-11-25T21:00:00Z', { fresh: `g${minutes}`, service });
  const later = { ...next, now: next.now.plus({ minutes }) };
  return { draft: later, escalation: later.escalation as Escalation };
}

const since = (before: string[], now: string[]) => now.slice(before.length);
const results = ({ rungs }: Escalation) => rungs.map(({ result }) => result);
const stepOf = ({ agenda }: Draft, kind: string) => agenda.find((each) => each.kind === kind)?.step;

describe('an acceptance', () => {
  test('stops the ladder, tells whoever wrote, and asks in ten minutes what came of it', () => {
    const { draft, escalation } = accepted();
    expect(escalation).toMatchObject({ state: 'accepted', acceptedBy: 'sam', acceptedAt: '2026-11-25T21:00:00.000Z', step: 3 });
    expect(results(escalation)).toEqual(['accepted', 'waiting', 'waiting']);
    expect(clocksIn(draft)).toEqual(['contact at 2026-11-25T21:10:00', 'turn at 2026-11-26T09:00:00']);
    expect(stepOf(draft, 'contact')).toBe(3);
    expect(textsIn(draft)).toContain(`accepted (safety) to ${MARY}`);
    expect(historyOf(draft)).toContain('escalation-accepted sam');
    expect(draft.hangUps).toEqual([]);
  });

  test('everybody who has written hears of it', () => {
    const { draft, escalation } = ringing();
    escalate(draft, { ...REPORT, from: HUSBAND }, '4712');
    accept(draft, escalation, 'sam', 0);
    expect(textsIn(draft).filter((each) => each.startsWith('accepted'))).toEqual([
      `accepted (safety) to ${HUSBAND}`,
      `accepted (safety) to ${MARY}`,
    ]);
  });

  test('in the console or by text counts for the rung on which they were rung', () => {
    const { draft, escalation } = ringing();
    accept(draft, escalation, 'sam');
    expect(results(escalation)).toEqual(['accepted', 'waiting', 'waiting']);
  });

  test('by somebody who was not rung takes nobody’s rung', () => {
    const { draft, escalation } = ringing();
    accept(draft, escalation, 'alex');
    expect(results(escalation)).toEqual(['hung-up', 'waiting', 'waiting']);
    expect(escalation.acceptedBy).toBe('alex');
  });

  test('said twice by the same is one, and the second of two hears who has it', () => {
    const { draft, escalation } = accepted();
    const before = historyOf(draft);
    expect(accept(draft, escalation, 'sam')).toEqual({});
    expect(accept(draft, escalation, 'alex', 1)).toEqual({ takenBy: 'sam' });
    expect(historyOf(draft)).toEqual(before);
  });

  test('a service that waits less for contact than for its reminder asks when that time is up', () => {
    const limits = { ...demo.limits, contact: 'PT5M', contactReminder: 'PT10M' };
    expect(clocksIn(accepted({ ...demo, limits }).draft)).toContain('contact at 2026-11-25T21:05:00');
  });
});

describe('nobody has said that they spoke to the patient', () => {
  test('half-way they are reminded, with the code and until when, and it does not ring yet', () => {
    const { draft, escalation } = at(10, accepted());
    const before = textsIn(draft);
    contactDue(draft, escalation);
    expect(since(before, textsIn(draft))).toEqual([`responder-remind (responder) to ${SAM}`]);
    expect(draft.dispatches.at(-1)?.body).toContain('4711');
    expect(draft.dispatches.at(-1)?.body).toContain('rings again at 9:20pm today');
    expect(escalation).toMatchObject({ state: 'accepted', remindedAt: '2026-11-25T21:10:00.000Z' });
    expect(historyOf(draft)).toEqual(['taker-reminded sam']);
    expect(clocksIn(draft)).toContain('contact at 2026-11-25T21:20:00');
    expect(stepOf(draft, 'contact')).toBe(escalation.step);
  });

  test('at the end it rings again, and whoever had it is remembered', () => {
    const first = at(10, accepted());
    contactDue(first.draft, first.escalation);
    const { draft, escalation } = at(20, first);
    contactDue(draft, escalation);
    expect(escalation).toMatchObject({ state: 'open', round: 2, lastTaker: 'sam' });
    expect(historyOf(draft)[0]).toBe('contact-overdue sam');
    expect(callsIn(draft).at(-1)).toBe(`rung-greeting (responder) to ${SAM} for rung 0`);
  });

  test('where the reminder itself came too late it rings at once', () => {
    const { draft, escalation } = at(20, accepted());
    contactDue(draft, escalation);
    expect(escalation).toMatchObject({ state: 'open', round: 2 });
  });

  test('a moment before the end they are still reminded', () => {
    const { draft, escalation } = at(19, accepted());
    contactDue(draft, escalation);
    expect(escalation.state).toBe('accepted');
    expect(escalation.remindedAt).toBeDefined();
  });

  test('whoever has no phone on record is not texted, and the time runs all the same', () => {
    const { draft, escalation } = at(10, accepted());
    escalation.acceptedBy = 'cleo';
    const before = textsIn(draft);
    contactDue(draft, escalation);
    expect(textsIn(draft)).toEqual(before);
    expect(clocksIn(draft)).toContain('contact at 2026-11-25T21:20:00');
  });

  test('the time is that of the service, in English, whatever the patient reads', () => {
    const { draft, escalation } = at(10, accepted());
    Object.assign(draft.person, { language: 'cy', timeZone: 'Pacific/Auckland' });
    expect(remindWords(draft, escalation)).toEqual({ code: '4711', by: '9:20pm today' });
  });
});

describe('they are put through to the patient', () => {
  function talking() {
    const step = at(2, accepted());
    talk(step.draft, step.escalation);
    return step;
  }

  test('it is written down in which call, and since when', () => {
    const { draft, escalation } = talking();
    expect(escalation.talking).toEqual({ dispatch: escalation.rungs[0]?.dispatch, since: '2026-11-25T21:02:00.000Z' });
    expect(historyOf(draft)).toEqual(['putting-through sam']);
  });

  test('from a phone of their own it is no call of ours', () => {
    const { draft, escalation } = at(2, accepted());
    (escalation.rungs[0] as Rung).result = 'hung-up';
    talk(draft, escalation);
    expect(escalation.talking?.dispatch).toBe('');
  });

  test('the call of a rung that another has accepted before is not theirs', () => {
    const { draft, escalation } = at(2, accepted());
    Object.assign(escalation.rungs[0] as Rung, { staff: 'alex' });
    talk(draft, escalation);
    expect(escalation.talking?.dispatch).toBe('');
  });

  test('after an attempt in vain the attempt is over', () => {
    const { draft, escalation } = at(2, accepted());
    escalation.triedAt = '2026-11-25T21:01:00.000Z';
    talk(draft, escalation);
    expect(escalation.triedAt).toBeUndefined();
  });

  test('while they speak nobody is reminded and nothing rings', () => {
    const { draft, escalation } = at(10, talking());
    const before = textsIn(draft);
    contactDue(draft, escalation);
    expect(textsIn(draft)).toEqual(before);
    expect(escalation).toMatchObject({ state: 'accepted', round: 1 });
    expect(clocksIn(draft)).toContain('contact at 2026-11-25T21:20:00');
  });

  test('when they have hung up they have as long again as after accepting', () => {
    const first = at(15, talking());
    first.escalation.remindedAt = '2026-11-25T21:10:00.000Z';
    stopTalking(first.draft, first.escalation);
    expect(first.escalation).toMatchObject({ hungUpAt: '2026-11-25T21:15:00.000Z' });
    expect(first.escalation.talking).toBeUndefined();
    expect(first.escalation.remindedAt).toBeUndefined();
    expect(clocksIn(first.draft)).toContain('contact at 2026-11-25T21:25:00');
    const { draft, escalation } = at(25, first);
    contactDue(draft, escalation);
    expect(clocksIn(draft)).toContain('contact at 2026-11-25T21:35:00');
  });

  test('who said in the meantime that nobody was reached keeps the time of the next attempt', () => {
    const { draft, escalation } = at(15, talking());
    escalation.triedAt = '2026-11-25T21:14:00.000Z';
    const before = clocksIn(draft);
    stopTalking(draft, escalation);
    expect(escalation.talking).toBeUndefined();
    expect(escalation.hungUpAt).toBeUndefined();
    expect(clocksIn(draft)).toEqual(before);
  });

  test.each<[string, (escalation: Escalation) => void]>([
    ['nobody was put through', (escalation) => delete escalation.talking],
    ['it rings again', (escalation) => Object.assign(escalation, { state: 'open' })],
  ])('the end of a call says nothing when %s', (_, change) => {
    const { draft, escalation } = at(15, talking());
    change(escalation);
    const before = structuredClone(escalation);
    stopTalking(draft, escalation);
    expect(escalation).toEqual(before);
  });
});

describe('they cannot do it after all', () => {
  test('whoever has it gives it back: it rings again from the top, and their own call is not cut off', () => {
    const { draft, escalation } = accepted();
    passOn(draft, escalation, 'sam');
    expect(historyOf(draft)).toContain('given-back sam');
    expect(escalation).toMatchObject({ state: 'open', round: 2, lastTaker: 'sam' });
    expect([draft.hangUps, draft.interrupts]).toEqual([[], []]);
  });

  test('given back in the console, when no call of ours was theirs', () => {
    const { draft, escalation } = accepted();
    escalation.acceptedBy = 'lena';
    giveBack(draft, escalation, 'lena');
    expect(escalation).toMatchObject({ state: 'open', lastTaker: 'lena' });
  });

  test('whoever is rung for it and has not taken it lets the next be rung, in the same round', () => {
    const { draft, escalation } = ringing();
    passOn(draft, escalation, 'sam');
    expect(results(escalation)).toEqual(['passed-on', 'ringing', 'waiting']);
    expect(escalation.round).toBe(1);
    expect(escalation.lastTaker).toBeUndefined();
  });
});

describe('somebody has tried and could not reach the patient', () => {
  function tried(by = 'sam', service = demo) {
    const step = at(5, accepted(service), service);
    couldNotReach(step.draft, step.escalation, by, 'PT15M');
    return step;
  }

  test('it stays theirs until the next attempt, and whoever wrote hears that they were rung', () => {
    const { draft, escalation } = tried();
    expect(escalation).toMatchObject({
      state: 'accepted',
      acceptedBy: 'sam',
      acceptedAt: '2026-11-25T21:00:00.000Z',
      attempts: 1,
      triedAt: '2026-11-25T21:05:00.000Z',
      step: 4,
    });
    expect(clocksIn(draft)).toEqual(['contact at 2026-11-25T21:20:00', 'turn at 2026-11-26T09:00:00']);
    expect(stepOf(draft, 'contact')).toBe(4);
    expect(textsIn(draft).at(-1)).toBe(`tried-to-ring (safety) to ${MARY}`);
    expect(historyOf(draft)).toEqual(['contact-attempted sam']);
  });

  test('by another than had it, it is theirs from then on', () => {
    const { escalation } = tried('lena');
    expect(escalation).toMatchObject({ acceptedBy: 'lena', acceptedAt: '2026-11-25T21:05:00.000Z' });
  });

  test('when that time has come it rings once more, without a reminder', () => {
    const { draft, escalation } = at(20, tried());
    const before = textsIn(draft).filter((each) => each.startsWith('responder-remind'));
    contactDue(draft, escalation);
    expect(escalation).toMatchObject({ state: 'open', round: 2, attempts: 1 });
    expect(textsIn(draft).filter((each) => each.startsWith('responder-remind'))).toEqual(before);
  });

  test('what is said of when it rings again is the time of that attempt', () => {
    const { draft, escalation } = tried();
    expect(remindWords(draft, escalation).by).toBe('9:20pm today');
    escalation.hungUpAt = '2026-11-25T21:01:00.000Z';
    expect(remindWords(draft, escalation).by).toBe('9:20pm today');
    draft.agenda = draft.agenda.filter(({ kind }) => kind !== 'contact');
    expect(remindWords(draft, escalation).by).toBe('9:21pm today');
  });

  test('while others are still rung, they are hung up, and the call in which it was said goes on', () => {
    const { draft, escalation } = ringing();
    rungTimeUp(draft, escalation);
    for (const each of draft.dispatches) each.state = 'handed-over';
    Object.assign(escalation.rungs[0] as Rung, { result: 'accepted' });
    escalation.acceptedBy = 'sam';
    couldNotReach(draft, escalation, 'sam', 'PT15M');
    expect(draft.hangUps).toEqual([escalation.rungs[1]?.dispatch]);
    expect(draft.interrupts).toEqual([]);
  });

  test('after the second attempt they are asked to have somebody look after her, and that it was asked is kept', () => {
    const first = tried();
    expect(isWelfareCheckDue(first.draft, first.escalation)).toBe(false);
    expect(textsIn(first.draft).some((each) => each.startsWith('responder-welfare-check'))).toBe(false);
    const { draft, escalation } = at(20, first);
    couldNotReach(draft, escalation, 'sam', 'PT15M');
    expect(isWelfareCheckDue(draft, escalation)).toBe(true);
    expect(textsIn(draft).at(-1)).toBe(`responder-welfare-check (responder) to ${SAM}`);
    expect(historyOf(draft)).toEqual(['contact-attempted sam', 'welfare-check-due sam']);
    expect(escalation).toMatchObject({ attempts: 2, welfareCheckAt: '2026-11-25T21:20:00.000Z' });
    couldNotReach(draft, escalation, 'sam', 'PT15M');
    expect(escalation).toMatchObject({ attempts: 3, welfareCheckAt: '2026-11-25T21:20:00.000Z' });
  });

  test('whoever has no phone on record reads it in the console', () => {
    const first = tried('cleo');
    const { draft, escalation } = at(20, first);
    couldNotReach(draft, escalation, 'cleo', 'PT15M');
    expect(historyOf(draft)).toContain('welfare-check-due cleo');
    expect(textsIn(draft).some((each) => each.startsWith('responder-welfare-check'))).toBe(false);
  });

  test('a service whose protocol asks for no check asks for none', () => {
    const { welfareCheck: _, ...service } = demo;
    const { draft, escalation } = tried('sam', service);
    escalation.attempts = 9;
    expect(isWelfareCheckDue(draft, escalation)).toBe(false);
  });
});

test('an outcome by a named person ends it: no clock of it runs, no phone rings, and it is filed with what came of it', () => {
  const first = accepted();
  const { draft, escalation } = at(5, first);
  machineAnswered(draft, escalation, 1);
  endEscalation(draft, escalation, { words: 'Spoke to the patient', by: 'sam' });
  expect(draft.escalation).toBeUndefined();
  expect(draft.filed.escalations).toEqual([escalation]);
  expect(escalation).toMatchObject({
    state: 'closed',
    outcome: { words: 'Spoke to the patient', by: 'sam', at: '2026-11-25T21:05:00.000Z' },
    step: 4,
  });
  expect(clocksIn(draft)).toEqual([]);
  expect([draft.hangUps, draft.interrupts]).toEqual([[], []]);
  expect(historyOf(draft).at(-1)).toBe('escalation-closed sam');
});
