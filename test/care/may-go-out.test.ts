import { describe, expect, test } from 'vitest';
import { recordEvent } from '../../functions/care/clinical-events.ts';
import { DAILY } from '../../functions/care/daily-question.ts';
import type { Dispatch, Purpose } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import { asksOrReminds, handedOver, isWanted, planSilence, startHandOver } from '../../functions/care/hand-over.ts';
import type { Escalation, Question } from '../../functions/care/known.ts';
import { rungEnded, rungTimeUp } from '../../functions/care/ladder.ts';
import type { Person } from '../../functions/care/person.ts';
import { raise } from '../../functions/care/queue.ts';
import { type Saying, say } from '../../functions/care/say.ts';
import { accept } from '../../functions/care/taking.ts';
import { historyOf } from '../harness/decided.ts';
import { decision, demo, mary } from '../harness/known.ts';

/** The last step before the provider (promise 5): what may go out at this moment, what waits, and what is no longer said. */

const MARY = '+447700900201';
const WEDNESDAY = '2026-11-25T10:00:00Z';
const REPORT = { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' } as const;

function planned(
  saying: Partial<Saying> & { purpose: Purpose },
  at = WEDNESDAY,
  more: Partial<Person> = {},
  circumstances: Partial<Draft> = {},
) {
  const draft = decision(mary(more), at, circumstances);
  const dispatch = say(draft, { message: saying.purpose === 'unsolicited' ? 'check-in' : 'thanks-neutral', ...saying });
  draft.history = [];
  return { draft, dispatch };
}

const entryOf = ({ agenda }: Draft, { id }: Dispatch) =>
  agenda.find(({ kind, subject }) => kind === 'dispatch' && subject === id);

describe('what goes to the provider', () => {
  test('is marked as being handed over, and looked at again in five minutes in case nobody hears what became of it', () => {
    const { draft, dispatch } = planned({ purpose: 'staff' });
    const { step } = dispatch;
    expect(startHandOver(draft, dispatch)).toBe(true);
    expect(dispatch).toMatchObject({
      state: 'handing-over',
      via: 'api',
      tries: 1,
      step: step + 1,
      handedOverAt: '2026-11-25T10:00:00.000Z',
    });
    expect(entryOf(draft, dispatch)).toMatchObject({ due: '2026-11-25T10:05:00.000Z', step: step + 1, safety: false });
    expect(historyOf(draft)).toEqual(['handing-over']);
    expect(draft.person.unsolicited).toEqual([]);
  });

  test.each<[Purpose, boolean]>([
    ['safety', true],
    ['responder', true],
    ['answer', false],
    ['unsolicited', false],
  ])('%s waits behind nothing routine: %s', (purpose, isPressing) => {
    const { draft, dispatch } = planned({ purpose });
    startHandOver(draft, dispatch);
    expect(entryOf(draft, dispatch)?.safety).toBe(isPressing);
  });

  test('a second try keeps the time of the first, and goes by the API though the first was a reply', () => {
    const { draft, dispatch } = planned({ purpose: 'safety' });
    Object.assign(dispatch, { handedOverAt: '2026-11-25T09:00:00.000Z', via: 'reply', tries: 1 });
    startHandOver(draft, dispatch);
    expect(dispatch).toMatchObject({ handedOverAt: '2026-11-25T09:00:00.000Z', via: 'api', tries: 2 });
  });

  test('what nobody asked for is counted; of the last seven days only', () => {
    const unsolicited = ['2026-11-18T09:59:59.000Z', '2026-11-18T10:00:00.000Z', '2026-11-18T10:00:01.000Z'];
    const { draft, dispatch } = planned({ purpose: 'unsolicited' }, WEDNESDAY, { unsolicited });
    startHandOver(draft, dispatch);
    expect(draft.person.unsolicited).toEqual(['2026-11-18T10:00:01.000Z', '2026-11-25T10:00:00.000Z']);
  });
});

describe('without an agreement, in production', () => {
  test.each<[Purpose, boolean]>([
    ['staff', false],
    ['answer', false],
    ['safety', true],
    ['responder', true],
  ])('%s goes out: %s', (purpose, goes) => {
    const { draft, dispatch } = planned({ purpose }, WEDNESDAY, {}, { production: true });
    expect(startHandOver(draft, dispatch)).toBe(goes);
    expect(dispatch).toMatchObject(goes ? { state: 'handing-over' } : { state: 'withdrawn', why: 'no-agreement' });
  });

  test('with one, or elsewhere, all of it does', () => {
    const agreement = { takenBy: 'Ann', on: '2026-11-20', how: 'by phone' } as never;
    const agreed = planned({ purpose: 'staff' }, WEDNESDAY, { agreement }, { production: true });
    expect(startHandOver(agreed.draft, agreed.dispatch)).toBe(true);
    const elsewhere = planned({ purpose: 'staff' });
    expect(startHandOver(elsewhere.draft, elsewhere.dispatch)).toBe(true);
  });
});

test('whoever has rung with their number hidden is sent nothing', () => {
  const { draft, dispatch } = planned({ purpose: 'safety', to: 'anonymous' });
  expect(startHandOver(draft, dispatch)).toBe(false);
  expect(dispatch).toMatchObject({ state: 'withdrawn', why: 'no-number' });
});

describe('what rings or texts for an escalation', () => {
  function ringing() {
    const draft = decision(mary(), '2026-11-25T21:00:00Z');
    const escalation = escalate(draft, REPORT, '4711');
    const [call, text] = draft.dispatches as [Dispatch, Dispatch];
    draft.history = [];
    return { draft, escalation, call, text };
  }

  test('goes out while it is wanted, to a hidden number too: that is the provider’s to refuse', () => {
    const { draft, call, text } = ringing();
    call.to = 'anonymous';
    expect(startHandOver(draft, call)).toBe(true);
    expect(startHandOver(draft, text)).toBe(true);
  });

  test.each<[string, (draft: Draft, escalation: Escalation) => void, boolean, boolean]>([
    ['somebody has accepted it', (draft, escalation) => accept(draft, escalation, 'lena'), false, false],
    ['it is over', (draft) => delete draft.escalation, false, false],
    ['another is open', (_, escalation) => Object.assign(escalation, { id: 'other' }), false, false],
    ['the rung is over', (draft, escalation) => rungEnded(draft, escalation, 0, 'busy'), false, true],
    ['the rung has another call', (_, { rungs }) => Object.assign(rungs[0] as object, { dispatch: 'other' }), false, true],
    ['its time is up, and somebody may still pick up', (draft, escalation) => rungTimeUp(draft, escalation), true, true],
  ])('%s: the call is wanted %s, the text %s', (_, happens, wantsCall, wantsText) => {
    const { draft, escalation, call, text } = ringing();
    const texts = { ...text };
    const calls = { ...call };
    happens(draft, escalation);
    expect([isWanted(draft, calls), isWanted(draft, texts)]).toEqual([wantsCall, wantsText]);
  });

  test('what rings for nothing is wanted by nothing', () => {
    const { draft, call } = ringing();
    const { rings: _, ...other } = call;
    expect(isWanted(draft, other)).toBe(false);
  });

  test('no longer wanted, it is withdrawn', () => {
    const { draft, escalation, call } = ringing();
    escalation.state = 'accepted';
    expect(startHandOver(draft, call)).toBe(false);
    expect(call).toMatchObject({ state: 'withdrawn', why: 'escalation-moved-on' });
  });

  test('a call that the provider takes when nobody wants it any more is hung up; one that is wanted begins to count', () => {
    const wanted = ringing();
    startHandOver(wanted.draft, wanted.call);
    const later = { ...wanted.draft, now: wanted.draft.now.plus({ seconds: 20 }) };
    handedOver(later, wanted.call, 'CA1');
    expect(later.hangUps).toEqual([]);
    expect(later.agenda.find(({ kind }) => kind === 'rung')?.due).toBe('2026-11-25T21:01:05.000Z');
    const late = ringing();
    startHandOver(late.draft, late.call);
    startHandOver(late.draft, late.text);
    late.escalation.state = 'accepted';
    handedOver(late.draft, late.call, 'CA1');
    handedOver(late.draft, late.text, 'SM1');
    expect(late.draft.hangUps).toEqual([late.call.id]);
  });

  test('a call that rings for none is not hung up', () => {
    const { draft, dispatch } = planned({ purpose: 'safety', medium: 'call' });
    startHandOver(draft, dispatch);
    handedOver(draft, dispatch, 'CA1');
    expect(draft.hangUps).toEqual([]);
  });
});

describe('what nobody asked for', () => {
  const until = (iso: string) => decision(mary(), iso).now;
  const matter = (draft: Draft) =>
    raise(draft, { urgency: 'urgent', topic: 'symptom', reason: 'read', words: 'shivery', from: MARY });
  /** A check-in of a series that only asks on staffed days. */
  function checkIn(at = WEDNESDAY, saying: Partial<Saying> = {}, more: Partial<Person> = {}) {
    const draft = decision(mary(more), at);
    recordEvent(draft, { kind: 'diagnosis', on: '2026-11-20' });
    const asks = { kind: 'check-in', series: draft.series[0]?.id ?? '', place: 0 };
    const dispatch = say(draft, { message: 'check-in', purpose: 'unsolicited', asks, ...saying });
    draft.history = [];
    return { draft, dispatch };
  }

  test('waits for the end of the quiet hours; it is one step further then', () => {
    const { draft, dispatch } = planned({ purpose: 'unsolicited' }, '2026-11-25T21:00:00Z');
    const { step } = dispatch;
    expect(startHandOver(draft, dispatch)).toBe(false);
    expect(dispatch).toMatchObject({ state: 'pending', step: step + 1, tries: 0 });
    expect(entryOf(draft, dispatch)).toMatchObject({ due: '2026-11-26T09:00:00.000Z', step: step + 1 });
    expect(historyOf(draft)).toEqual(['moved']);
  });

  test.each([
    ['2026-11-26T08:59:59Z', 'skipped'],
    ['2026-11-26T09:00:00Z', 'pending'],
  ])('whose window ends at %s, with quiet hours until nine, is %s', (end, state) => {
    const { draft, dispatch } = planned({ purpose: 'unsolicited', until: until(end) }, '2026-11-25T21:00:00Z');
    expect(startHandOver(draft, dispatch)).toBe(false);
    expect(dispatch.state).toBe(state);
    if (state === 'skipped') expect(dispatch.why).toBe('window-past');
  });

  test('that she has asked for this day goes out beyond the limits, and waits for the end of the quiet hours', () => {
    const sent = { unsolicited: ['2026-11-25T09:30:00.000Z'] };
    const wished = planned({ purpose: 'unsolicited', wished: true }, WEDNESDAY, sent);
    expect(startHandOver(wished.draft, wished.dispatch)).toBe(true);
    const other = planned({ purpose: 'unsolicited' }, WEDNESDAY, sent);
    expect(startHandOver(other.draft, other.dispatch)).toBe(false);
    const night = planned({ purpose: 'unsolicited', wished: true }, '2026-11-25T21:00:00Z');
    expect(startHandOver(night.draft, night.dispatch)).toBe(false);
    expect(entryOf(night.draft, night.dispatch)?.due).toBe('2026-11-26T09:00:00.000Z');
  });

  test('that she has asked for waits all the same while an urgent matter is open', () => {
    const { draft, dispatch } = checkIn(WEDNESDAY, { wished: true });
    matter(draft);
    expect(startHandOver(draft, dispatch)).toBe(false);
    expect(entryOf(draft, dispatch)?.due).toBe('2026-11-26T09:00:00.000Z');
  });

  test('a check-in waits while an urgent matter is open, and past its window is skipped for that', () => {
    const waits = checkIn();
    matter(waits.draft);
    expect(startHandOver(waits.draft, waits.dispatch)).toBe(false);
    expect(entryOf(waits.draft, waits.dispatch)?.due).toBe('2026-11-26T09:00:00.000Z');
    const skipped = checkIn(WEDNESDAY, { until: until('2026-11-25T18:00:00Z') });
    matter(skipped.draft);
    expect(startHandOver(skipped.draft, skipped.dispatch)).toBe(false);
    expect(skipped.dispatch).toMatchObject({ state: 'skipped', why: 'matter-open' });
  });

  test('what asks nothing does not wait for an urgent matter, nor is it skipped for one', () => {
    const goes = planned({ purpose: 'unsolicited', message: 'first-text' });
    matter(goes.draft);
    expect(startHandOver(goes.draft, goes.dispatch)).toBe(true);
    const skipped = planned({ purpose: 'unsolicited', until: until('2026-11-25T22:00:00Z') }, '2026-11-25T21:00:00Z');
    matter(skipped.draft);
    startHandOver(skipped.draft, skipped.dispatch);
    expect(skipped.dispatch.why).toBe('window-past');
  });

  test('a check-in waits over the weekend for somebody to read the answer; a reminder of it does not', () => {
    const asks = checkIn('2026-11-28T11:00:00Z');
    expect(startHandOver(asks.draft, asks.dispatch)).toBe(false);
    expect(entryOf(asks.draft, asks.dispatch)?.due).toBe('2026-11-30T09:00:00.000Z');
    const again = checkIn('2026-11-28T11:00:00Z');
    again.dispatch.asksAgain = true;
    expect(startHandOver(again.draft, again.dispatch)).toBe(true);
  });

  test('a check-in that she asked for, by a pathway that asks on any day, does not', () => {
    const { draft, dispatch } = checkIn('2026-11-28T11:00:00Z');
    Object.assign(draft.series[0] as object, { pathway: 'on-request' });
    expect(startHandOver(draft, dispatch)).toBe(true);
  });

  test('a check-in of a series that has gone asks on any day', () => {
    const { draft, dispatch } = checkIn('2026-11-28T11:00:00Z');
    draft.series = [];
    expect(startHandOver(draft, dispatch)).toBe(true);
  });

  test('a text is not begun in the last moment before the quiet hours; a call is', () => {
    const text = planned({ purpose: 'unsolicited' }, '2026-11-25T19:59:30Z');
    expect(startHandOver(text.draft, text.dispatch)).toBe(false);
    expect(entryOf(text.draft, text.dispatch)?.due).toBe('2026-11-26T09:00:00.000Z');
    const call = planned({ purpose: 'unsolicited', medium: 'call' }, '2026-11-25T19:59:30Z');
    expect(startHandOver(call.draft, call.dispatch)).toBe(true);
    const earlier = planned({ purpose: 'unsolicited' }, '2026-11-25T19:58:00Z');
    expect(startHandOver(earlier.draft, earlier.dispatch)).toBe(true);
  });

  test.each<[string, Partial<Dispatch>, boolean]>([
    ['the first text', { message: 'first-text' }, false],
    ['a nudge', { message: 'nudge' }, true],
    ['a message that no template has', { message: 'none-such' }, true],
  ])('to a hospital bed %s asks or reminds: %s', (_, more, asks) => {
    const { draft, dispatch } = planned({ purpose: 'unsolicited' });
    expect(asksOrReminds(draft, { ...dispatch, ...more })).toBe(asks);
  });

  test('of a series its pathway says whether it is asked of somebody in hospital', () => {
    const { draft, dispatch } = checkIn();
    expect(asksOrReminds(draft, dispatch)).toBe(true);
    Object.assign(draft.series[0] as object, { pathway: 'on-request' });
    expect(asksOrReminds(draft, dispatch)).toBe(false);
  });
});

describe('the provider has taken it', () => {
  const asks = { kind: 'check-in', series: 's', place: 0 };
  function asking(question?: Partial<Question>, more: Partial<Saying> = {}) {
    const { draft, dispatch } = planned({ purpose: 'unsolicited', asks, ...more });
    if (question)
      draft.question = {
        kind: 'check-in',
        series: 's',
        dispatch: 'd0',
        askedAt: '',
        silentSince: '2026-11-23T10:00:00.000Z',
        silence: 1,
        step: 4,
        ...question,
      };
    startHandOver(draft, dispatch);
    draft.history = [];
    return { draft, dispatch };
  }

  test('a question is open from this moment, and its silence counts', () => {
    const { draft, dispatch } = asking();
    handedOver(draft, dispatch, 'SM1');
    expect(dispatch).toMatchObject({ state: 'handed-over', providerId: 'SM1' });
    expect(draft.question).toEqual({
      kind: 'check-in',
      series: 's',
      dispatch: dispatch.id,
      askedAt: '2026-11-25T10:00:00.000Z',
      silentSince: '2026-11-25T10:00:00.000Z',
      silence: 0,
      step: 2,
    });
    expect(draft.agenda.find(({ kind }) => kind === 'silence')).toMatchObject({
      subject: 'mary',
      due: '2026-11-26T10:00:00.000Z',
      step: 2,
    });
    expect(historyOf(draft)).toEqual(['handed-over']);
  });

  test('told twice, the question is asked once', () => {
    const { draft, dispatch } = asking();
    handedOver(draft, dispatch, 'SM1');
    const first = draft.question;
    Object.assign(draft, { now: draft.now.plus({ hours: 1 }) });
    handedOver(draft, dispatch, 'SM1');
    expect(draft.question).toBe(first);
  });

  test('a reminder opens no question of its own', () => {
    const { draft, dispatch } = asking({});
    dispatch.asksAgain = true;
    handedOver(draft, dispatch, 'SM1');
    expect(draft.question?.dispatch).toBe('d0');
  });

  test.each<[string, Partial<Question>, string, number]>([
    ['was not answered: the silence goes on from then', {}, '2026-11-23T10:00:00.000Z', 1],
    ['was answered: it begins now', { answeredAt: '2026-11-24T10:00:00.000Z' }, '2026-11-25T10:00:00.000Z', 0],
    ['has come to the end of its ladder: it begins now', { silence: demo.silence.length }, '2026-11-25T10:00:00.000Z', 0],
    ['has one rung left: it goes on', { silence: demo.silence.length - 1 }, '2026-11-23T10:00:00.000Z', demo.silence.length - 1],
  ])('when the question before it %s', (_, before, since, silence) => {
    const { draft, dispatch } = asking(before);
    handedOver(draft, dispatch, 'SM1');
    expect(draft.question).toMatchObject({ dispatch: dispatch.id, silentSince: since, silence });
  });

  test('nobody is nudged about a daily question', () => {
    const { draft, dispatch } = asking(undefined, { asks: { kind: DAILY, series: 'q1', place: 0 } });
    handedOver(draft, dispatch, 'SM1');
    expect(draft.question?.silence).toBe(demo.silence.length);
    expect(draft.agenda.some(({ kind }) => kind === 'silence')).toBe(false);
  });

  test('what asks nothing opens no question', () => {
    const { draft, dispatch } = planned({ purpose: 'staff' });
    startHandOver(draft, dispatch);
    handedOver(draft, dispatch, 'SM1');
    expect(draft.question).toBeUndefined();
  });

  test('what has gone further already only learns its number there', () => {
    const { draft, dispatch } = asking();
    dispatch.state = 'sent';
    handedOver(draft, dispatch, 'SM1');
    expect(dispatch).toMatchObject({ state: 'sent', providerId: 'SM1' });
    expect(draft.question).toBeUndefined();
    expect(draft.history).toEqual([]);
  });

  test('without a question there is no silence to plan', () => {
    const { draft } = planned({ purpose: 'staff' });
    planSilence(draft);
    expect(draft.agenda.some(({ kind }) => kind === 'silence')).toBe(false);
  });
});
