import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dispatch } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import { handedOver, startHandOver } from '../../functions/care/hand-over.ts';
import type { Escalation, RungResult } from '../../functions/care/known.ts';
import { personThere, rungEnded, rungTimeUp } from '../../functions/care/ladder.ts';
import { spokenTo } from '../../functions/care/queue.ts';
import { accept, contactOverdue } from '../../functions/care/taking.ts';
import { after, decision, mary } from '../harness/known.ts';

const REPORT = { from: '+447700900201', urgency: 'urgent', topic: 'symptom', words: 'shivery' } as const;

function ringing(at = '2026-11-25T21:00:00Z'): { draft: Draft; escalation: Escalation } {
  const draft = decision(mary(), at);
  return { draft, escalation: escalate(draft, REPORT, '4711') };
}

test.each([
  ['2026-11-25T21:00:00Z', 'night', ['First on call', 'Second on call', 'Lead']],
  ['2026-11-25T11:00:00Z', 'day', ['Duty phone', 'Named nurse', 'Deputy', 'Lead']],
  ['2026-11-28T11:00:00Z', 'night', ['First on call', 'Second on call', 'Lead']],
])('at %s the ladder is that of the %s', (at, ladder, names) => {
  const { escalation } = ringing(at);
  expect(escalation.ladder).toBe(ladder);
  expect(escalation.rungs.map(({ name }) => name)).toEqual(names);
});

test('a patient without a nurse or a deputy passes their empty rungs at once', () => {
  const known = mary();
  delete known.person.nurse;
  delete known.person.deputy;
  const draft = decision(known, '2026-11-25T11:00:00Z');
  const escalation = escalate(draft, REPORT, '4711');
  expect(escalation.rungs.map(({ result }) => result)).toEqual(['ringing', 'empty', 'empty', 'waiting']);
  rungEnded(draft, escalation, 0, 'busy');
  expect(escalation.rung).toBe(3);
});

type Step =
  | { does: 'ended'; place: number; result: RungResult }
  | { does: 'time-up' | 'there' | 'accept' | 'overdue' | 'reported' | 'could-not-reach'; place: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant('ended' as const),
    place: fc.integer({ min: 0, max: 2 }),
    result: fc.constantFrom<RungResult>('no-key', 'wrong-key', 'busy', 'no-answer', 'unreachable', 'passed-on'),
  }),
  fc.record({
    does: fc.constantFrom('time-up', 'there', 'accept', 'overdue', 'reported', 'could-not-reach'),
    place: fc.integer({ min: 0, max: 2 }),
  }),
);

/** Whether something will happen by itself if nobody does anything more: a call under way, or a clock that runs. */
function isAlive({ agenda, dispatches }: Draft, { id, state }: Escalation): boolean {
  const clock = agenda.some(({ kind, subject }) => subject === id && kind === (state === 'accepted' ? 'contact' : 'rung'));
  return clock && (state !== 'open' || dispatches.some(({ rings, medium }) => rings?.escalation === id && medium === 'call'));
}

test('whatever happens in whatever order, an escalation rings or has a clock until somebody has spoken to the patient', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let known = after(ringing().draft);
      steps.forEach((each, place) => {
        const draft = decision(known, '2026-11-25T22:00:00Z', { fresh: `f${place}` });
        const escalation = draft.escalation as Escalation;
        const wasAccepted = escalation.state === 'accepted';
        if (each.does === 'ended') rungEnded(draft, escalation, each.place, each.result);
        if (each.does === 'time-up' && !wasAccepted) rungTimeUp(draft, escalation);
        if (each.does === 'there') personThere(draft, escalation, each.place);
        if (each.does === 'accept') accept(draft, escalation, 'sam', each.place);
        if (each.does === 'overdue' && wasAccepted) contactOverdue(draft, escalation);
        if (each.does === 'reported') escalate(draft, REPORT, '4712');
        if (each.does === 'could-not-reach') spokenTo(draft, escalation, { words: 'no answer', by: 'sam' }, 'PT15M');
        expect(draft.escalation?.id).toBe(escalation.id);
        expect(isAlive(draft, escalation), JSON.stringify(each)).toBe(true);
        // Nothing but an acceptance makes it accepted.
        if (!wasAccepted && each.does !== 'accept' && each.does !== 'could-not-reach')
          expect(escalation.state).not.toBe('accepted');
        known = after(draft);
      });
    }),
    { numRuns: 300 },
  );
});

test('the first to accept wins, the second hears who has it, and every other phone is hung up', () => {
  const { draft, escalation } = ringing();
  rungTimeUp(draft, escalation);
  const [first, second] = draft.dispatches.filter(({ medium }) => medium === 'call');
  for (const call of [first, second]) Object.assign(call as object, { state: 'handed-over', providerId: `CA${call?.id}` });
  expect(accept(draft, escalation, 'alex', 1)).toEqual({});
  expect(draft.hangUps).toEqual([first?.id]);
  expect(accept(draft, escalation, 'sam', 0)).toEqual({ takenBy: 'alex' });
  expect(escalation.acceptedBy).toBe('alex');
});

test('only the first rounds and then every tenth are texted, but every round rings', () => {
  const { draft, escalation } = ringing();
  const texts = () => draft.dispatches.concat(draft.filed.dispatches).filter(({ message }) => message === 'rung-text').length;
  const inRound: number[] = [];
  for (let round = 1; round <= 11; round += 1) {
    expect(escalation.round).toBe(round);
    expect(escalation.rungs[0]?.result).toBe('ringing');
    // The first three end a rung each, the fourth ends the wait for the next round.
    for (let rung = 0; rung < 3; rung += 1) rungTimeUp(draft, escalation);
    inRound.push(texts());
    rungTimeUp(draft, escalation);
  }
  const each = inRound.map((count, place) => count - (inRound[place - 1] ?? 0));
  expect(each).toEqual([3, 3, 3, 0, 0, 0, 0, 0, 0, 3, 0]);
});

test('a key that is pressed before the provider has told us the number of its call does not hang that call up', () => {
  const { draft, escalation } = ringing();
  const call = draft.dispatches.find(({ medium }) => medium === 'call') as Dispatch;
  startHandOver(draft, call);
  personThere(draft, escalation, 0);
  handedOver(draft, call, 'CA1');
  expect(draft.hangUps).toEqual([]);
});
