import { describe, expect, test } from 'vitest';
import type { Dispatch, Purpose } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { Escalation } from '../../functions/care/known.ts';
import { learnOfNumber, nextStep, pageLead, sayAgain, tellNurse, tellOfNumber } from '../../functions/care/not-delivered.ts';
import type { Person } from '../../functions/care/person.ts';
import { raise } from '../../functions/care/queue.ts';
import { failed } from '../../functions/care/receipts.ts';
import { type Saying, say } from '../../functions/care/say.ts';
import { callsIn, historyOf, textsIn } from '../harness/decided.ts';
import { decision, demo, mary } from '../harness/known.ts';

/** What the provider's code says of a number, and what is done about what did not arrive there. */

const MARY = '+447700900201';
const LENA = '+447700900971';
const SAM = '+447700900975';

function undelivered(saying: Partial<Saying> & { purpose: Purpose }, more: Partial<Person> = {}) {
  const draft = decision(mary(more));
  const dispatch = say(draft, { message: 'thanks-neutral', ...saying });
  draft.history = [];
  return { draft, dispatch };
}

const reasons = ({ queue }: Draft) => queue.map(({ reason, urgency }) => `${reason}, ${urgency}`);

describe('what a code says of the number', () => {
  test.each<[string, string, Partial<Person>, string[], Person['channel']]>([
    ['21610', 'it has stopped us at the provider', {}, ['blockedAt'], 'text'],
    ['30005', 'it is nobody’s', {}, ['numberFailedAt'], 'text'],
    ['30006', 'it takes no texts: she is rung from now on', {}, [], 'voice'],
    ['30008', 'nothing', {}, [], 'text'],
    ['30007', 'nothing: the network has filtered it', {}, [], 'text'],
  ])('%s: %s', (code, _, more, marks, channel) => {
    const { draft, dispatch } = undelivered({ purpose: 'staff' }, more);
    learnOfNumber(draft, dispatch, code);
    expect(Object.keys(draft.person.standing).filter((key) => /blocked|Failed/.test(key))).toEqual(marks);
    expect(draft.person.channel).toBe(channel);
  });

  test('that it takes no texts is written down once', () => {
    const { draft, dispatch } = undelivered({ purpose: 'staff' });
    learnOfNumber(draft, dispatch, '30006');
    expect(draft.history).toEqual([{ what: 'channel-changed', about: 'mary', why: 'landline' }]);
    learnOfNumber(draft, dispatch, '30006');
    expect(draft.history).toHaveLength(1);
  });

  test.each<[string, Partial<Saying> & { purpose: Purpose }]>([
    ['another number than hers', { purpose: 'staff', to: '+447700900555' }],
    ['hers, where it is a responder’s too', { purpose: 'responder' }],
  ])('nothing is learnt of her from %s', (_, saying) => {
    const { draft, dispatch } = undelivered(saying);
    for (const code of ['21610', '30005', '30006']) learnOfNumber(draft, dispatch, code);
    expect(draft.person).toMatchObject({ channel: 'text', standing: mary().person.standing });
    expect(draft.history).toEqual([]);
  });
});

describe('a nurse is told', () => {
  test('by what code, in plain words, and of which words', () => {
    const { draft, dispatch } = undelivered({ purpose: 'staff', body: 'See you on Monday' });
    tellNurse(draft, dispatch, '30006');
    expect(draft.queue).toMatchObject([
      {
        urgency: 'routine',
        topic: 'other',
        reason: 'not-delivered',
        because: [{ rule: 'provider-error', words: '30006: this is a landline, or its network takes no texts' }],
        words: 'See you on Monday',
        from: MARY,
      },
    ]);
  });

  test.each(['unknown', 'no-answer', 'outcome-unknown', 'x30006', '30006x'])(
    '"%s" is no code of the provider’s, and stands as it is',
    (code) => {
      const { draft, dispatch } = undelivered({ purpose: 'staff' });
      tellNurse(draft, dispatch, code);
      expect(draft.queue[0]?.because).toEqual([{ rule: 'provider-error', words: code }]);
    },
  );

  test.each<[string, Purpose, string, string]>([
    ['safety that did not arrive', 'safety', 'not-delivered', 'urgent'],
    ['safety to a number that has changed', 'safety', 'landline', 'routine'],
    ['anything else', 'answer', 'not-delivered', 'routine'],
  ])('%s', (_, purpose, reason, urgency) => {
    const { draft, dispatch } = undelivered({ purpose });
    tellNurse(draft, dispatch, '30008', reason);
    expect(reasons(draft)).toEqual([`${reason}, ${urgency}`]);
  });

  test('danger that is in the queue already is no more urgent for it; what is mild becomes urgent', () => {
    const danger = undelivered({ purpose: 'safety' });
    raise(danger.draft, { urgency: 'urgent', topic: 'symptom', reason: 'read', words: 'shivery', from: MARY });
    tellNurse(danger.draft, danger.dispatch, '30008');
    expect(reasons(danger.draft)).toEqual(['read, urgent']);
    const mild = undelivered({ purpose: 'safety' });
    raise(mild.draft, { urgency: 'routine', topic: 'plan', reason: 'read', words: 'lost my card', from: MARY });
    tellNurse(mild.draft, mild.dispatch, '30008');
    expect(reasons(mild.draft)).toEqual(['not-delivered, urgent']);
  });

  test.each<[string, string[]]>([
    ['30006', ['landline, routine']],
    ['30005', ['number-failed, routine']],
    ['21610', []],
    ['30008', []],
  ])('%s, of a number that has changed how she is contacted: %o', (code, told) => {
    const { draft, dispatch } = undelivered({ purpose: 'safety' });
    tellOfNumber(draft, dispatch, code);
    expect(reasons(draft)).toEqual(told);
  });
});

describe('the next step', () => {
  test('of what a network has filtered is the service’s trouble too: it is written down as that', () => {
    const { draft, dispatch } = undelivered({ purpose: 'staff' });
    nextStep(draft, dispatch, '30007');
    expect(historyOf(draft)[0]).toBe('texts-filtered 30007');
    expect(reasons(draft)).toEqual(['texts-filtered, routine']);
  });

  test('of a code that nobody has explained is another try, and a nurse is told at once', () => {
    const { draft, dispatch } = undelivered({ purpose: 'staff' });
    nextStep(draft, dispatch, '39999');
    expect(draft.dispatches).toHaveLength(2);
    expect(reasons(draft)).toEqual(['not-delivered, routine']);
  });

  test('a call is not tried again by this', () => {
    const { draft, dispatch } = undelivered({ purpose: 'staff', medium: 'call' });
    nextStep(draft, dispatch, '30008');
    expect(draft.dispatches).toHaveLength(1);
    expect(reasons(draft)).toEqual(['not-delivered, routine']);
  });

  test.each([
    ['at its very end', '2026-11-25T10:10:00.000Z', 2],
    ['a moment past it', '2026-11-25T10:09:59.999Z', 1],
  ])('what nobody asked for is tried again within its window, %s', (_, until, count) => {
    const { draft, dispatch } = undelivered({ purpose: 'unsolicited', message: 'check-in' });
    dispatch.until = until;
    nextStep(draft, dispatch, '30008');
    expect(draft.dispatches).toHaveLength(count);
  });

  test.each<[string, Partial<Saying> & { purpose: Purpose }, string[]]>([
    ['a check-in is asked in a call', { purpose: 'unsolicited', message: 'check-in' }, [`check-in (unsolicited) to ${MARY}`]],
    ['what nobody asked for and cannot be said in a call is not', { purpose: 'unsolicited', message: 'thanks-neutral' }, []],
    ['what a nurse typed is not said by a voice', { purpose: 'staff', message: 'check-in' }, []],
    [
      'a call is not repeated for it',
      { purpose: 'unsolicited', message: 'check-in', medium: 'call' },
      [`check-in (unsolicited) to ${MARY}`],
    ],
  ])('a number that takes no texts: %s', (_, saying, calls) => {
    const { draft, dispatch } = undelivered(saying);
    nextStep(draft, dispatch, '30006');
    expect(callsIn(draft)).toEqual(calls);
    expect(reasons(draft)).toEqual(['landline, routine']);
  });

  test('a question whose words no voice has is asked all the same, by what the call asks', () => {
    const asks = { kind: 'check-in', series: 's', place: 0 };
    const { draft, dispatch } = undelivered({ purpose: 'unsolicited', message: 'thanks-neutral', asks });
    nextStep(draft, dispatch, '30006');
    expect(draft.dispatches[1]).toMatchObject({ medium: 'call', asks });
  });
});

test('said again, it is by whom, to whom and about what it was, one try further, within its window', () => {
  const asks = { kind: 'check-in', series: 's', place: 0 };
  const { draft, dispatch } = undelivered({ purpose: 'unsolicited', to: '+447700900555', by: 'ann', asks });
  Object.assign(dispatch, { until: '2026-11-26T10:00:00.000Z', attempt: 2 });
  const again = sayAgain(draft, dispatch, { body: dispatch.body });
  expect(again).toMatchObject({
    message: 'thanks-neutral',
    to: '+447700900555',
    by: 'ann',
    asks,
    until: dispatch.until,
    attempt: 3,
  });
  expect(draft.history.at(-1)).toEqual({ what: 'tried-again', about: again.id, why: dispatch.id });
  const plain = undelivered({ purpose: 'staff' });
  const second = sayAgain(plain.draft, plain.dispatch, {});
  expect(['by', 'asks', 'until'].filter((key) => key in second)).toEqual([]);
  expect(second.attempt).toBe(2);
});

describe('the lead is told of the service’s trouble', () => {
  test('by text', () => {
    const { draft } = undelivered({ purpose: 'staff' });
    pageLead(draft);
    expect(textsIn(draft).at(-1)).toBe(`lead-texts-filtered (responder) to ${LENA}`);
    expect(draft.history[0]).toEqual({ what: 'lead-paged', about: 'lena' });
  });

  test('without a lead who has a phone it is written down, and nobody else is texted', () => {
    const staff = demo.staff.map(({ phone, ...each }) => (each.role === 'lead' ? each : { ...each, ...(phone && { phone }) }));
    const draft = decision(mary(), undefined, { service: { ...demo, staff } });
    pageLead(draft);
    expect(draft.dispatches).toEqual([]);
    expect(draft.history).toEqual([{ what: 'lead-paged' }]);
  });
});

describe('a responder’s phone has stopped our texts', () => {
  function ringing() {
    const draft = decision(mary(), '2026-11-25T21:00:00Z');
    const escalation = escalate(draft, { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' }, '4711');
    const text = draft.dispatches.find(({ message }) => message === 'rung-text') as Dispatch;
    draft.history = [];
    return { draft, escalation, text };
  }
  const alerts = (draft: Draft) => draft.dispatches.filter(({ message }) => message === 'responder-phone-alert');

  test('the lead is told whose it is, once an escalation', () => {
    const { draft, escalation, text } = ringing();
    failed(draft, text, '21610');
    expect(draft.history).toContainEqual({ what: 'responder-not-texted', about: text.id, why: '21610' });
    expect(alerts(draft)).toMatchObject([{ purpose: 'responder', medium: 'text', to: LENA }]);
    expect(alerts(draft)[0]?.body).toContain('Sam');
    expect(escalation.notTexted).toEqual(['sam']);
    const again = say(draft, {
      message: 'lead-alert',
      purpose: 'responder',
      to: SAM,
      rings: { escalation: escalation.id, rung: 0 },
    });
    failed(draft, again, '21610');
    expect(alerts(draft)).toHaveLength(1);
  });

  test('another’s in the same escalation is told of as well', () => {
    const { draft, escalation, text } = ringing();
    escalation.notTexted = ['alex'];
    failed(draft, text, '21610');
    expect(escalation.notTexted).toEqual(['alex', 'sam']);
  });

  test('the lead’s own is told of by voice', () => {
    const { draft, escalation } = ringing();
    const text = say(draft, {
      message: 'lead-alert',
      purpose: 'responder',
      to: LENA,
      rings: { escalation: escalation.id, rung: 2 },
    });
    failed(draft, text, '21610');
    expect(alerts(draft)).toMatchObject([{ medium: 'call', to: LENA }]);
  });

  test.each<[string, (draft: Draft, escalation: Escalation, text: Dispatch) => void]>([
    ['a number that is none of the staff’s', (_draft, _escalation, text) => Object.assign(text, { to: '+447700900888' })],
    ['a text that is about no escalation', (_draft, _escalation, text) => delete text.rings],
    ['one that is over', (draft) => delete draft.escalation],
    ['another one', (_draft, escalation) => Object.assign(escalation, { id: 'other' })],
  ])('nobody is told of %s', (_, change) => {
    const { draft, escalation, text } = ringing();
    change(draft, escalation, text);
    failed(draft, text, '21610');
    expect(alerts(draft)).toEqual([]);
    expect(historyOf(draft)).toContain('responder-not-texted 21610');
  });

  test('a text that failed for any other reason says nothing of the phone', () => {
    const { draft, text } = ringing();
    failed(draft, text, '30008');
    expect(historyOf(draft)).toEqual(['failed 30008']);
  });
});
