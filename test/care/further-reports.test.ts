import { describe, expect, test } from 'vitest';
import { escalate, type Report } from '../../functions/care/escalate.ts';
import { accept, endEscalation } from '../../functions/care/taking.ts';
import { historyOf, textsIn } from '../harness/decided.ts';
import { decision, demo, mary } from '../harness/known.ts';

/** What a report opens, and what further ones change of the escalation that is open: at most one a person. */

const MARY = '+447700900201';
const HUSBAND = '+447700900555';
const DAUGHTER = '+447700900556';
const SAM = '+447700900975';
const REPORT: Report = {
  from: MARY,
  urgency: 'urgent',
  topic: 'symptom',
  words: 'shivery',
  because: [{ rule: 'fever', words: 'shivery' }] as never,
};

function reported(report: Report = REPORT, more: Parameters<typeof mary>[0] = {}) {
  const draft = decision(mary(more), '2026-11-25T21:00:00Z', { service: demo });
  return { draft, escalation: escalate(draft, report, '4711') };
}

const resultsOf = ({ rungs }: { rungs: { result: string }[] }) => rungs.map(({ result }) => result);

describe('the first report', () => {
  test('opens one with its line, its ladder and the rules by which it was read', () => {
    const { draft, escalation } = reported();
    expect(escalation).toMatchObject({
      id: 'mary-ef1',
      from: MARY,
      urgency: 'urgent',
      topic: 'symptom',
      words: 'shivery',
      because: REPORT.because,
      state: 'open',
      line: { id: 'advice-line', name: 'Out-of-hours advice line', number: '+441632960010' },
      ladder: 'night',
      openedAt: '2026-11-25T21:00:00.000Z',
      reports: 1,
      code: '4711',
    });
    expect(escalation.because).not.toBe(REPORT.because);
    expect(draft.escalation).toBe(escalation);
    expect('ofStranger' in escalation).toBe(false);
  });

  test('of somebody whom nobody knows is marked as one', () => {
    expect(reported(REPORT, { kind: 'stranger' }).escalation.ofStranger).toBe(true);
  });

  test('that was read by no rule has none', () => {
    const { because: _, ...report } = REPORT;
    expect('because' in reported(report).escalation).toBe(false);
  });
});

describe('a further report', () => {
  test('as urgent joins: its words are the ones read out, and nobody is rung anew', () => {
    const { draft, escalation } = reported();
    expect(escalate(draft, { ...REPORT, words: 'very shivery' }, '4712')).toBe(escalation);
    expect(escalation).toMatchObject({ reports: 2, words: 'very shivery', code: '4711', round: 1 });
    expect('alsoFrom' in escalation).toBe(false);
    expect('latest' in escalation).toBe(false);
    expect(historyOf(draft).at(-1)).toBe('joined-escalation urgent');
    expect(textsIn(draft)).toHaveLength(1);
  });

  test('that is milder takes nothing from the worse before it: both are read out', () => {
    const { draft, escalation } = reported();
    escalate(draft, { ...REPORT, urgency: 'soon', words: 'and tired' }, '4712');
    expect(escalation).toMatchObject({ urgency: 'urgent', words: 'shivery', latest: 'and tired', round: 1 });
    escalate(draft, { ...REPORT, words: 'shivery again' }, '4713');
    expect(escalation.words).toBe('shivery again');
    expect('latest' in escalation).toBe(false);
  });

  test('that is worse starts it again at the top, on what is worse now', () => {
    const { draft, escalation } = reported();
    accept(draft, escalation, 'sam', 0);
    escalation.latest = 'and tired';
    const because = [{ rule: 'breath', words: 'cant breathe' }] as never;
    escalate(draft, { from: MARY, urgency: 'emergency', topic: 'feeling', words: 'cant breathe', because }, '4712');
    expect(escalation).toMatchObject({
      urgency: 'emergency',
      topic: 'feeling',
      words: 'cant breathe',
      because,
      state: 'open',
      round: 2,
      lastTaker: 'sam',
      reports: 2,
    });
    expect('latest' in escalation).toBe(false);
    expect(resultsOf(escalation)).toEqual(['ringing', 'waiting', 'waiting']);
  });

  test('that is worse, before anybody had it, remembers nobody as having had it', () => {
    const { draft, escalation } = reported();
    escalate(draft, { ...REPORT, urgency: 'emergency' }, '4712');
    expect(escalation.round).toBe(2);
    expect('lastTaker' in escalation).toBe(false);
  });

  test('from another is to be rung back there; everybody who has written is kept, once', () => {
    const { draft, escalation } = reported();
    escalate(draft, { ...REPORT, from: HUSBAND }, '4712');
    expect(escalation).toMatchObject({ from: HUSBAND, alsoFrom: [MARY] });
    escalate(draft, { ...REPORT, from: DAUGHTER }, '4713');
    expect(escalation).toMatchObject({ from: DAUGHTER, alsoFrom: [MARY, HUSBAND] });
    escalate(draft, { ...REPORT, from: HUSBAND }, '4714');
    expect(escalation).toMatchObject({ from: HUSBAND, alsoFrom: [MARY, DAUGHTER], reports: 4 });
  });
});

describe('a further report once somebody has it', () => {
  function taken() {
    const { draft, escalation } = reported();
    accept(draft, escalation, 'sam', 0);
    return { draft, escalation, before: textsIn(draft).length };
  }

  test('whoever has it is texted that she has written again, and she is not told a second time', () => {
    const { draft, escalation, before } = taken();
    escalate(draft, { ...REPORT, words: 'still shivery' }, '4712');
    expect(escalation).toMatchObject({ state: 'accepted', acceptedBy: 'sam', round: 1 });
    expect(textsIn(draft).slice(before)).toEqual([`responder-again (responder) to ${SAM}`]);
  });

  test('another who writes for the first time hears who has it; the second time not', () => {
    const { draft, before } = taken();
    escalate(draft, { ...REPORT, from: HUSBAND }, '4712');
    expect(textsIn(draft).slice(before)).toEqual([`responder-again (responder) to ${SAM}`, `accepted (safety) to ${HUSBAND}`]);
    escalate(draft, REPORT, '4713');
    escalate(draft, { ...REPORT, from: HUSBAND }, '4714');
    expect(textsIn(draft).slice(before + 2)).toEqual(Array(2).fill(`responder-again (responder) to ${SAM}`));
  });

  test('whoever has it and has no phone on record reads it in the console', () => {
    const { draft, escalation, before } = taken();
    for (const id of ['cleo', 'nobody-any-more']) {
      escalation.acceptedBy = id;
      escalate(draft, REPORT, '4712');
    }
    expect(textsIn(draft)).toHaveLength(before);
  });
});

test('once it is closed, a new report opens a new one', () => {
  const { draft, escalation } = reported();
  endEscalation(draft, escalation, { words: 'Spoke to the patient', by: 'sam' });
  const next = escalate(draft, REPORT, '4712');
  expect(next).not.toBe(escalation);
  expect(next).toMatchObject({ reports: 1, round: 1, code: '4712' });
});
