import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordEvent } from '../../functions/care/clinical-events.ts';
import type { Dispatch, Purpose } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { handedOver, startHandOver } from '../../functions/care/hand-over.ts';
import type { Standing } from '../../functions/care/person.ts';
import { failed, lookedUp, receiptArrived } from '../../functions/care/receipts.ts';
import { say } from '../../functions/care/say.ts';
import { checkInDue } from '../../functions/care/series.ts';
import { after, decision, mary } from '../harness/known.ts';

/** A dispatch that was planned before, and what is known at the moment it would go out. */
function planned(
  purpose: Purpose,
  standing: Standing = {},
  at?: string,
  more: Partial<Draft> = {},
): { draft: Draft; dispatch: Dispatch } {
  const before = decision(mary());
  const { id } = say(before, { message: purpose === 'unsolicited' ? 'check-in' : 'nobody-reached', purpose });
  const known = after(before);
  known.person.standing = { ...known.person.standing, ...standing };
  const draft = decision(known, at, more);
  return { draft, dispatch: draft.dispatches.find((each) => each.id === id) as Dispatch };
}

const now = '2026-11-25T10:00:00.000Z';

test.each<[string, Standing]>([
  ['opted-out', { optedOutAt: now }],
  ['paused', { paused: { at: now } }],
  ['deceased', { deceased: { at: now, by: 'ann' } }],
  ['death-reported', { deathReportedAt: now }],
  ['wrong-number', { wrongNumberAt: now }],
  ['stop-asked-by-another', { stopAskedBy: { at: now, from: '+447700900202' } }],
  ['personal-contact-only', { personalContactOnly: { at: now, by: 'ann' } }],
])('a check-in that was planned before is withdrawn when it would go out: %s', (why, standing) => {
  const { draft, dispatch } = planned('unsolicited', standing);
  expect(startHandOver(draft, dispatch)).toBe(false);
  expect(dispatch).toMatchObject({ state: 'withdrawn', why });
  expect(draft.agenda).toEqual([]);
});

test.each<[Purpose]>([['safety'], ['responder']])('nothing holds back %s, at any hour and in any standing', (purpose) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 23 }), fc.boolean(), fc.boolean(), fc.boolean(), (hour, optedOut, isPaused, dead) => {
      const standing: Standing = {
        ...(optedOut && { optedOutAt: now }),
        ...(isPaused && { paused: { at: now } }),
        ...(dead && { deceased: { at: now, by: 'ann' } }),
      };
      const at = `2026-11-26T${String(hour).padStart(2, '0')}:00:00Z`;
      const { draft, dispatch } = planned(purpose, standing, at, { production: true });
      expect(startHandOver(draft, dispatch)).toBe(true);
      expect(dispatch.state).toBe('handing-over');
    }),
  );
});

test('a check-in for which Friday’s last minute is too short waits for a day on which somebody reads the answer', () => {
  const recorded = decision(mary({ quietHours: { from: '10:15', to: '09:00' } }), '2026-11-26T10:00:00Z');
  recordEvent(recorded, { kind: 'diagnosis', on: '2026-11-26' });
  const due = decision(after(recorded), '2026-11-27T10:14:00Z');
  for (const series of due.series) checkInDue(due, series);
  const draft = decision(after(due), '2026-11-27T10:14:30Z');
  const [dispatch] = draft.dispatches;
  expect(dispatch && startHandOver(draft, dispatch)).toBe(false);
  expect(draft.agenda.find(({ kind }) => kind === 'dispatch')?.due).toBe('2026-11-30T09:00:00.000Z');
});

test('in hospital nothing that asks goes out, and once the stay has ended it may', () => {
  const { draft, dispatch } = planned('unsolicited', { inHospital: { at: now } });
  expect(startHandOver(draft, dispatch)).toBe(false);
  expect(dispatch).toMatchObject({ state: 'skipped', why: 'in-hospital' });

  const home = planned('unsolicited', { inHospital: { at: now, until: '2026-11-25T10:00:00.000Z' } });
  expect(startHandOver(home.draft, home.dispatch)).toBe(true);
});

test.each([
  ['nothing that nobody asked for goes to somebody close without their own agreement', {}, false, 'no-agreement'],
  ['by their own agreement it does, after the patient’s death too', { deceased: { at: now, by: 'ann' } }, true, undefined],
])('%s', (_, standing, agreed, why) => {
  const { draft, dispatch } = planned('unsolicited', standing);
  const agreement = { takenBy: 'Ann', on: '2026-11-20', how: 'by phone' };
  const paul = { id: 'mary-c1', name: 'Paul', relation: 'son', phone: '+447700900202', ...(agreed && { agreement }) };
  draft.person.contacts = [paul];
  dispatch.to = paul.phone;
  expect(startHandOver(draft, dispatch)).toBe(agreed);
  expect(dispatch.why).toBe(why);
});

test('in quiet hours a check-in moves to their end, and past its window it is skipped', () => {
  const { draft, dispatch } = planned('unsolicited', {}, '2026-11-25T21:00:00Z');
  expect(startHandOver(draft, dispatch)).toBe(false);
  expect(draft.agenda).toMatchObject([{ kind: 'dispatch', subject: dispatch.id, due: '2026-11-26T09:00:00.000Z' }]);

  const late = planned('unsolicited', {}, '2026-11-25T21:00:00Z');
  late.dispatch.until = '2026-11-25T23:00:00.000Z';
  expect(startHandOver(late.draft, late.dispatch)).toBe(false);
  expect(late.dispatch).toMatchObject({ state: 'skipped', why: 'window-past' });
});

test('the second unsolicited message of a day waits for the next, the fifth of a week for its end', () => {
  const second = planned('unsolicited', {}, '2026-11-25T15:00:00Z');
  second.draft.person.unsolicited = ['2026-11-25T10:00:00.000Z'];
  expect(startHandOver(second.draft, second.dispatch)).toBe(false);
  expect(second.draft.agenda[0]?.due).toBe('2026-11-26T09:00:00.000Z');

  const fifth = planned('unsolicited', {}, '2026-11-25T15:00:00Z');
  fifth.draft.person.unsolicited = ['20', '21', '22', '23'].map((day) => `2026-11-${day}T10:00:00.000Z`);
  expect(startHandOver(fifth.draft, fifth.dispatch)).toBe(false);
  expect(fifth.draft.agenda[0]?.due).toBe('2026-11-28T09:00:00.000Z');
});

test('receipts in any order and number never take a dispatch backwards, and end it once', () => {
  const receipts = fc.array(fc.constantFrom('queued', 'sent', 'delivered', 'sent', 'delivered'), { minLength: 1, maxLength: 6 });
  const order: Dispatch['state'][] = ['pending', 'handing-over', 'handed-over', 'sent', 'delivered'];
  fc.assert(
    fc.property(receipts, (statuses) => {
      const { draft, dispatch } = planned('answer');
      startHandOver(draft, dispatch);
      let reached = order.indexOf(dispatch.state);
      for (const status of statuses) {
        if (draft.dispatches.includes(dispatch)) receiptArrived(draft, dispatch, status, 'SM1');
        expect(order.indexOf(dispatch.state)).toBeGreaterThanOrEqual(reached);
        reached = order.indexOf(dispatch.state);
      }
      expect(draft.filed.dispatches).toHaveLength(statuses.includes('delivered') ? 1 : 0);
    }),
  );
});

test('an unknown outcome: a safety message is sent again once, a check-in is skipped, one that is found is neither', () => {
  const safety = planned('safety');
  startHandOver(safety.draft, safety.dispatch);
  lookedUp(safety.draft, safety.dispatch, undefined);
  expect(safety.dispatch).toMatchObject({ state: 'pending', tries: 1 });
  startHandOver(safety.draft, safety.dispatch);
  lookedUp(safety.draft, safety.dispatch, undefined);
  expect(safety.dispatch).toMatchObject({ state: 'failed', why: 'outcome-unknown', tries: 2 });

  const checkIn = planned('unsolicited');
  checkIn.dispatch.asks = { kind: 'check-in', series: 's', place: 0 };
  startHandOver(checkIn.draft, checkIn.dispatch);
  lookedUp(checkIn.draft, checkIn.dispatch, undefined);
  expect(checkIn.dispatch).toMatchObject({ state: 'skipped', why: 'outcome-unknown' });

  const found = planned('unsolicited');
  startHandOver(found.draft, found.dispatch);
  lookedUp(found.draft, found.dispatch, 'SM9');
  expect(found.dispatch).toMatchObject({ state: 'handed-over', providerId: 'SM9', tries: 1 });
});

test('a safety text that fails for any reason is spoken, and a call that fails is not tried without end', () => {
  for (const code of ['21610', '30003', '30005', '30006', '30008']) {
    const { draft, dispatch } = planned('safety');
    startHandOver(draft, dispatch);
    failed(draft, dispatch, code);
    expect(draft.dispatches).toMatchObject([{ medium: 'call', purpose: 'safety', to: dispatch.to, message: 'safety-call' }]);
    const [call] = draft.dispatches as [Dispatch];
    startHandOver(draft, call);
    failed(draft, call, '13224');
    expect(draft.dispatches).toEqual([]);
  }
});

test('a check-in that cannot be delivered becomes a task for a nurse', () => {
  const { draft, dispatch } = planned('unsolicited');
  startHandOver(draft, dispatch);
  handedOver(draft, dispatch, 'SM1');
  receiptArrived(draft, dispatch, 'undelivered', 'SM1', '30006');
  expect(draft.queue).toMatchObject([{ urgency: 'routine', reason: 'landline' }]);
});

test('a question that never arrived is none: no silence is counted from it', () => {
  const { draft, dispatch } = planned('unsolicited');
  dispatch.asks = { kind: 'check-in', series: 's', place: 0 };
  startHandOver(draft, dispatch);
  handedOver(draft, dispatch, 'SM1');
  expect(draft.question).toBeDefined();
  receiptArrived(draft, dispatch, 'undelivered', 'SM1', '30003');
  expect(draft.question).toBeUndefined();
  expect(draft.agenda.filter(({ kind }) => kind === 'silence')).toEqual([]);
});
