import { describe, expect, test } from 'vitest';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { Escalation, Rung, RungResult } from '../../functions/care/known.ts';
import {
  isTalking,
  isTrying,
  machineAnswered,
  personThere,
  rungEnded,
  rungsEnded,
  rungTimeUp,
  silence,
  silenceRungs,
  startRound,
  startsToRing,
  turnOfDay,
} from '../../functions/care/ladder.ts';
import { accept } from '../../functions/care/taking.ts';
import { callsIn, clocksIn, historyOf, textsIn } from '../harness/decided.ts';
import { after, decision, mary } from '../harness/known.ts';

/** Promise 3, rung by rung: who is rung and texted, what is written down, and which clock runs then. */

const MARY = '+447700900201';
const LENA = '+447700900971';
const DUTY = '+447700900974';
const SAM = '+447700900975';
const ALEX = '+447700900976';
const REPORT = { from: MARY, urgency: 'urgent', topic: 'symptom', words: 'shivery' } as const;
const NIGHT = '2026-11-25T21:00:00Z';
const DAY = '2026-11-25T11:00:00Z';

function ringing(at = NIGHT, more: Parameters<typeof mary>[0] = {}) {
  const draft = decision(mary(more), at);
  return { draft, escalation: escalate(draft, REPORT, '4711') };
}

/** The next decision about the same, at another moment. */
function goOn(draft: Draft, at: string) {
  const next = decision(after(draft), at, { fresh: 'g' });
  return { draft: next, escalation: next.escalation as Escalation };
}

const results = ({ rungs }: Escalation) => rungs.map(({ result }) => result);

/** The calls have been given to the provider, which is what makes them ones to hang up. */
function givenToProvider({ dispatches }: Draft): void {
  for (const each of dispatches) if (each.state === 'pending') each.state = 'handed-over';
}

describe('a round', () => {
  test('rings the first rung with a text beside it, and nothing of it waits behind routine work', () => {
    const { draft, escalation } = ringing();
    expect(callsIn(draft)).toEqual([`rung-greeting (responder) to ${SAM} for rung 0`]);
    expect(textsIn(draft)).toEqual([`rung-text (responder) to ${SAM}`]);
    expect(draft.dispatches.map(({ rings }) => rings)).toEqual([
      { escalation: escalation.id, rung: 0 },
      { escalation: escalation.id, rung: 0 },
    ]);
    expect(draft.dispatches[1]?.body).toContain('4711');
    expect(clocksIn(draft)).toEqual(['rung at 2026-11-25T21:00:45', 'turn at 2026-11-26T09:00:00']);
    expect(historyOf(draft)).toEqual(['escalated urgent', 'rung-rings sam']);
    expect(escalation).toMatchObject({ state: 'open', round: 1, rung: 0, step: 2, texted: ['sam'] });
    expect(escalation.rungs[0]).toMatchObject({ result: 'ringing', dispatch: draft.dispatches[0]?.id });
    expect(draft.agenda.find(({ kind }) => kind === 'rung')?.step).toBe(escalation.step);
  });

  test('by day ends with the day, by night with the night', () => {
    expect(clocksIn(ringing(DAY).draft)).toContain('turn at 2026-11-25T17:00:00');
    expect(clocksIn(ringing().draft)).toContain('turn at 2026-11-26T09:00:00');
  });

  test('goes down the ladder: each is rung and texted once, and each step is a new one', () => {
    const { draft, escalation } = ringing();
    rungTimeUp(draft, escalation);
    rungTimeUp(draft, escalation);
    expect(callsIn(draft)).toEqual([SAM, ALEX, LENA].map((to, rung) => `rung-greeting (responder) to ${to} for rung ${rung}`));
    expect(textsIn(draft)).toEqual([SAM, ALEX, LENA].map((to) => `rung-text (responder) to ${to}`));
    expect(escalation).toMatchObject({ texted: ['sam', 'alex', 'lena'], rung: 2, step: 4 });
    expect(results(escalation)).toEqual(['time-up', 'time-up', 'ringing']);
  });

  test('whoever holds two rungs of it is rung twice and texted once', () => {
    const { draft, escalation } = ringing();
    Object.assign(escalation.rungs[1] as Rung, { staff: 'sam', number: SAM });
    rungTimeUp(draft, escalation);
    expect(callsIn(draft)).toHaveLength(2);
    expect(textsIn(draft)).toEqual([`rung-text (responder) to ${SAM}`]);
  });

  test('past the third round whoever has had no text yet still gets the code, and nobody else does', () => {
    const { draft, escalation } = ringing();
    Object.assign(escalation, { round: 4, texted: ['sam'] });
    const before = textsIn(draft).length;
    startRound(draft, escalation);
    expect(textsIn(draft)).toHaveLength(before);
    rungTimeUp(draft, escalation);
    expect(textsIn(draft).slice(before)).toEqual([`rung-text (responder) to ${ALEX}`]);
  });

  test('a rung that belongs to no member of staff is texted in the first rounds, and no name is remembered for it', () => {
    const { draft, escalation } = ringing();
    delete (escalation.rungs[1] as Rung).staff;
    rungTimeUp(draft, escalation);
    expect(textsIn(draft)).toEqual([`rung-text (responder) to ${SAM}`, `rung-text (responder) to ${ALEX}`]);
    expect(escalation.texted).toEqual(['sam']);
  });

  test('forgets whoever had it in the round before, what they were told and whom they spoke to', () => {
    const { draft, escalation } = ringing();
    const at = '2026-11-25T21:01:00.000Z';
    Object.assign(escalation, {
      state: 'accepted',
      acceptedBy: 'sam',
      acceptedAt: at,
      hungUpAt: at,
      remindedAt: at,
      triedAt: at,
    });
    startRound(draft, escalation);
    expect(Object.keys(escalation).filter((key) => /^accepted|At$|^talking/.test(key))).toEqual(['openedAt']);
    expect(escalation).toMatchObject({ state: 'open', round: 2, rung: 0 });
  });
});

describe('when the ladder has run out', () => {
  function runOut() {
    const { draft, escalation } = ringing();
    for (let rung = 0; rung < 3; rung += 1) rungTimeUp(draft, escalation);
    return { draft, escalation };
  }

  test('the patient is told which number to ring, the lead is alerted, and it rings again in a minute', () => {
    const { draft, escalation } = runOut();
    expect(textsIn(draft).slice(3)).toEqual([`nobody-reached (safety) to ${MARY}`, `lead-alert (responder) to ${LENA}`]);
    expect(escalation).toMatchObject({ state: 'exhausted', rung: 3 });
    expect(clocksIn(draft)).toEqual(['rung at 2026-11-25T21:01:00', 'turn at 2026-11-26T09:00:00']);
    expect(historyOf(draft).at(-1)).toBe('ladder-exhausted');
  });

  test('it stays known as exhausted through the next round, at whose end nobody is told a second time', () => {
    const { draft, escalation } = runOut();
    rungTimeUp(draft, escalation);
    expect(escalation).toMatchObject({ state: 'exhausted', round: 2, rung: 0 });
    expect(results(escalation)).toEqual(['ringing', 'waiting', 'waiting']);
    for (let rung = 0; rung < 3; rung += 1) rungTimeUp(draft, escalation);
    const texts = textsIn(draft);
    expect(texts.filter((each) => each.startsWith('nobody-reached'))).toHaveLength(1);
    expect(texts.filter((each) => each.startsWith('lead-alert'))).toHaveLength(2);
  });

  test('the lead is alerted with the first three rounds and not with the fourth', () => {
    const { draft, escalation } = runOut();
    for (let round = 2; round <= 4; round += 1) {
      rungTimeUp(draft, escalation);
      for (let rung = 0; rung < 3; rung += 1) rungTimeUp(draft, escalation);
    }
    expect(textsIn(draft).filter((each) => each.startsWith('lead-alert'))).toHaveLength(3);
  });

  test('without a lead who has a phone the patient is told all the same', () => {
    const draft = decision(mary(), NIGHT);
    const service = { ...draft.service, staff: draft.service.staff.filter(({ id }) => id !== 'lena') };
    const alone = decision(mary(), NIGHT, { service });
    const escalation = escalate(alone, REPORT, '4711');
    for (let rung = 0; rung < 2; rung += 1) rungTimeUp(alone, escalation);
    expect(escalation.state).toBe('exhausted');
    expect(textsIn(alone).slice(2)).toEqual([`nobody-reached (safety) to ${MARY}`]);
  });

  test('nobody is alerted by the report with which the service tries itself', () => {
    const { draft, escalation } = ringing(NIGHT, { kind: 'probe' });
    rungTimeUp(draft, escalation);
    expect(escalation.state).toBe('exhausted');
    expect(textsIn(draft).filter((each) => each.startsWith('lead-alert'))).toEqual([]);
  });
});

describe('the time of a rung', () => {
  test('counts from when the provider has taken its call, whatever it waited for the line', () => {
    const first = ringing();
    const { draft, escalation } = goOn(first.draft, '2026-11-25T21:00:30Z');
    startsToRing(draft, draft.dispatches[0] as Draft['dispatches'][0]);
    expect(clocksIn(draft)[0]).toBe('rung at 2026-11-25T21:01:15');
    expect(draft.agenda.find(({ kind }) => kind === 'rung')?.step).toBe(escalation.step);
  });

  test.each<[string, (draft: Draft, escalation: Escalation) => void]>([
    ['the call of a rung that is over', (draft, escalation) => rungTimeUp(draft, escalation)],
    ['a rung where somebody is listening', (draft, escalation) => personThere(draft, escalation, 0)],
    ['an escalation that is closed', (draft) => delete draft.escalation],
  ])('is not touched by %s', (_, happens) => {
    const { draft, escalation } = ringing();
    const call = draft.dispatches[0] as Draft['dispatches'][0];
    happens(draft, escalation);
    const before = clocksIn(draft);
    const later = { ...draft, now: draft.now.plus({ minutes: 5 }) };
    startsToRing(later, call);
    expect(clocksIn(later)).toEqual(before);
  });

  test('is not touched by a call that rings for no rung', () => {
    const { draft, escalation } = ringing();
    Object.assign(escalation, { rung: -1 });
    const before = clocksIn(draft);
    startsToRing({ ...draft, now: draft.now.plus({ minutes: 5 }) }, {
      ...(draft.dispatches[0] as Draft['dispatches'][0]),
      rings: undefined,
    } as never);
    expect(clocksIn(draft)).toEqual(before);
  });
});

describe('somebody presses a key', () => {
  test('they get two minutes to listen', () => {
    const { draft, escalation } = ringing();
    personThere(draft, escalation, 0);
    expect(results(escalation)).toEqual(['answered', 'waiting', 'waiting']);
    expect(clocksIn(draft)).toContain('rung at 2026-11-25T21:02:00');
    expect(draft.agenda.find(({ kind }) => kind === 'rung')?.step).toBe(escalation.step);
  });

  test('after their time was up they may still take it, and the next keeps ringing by its own clock', () => {
    const { draft, escalation } = ringing();
    rungTimeUp(draft, escalation);
    const before = clocksIn(draft);
    personThere(draft, escalation, 0);
    expect(results(escalation)).toEqual(['answered', 'ringing', 'waiting']);
    expect(clocksIn(draft)).toEqual(before);
  });

  test.each<RungResult>(['busy', 'no-answer', 'hung-up', 'waiting', 'passed-on'])('a rung that is %s hears no key', (result) => {
    const { draft, escalation } = ringing();
    (escalation.rungs[0] as Rung).result = result;
    personThere(draft, escalation, 0);
    expect(escalation.rungs[0]?.result).toBe(result);
    expect(clocksIn(draft)).toContain('rung at 2026-11-25T21:00:45');
  });

  test('a rung that does not exist changes nothing', () => {
    const { draft, escalation } = ringing();
    personThere(draft, escalation, 7);
    expect(clocksIn(draft)).toContain('rung at 2026-11-25T21:00:45');
  });
});

describe('a machine answers', () => {
  test('the next rings at once, and a key pressed at the first still counts', () => {
    const { draft, escalation } = ringing();
    machineAnswered(draft, escalation, 0);
    expect(results(escalation)).toEqual(['machine', 'ringing', 'waiting']);
    expect(historyOf(draft).slice(-2)).toEqual(['rung-ended machine sam', 'rung-rings alex']);
    expect(isTrying(escalation.rungs[0] as Rung)).toBe(true);
    personThere(draft, escalation, 0);
    expect(results(escalation)).toEqual(['answered', 'ringing', 'waiting']);
  });

  test('when the next rings already, nobody else is rung', () => {
    const { draft, escalation } = ringing();
    rungTimeUp(draft, escalation);
    machineAnswered(draft, escalation, 0);
    expect(results(escalation)).toEqual(['machine', 'ringing', 'waiting']);
    expect(callsIn(draft)).toHaveLength(2);
  });

  test.each<RungResult>(['answered', 'accepted', 'hung-up', 'busy'])(
    'said of a rung that is %s, it changes nothing',
    (result) => {
      const { draft, escalation } = ringing();
      (escalation.rungs[0] as Rung).result = result;
      machineAnswered(draft, escalation, 0);
      machineAnswered(draft, escalation, 7);
      expect(results(escalation)).toEqual([result, 'waiting', 'waiting']);
      expect(callsIn(draft)).toHaveLength(1);
    },
  );

  test('when its call ends it is still written down as a machine, and nothing more is expected of it', () => {
    const { draft, escalation } = ringing();
    machineAnswered(draft, escalation, 0);
    rungEnded(draft, escalation, 0, 'no-key');
    expect(results(escalation)).toEqual(['machine', 'ringing', 'waiting']);
    expect(isTrying(escalation.rungs[0] as Rung)).toBe(false);
    expect(historyOf(draft).filter((each) => each.startsWith('rung-ended'))).toEqual(['rung-ended machine sam']);
  });

  test('a wrong key at it is no mailbox’s: it is written down as one', () => {
    const { draft, escalation } = ringing();
    machineAnswered(draft, escalation, 0);
    rungEnded(draft, escalation, 0, 'wrong-key');
    expect(results(escalation)).toEqual(['wrong-key', 'ringing', 'waiting']);
  });
});

describe('a rung comes to nothing', () => {
  test.each<RungResult>(['busy', 'no-answer', 'unreachable', 'no-key', 'wrong-key'])('%s: the next rings at once', (result) => {
    const { draft, escalation } = ringing();
    rungEnded(draft, escalation, 0, result);
    expect(results(escalation)).toEqual([result, 'ringing', 'waiting']);
    expect(historyOf(draft).slice(-2)).toEqual([`rung-ended ${result} sam`, 'rung-rings alex']);
  });

  test('after its time: the one that rings goes on, and nobody is passed over', () => {
    const { draft, escalation } = ringing();
    rungTimeUp(draft, escalation);
    rungEnded(draft, escalation, 0, 'no-answer');
    expect(results(escalation)).toEqual(['no-answer', 'ringing', 'waiting']);
  });

  test('once somebody has accepted it, no call that ends rings anybody else', () => {
    const { draft, escalation } = ringing();
    rungTimeUp(draft, escalation);
    accept(draft, escalation, 'alex', 1);
    (escalation.rungs[0] as Rung).result = 'ringing';
    rungEnded(draft, escalation, 0, 'no-answer');
    expect(results(escalation)).toEqual(['ringing', 'accepted', 'waiting']);
  });

  test('told twice, or of a rung that does not exist, it counts once', () => {
    const { draft, escalation } = ringing();
    rungEnded(draft, escalation, 0, 'busy');
    rungEnded(draft, escalation, 0, 'no-answer');
    rungEnded(draft, escalation, 7, 'busy');
    expect(results(escalation)).toEqual(['busy', 'ringing', 'waiting']);
    expect(callsIn(draft)).toHaveLength(2);
  });

  test('whoever holds two rungs and cannot take it lets both pass', () => {
    const { draft, escalation } = ringing();
    Object.assign(escalation.rungs[1] as Rung, { staff: 'sam', number: SAM });
    rungsEnded(draft, escalation, 'sam', 'passed-on');
    expect(results(escalation)).toEqual(['passed-on', 'passed-on', 'ringing']);
    expect(callsIn(draft).at(-1)).toBe(`rung-greeting (responder) to ${LENA} for rung 2`);
  });

  test('nobody else’s rung passes with it', () => {
    const { draft, escalation } = ringing();
    rungsEnded(draft, escalation, 'alex', 'passed-on');
    expect(results(escalation)).toEqual(['ringing', 'waiting', 'waiting']);
  });
});

test.each<[RungResult, boolean]>([
  ['ringing', true],
  ['answered', true],
  ['time-up', true],
  ['machine', true],
  ['waiting', false],
  ['accepted', false],
  ['no-key', false],
  ['hung-up', false],
  ['empty', false],
])('a rung that is %s may still come to an acceptance: %s', (result, may) => {
  expect(isTrying({ name: 'First on call', seconds: 45, dispatch: 'd', result })).toBe(may);
});

describe('day and night change places', () => {
  test('what rings by day goes to whoever is there by night, and whoever wrote hears the number that serves now', () => {
    const { draft, escalation } = goOn(ringing('2026-11-25T16:59:30Z').draft, '2026-11-25T17:00:00Z');
    turnOfDay(draft, escalation);
    expect(escalation).toMatchObject({ ladder: 'night', round: 2, state: 'open' });
    expect(escalation.rungs.map(({ name }) => name)).toEqual(['First on call', 'Second on call', 'Lead']);
    expect(historyOf(draft)).toContain('changed-ladder night');
    expect(textsIn(draft)).toContain(`line-now (safety) to ${MARY}`);
    expect(clocksIn(draft)).toEqual(['rung at 2026-11-25T17:00:45', 'turn at 2026-11-26T09:00:00']);
  });

  test('in the morning nobody hears of a line: the night’s answers by day too', () => {
    const { draft, escalation } = goOn(ringing('2026-11-26T08:59:30Z').draft, '2026-11-26T09:00:00Z');
    turnOfDay(draft, escalation);
    expect(escalation.ladder).toBe('day');
    expect(historyOf(draft)).toContain('changed-ladder day');
    expect(textsIn(draft).some((each) => each.startsWith('line-now'))).toBe(false);
    expect(callsIn(draft).at(-1)).toBe(`rung-greeting (responder) to ${DUTY} for rung 0`);
  });

  test('a further round of the same night changes no ladder', () => {
    const { draft, escalation } = ringing();
    startRound(draft, escalation);
    expect(historyOf(draft).some((each) => each.startsWith('changed-ladder'))).toBe(false);
  });

  test('whoever had it is told by text, with its code, that the others are rung now', () => {
    const first = ringing('2026-11-25T16:50:00Z');
    accept(first.draft, first.escalation, 'duty', 0);
    const { draft, escalation } = goOn(first.draft, '2026-11-25T17:00:00Z');
    turnOfDay(draft, escalation);
    expect(textsIn(draft)).toContain(`responder-turn (responder) to ${DUTY}`);
    expect(draft.dispatches.find(({ message }) => message === 'responder-turn')?.body).toContain('code 4711.');
    expect(historyOf(draft)).toContain('taker-needed duty');
    expect(escalation).toMatchObject({ lastTaker: 'duty', state: 'open' });
    expect(escalation.acceptedBy).toBeUndefined();
  });

  test('where nobody had it nobody is told so', () => {
    const { draft, escalation } = goOn(ringing('2026-11-25T16:59:30Z').draft, '2026-11-25T17:00:00Z');
    turnOfDay(draft, escalation);
    expect(textsIn(draft).some((each) => each.startsWith('responder-turn'))).toBe(false);
    expect(historyOf(draft).some((each) => each.startsWith('taker-needed'))).toBe(false);
    expect(escalation.lastTaker).toBeUndefined();
  });

  test('while they speak to the patient it waits ten minutes, and nobody is rung', () => {
    const first = ringing('2026-11-25T16:50:00Z');
    accept(first.draft, first.escalation, 'duty', 0);
    first.escalation.talking = { dispatch: first.escalation.rungs[0]?.dispatch ?? '', since: '2026-11-25T16:51:00.000Z' };
    const { draft, escalation } = goOn(first.draft, '2026-11-25T17:00:00Z');
    turnOfDay(draft, escalation);
    expect(clocksIn(draft)).toContain('turn at 2026-11-25T17:10:00');
    expect(draft.agenda.find(({ kind }) => kind === 'turn')?.step).toBe(escalation.round);
    expect(escalation).toMatchObject({ state: 'accepted', acceptedBy: 'duty', round: 1 });
  });
});

test.each<[string, string | undefined, boolean]>([
  ['nobody was put through', undefined, false],
  ['a minute ago', '2026-11-25T20:59:00.000Z', true],
  ['a minute less than an hour ago', '2026-11-25T20:01:00.000Z', true],
  ['an hour ago, so that the end of the call was lost', '2026-11-25T20:00:00.000Z', false],
])('whether they speak to the patient at this moment: %s', (_, since, speaks) => {
  const { draft, escalation } = ringing();
  if (since !== undefined) escalation.talking = { dispatch: 'd', since };
  expect(isTalking(draft, escalation)).toBe(speaks);
});

describe('everything falls silent', () => {
  test('what was not yet given to the provider is not sent any more', () => {
    const { draft, escalation } = ringing();
    silenceRungs(draft, escalation);
    expect(draft.dispatches).toEqual([]);
    expect(draft.filed.dispatches.map(({ message, state, why }) => [message, state, why])).toEqual([
      ['rung-greeting', 'withdrawn', 'escalation-moved-on'],
      ['rung-text', 'withdrawn', 'escalation-moved-on'],
    ]);
    expect([draft.hangUps, draft.interrupts]).toEqual([[], []]);
  });

  test('a call in which somebody listens is interrupted with words, one that only rings is hung up', () => {
    const { draft, escalation } = ringing();
    personThere(draft, escalation, 0);
    rungTimeUp(draft, escalation);
    (escalation.rungs[0] as Rung).result = 'answered';
    givenToProvider(draft);
    const [listens, rings] = escalation.rungs.map(({ dispatch }) => dispatch);
    silenceRungs(draft, escalation);
    expect(draft.interrupts).toEqual([listens]);
    expect(draft.hangUps).toEqual([rings]);
    expect(results(escalation)).toEqual(['hung-up', 'hung-up', 'waiting']);
  });

  test('whoever has just taken it in a call of another hears so in that call', () => {
    const { draft, escalation } = ringing();
    givenToProvider(draft);
    (escalation.rungs[0] as Rung).result = 'accepted';
    silenceRungs(draft, escalation);
    expect(draft.interrupts).toEqual([escalation.rungs[0]?.dispatch]);
    expect(results(escalation)).toEqual(['accepted', 'waiting', 'waiting']);
  });

  test('the call of whoever takes it goes on, and its rung with it', () => {
    const { draft, escalation } = ringing();
    givenToProvider(draft);
    silenceRungs(draft, escalation, escalation.rungs[0]?.dispatch);
    expect([draft.hangUps, draft.interrupts]).toEqual([[], []]);
    expect(results(escalation)).toEqual(['ringing', 'waiting', 'waiting']);
  });

  test('calls of other escalations and of earlier rounds are left alone, and so are texts that are on their way', () => {
    const { draft, escalation } = ringing();
    givenToProvider(draft);
    const [call] = draft.dispatches;
    draft.dispatches.push({ ...(call as Draft['dispatches'][0]), id: 'other', rings: { escalation: 'other', rung: 0 } });
    draft.dispatches.push({ ...(call as Draft['dispatches'][0]), id: 'earlier' });
    silenceRungs(draft, escalation);
    expect(draft.hangUps).toEqual([call?.id]);
    expect(draft.dispatches.map(({ state }) => state)).toEqual(Array(4).fill('handed-over'));
  });

  test('no clock of it runs: neither that of the rung nor that of whoever has it', () => {
    const { draft, escalation } = ringing();
    accept(draft, escalation, 'sam', 0);
    expect(clocksIn(draft)).toEqual(['contact at 2026-11-25T21:10:00', 'turn at 2026-11-26T09:00:00']);
    silence(draft, escalation);
    expect(clocksIn(draft)).toEqual(['turn at 2026-11-26T09:00:00']);
  });
});
