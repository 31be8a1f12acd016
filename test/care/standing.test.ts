import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { recordEvent } from '../../functions/care/clinical-events.ts';
import type { Dispatch } from '../../functions/care/dispatch.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { holdOn, holdOnNumber, isInHospital } from '../../functions/care/hold.ts';
import type { Person, Standing } from '../../functions/care/person.ts';
import { raise } from '../../functions/care/queue.ts';
import { say } from '../../functions/care/say.ts';
import {
  automaticContact,
  deathReported,
  deceased,
  home,
  inHospital,
  notDeceased,
  numberFailed,
  numberWorks,
  optIn,
  optOut,
  pause,
  personalContactOnly,
  resume,
  sharedPhoneSaid,
  stopAskedByAnother,
  wasAsked,
  wrongNumber,
} from '../../functions/care/standing.ts';
import { clocksIn, historyOf } from '../harness/decided.ts';
import { after, decision, mary } from '../harness/known.ts';

/** Promise 5: what holds back all that nobody asked for, from the commit that records it to the one that ends it. */

const NOW = '2026-11-25T10:00:00.000Z';
const EARLIER = '2026-11-20T10:00:00.000Z';
const MARY = '+447700900201';

/** Mary on a Wednesday morning: a series is planned, a question is open and unanswered, and a check-in is about to go out. */
function amidst(standing: Standing = {}) {
  const before = decision(mary(), '2026-11-24T10:00:00Z');
  recordEvent(before, { kind: 'diagnosis', on: '2026-11-20' });
  const { id } = say(before, { message: 'check-in', purpose: 'unsolicited' });
  say(before, { message: 'nobody-reached', purpose: 'safety' });
  const series = before.series[0]?.id ?? '';
  before.question = {
    kind: 'check-in',
    series,
    dispatch: id,
    askedAt: EARLIER,
    silentSince: '2026-11-25T09:00:00.000Z',
    silence: 0,
    step: 1,
  };
  const known = after(before);
  known.person.standing = { ...known.person.standing, ...standing };
  return decision(known, NOW, { fresh: 'g' });
}

const kinds = (draft: Draft) => clocksIn(draft).map((each) => each.split(' ')[0]);
const held = ({ history }: Draft) =>
  history.filter(({ what }) => what === 'held' || what === 'released').map(({ what, why }) => [what, why]);
const unasked = ({ dispatches }: Draft): Dispatch[] => dispatches.filter(({ purpose }) => purpose === 'unsolicited');

const HOLDS: [string, (draft: Draft) => void, (draft: Draft) => unknown][] = [
  ['opted-out', (draft) => optOut(draft, false), ({ person }) => person.standing.optedOutAt],
  ['paused', (draft) => pause(draft), ({ person }) => person.standing.paused?.at],
  ['death-reported', deathReported, ({ person }) => person.standing.deathReportedAt],
  ['deceased', (draft) => deceased(draft, 'ann'), ({ person }) => person.standing.deceased?.at],
  ['wrong-number', wrongNumber, ({ person }) => person.standing.wrongNumberAt],
  ['number-failed', numberFailed, ({ person }) => person.standing.numberFailedAt],
  [
    'stop-asked-by-another',
    (draft) => stopAskedByAnother(draft, '+447700900555'),
    ({ person }) => person.standing.stopAskedBy?.at,
  ],
  [
    'personal-contact-only',
    (draft) => personalContactOnly(draft, 'ann'),
    ({ person }) => person.standing.personalContactOnly?.at,
  ],
];

describe.each(HOLDS)('%s', (why, happens, since) => {
  test('from now on nothing is sent that nobody asked for, and nothing more comes of what was planned', () => {
    const draft = amidst();
    const step = draft.series[0]?.step ?? 0;
    happens(draft);
    expect(since(draft)).toBe(NOW);
    expect(holdOn(draft.person, draft.now, false)).toBe(why);
    expect(unasked(draft)).toEqual([]);
    expect(draft.filed.dispatches.map(({ state, why: because }) => [state, because])).toContainEqual(['withdrawn', why]);
    expect(kinds(draft)).not.toContain('check-in');
    expect(kinds(draft)).not.toContain('silence');
    expect(draft.series[0]?.step).toBe(step + 1);
    expect(held(draft)).toEqual([['held', why]]);
  });

  test('what the provider has already is not taken back', () => {
    const draft = amidst();
    for (const each of draft.dispatches) each.state = 'handed-over';
    happens(draft);
    expect(unasked(draft)).toHaveLength(1);
  });

  test('what is safety goes out all the same', () => {
    const draft = amidst();
    happens(draft);
    expect(draft.dispatches.map(({ purpose }) => purpose)).toContain('safety');
  });
});

test.each(HOLDS.filter(([why]) => why !== 'paused'))('%s twice: it has been so since the first', (_, happens, since) => {
  const draft = amidst();
  happens(draft);
  const later = decision(after(draft), '2026-11-26T10:00:00Z');
  happens(later);
  expect(since(later)).toBe(NOW);
});

describe('it may go on again', () => {
  const ENDS: [string, Standing, (draft: Draft) => void][] = [
    ['after STOP, START', { optedOutAt: EARLIER }, (draft) => optIn(draft, false)],
    ['after a pause', { paused: { at: EARLIER } }, resume],
    ['after a death by mistake', { deceased: { at: EARLIER, by: 'ann' } }, notDeceased],
    ['after a report of a death by mistake', { deathReportedAt: EARLIER }, notDeceased],
    ['the number works', { numberFailedAt: EARLIER }, numberWorks],
    ['asked herself, she wants them', { stopAskedBy: { at: EARLIER, from: MARY } }, (draft) => wasAsked(draft, true)],
    ['the nurse leaves it to us again', { personalContactOnly: { at: EARLIER, by: 'ann' } }, automaticContact],
  ];

  test.each(ENDS)('%s: the series is planned again, and a question that nobody answered is one still', (_, standing, ends) => {
    const draft = amidst(standing);
    draft.agenda = [];
    ends(draft);
    expect(holdOn(draft.person, draft.now, false)).toBeUndefined();
    expect(kinds(draft)).toEqual(['check-in', 'silence']);
    expect(held(draft)).toEqual([['released', undefined]]);
  });

  test.each(ENDS)('%s, with the question answered: nobody is reminded of it', (_, standing, ends) => {
    const draft = amidst(standing);
    draft.agenda = [];
    if (draft.question) draft.question.answeredAt = EARLIER;
    ends(draft);
    expect(kinds(draft)).toEqual(['check-in']);
  });

  test.each(ENDS)('%s, and something else holds her: nothing is planned', (_, standing, ends) => {
    const draft = amidst({ ...standing, wrongNumberAt: EARLIER });
    draft.agenda = [];
    ends(draft);
    expect(kinds(draft)).toEqual([]);
    expect(held(draft)).toEqual([]);
  });
});

describe('STOP and START', () => {
  test('a bare STOP may have blocked her at the provider; in other words it has not', () => {
    const bare = amidst();
    optOut(bare, true);
    expect(bare.person.standing.maybeBlockedAt).toBe(NOW);
    const words = amidst();
    optOut(words, false);
    expect(words.person.standing.maybeBlockedAt).toBeUndefined();
  });

  test('the provider’s own START ends the block there, and any START ends a pause', () => {
    const standing = { optedOutAt: EARLIER, maybeBlockedAt: EARLIER, blockedAt: EARLIER, paused: { at: EARLIER } };
    const own = amidst(standing);
    optIn(own, true);
    expect(Object.keys(own.person.standing).toSorted()).toEqual(['answeredAt', 'welcomedAt']);
    const other = amidst(standing);
    optIn(other, false);
    expect(Object.keys(other.person.standing).toSorted()).toEqual(['answeredAt', 'blockedAt', 'maybeBlockedAt', 'welcomedAt']);
  });

  test('START ends the pause’s own clock', () => {
    const draft = amidst();
    pause(draft, draft.now.plus({ days: 7 }));
    optIn(draft, false);
    expect(kinds(draft)).not.toContain('resume');
  });
});

describe('a pause', () => {
  const inDays = (days: number) => DateTime.fromISO(NOW, { zone: 'utc' }).plus({ days });

  test('until a day ends by itself then', () => {
    const draft = amidst();
    pause(draft, inDays(7));
    expect(draft.person.standing.paused).toEqual({ at: NOW, until: '2026-12-02T10:00:00.000Z' });
    expect(clocksIn(draft)).toEqual(['resume at 2026-12-02T10:00:00, not pressing']);
    expect(draft.agenda.find(({ kind }) => kind === 'resume')).toMatchObject({ subject: 'mary', step: 1 });
  });

  test('without an end replaces one with an end', () => {
    const draft = amidst();
    pause(draft, inDays(7));
    pause(draft);
    expect(draft.person.standing.paused).toEqual({ at: NOW });
    expect(kinds(draft)).not.toContain('resume');
  });

  test('that begins later leaves what comes before it as it is', () => {
    const draft = amidst();
    pause(draft, inDays(10), inDays(5));
    expect(draft.person.standing.paused).toEqual({
      at: NOW,
      from: '2026-11-30T10:00:00.000Z',
      until: '2026-12-05T10:00:00.000Z',
    });
    expect(holdOn(draft.person, draft.now, false)).toBeUndefined();
    expect(unasked(draft)).toHaveLength(1);
    expect(held(draft)).toEqual([['released', undefined]]);
  });

  test.each([
    [4, undefined],
    [5, 'paused'],
    [9, 'paused'],
    [10, undefined],
  ])('from the 5th day to the 10th, on the %ith: %s', (day, why) => {
    const draft = amidst();
    pause(draft, inDays(10), inDays(5));
    expect(holdOn(draft.person, inDays(day), false)).toBe(why);
  });

  test('is over when somebody resumes, its clock too', () => {
    const draft = amidst();
    pause(draft, inDays(7));
    resume(draft);
    expect(draft.person.standing.paused).toBeUndefined();
    expect(kinds(draft)).not.toContain('resume');
  });
});

describe('a death', () => {
  test('that a nurse has confirmed is a task of its own: a condolence, once', () => {
    const draft = amidst();
    deceased(draft, 'ann');
    deceased(draft, 'bel');
    expect(draft.person.standing.deceased).toEqual({ at: NOW, by: 'ann' });
    expect(draft.queue).toMatchObject([
      { urgency: 'routine', topic: 'deceased', reason: 'condolence', words: '', from: MARY, texts: 1 },
    ]);
  });

  test('keeps the words of what was open, and becomes what the item is about', () => {
    const draft = amidst();
    raise(draft, { urgency: 'routine', topic: 'plan', reason: 'read', words: 'she died', from: MARY });
    deceased(draft, 'ann');
    expect(draft.queue).toMatchObject([{ topic: 'deceased', reason: 'condolence', words: 'she died', texts: 1 }]);
    expect(draft.queue[0]?.also).toBeUndefined();
  });

  test('stands beside an item that is about danger', () => {
    const draft = amidst();
    raise(draft, { urgency: 'urgent', topic: 'symptom', reason: 'read', words: 'shivery', from: MARY });
    deceased(draft, 'ann');
    expect(draft.queue).toMatchObject([{ urgency: 'urgent', topic: 'symptom', reason: 'read', also: ['condolence'] }]);
  });

  test.each<[string, Standing]>([
    ['confirmed', { deceased: { at: EARLIER, by: 'ann' } }],
    ['reported', { deathReportedAt: EARLIER }],
  ])('%s by mistake, with an item open: it may have to be an apology', (_, standing) => {
    const draft = amidst(standing);
    raise(draft, { urgency: 'routine', topic: 'deceased', reason: 'condolence', words: 'she died', from: MARY });
    notDeceased(draft);
    expect(draft.queue).toMatchObject([{ reason: 'death-taken-back', words: 'she died' }]);
    expect(historyOf(draft)).toContain('death-taken-back');
    expect(draft.history.find(({ what }) => what === 'death-taken-back')?.about).toBe('mary');
  });

  test('taken back with nothing open opens nothing; one that nobody had told of changes no item', () => {
    const none = amidst({ deathReportedAt: EARLIER });
    notDeceased(none);
    expect(none.queue).toEqual([]);
    const draft = amidst();
    raise(draft, { urgency: 'routine', topic: 'plan', reason: 'read', words: 'lost my card', from: MARY });
    notDeceased(draft);
    expect(draft.queue).toMatchObject([{ reason: 'read', topic: 'plan' }]);
  });
});

test.each([
  [true, 'wants-texts', undefined],
  [false, 'wants-no-texts', 'opted-out'],
])('she has been asked whether she wants the texts: %s', (wants, why, hold) => {
  const draft = amidst({ stopAskedBy: { at: EARLIER, from: '+447700900555' } });
  wasAsked(draft, wants);
  expect(draft.person.standing.stopAskedBy).toBeUndefined();
  expect(holdOn(draft.person, draft.now, false)).toBe(hold);
  expect(draft.history.find(({ what }) => what === 'patient-asked')).toEqual({ what: 'patient-asked', about: 'mary', why });
  expect(draft.person.standing.maybeBlockedAt).toBeUndefined();
});

test('a number that never failed works by nobody’s saying so', () => {
  const draft = amidst();
  numberWorks(draft);
  expect(draft.history).toEqual([]);
});

describe('in hospital', () => {
  const until = DateTime.fromISO('2026-12-01T10:00:00Z', { zone: 'utc' });

  test('what asks is skipped, nobody is reminded, and the series goes on', () => {
    const draft = amidst();
    const asking = unasked(draft)[0] as Dispatch;
    say(draft, { message: 'first-text', purpose: 'unsolicited' });
    inHospital(draft, until);
    expect(draft.person.standing.inHospital).toEqual({ at: NOW, until: '2026-12-01T10:00:00.000Z' });
    expect(draft.filed.dispatches.map(({ id, state, why }) => [id, state, why])).toEqual([[asking.id, 'skipped', 'in-hospital']]);
    expect(unasked(draft).map(({ message }) => message)).toEqual(['first-text']);
    expect(kinds(draft)).toEqual(['check-in', 'home']);
    expect(clocksIn(draft)).toContain('home at 2026-12-01T10:00:00, not pressing');
    expect(historyOf(draft)).toContain('in-hospital');
  });

  test('what has been handed over already is not taken back', () => {
    const draft = amidst();
    for (const each of draft.dispatches) each.state = 'handed-over';
    inHospital(draft);
    expect(draft.filed.dispatches).toEqual([]);
  });

  test('until nobody knows when: no clock ends it', () => {
    const draft = amidst();
    inHospital(draft, until);
    inHospital(draft);
    expect(draft.person.standing.inHospital).toEqual({ at: NOW });
    expect(kinds(draft)).not.toContain('home');
  });

  test.each([
    ['before its end', '2026-12-01T09:59:59Z', true],
    ['at its end', '2026-12-01T10:00:00Z', false],
  ])('%s', (_, at, is) => {
    const draft = amidst();
    inHospital(draft, until);
    expect(isInHospital(draft.person, DateTime.fromISO(at))).toBe(is);
  });

  test('home again: a question that nobody had answered is one still', () => {
    const draft = amidst();
    inHospital(draft, until);
    home(draft);
    expect(draft.person.standing.inHospital).toBeUndefined();
    expect(kinds(draft)).toEqual(['check-in', 'silence']);
    expect(historyOf(draft)).toContain('home');
  });

  test.each<[string, (draft: Draft) => void]>([
    ['answered', ({ question }) => question && Object.assign(question, { answeredAt: NOW })],
    ['none', (draft) => delete draft.question],
    ['and she has stopped', ({ person }) => Object.assign(person.standing, { optedOutAt: NOW })],
  ])('home again, with the question %s: nobody is reminded', (_, change) => {
    const draft = amidst();
    inHospital(draft, until);
    change(draft);
    home(draft);
    expect(kinds(draft)).not.toContain('silence');
  });

  test('who was not in hospital does not come home', () => {
    const draft = amidst();
    home(draft);
    expect(draft.history).toEqual([]);
  });
});

test('while the nurse keeps in touch herself the silence is over: it brings no task once that is lifted', () => {
  const draft = amidst();
  personalContactOnly(draft, 'ann');
  automaticContact(draft);
  expect(draft.person.standing.personalContactOnly).toBeUndefined();
  expect(historyOf(draft)).toContain('automatic-contact');
  expect(kinds(draft)).toEqual(['check-in']);
});

describe('somebody on a phone that she shares', () => {
  const said = { from: '+447700900555', body: 'please stop, she has died' };

  test('tells of a death: everything automatic waits, and a nurse finds out soon', () => {
    const draft = amidst();
    sharedPhoneSaid(draft, said, ['deceased']);
    expect(holdOn(draft.person, draft.now, false)).toBe('death-reported');
    expect(draft.queue).toMatchObject([
      { urgency: 'soon', topic: 'deceased', reason: 'deceased', from: said.from, words: said.body, texts: 1 },
    ]);
  });

  test('asks for the texts to stop: they wait, and a nurse asks her', () => {
    const draft = amidst();
    sharedPhoneSaid(draft, said, ['optOut']);
    expect(draft.person.standing.stopAskedBy).toEqual({ at: NOW, from: said.from });
    expect(draft.queue).toMatchObject([
      { urgency: 'routine', topic: 'stop', reason: 'stop-asked-by-another', also: ['stop-asked-by-another'], texts: 1 },
    ]);
  });

  test.each<[string, Standing, 'deceased' | 'optOut']>([
    ['of a death that was reported', { deathReportedAt: EARLIER }, 'deceased'],
    ['of a death that is known', { deceased: { at: EARLIER, by: 'ann' } }, 'deceased'],
    ['that the texts stop, as somebody has asked before', { stopAskedBy: { at: EARLIER, from: MARY } }, 'optOut'],
    ['that the texts stop, which she has asked herself', { optedOutAt: EARLIER }, 'optOut'],
    ['nothing of either', {}, 'automatic' as never],
  ])('%s changes nothing', (_, standing, mark) => {
    const draft = amidst(standing);
    sharedPhoneSaid(draft, said, [mark]);
    expect(draft.queue).toEqual([]);
    expect(draft.history).toEqual([]);
  });
});

describe('what goes to whom', () => {
  const paul: Person['contacts'][0] = { id: 'c1', name: 'Paul', relation: 'son', phone: '+447700900202' } as never;
  const agreed = { ...paul, agreement: { takenBy: 'Ann', on: '2026-11-20', how: 'by phone' } };
  const at = DateTime.fromISO(NOW);

  test.each<[string, Partial<Person>, string, string | undefined]>([
    ['to the patient, who has stopped', { standing: { optedOutAt: NOW } }, MARY, 'opted-out'],
    [
      'to her son, who has agreed, though she has stopped',
      { standing: { optedOutAt: NOW }, contacts: [agreed] },
      '+447700900202',
      undefined,
    ],
    ['to her son, who has not agreed', { contacts: [paul] }, '+447700900202', 'no-agreement'],
    ['to a number of nobody close, as to her', { standing: { optedOutAt: NOW } }, '+447700900777', 'opted-out'],
    [
      'to her own number, though her son has it as well',
      { standing: { optedOutAt: NOW }, contacts: [{ ...agreed, phone: MARY }] },
      MARY,
      'opted-out',
    ],
  ])('%s', (_, more, to, why) => {
    expect(holdOnNumber(mary(more).person, to, at, false)).toBe(why);
  });

  test('in production nothing goes to whoever has not agreed', () => {
    const { person } = mary();
    expect(holdOn(person, at, true)).toBe('no-agreement');
    expect(holdOn(person, at, false)).toBeUndefined();
    const agreement = { takenBy: 'Ann', on: '2026-11-20', how: 'by phone' } as never;
    expect(holdOn({ ...person, agreement }, at, true)).toBeUndefined();
  });
});
