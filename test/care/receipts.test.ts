import { describe, expect, test } from 'vitest';
import type { Dispatch, Purpose } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import { handedOver, planChase, startHandOver, throttled, uncount } from '../../functions/care/hand-over.ts';
import type { Escalation } from '../../functions/care/known.ts';
import type { Standing } from '../../functions/care/person.ts';
import { callStatus, chaseAgain, failed, lookedUp, receiptArrived } from '../../functions/care/receipts.ts';
import { type Saying, say } from '../../functions/care/say.ts';
import { accept, talk } from '../../functions/care/taking.ts';
import { historyOf } from '../harness/decided.ts';
import { decision, mary } from '../harness/known.ts';

/** From the commit before the provider to the last receipt: what is known of a message, and what is done when nothing is. */

const MARY = '+447700900201';
const AT = '2026-11-25T10:00:00Z';

/** A message on its way to the provider. */
function handing(saying: Partial<Saying> & { purpose: Purpose }, standing: Standing = {}) {
  const draft = decision(mary(), AT);
  Object.assign(draft.person.standing, standing);
  const dispatch = say(draft, { message: 'nobody-reached', variables: { lineNumber: '1' }, ...saying });
  startHandOver(draft, dispatch);
  draft.history = [];
  return { draft, dispatch };
}

function given(saying: Partial<Saying> & { purpose: Purpose }, standing: Standing = {}) {
  const step = handing(saying, standing);
  handedOver(step.draft, step.dispatch, 'SM1');
  step.draft.history = [];
  return step;
}

/** The entry by which a dispatch goes on, as `due` and whether it may wait. */
function nextOf({ agenda }: Draft, { id, step }: Dispatch): string | undefined {
  const entry = agenda.find(({ kind, subject }) => kind === 'dispatch' && subject === id);
  if (entry) expect(entry.step).toBe(step);
  return entry && `${entry.due.slice(11, 19)}${entry.safety ? '' : ', not pressing'}`;
}

const reasons = ({ queue }: Draft) => queue.map(({ reason, urgency }) => `${reason}, ${urgency}`);

describe('a receipt', () => {
  test.each<[string, Dispatch['state']]>([
    ['queued', 'handed-over'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['failed', 'failed'],
    ['undelivered', 'failed'],
  ])('"%s" of a text that was handed over: it is %s', (status, state) => {
    const { draft, dispatch } = given({ purpose: 'staff' });
    receiptArrived(draft, dispatch, status, 'SM1');
    expect(dispatch.state).toBe(state);
    expect(draft.dispatches.some(({ id }) => id === dispatch.id)).toBe(state === 'handed-over' || state === 'sent');
  });

  test('that says once more what is known, or less, is not written down again', () => {
    const { draft, dispatch } = given({ purpose: 'staff' });
    receiptArrived(draft, dispatch, 'sent', 'SM1');
    receiptArrived(draft, dispatch, 'sent', 'SM1');
    expect(historyOf(draft)).toEqual(['sent']);
  });

  test('after the last one changes nothing', () => {
    const { draft, dispatch } = given({ purpose: 'staff' });
    receiptArrived(draft, dispatch, 'delivered', 'SM1');
    receiptArrived(draft, dispatch, 'failed', 'SM2');
    expect(dispatch).toMatchObject({ state: 'delivered', providerId: 'SM1' });
    expect(draft.queue).toEqual([]);
  });

  test('settles a hand-over of which nothing was known', () => {
    const { draft, dispatch } = handing({ purpose: 'staff' });
    receiptArrived(draft, dispatch, 'sent', 'SM7');
    expect(dispatch).toMatchObject({ state: 'sent', providerId: 'SM7' });
    expect(historyOf(draft)).toEqual(['handed-over', 'sent']);
  });

  test('of a first try that seemed lost ends the second before it begins', () => {
    const { draft, dispatch } = handing({ purpose: 'safety' });
    lookedUp(draft, dispatch, undefined);
    expect(dispatch.state).toBe('pending');
    receiptArrived(draft, dispatch, 'sent', 'SM7');
    expect(dispatch.state).toBe('sent');
  });

  test('that comes before anything was handed over is no proof that it was', () => {
    const draft = decision(mary(), AT);
    const dispatch = say(draft, { message: 'nobody-reached', purpose: 'staff', variables: { lineNumber: '1' } });
    receiptArrived(draft, dispatch, 'queued', 'SM7');
    expect(dispatch.state).toBe('pending');
  });

  test('of a reply moves the moment at which the next is asked for; of a text by the provider’s API it does not', () => {
    const reply = decision(mary(), AT);
    const answered = say(reply, { message: 'thanks-neutral', purpose: 'answer', via: 'reply' });
    expect(nextOf(reply, answered)).toBe('10:02:00, not pressing');
    receiptArrived(reply, answered, 'sent', 'SM1');
    expect(nextOf(reply, answered)).toBe('16:00:00, not pressing');
    const { draft, dispatch } = given({ purpose: 'staff' });
    const before = dispatch.step;
    receiptArrived(draft, dispatch, 'sent', 'SM1');
    expect(dispatch.step).toBe(before);
    receiptArrived(reply, answered, 'delivered', 'SM1');
    expect(nextOf(reply, answered)).toBeUndefined();
  });
});

describe('a text that arrives after a STOP shows that the provider does not block her', () => {
  test.each<[string, Standing, string, string[]]>([
    ['handed over at the STOP', { maybeBlockedAt: '2026-11-25T10:00:00.000Z' }, MARY, []],
    ['handed over before it', { maybeBlockedAt: '2026-11-25T10:00:01.000Z' }, MARY, ['maybeBlockedAt']],
    ['handed over after it was known', { blockedAt: '2026-11-25T09:59:00.000Z' }, MARY, []],
    ['handed over in that moment', { blockedAt: '2026-11-25T10:00:00.000Z' }, MARY, ['blockedAt']],
    [
      'at another number',
      { maybeBlockedAt: '2026-11-25T10:00:00.000Z', blockedAt: '2026-11-25T09:00:00.000Z' },
      '+447700900555',
      ['blockedAt', 'maybeBlockedAt'],
    ],
  ])('%s', (_, standing, to, left) => {
    const { draft, dispatch } = given({ purpose: 'staff', to });
    Object.assign(draft.person.standing, standing);
    receiptArrived(draft, dispatch, 'delivered', 'SM1');
    expect(
      Object.keys(draft.person.standing)
        .filter((key) => key.endsWith('lockedAt'))
        .toSorted(),
    ).toEqual(left);
  });
});

describe('what could not be delivered', () => {
  test('safety is spoken instead, in the same words, and a nurse hears if the number is at fault', () => {
    const { draft, dispatch } = given({ purpose: 'safety' });
    failed(draft, dispatch, '30005');
    expect(draft.dispatches).toMatchObject([{ message: 'safety-call', purpose: 'safety', medium: 'call', to: MARY }]);
    expect(draft.dispatches[0]?.body).toContain(dispatch.body);
    expect(reasons(draft)).toEqual(['number-failed, routine']);
  });

  test('safety to somebody else says nothing of the patient’s number', () => {
    const { draft, dispatch } = given({ purpose: 'safety', to: '+447700900555' });
    failed(draft, dispatch, '30005');
    expect(draft.dispatches).toMatchObject([{ message: 'safety-call', to: '+447700900555' }]);
    expect(draft.queue).toEqual([]);
    expect(draft.person.standing.numberFailedAt).toBeUndefined();
  });

  test('a safety call that could not be made is a nurse’s', () => {
    const { draft, dispatch } = given({ purpose: 'safety', medium: 'call' });
    failed(draft, dispatch, '30008');
    expect(draft.dispatches).toEqual([]);
    expect(reasons(draft)).toEqual(['not-delivered, urgent']);
  });

  test.each<[string, Purpose, Standing, string[]]>([
    ['an answer to somebody who has stopped', 'answer', { optedOutAt: AT }, []],
    ['an answer to somebody who has not', 'answer', {}, ['not-delivered, routine']],
    ['what a nurse typed to somebody who has stopped', 'staff', { optedOutAt: AT }, ['not-delivered, routine']],
  ])('blocked at the provider: %s', (_, purpose, standing, told) => {
    const { draft, dispatch } = given({ purpose }, standing);
    failed(draft, dispatch, '21610');
    expect(reasons(draft)).toEqual(told);
    expect(draft.person.standing.blockedAt).toBe('2026-11-25T10:00:00.000Z');
  });

  test('an answer to somebody who has stopped, for any other reason, is a matter of its own', () => {
    const { draft, dispatch } = given({ purpose: 'answer' }, { optedOutAt: AT });
    failed(draft, dispatch, '30004');
    expect(reasons(draft)).toEqual(['not-delivered, routine']);
  });

  test('a text to a responder says nothing of the patient, and rings on', () => {
    const { draft, dispatch } = given({ purpose: 'responder', message: 'lead-alert' });
    failed(draft, dispatch, '30005');
    expect(draft.queue).toEqual([]);
    expect(draft.dispatches).toEqual([]);
  });

  test('a question that never arrived is none; the failure of another text leaves it open', () => {
    const { draft, dispatch } = given({
      purpose: 'unsolicited',
      message: 'check-in',
      asks: { kind: 'check-in', series: 's', place: 0 },
    });
    expect(draft.question?.dispatch).toBe(dispatch.id);
    const other = say(draft, { message: 'thanks-neutral', purpose: 'staff' });
    failed(draft, other, '30004');
    expect(draft.question).toBeDefined();
    failed(draft, dispatch, '30004');
    expect(draft.question).toBeUndefined();
    expect(draft.person.unsolicited).toEqual([]);
  });
});

describe('the call of a rung', () => {
  function ringing() {
    const draft = decision(mary(), '2026-11-25T21:00:00Z');
    const escalation = escalate(draft, { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' }, '4711');
    const call = draft.dispatches.find(({ medium }) => medium === 'call') as Dispatch;
    startHandOver(draft, call);
    return { draft, escalation, call };
  }
  const first = ({ rungs }: Escalation) => rungs[0]?.result;

  test.each<[string, string, string]>([
    ['completed', 'no-key', 'delivered'],
    ['busy', 'busy', 'failed'],
    ['no-answer', 'no-answer', 'failed'],
    ['canceled', 'hung-up', 'failed'],
    ['failed', 'unreachable', 'failed'],
  ])('%s: the rung has come to %s, and the next rings', (status, result, state) => {
    const { draft, escalation, call } = ringing();
    callStatus(draft, call, status, 'CA1');
    expect(first(escalation)).toBe(result);
    expect(escalation.rungs[1]?.result).toBe('ringing');
    expect(call).toMatchObject({ state, why: status, providerId: 'CA1' });
  });

  test.each(['queued', 'initiated', 'ringing', 'in-progress'])(
    '%s ends nothing, and is how we hear that it was taken',
    (status) => {
      const { draft, escalation, call } = ringing();
      callStatus(draft, call, status, 'CA1');
      expect(first(escalation)).toBe('ringing');
      expect(call).toMatchObject({ state: 'handed-over', providerId: 'CA1' });
    },
  );

  test('told twice, the second changes nothing', () => {
    const { draft, escalation, call } = ringing();
    callStatus(draft, call, 'busy', 'CA1');
    callStatus(draft, call, 'no-answer', 'CA1');
    expect(first(escalation)).toBe('busy');
    expect(call.why).toBe('busy');
  });

  test('that the provider would not take counts as out of reach', () => {
    const { draft, escalation, call } = ringing();
    failed(draft, call, '21211');
    expect(first(escalation)).toBe('unreachable');
    expect(draft.queue).toEqual([]);
  });

  test('of an earlier round says nothing of the rung that stands in its place now', () => {
    const { draft, escalation, call } = ringing();
    (escalation.rungs[0] as { dispatch?: string }).dispatch = 'another';
    callStatus(draft, call, 'busy', 'CA1');
    expect(first(escalation)).toBe('ringing');
  });

  test('of another escalation says nothing of this', () => {
    const { draft, escalation, call } = ringing();
    call.rings = { escalation: 'other', rung: 0 };
    callStatus(draft, call, 'busy', 'CA1');
    expect(first(escalation)).toBe('ringing');
  });

  test('in which they spoke to the patient: from its end they have time to say what came of it', () => {
    const { draft, escalation, call } = ringing();
    accept(draft, escalation, 'sam', 0);
    talk(draft, escalation);
    const other = say(draft, { message: 'rung-greeting', purpose: 'responder', medium: 'call', to: '+447700900976' });
    callStatus(draft, other, 'completed', 'CA2');
    expect(escalation.talking).toBeDefined();
    callStatus(draft, call, 'completed', 'CA1');
    expect(escalation.talking).toBeUndefined();
    expect(escalation.hungUpAt).toBe('2026-11-25T21:00:00.000Z');
  });
});

describe('safety words in a call that nobody took', () => {
  test('are said once more two minutes later, and then a nurse has to know', () => {
    const { draft, dispatch } = handing({ purpose: 'safety', medium: 'call' });
    callStatus(draft, dispatch, 'no-answer', 'CA1');
    const again = draft.dispatches[0] as Dispatch;
    expect(again).toMatchObject({ medium: 'call', body: dispatch.body, attempt: 2, at: '2026-11-25T10:02:00.000Z', to: MARY });
    expect(draft.queue).toEqual([]);
    callStatus(draft, again, 'busy', 'CA2');
    expect(draft.dispatches).toEqual([]);
    expect(reasons(draft)).toEqual(['not-delivered, urgent']);
  });

  test('that somebody heard are not', () => {
    const { draft, dispatch } = handing({ purpose: 'safety', medium: 'call' });
    callStatus(draft, dispatch, 'completed', 'CA1');
    expect(draft.dispatches).toEqual([]);
    expect(draft.queue).toEqual([]);
  });

  test('no other call is said again', () => {
    const { draft, dispatch } = handing({ purpose: 'staff', medium: 'call' });
    callStatus(draft, dispatch, 'no-answer', 'CA1');
    expect(draft.dispatches).toEqual([]);
  });
});

describe('an outcome that was unknown is looked up', () => {
  test('found at the provider: it was taken, and is not sent again', () => {
    const { draft, dispatch } = handing({ purpose: 'safety' });
    lookedUp(draft, dispatch, 'SM9');
    expect(dispatch).toMatchObject({ state: 'handed-over', providerId: 'SM9', tries: 1 });
  });

  test.each<[string, Partial<Saying> & { purpose: Purpose }, boolean]>([
    ['safety', { purpose: 'safety' }, true],
    ['to a responder', { purpose: 'responder', message: 'lead-alert' }, true],
    ['an answer sent by itself', { purpose: 'answer' }, false],
    ['what a nurse typed', { purpose: 'staff' }, false],
    ['what nobody asked for', { purpose: 'unsolicited', message: 'check-in' }, false],
  ])('not found: %s is sent again at once: %s', (_, saying, isAgain) => {
    const { draft, dispatch } = handing(saying);
    const { step } = dispatch;
    lookedUp(draft, dispatch, undefined);
    if (isAgain) {
      expect(dispatch).toMatchObject({ state: 'pending', via: 'api', step: step + 1 });
      expect(nextOf(draft, dispatch)).toBe('10:00:00');
      expect(historyOf(draft)).toEqual(['send-again outcome-unknown']);
    } else expect(dispatch).toMatchObject({ state: 'failed', why: 'outcome-unknown' });
  });

  test('an answer that travelled as a reply is sent by the API', () => {
    const draft = decision(mary(), AT);
    const dispatch = say(draft, { message: 'thanks-neutral', purpose: 'answer', via: 'reply' });
    lookedUp(draft, dispatch, undefined);
    expect(dispatch).toMatchObject({ state: 'pending', via: 'api' });
  });

  test('a second time it is over', () => {
    const { draft, dispatch } = handing({ purpose: 'safety' });
    dispatch.tries = 2;
    lookedUp(draft, dispatch, undefined);
    expect(dispatch).toMatchObject({ state: 'failed', why: 'outcome-unknown' });
    expect(draft.dispatches).toEqual([]);
    lookedUp(draft, dispatch, 'SM9');
    expect(dispatch.state).toBe('failed');
  });

  test('a question is recorded as skipped; what a nurse typed, and a first text, must be known to somebody', () => {
    const asks = { kind: 'check-in', series: 's', place: 0 };
    const question = handing({ purpose: 'unsolicited', message: 'check-in', asks });
    delete question.draft.person.standing.answeredAt;
    lookedUp(question.draft, question.dispatch, undefined);
    expect(question.dispatch).toMatchObject({ state: 'skipped', why: 'outcome-unknown' });
    expect(question.draft.queue).toEqual([]);
    const typed = handing({ purpose: 'staff' });
    lookedUp(typed.draft, typed.dispatch, undefined);
    expect(reasons(typed.draft)).toEqual(['not-delivered, routine']);
    const first = handing({ purpose: 'unsolicited', message: 'first-text' });
    delete first.draft.person.standing.answeredAt;
    lookedUp(first.draft, first.dispatch, undefined);
    expect(reasons(first.draft)).toEqual(['not-delivered, routine']);
    const later = handing({ purpose: 'unsolicited', message: 'first-text' });
    lookedUp(later.draft, later.dispatch, undefined);
    expect(later.draft.queue).toEqual([]);
  });

  test('what rings for an escalation that somebody has accepted is not sent again', () => {
    const draft = decision(mary(), '2026-11-25T21:00:00Z');
    const escalation = escalate(draft, { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' }, '4711');
    const text = draft.dispatches.find(({ message }) => message === 'rung-text') as Dispatch;
    startHandOver(draft, text);
    accept(draft, escalation, 'sam', 0);
    lookedUp(draft, text, undefined);
    expect(text).toMatchObject({ state: 'failed', why: 'outcome-unknown' });
  });

  test('the call of a rung, lost twice, counts as out of reach: the next rings', () => {
    const draft = decision(mary(), '2026-11-25T21:00:00Z');
    const escalation = escalate(draft, { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' }, '4711');
    const call = draft.dispatches.find(({ medium }) => medium === 'call') as Dispatch;
    startHandOver(draft, call);
    call.tries = 2;
    lookedUp(draft, call, undefined);
    expect(escalation.rungs.map(({ result }) => result)).toEqual(['unreachable', 'ringing', 'waiting']);
  });
});

describe('a receipt that does not come', () => {
  test('is asked for within two minutes of safety, and else six hours later; of safety too once it was asked for', () => {
    const safety = given({ purpose: 'safety' });
    expect(nextOf(safety.draft, safety.dispatch)).toBe('10:02:00');
    safety.dispatch.chases = 1;
    planChase(safety.draft, safety.dispatch);
    expect(nextOf(safety.draft, safety.dispatch)).toBe('16:00:00, not pressing');
    const typed = given({ purpose: 'staff' });
    expect(nextOf(typed.draft, typed.dispatch)).toBe('16:00:00, not pressing');
  });

  test.each<[Purpose, string[]]>([
    ['staff', ['not-confirmed, routine']],
    ['answer', []],
  ])('is asked for three times, and then the message is left as it was last known: %s', (purpose, told) => {
    const { draft, dispatch } = given({ purpose });
    chaseAgain(draft, dispatch);
    chaseAgain(draft, dispatch);
    expect(nextOf(draft, dispatch)).toBe('16:00:00, not pressing');
    expect(dispatch.chases).toBe(2);
    expect(draft.queue).toEqual([]);
    chaseAgain(draft, dispatch);
    expect(dispatch).toMatchObject({ state: 'handed-over', why: 'no-receipt' });
    expect(draft.dispatches).toEqual([]);
    expect(reasons(draft)).toEqual(told);
  });
});

describe('one too many for the provider', () => {
  test.each<[Purpose, number, number, string]>([
    ['safety', 0, 1, '10:00:02'],
    ['safety', 0, 0, '10:00:01'],
    ['safety', 2, 1, '10:00:08'],
    ['safety', 9, 1, '10:00:30'],
    ['staff', 0, 1, '10:00:30, not pressing'],
    ['staff', 1, 0, '10:00:30, not pressing'],
    ['staff', 9, 1, '10:10:00, not pressing'],
  ])('%s that was refused %i times before waits, by chance %d, until %s', (purpose, before, jitter, due) => {
    const { draft, dispatch } = handing({ purpose });
    if (before > 0) dispatch.throttled = before;
    throttled(draft, dispatch, jitter);
    expect(dispatch).toMatchObject({ state: 'pending', tries: 0, throttled: before + 1 });
    expect(nextOf(draft, dispatch)).toBe(due);
    expect(historyOf(draft)).toEqual(['throttled']);
  });

  test('was never given out: it counts in no limit, unless an earlier try may have been taken', () => {
    const first = handing({ purpose: 'unsolicited', message: 'check-in' });
    expect(first.draft.person.unsolicited).toHaveLength(1);
    throttled(first.draft, first.dispatch, 0);
    expect(first.draft.person.unsolicited).toEqual([]);
    expect(first.dispatch.handedOverAt).toBeUndefined();
    const second = handing({ purpose: 'unsolicited', message: 'check-in' });
    second.dispatch.tries = 2;
    throttled(second.draft, second.dispatch, 0);
    expect(second.draft.person.unsolicited).toHaveLength(1);
    expect(second.dispatch.handedOverAt).toBeDefined();
  });

  test('said of what has been taken meanwhile, changes nothing', () => {
    const { draft, dispatch } = given({ purpose: 'staff' });
    throttled(draft, dispatch, 0);
    expect(dispatch).toMatchObject({ state: 'handed-over', tries: 1 });
    expect(draft.history).toEqual([]);
  });

  test('what reached nobody takes nothing from the limits, and only its own place', () => {
    const { draft, dispatch } = handing({ purpose: 'unsolicited', message: 'check-in' });
    draft.person.unsolicited = ['2026-11-24T10:00:00.000Z', ...draft.person.unsolicited, '2026-11-25T11:00:00.000Z'];
    uncount(draft, dispatch);
    uncount(draft, { ...dispatch, purpose: 'staff' });
    uncount(draft, { ...dispatch, handedOverAt: '2020-01-01T00:00:00.000Z' });
    expect(draft.person.unsolicited).toEqual(['2026-11-24T10:00:00.000Z', '2026-11-25T11:00:00.000Z']);
  });
});
