import { describe, expect, test } from 'vitest';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { QueueItem } from '../../functions/care/known.ts';
import { claim, clockRanOut, closeItem, type Need, raise, spokenTo } from '../../functions/care/queue.ts';
import { accept } from '../../functions/care/taking.ts';
import { clocksIn, historyOf, textsIn } from '../harness/decided.ts';
import { after, decision, demo, mary } from '../harness/known.ts';

/** Promise 4: one item a person, with a clock, that only becomes more urgent and leaves with an outcome by a named person. */

const MARY = '+447700900201';
const URGENT: Need = {
  urgency: 'urgent',
  topic: 'symptom',
  reason: 'read',
  words: 'shivery',
  from: MARY,
  textId: 't1',
  because: [{ rule: 'fever' }] as never,
};
const ROUTINE: Need = { urgency: 'routine', topic: 'plan', reason: 'read', words: 'lost my card', from: MARY };
const WEDNESDAY = '2026-11-25T11:00:00Z';

function queued(need: Need = URGENT, at = WEDNESDAY, more: Parameters<typeof mary>[0] = {}) {
  const draft = decision(mary(more), at);
  return { draft, item: raise(draft, need) };
}

/** The next decision about the same. */
function at(when: string, { draft }: { draft: Draft }) {
  const next = decision(after(draft), when, { fresh: `g${when.slice(11, 16)}` });
  return { draft: next, item: next.queue[0] as QueueItem };
}

const outcome = (id: string) => demo.outcomes.find((each) => each.id === id) as (typeof demo.outcomes)[0];
const stepOf = ({ agenda }: Draft) => agenda.find(({ kind }) => kind === 'queue-clock')?.step;

describe('an item', () => {
  test('holds what it is about, for the team, from now on', () => {
    const { draft, item } = queued();
    expect(item).toEqual({
      ...URGENT,
      id: 'mary-qf1',
      team: 'cns',
      since: '2026-11-25T11:00:00.000Z',
      dueBy: '2026-11-25T11:10:00.000Z',
      texts: 1,
      step: 2,
    });
    expect(draft.queue).toEqual([item]);
    expect(historyOf(draft)).toEqual(['queued read']);
    expect(stepOf(draft)).toBe(2);
  });

  test.each<[Need['urgency'], string, string]>([
    ['emergency', '2026-11-25T11:10:00', ''],
    ['urgent', '2026-11-25T11:10:00', ''],
    ['soon', '2026-11-26T17:00:00', ', not pressing'],
    ['routine', '2026-11-27T17:00:00', ', not pressing'],
    ['none', '2026-11-27T17:00:00', ', not pressing'],
  ])('that is %s has its clock at %s', (urgency, due, pressing) => {
    expect(clocksIn(queued({ ...ROUTINE, urgency }).draft)).toEqual([`queue-clock at ${due}${pressing}`]);
  });

  test('of danger just before closing is looked at when the day ends', () => {
    expect(clocksIn(queued(URGENT, '2026-11-25T16:55:00Z').draft)).toEqual(['queue-clock at 2026-11-25T17:00:00']);
  });

  test('of danger in the night has its own limit, as long as that is before the opening', () => {
    expect(clocksIn(queued(URGENT, '2026-11-25T21:00:00Z').draft)).toEqual(['queue-clock at 2026-11-25T21:10:00']);
    expect(clocksIn(queued(URGENT, '2026-11-26T08:55:00Z').draft)).toEqual(['queue-clock at 2026-11-26T09:00:00']);
  });

  test.each<[NonNullable<Parameters<typeof mary>[0]>, string]>([
    [{ kind: 'patient' }, 'cns'],
    [{ kind: 'stranger' }, 'unmatched'],
    [{ kind: 'probe' }, 'probe'],
  ])('of %o is in the list %s', (more, team) => {
    expect(queued(URGENT, WEDNESDAY, more).item.team).toBe(team);
  });

  test('of a number that may be several people’s names them', () => {
    expect(queued(URGENT, WEDNESDAY, { kind: 'stranger', candidates: ['mary', 'joan'] }).item.candidates).toEqual([
      'mary',
      'joan',
    ]);
    expect('candidates' in queued(URGENT, WEDNESDAY, { candidates: [] }).item).toBe(false);
  });

  test('that no rule has read says so by having none', () => {
    expect(queued(ROUTINE).item.because).toEqual([]);
  });
});

describe('a later need joins the open item', () => {
  test('as urgent: it shows the latest, and has waited since the first', () => {
    const { draft, item } = at('2026-11-25T11:05:00Z', queued());
    expect(
      raise(draft, { ...URGENT, words: 'still', from: '+447700900555', topic: 'feeling', reason: 'spoken', textId: 't2' }),
    ).toBe(item);
    expect(item).toMatchObject({
      words: 'still',
      from: '+447700900555',
      topic: 'feeling',
      reason: 'spoken',
      textId: 't2',
      texts: 2,
      since: '2026-11-25T11:00:00.000Z',
      dueBy: '2026-11-25T11:10:00.000Z',
    });
    expect(draft.queue).toHaveLength(1);
    expect(historyOf(draft)).toEqual(['joined-item spoken']);
  });

  test('without a text or rules of its own, those of the first are gone with its words', () => {
    const { draft, item } = queued();
    raise(draft, { ...ROUTINE, urgency: 'urgent' });
    expect(item.because).toEqual([]);
    expect('textId' in item).toBe(false);
  });

  test('milder: it is counted, and nothing of the worse is lost', () => {
    const { draft, item } = queued();
    raise(draft, ROUTINE);
    expect(item).toMatchObject({ ...URGENT, texts: 2, dueBy: '2026-11-25T11:10:00.000Z' });
  });

  test('worse: what is shown is that, since now, and its clock is the earlier', () => {
    const { draft, item } = at('2026-11-25T12:00:00Z', queued(ROUTINE));
    raise(draft, URGENT);
    expect(item).toMatchObject({ ...URGENT, since: '2026-11-25T12:00:00.000Z', dueBy: '2026-11-25T12:10:00.000Z' });
    expect(clocksIn(draft)).toEqual(['queue-clock at 2026-11-25T12:10:00']);
    expect(stepOf(draft)).toBe(item.step);
  });

  test('about a text that was counted when it came, is counted once', () => {
    const { draft, item } = queued();
    raise(draft, { ...URGENT, isCounted: true });
    expect(item.texts).toBe(1);
  });

  test('worse than what somebody has claimed takes the claim away; as urgent or milder it does not', () => {
    const { draft, item } = queued({ ...ROUTINE, urgency: 'soon' });
    claim(draft, item, 'ann');
    raise(draft, ROUTINE);
    raise(draft, { ...ROUTINE, urgency: 'soon' });
    expect(item.claimedBy).toBe('ann');
    raise(draft, URGENT);
    expect('claimedBy' in item || 'claimedAt' in item).toBe(false);
    expect(historyOf(draft)).toContain('claim-dropped more-urgent');
  });

  test('worse than what nobody has claimed drops no claim', () => {
    const { draft } = queued(ROUTINE);
    raise(draft, URGENT);
    expect(historyOf(draft).some((each) => each.startsWith('claim-dropped'))).toBe(false);
  });

  test('new danger after somebody had spoken to her is danger again; what is mild is not', () => {
    const { draft, item } = queued();
    item.attended = { words: 'Spoke to the patient', by: 'ann', at: '2026-11-25T11:01:00.000Z' };
    raise(draft, ROUTINE);
    expect(item.attended).toBeDefined();
    raise(draft, URGENT);
    expect(item.attended).toBeUndefined();
  });

  test('an item of another team is another matter', () => {
    const { draft, item } = queued();
    item.team = 'welfare';
    raise(draft, URGENT);
    expect(draft.queue.map(({ team }) => team)).toEqual(['welfare', 'cns']);
  });
});

describe('a claim', () => {
  test('is for one, and the second hears who has it', () => {
    const { draft, item } = queued();
    expect(claim(draft, item, 'ann')).toEqual({});
    expect(claim(draft, item, 'bel')).toEqual({ takenBy: 'ann' });
    expect(item).toMatchObject({ claimedBy: 'ann', claimedAt: '2026-11-25T11:00:00.000Z' });
    expect(historyOf(draft)).toEqual(['queued read', 'claimed ann']);
  });

  test('on danger lasts 20 minutes, on anything else 4 hours; made again it counts from then', () => {
    const urgent = queued();
    claim(urgent.draft, urgent.item, 'ann');
    expect(clocksIn(urgent.draft)).toEqual(['queue-clock at 2026-11-25T11:20:00']);
    const routine = queued(ROUTINE);
    claim(routine.draft, routine.item, 'ann');
    expect(clocksIn(routine.draft)).toEqual(['queue-clock at 2026-11-25T15:00:00, not pressing']);
    const { draft, item } = at('2026-11-25T12:00:00Z', routine);
    claim(draft, item, 'ann');
    expect(clocksIn(draft)).toEqual(['queue-clock at 2026-11-25T16:00:00, not pressing']);
  });

  test('that has run out on danger falls, and it rings', () => {
    const first = queued();
    claim(first.draft, first.item, 'ann');
    const { draft, item } = at('2026-11-25T11:20:00Z', first);
    clockRanOut(draft, item, '4711');
    expect(historyOf(draft)).toContain('claim-dropped claim-ran-out');
    expect(item.claimedBy).toBeUndefined();
    expect(draft.escalation).toMatchObject({ code: '4711', words: 'shivery' });
    expect(clocksIn(draft)).toContain('queue-clock at 2026-11-25T11:40:00');
    expect(stepOf(draft)).toBe(item.step);
  });

  test('on danger that has not run out stands, and nothing rings', () => {
    const first = queued();
    claim(first.draft, first.item, 'ann');
    const { draft, item } = at('2026-11-25T11:19:00Z', first);
    clockRanOut(draft, item, '4711');
    expect(item.claimedBy).toBe('ann');
    expect(draft.escalation).toBeUndefined();
  });

  test('on danger falls when the day ends, on anything else it does not', () => {
    const first = queued(URGENT, '2026-11-25T16:55:00Z');
    claim(first.draft, first.item, 'ann');
    const urgent = at('2026-11-25T17:00:00Z', first);
    clockRanOut(urgent.draft, urgent.item, '4711');
    expect(urgent.draft.escalation).toBeDefined();
    const other = queued(ROUTINE, '2026-11-25T16:55:00Z');
    claim(other.draft, other.item, 'ann');
    const routine = at('2026-11-25T17:00:00Z', other);
    clockRanOut(routine.draft, routine.item, '4711');
    expect(routine.item.claimedBy).toBe('ann');
    expect(routine.draft.escalation).toBeUndefined();
  });

  test('on anything else falls after 4 hours, and the item keeps its own clock', () => {
    const first = queued(ROUTINE);
    claim(first.draft, first.item, 'ann');
    const { draft, item } = at('2026-11-25T15:00:00Z', first);
    clockRanOut(draft, item, '4711');
    expect(item.claimedBy).toBeUndefined();
    expect(item.overdueAt).toBeUndefined();
    expect(clocksIn(draft)).toEqual(['queue-clock at 2026-11-27T17:00:00, not pressing']);
    expect(stepOf(draft)).toBe(item.step);
  });
});

describe('the clock of an item runs out', () => {
  test('danger that nobody has claimed rings', () => {
    const { draft, item } = at('2026-11-25T11:10:00Z', queued());
    clockRanOut(draft, item, '4711');
    expect(draft.escalation).toMatchObject({ ladder: 'day', urgency: 'urgent', words: 'shivery' });
    expect(clocksIn(draft)).toContain('queue-clock at 2026-11-25T11:30:00');
  });

  test('danger that rings already rings once', () => {
    const first = queued();
    escalate(first.draft, URGENT, '4711');
    const { draft, item } = at('2026-11-25T11:10:00Z', first);
    clockRanOut(draft, item, '4712');
    expect(draft.escalation).toMatchObject({ code: '4711', reports: 1 });
  });

  test('what she was told of by day and rings now that they have gone: she hears which line serves from now on', () => {
    const { draft, item } = at('2026-11-25T17:00:00Z', queued(URGENT, '2026-11-25T16:55:00Z'));
    clockRanOut(draft, item, '4711');
    expect(textsIn(draft)).toContain(`line-now (safety) to ${MARY}`);
  });

  test.each([
    ['by day', '2026-11-25T11:00:00Z', '2026-11-25T11:10:00Z'],
    ['by night', '2026-11-25T21:00:00Z', '2026-11-25T21:10:00Z'],
  ])('what came in and rings %s, when the line is still the one that she was told of, says nothing of it', (_, from, to) => {
    const { draft, item } = at(to, queued(URGENT, from));
    clockRanOut(draft, item, '4711');
    expect(draft.escalation).toBeDefined();
    expect(textsIn(draft).some((each) => each.startsWith('line-now'))).toBe(false);
  });

  test('anything else is overdue from then on, once, and is looked at again each opening', () => {
    const first = at('2026-11-27T17:00:00Z', queued(ROUTINE));
    clockRanOut(first.draft, first.item, '4711');
    expect(first.item.overdueAt).toBe('2026-11-27T17:00:00.000Z');
    expect(historyOf(first.draft)).toEqual(['overdue']);
    expect(clocksIn(first.draft)).toEqual(['queue-clock at 2026-11-30T09:00:00, not pressing']);
    expect(first.draft.escalation).toBeUndefined();
    const { draft, item } = at('2026-11-30T09:00:00Z', first);
    clockRanOut(draft, item, '4711');
    expect(item.overdueAt).toBe('2026-11-27T17:00:00.000Z');
    expect(historyOf(draft)).toEqual([]);
  });
});

describe('somebody has spoken to the patient', () => {
  test('the escalation ends, and the nurses follow it up by the end of their next day', () => {
    const { draft, item } = queued();
    const escalation = escalate(draft, URGENT, '4711');
    accept(draft, escalation, 'duty', 0);
    spokenTo(draft, escalation, { words: 'Spoke to the patient', by: 'duty' });
    expect(draft.escalation).toBeUndefined();
    expect(item).toMatchObject({
      attended: { words: 'Spoke to the patient', by: 'duty', at: '2026-11-25T11:00:00.000Z' },
      dueBy: '2026-11-26T17:00:00.000Z',
    });
    expect(clocksIn(draft)).toEqual(['queue-clock at 2026-11-26T17:00:00, not pressing']);
  });

  test('an attempt ends nothing', () => {
    const { draft, item } = queued();
    const escalation = escalate(draft, URGENT, '4711');
    spokenTo(draft, escalation, { words: 'Could not reach the patient', by: 'duty' }, 'PT15M');
    expect(draft.escalation).toMatchObject({ state: 'accepted', acceptedBy: 'duty', attempts: 1 });
    expect(item.attended).toBeUndefined();
  });
});

describe('an item is closed', () => {
  test('with an outcome by a named person: it is filed, and no clock of it runs', () => {
    const { draft, item } = queued();
    closeItem(draft, item, 'ann', outcome('spoke'));
    expect(item.outcome).toEqual({ words: 'Spoke to the patient', by: 'ann', at: '2026-11-25T11:00:00.000Z' });
    expect(draft.queue).toEqual([]);
    expect(draft.filed.items).toEqual([item]);
    expect(clocksIn(draft)).toEqual([]);
    expect(historyOf(draft).at(-1)).toBe('closed spoke');
  });

  test('another item of the same person stays open', () => {
    const { draft, item } = queued();
    const other = { ...item, id: 'mary-q2', team: 'welfare' };
    draft.queue.push(other);
    closeItem(draft, item, 'ann', outcome('spoke'));
    expect(draft.queue).toEqual([other]);
  });

  test('the escalation about it ends with it', () => {
    const { draft, item } = queued();
    escalate(draft, URGENT, '4711');
    closeItem(draft, item, 'ann', outcome('spoke'));
    expect(draft.escalation).toBeUndefined();
    expect(draft.filed.escalations[0]?.outcome).toMatchObject({ words: 'Spoke to the patient', by: 'ann' });
  });

  test('with an attempt in vain it is not: it is hers, and due again in a quarter of an hour', () => {
    const { draft, item } = queued();
    closeItem(draft, item, 'ann', outcome('could-not-reach'));
    expect(item).toMatchObject({
      claimedBy: 'ann',
      claimedAt: '2026-11-25T11:00:00.000Z',
      triedAt: '2026-11-25T11:00:00.000Z',
      dueBy: '2026-11-25T11:15:00.000Z',
    });
    expect(item.outcome).toBeUndefined();
    expect(draft.queue).toEqual([item]);
    expect(clocksIn(draft)).toEqual(['queue-clock at 2026-11-25T11:15:00']);
    expect(stepOf(draft)).toBe(item.step);
    expect(historyOf(draft).at(-1)).toBe('attempted could-not-reach');
  });

  test('after an attempt in vain it rings when the next is due and nobody has tried', () => {
    const first = queued();
    closeItem(first.draft, first.item, 'ann', outcome('could-not-reach'));
    const early = at('2026-11-25T11:14:00Z', first);
    clockRanOut(early.draft, early.item, '4711');
    expect(early.draft.escalation).toBeUndefined();
    const { draft, item } = at('2026-11-25T11:15:00Z', first);
    clockRanOut(draft, item, '4711');
    expect(draft.escalation).toBeDefined();
    expect(historyOf(draft)).toContain('claim-dropped claim-ran-out');
  });

  test('an attempt in vain at the end of the day is the night’s to repeat; a routine one is not', () => {
    const urgent = queued(URGENT, '2026-11-25T16:50:00Z');
    closeItem(urgent.draft, urgent.item, 'ann', outcome('could-not-reach'));
    expect(clocksIn(urgent.draft)).toEqual(['queue-clock at 2026-11-25T17:00:00']);
    const routine = queued(ROUTINE, '2026-11-25T16:50:00Z');
    closeItem(routine.draft, routine.item, 'ann', outcome('could-not-reach'));
    expect(clocksIn(routine.draft)).toEqual(['queue-clock at 2026-11-25T17:05:00, not pressing']);
  });
});
