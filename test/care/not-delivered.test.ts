import { expect, test } from 'vitest';
import type { Dispatch, Purpose } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { handedOver, startHandOver, throttled } from '../../functions/care/hand-over.ts';
import { holdOn } from '../../functions/care/hold.ts';
import type { Person } from '../../functions/care/person.ts';
import { callStatus, chaseAgain, failed, lookedUp, receiptArrived } from '../../functions/care/receipts.ts';
import { type Saying, say } from '../../functions/care/say.ts';
import { numberWorks } from '../../functions/care/standing.ts';
import { validSeconds } from '../../functions/care/validity.ts';
import { after, decision, demo, mary } from '../harness/known.ts';

/** A message that has been handed over at `at`, and what is known of Mary then. */
function given(saying: Partial<Saying> & { purpose: Purpose }, at = '2026-11-25T10:00:00Z', more: Partial<Person> = {}) {
  const draft = decision(mary(more), at);
  const dispatch = say(draft, { message: 'check-in', ...saying });
  expect(startHandOver(draft, dispatch)).toBe(true);
  handedOver(draft, dispatch, 'SM1');
  return { draft, dispatch };
}

function checkIn(at?: string, more: Partial<Person> = {}) {
  const until = decision(mary(), '2026-11-27T23:59:00Z').now;
  return given({ purpose: 'unsolicited', asks: { kind: 'check-in', series: 's', place: 0 }, until }, at, more);
}

/** The agenda entry by which a dispatch will go on. */
const dueOf = ({ agenda }: Draft, { id }: Dispatch) =>
  agenda.find(({ kind, subject }) => kind === 'dispatch' && subject === id)?.due;

test.each<[string, string, string[], string | undefined]>([
  ['21610 opted out', '21610', ['not-delivered'], undefined],
  ['21211 no phone number', '21211', ['number-failed'], 'number-failed'],
  ['21614 no mobile', '21614', ['number-failed'], 'number-failed'],
  ['30003 out of reach', '30003', [], undefined],
  ['30004 blocked', '30004', ['not-delivered'], undefined],
  ['30005 unknown', '30005', ['number-failed'], 'number-failed'],
  ['30006 landline', '30006', ['landline'], undefined],
  ['30007 filtered', '30007', ['texts-filtered'], undefined],
  ['30008 no reason', '30008', [], undefined],
  ['30036 waited too long', '30036', [], undefined],
  ['a code nobody has explained', '39999', ['not-delivered'], undefined],
  ['no code at all', 'unknown', ['not-delivered'], undefined],
])('a check-in that fails by its code, %s: the task and the hold that follow', (_, code, tasks, hold) => {
  const { draft, dispatch } = checkIn();
  receiptArrived(draft, dispatch, 'undelivered', 'SM1', code);
  expect(dispatch).toMatchObject({ state: 'failed', why: code });
  expect(draft.queue.map(({ reason }) => reason)).toEqual(tasks);
  expect(draft.queue.every(({ urgency }) => urgency === 'routine')).toBe(true);
  expect(holdOn(draft.person, draft.now, false)).toBe(hold);
});

test.each<[string, string]>([
  ['30003', '2026-11-25T13:00:00.000Z'],
  ['30008', '2026-11-25T10:10:00.000Z'],
  ['30036', '2026-11-25T10:01:00.000Z'],
  ['39999', '2026-11-25T10:10:00.000Z'],
])('after %s the same words are tried once more, and then a nurse is told', (code, due) => {
  const { draft, dispatch } = checkIn();
  failed(draft, dispatch, code);
  const [again] = draft.dispatches as [Dispatch];
  expect(again).toMatchObject({ state: 'pending', body: dispatch.body, asks: dispatch.asks, until: dispatch.until, attempt: 2 });
  expect(dueOf(draft, again)).toBe(due);

  const later = decision(after(draft), due);
  const [second] = later.dispatches as [Dispatch];
  expect(startHandOver(later, second), 'what did not arrive takes nothing from the limit of the day').toBe(true);
  handedOver(later, second, 'SM2');
  expect(later.question).toMatchObject({ dispatch: second.id });
  failed(later, second, code);
  expect(later.dispatches).toEqual([]);
  expect(later.queue).toMatchObject([{ reason: 'not-delivered', urgency: 'routine' }]);
});

test('a try that would fall into the quiet hours waits for the morning, and past its window there is none but a task', () => {
  const evening = checkIn('2026-11-25T18:30:00Z');
  failed(evening.draft, evening.dispatch, '30003');
  expect(dueOf(evening.draft, evening.draft.dispatches[0] as Dispatch)).toBe('2026-11-26T09:00:00.000Z');

  const last = checkIn('2026-11-27T18:30:00Z');
  failed(last.draft, last.dispatch, '30003');
  expect(last.draft.dispatches).toEqual([]);
  expect(last.draft.queue).toMatchObject([{ reason: 'not-delivered' }]);
});

test('an answer speaks of today: it is tried again today, and not tomorrow', () => {
  for (const purpose of ['answer', 'staff'] as const) {
    const day = given({ message: 'thanks', purpose });
    failed(day.draft, day.dispatch, '30003');
    expect(day.draft.dispatches).toMatchObject([{ purpose, body: day.dispatch.body, attempt: 2 }]);
    expect(day.draft.queue).toEqual([]);

    const evening = given({ message: 'thanks', purpose }, '2026-11-25T19:00:00Z');
    failed(evening.draft, evening.dispatch, '30003');
    expect(evening.draft.dispatches).toEqual([]);
    expect(evening.draft.queue).toMatchObject([{ reason: 'not-delivered' }]);
  }
});

test('a landline is asked in a call at once, contacted by voice from then on, and the nurse is told so', () => {
  const { draft, dispatch } = checkIn();
  failed(draft, dispatch, '30006');
  expect(draft.person.channel).toBe('voice');
  const [call] = draft.dispatches as [Dispatch];
  expect(call).toMatchObject({ medium: 'call', asks: dispatch.asks, state: 'pending' });
  expect(call.body).toMatch(/Press 1/);
  expect(dueOf(draft, call)).toBe('2026-11-25T10:00:00.000Z');
  expect(startHandOver(draft, call)).toBe(true);
  expect(draft.queue).toMatchObject([{ reason: 'landline' }]);
});

test('a number that does not work is not texted unasked until it is changed, works after all, or a text comes from it', () => {
  const { draft, dispatch } = checkIn();
  const pending = say(draft, { message: 'nudge', purpose: 'unsolicited' });
  failed(draft, dispatch, '21614');
  expect(pending).toMatchObject({ state: 'withdrawn', why: 'number-failed' });
  numberWorks(draft);
  expect(holdOn(draft.person, draft.now, false)).toBeUndefined();
});

test.each([['21211'], ['21610'], ['30006'], ['30007']])('safety is spoken at once, whatever the code: %s', (code) => {
  const { draft, dispatch } = given({ message: 'nobody-reached', purpose: 'safety' });
  failed(draft, dispatch, code);
  expect(draft.dispatches).toMatchObject([{ medium: 'call', purpose: 'safety', message: 'safety-call' }]);
  expect(dueOf(draft, draft.dispatches[0] as Dispatch)).toBe('2026-11-25T10:00:00.000Z');
});

test("what a responder's phone refuses says nothing of the patient's number", () => {
  for (const code of ['21610', '21211', '30006', '30007']) {
    const { draft, dispatch } = given({ message: 'lead-alert', purpose: 'responder', to: demo.staff[0]?.phone ?? '' });
    failed(draft, dispatch, code);
    expect(draft.person.standing).toEqual(mary().person.standing);
    expect(draft.person.channel).toBe('text');
    expect(draft.queue).toEqual([]);
    expect(draft.history.some(({ what }) => what === 'texts-filtered')).toBe(false);
  }
});

test.each<[string, Purpose, string, string | undefined, number | undefined]>([
  ['a check-in ends with the evening', 'unsolicited', '2026-11-25T15:00:00Z', undefined, 5 * 3600],
  ['a check-in never lives longer than the provider takes', 'unsolicited', '2026-11-25T09:00:00Z', undefined, 36_000],
  ['a check-in ends with its window', 'unsolicited', '2026-11-25T15:00:00Z', '2026-11-25T16:00:00Z', 3600],
  ['in summer the evening is where the person is', 'unsolicited', '2026-07-25T15:00:00Z', undefined, 4 * 3600],
  ['an answer has four hours', 'answer', '2026-11-25T19:59:00Z', undefined, 4 * 3600],
  ['safety has as long as the provider takes', 'safety', '2026-11-25T15:00:00Z', undefined, undefined],
  ['and so has what goes to a responder', 'responder', '2026-11-25T15:00:00Z', undefined, undefined],
])('how long a text is valid: %s', (_, purpose, at, until, seconds) => {
  const draft = decision(mary(), at);
  const dispatch = say(draft, { message: 'check-in', purpose });
  if (until) dispatch.until = until;
  expect(validSeconds(draft, dispatch)).toBe(seconds);
});

test('a text that could hardly arrive before the quiet hours is not begun, but waits for their end', () => {
  const draft = decision(mary(), '2026-11-25T19:59:30Z');
  const dispatch = say(draft, { message: 'check-in', purpose: 'unsolicited' });
  expect(startHandOver(draft, dispatch)).toBe(false);
  expect(dueOf(draft, dispatch)).toBe('2026-11-26T09:00:00.000Z');
});

test('what the provider says is one too many waits twice as long each time, safety least, and nothing is counted as sent', () => {
  const waits = (purpose: Purpose, jitter: number) => {
    const draft = decision(mary());
    const dispatch = say(draft, { message: 'check-in', purpose });
    return Array.from({ length: 8 }, () => {
      dispatch.state = 'pending';
      expect(startHandOver(draft, dispatch)).toBe(true);
      throttled(draft, dispatch, jitter);
      expect(dispatch).toMatchObject({ state: 'pending', tries: 0 });
      expect(draft.person.unsolicited).toEqual([]);
      return (Date.parse(dueOf(draft, dispatch) ?? '') - draft.now.toMillis()) / 1000;
    });
  };
  expect(waits('safety', 1)).toEqual([2, 4, 8, 16, 30, 30, 30, 30]);
  expect(waits('unsolicited', 1)).toEqual([30, 60, 120, 240, 480, 600, 600, 600]);
  expect(waits('unsolicited', 0)).toEqual([15, 30, 60, 120, 240, 300, 300, 300]);
});

test('of what a nurse typed and nobody can confirm she hears again; of a check-in its silence tells', () => {
  const staff = given({ message: 'staff-reply', purpose: 'staff', body: 'Thank you' });
  for (const _ of [1, 2, 3]) chaseAgain(staff.draft, staff.dispatch);
  expect(staff.dispatch).toMatchObject({ state: 'handed-over', why: 'no-receipt' });
  expect(staff.draft.queue).toMatchObject([{ reason: 'not-confirmed', words: 'Thank you' }]);

  const asked = checkIn();
  for (const _ of [1, 2, 3]) chaseAgain(asked.draft, asked.dispatch);
  expect(asked.draft.queue).toEqual([]);
  expect(asked.draft.agenda.some(({ kind }) => kind === 'silence')).toBe(true);
});

test('a first text that perhaps never came is answered by nobody: the nurse hears of it', () => {
  const draft = decision(mary({ standing: {} }));
  const dispatch = say(draft, { message: 'first-text', purpose: 'unsolicited' });
  startHandOver(draft, dispatch);
  lookedUp(draft, dispatch, undefined);
  expect(draft.queue).toMatchObject([{ reason: 'not-delivered' }]);
});

test('a receipt for safety that has not come is asked for within minutes, for another message within hours', () => {
  const safety = given({ message: 'nobody-reached', purpose: 'safety' });
  expect(dueOf(safety.draft, safety.dispatch)).toBe('2026-11-25T10:02:00.000Z');
  chaseAgain(safety.draft, safety.dispatch);
  expect(dueOf(safety.draft, safety.dispatch)).toBe('2026-11-25T16:00:00.000Z');
  const answer = given({ message: 'thanks', purpose: 'answer' });
  expect(dueOf(answer.draft, answer.dispatch)).toBe('2026-11-25T16:00:00.000Z');
});

test('safety words that nobody took the call for are said once more, and then a nurse hears that they were never heard', () => {
  const { draft, dispatch } = given({ message: 'safety-call', purpose: 'safety', medium: 'call', body: 'ring 999' });
  callStatus(draft, dispatch, 'no-answer', 'CA1');
  const [again] = draft.dispatches as [Dispatch];
  expect(again).toMatchObject({ medium: 'call', purpose: 'safety', body: 'ring 999', attempt: 2 });
  expect(dueOf(draft, again)).toBe('2026-11-25T10:02:00.000Z');
  const later = decision(after(draft), '2026-11-25T10:02:00Z');
  const [second] = later.dispatches as [Dispatch];
  startHandOver(later, second);
  callStatus(later, second, 'busy', 'CA2');
  expect(later.dispatches).toEqual([]);
  expect(later.queue).toMatchObject([{ urgency: 'urgent', reason: 'not-delivered' }]);
});
