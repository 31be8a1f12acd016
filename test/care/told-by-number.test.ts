import { describe, expect, test } from 'vitest';
import { chooseLine } from '../../functions/care/choose-line.ts';
import type { Draft } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { Escalation } from '../../functions/care/known.ts';
import type { Person } from '../../functions/care/person.ts';
import { tellLineNow, tellWriters, toldAccepted, toldNobodyReached, toldTried } from '../../functions/care/told-of-escalation.ts';
import { plannedLine, rememberWriter, whoWrites } from '../../functions/care/who-writes.ts';
import { textsIn } from '../harness/decided.ts';
import { decision, demo, mary } from '../harness/known.ts';

/** Each number is told in words of its own, by what is known of whoever writes from it: that she is deaf, in Spain, a child, or at a death that was expected. */

const MARY = '+447700900201';
const HUSBAND = '+447700900555';
const SPAIN = '+34612345678';
const NOW = '2026-11-25T22:00:00.000Z';
const PLANS = { expectedDeathAtHome: true, recordedBy: 'Dr Rao', on: '2026-11-20' };
const ago = (duration: object) => decision(mary(), NOW).now.minus(duration).toISO() ?? '';
type Said = NonNullable<Person['said']>[number];
const said = (mark: Said['mark'], at = NOW, from = MARY): Partial<Person> => ({ said: [{ from, mark, at }] });

describe('whoever writes', () => {
  const PLAIN = { isAbroad: false, isTextOnly: false, signs: false, isChild: false, isPlanned: false };

  test.each<[string, Partial<Person>, string, object]>([
    ['from her own phone, nothing known', {}, MARY, {}],
    ['from a number of another country', {}, SPAIN, { isAbroad: true }],
    ['who is abroad by her record', { abroad: {} }, MARY, { isAbroad: true }],
    ['who is abroad until tomorrow', { abroad: { until: '2026-11-26T22:00:00.000Z' } }, MARY, { isAbroad: true }],
    ['who was abroad until this moment', { abroad: { until: NOW } }, MARY, {}],
    ['who has said so a week ago', said('abroad', ago({ days: 7 })), MARY, { isAbroad: true }],
    ['who said so before that', said('abroad', ago({ days: 7, seconds: 1 })), MARY, {}],
    ['while another has said so', said('abroad', NOW, HUSBAND), MARY, {}],
    ['who has said something else', said('dying'), MARY, {}],
    ['who signs', { needs: { bsl: true } }, MARY, { isTextOnly: true, signs: true }],
    ['who uses Relay UK', { needs: { relayUk: true } }, MARY, { isTextOnly: true }],
    ['who cannot hear', { needs: { noVoice: true } }, MARY, { isTextOnly: true }],
    ['her hearing husband', { needs: { bsl: true } }, HUSBAND, {}],
    ['a stranger with her needs on record', { kind: 'stranger', needs: { noVoice: true } }, MARY, {}],
    ['who says that they cannot speak', said('noVoice'), MARY, { isTextOnly: true }],
    ['a child, on a deaf mother’s phone', { needs: { noVoice: true }, ...said('child') }, MARY, { isChild: true }],
    ['a child an hour ago and more', said('child', ago({ hours: 1, seconds: 1 })), MARY, {}],
  ])('%s', (_, more, from, known) => {
    expect(whoWrites(decision(mary(more), NOW), from)).toEqual({ ...PLAIN, ...known });
  });

  test.each<[string, Partial<Person>, Partial<Escalation> | undefined, readonly ['dying'] | readonly [], boolean]>([
    ['says now that it has come to that', { plans: PLANS }, undefined, ['dying'], true],
    ['said so in this escalation', { plans: PLANS, ...said('dying') }, { openedAt: NOW }, [], true],
    ['said so before it', { plans: PLANS, ...said('dying', ago({ minutes: 1 })) }, { openedAt: NOW }, [], false],
    ['said so, and nothing is open', { plans: PLANS, ...said('dying') }, undefined, [], false],
    ['says so, without a plan', {}, undefined, ['dying'], false],
    [
      'says so, with a plan that says nothing of home',
      { plans: { ...PLANS, expectedDeathAtHome: false } },
      undefined,
      ['dying'],
      false,
    ],
    [
      'says so, and she is known to have died',
      { plans: PLANS, standing: { deceased: { at: NOW, by: 'ann' } } },
      undefined,
      ['dying'],
      false,
    ],
    ['says so, and she is abroad', { plans: PLANS, abroad: {} }, undefined, ['dying'], false],
    ['said so from another number', { plans: PLANS, ...said('dying', NOW, HUSBAND) }, { openedAt: NOW }, [], false],
  ])('a death that was expected at home: whoever writes %s', (_, more, escalation, marks, is) => {
    const draft = decision(mary(more), NOW, escalation ? { escalation: escalation as Escalation } : {});
    expect(whoWrites(draft, MARY, marks).isPlanned).toBe(is);
  });
});

describe('what a number has said is kept', () => {
  const heard = (draft: Draft, marks: string[], from = MARY) => rememberWriter(draft, { from }, { marks: marks as never });

  test('of whoever writes only, each once, with when', () => {
    const draft = decision(mary(), NOW);
    heard(draft, ['abroad', 'optOut', 'noVoice', 'child', 'dying', 'safeguarding']);
    expect(draft.person.said).toEqual(['abroad', 'noVoice', 'child', 'dying'].map((mark) => ({ from: MARY, mark, at: NOW })));
  });

  test('said again, it counts from then; what others said, and other things, stay', () => {
    const before = ago({ hours: 1 });
    const all: Said[] = [
      { from: MARY, mark: 'abroad', at: before },
      { from: HUSBAND, mark: 'abroad', at: before },
      { from: MARY, mark: 'noVoice', at: before },
    ];
    const draft = decision(mary({ said: all }), NOW);
    heard(draft, ['abroad']);
    expect(draft.person.said).toEqual([all[1], all[2], { from: MARY, mark: 'abroad', at: NOW }]);
  });

  test('until its time is over: then nothing is left of it', () => {
    const draft = decision(mary(said('child', ago({ hours: 2 }))), NOW);
    heard(draft, []);
    expect('said' in draft.person).toBe(false);
  });
});

describe('the line of a plan', () => {
  const plans = { ...PLANS, line: 'nurses' };
  const planned = (more: Partial<Person>, escalation?: Partial<Escalation>) =>
    plannedLine(decision(mary(more), NOW, escalation ? { escalation: escalation as Escalation } : {}))?.id;

  test('instead of any other, once it has come to that', () => {
    expect(planned({ plans, ...said('dying') })).toBe('nurses');
    expect(planned({ plans, ...said('dying', ago({ minutes: 1 })) })).toBeUndefined();
    expect(planned({ plans, ...said('dying', ago({ minutes: 1 })) }, { openedAt: ago({ minutes: 1 }) })).toBe('nurses');
    expect(planned({ plans, ...said('abroad') })).toBeUndefined();
    expect(planned({ plans })).toBeUndefined();
    expect(planned({ ...said('dying') })).toBeUndefined();
    expect(planned({ plans: PLANS, ...said('dying') })).toBeUndefined();
  });

  test('is given where it can be, and else the usual one', () => {
    const at = (when: string, change: object = {}) => {
      const service = { ...demo, lines: demo.lines.map((each) => (each.id === 'nurses' ? { ...each, ...change } : each)) };
      return chooseLine(decision(mary({ plans, ...said('dying', when) }), when, { service }));
    };
    expect(at('2026-11-25T11:00:00.000Z')).toMatchObject({
      line: { id: 'nurses' },
      rule: 'plan-on-record',
      because: [],
      isDefault: false,
    });
    expect(at('2026-11-25T11:00:00.000Z', { agreed: undefined }).rule).not.toBe('plan-on-record');
    expect(at('2026-11-25T11:00:00.000Z', { audience: 'professionals' }).rule).not.toBe('plan-on-record');
    expect(at(NOW).line.id).not.toBe('nurses');
  });
});

describe('of an escalation', () => {
  const FORMS = [toldAccepted, toldNobodyReached, toldTried];

  test.each<[string, Partial<Person>, string, string]>([
    ['plainly', {}, MARY, ''],
    ['who cannot use a call', { needs: { noVoice: true } }, MARY, '-text-only'],
    ['who cannot use a call, and is abroad', { needs: { noVoice: true }, abroad: {} }, MARY, '-text-only'],
    ['abroad', { abroad: {} }, MARY, '-abroad'],
    ['at a death at home', { plans: PLANS, ...said('dying') }, MARY, '-at-home'],
    [
      'a child at a death at home',
      { plans: PLANS, said: [...(said('dying').said ?? []), ...(said('child').said ?? [])] },
      MARY,
      '',
    ],
  ])('each hears, %s', (_, more, from, form) => {
    const escalation = { id: 'e', from, acceptedBy: 'sam', openedAt: NOW, line: { id: 'advice-line' } } as Escalation;
    const draft = decision(mary(more), NOW, { escalation });
    expect(FORMS.map((tell) => tell(draft, escalation))).toMatchObject(
      ['accepted', 'nobody-reached', 'tried-to-ring'].map((message) => ({
        message: `${message}${form}`,
        purpose: 'safety',
        to: from,
      })),
    );
  });

  test.each<[string, Partial<Person>, string]>([
    ['as it is dialled here', {}, '01632 960010'],
    ['as it is dialled from Spain', { abroad: {} }, '+44 1632 960010'],
  ])('the number of its line is told %s', (_, more, lineNumber) => {
    const draft = decision(mary(more), NOW);
    const escalation = escalate(draft, { from: MARY, urgency: 'urgent', topic: 'symptom', words: '' }, '4711');
    expect(toldNobodyReached(draft, escalation).variables).toEqual({ lineNumber });
    expect(toldTried(draft, escalation).variables).toEqual({ lineNumber });
  });

  test('a number that may not be told any more is none, abroad as well', () => {
    for (const more of [{}, { abroad: {} }]) {
      const service = { ...demo, lines: demo.lines.map((each) => ({ ...each, checkedOn: '2020-01-01' })) };
      const draft = decision(mary(more), NOW, { service });
      const escalation = { id: 'e', from: MARY, openedAt: NOW, line: { id: 'advice-line' } } as Escalation;
      expect(toldNobodyReached(draft, escalation).variables).toEqual({ lineNumber: '' });
    }
  });

  test.each<[string, Partial<Person>, string]>([
    ['here', {}, '01632 960000'],
    ['in Spain', { abroad: {} }, '+44 1632 960000'],
  ])('she is rung from the service’s number, as it shows %s', (_, more, ringsFrom) => {
    const escalation = { id: 'e', from: MARY, acceptedBy: 'sam', openedAt: NOW, line: { id: 'advice-line' } } as Escalation;
    expect(toldAccepted(decision(mary(more), NOW), escalation).variables).toMatchObject({ ringsFrom });
  });

  test('everybody who has written hears, and nobody else', () => {
    const draft = decision(mary(), NOW);
    const escalation = {
      id: 'e',
      from: MARY,
      alsoFrom: [HUSBAND],
      acceptedBy: 'sam',
      openedAt: NOW,
      line: { id: 'advice-line' },
    } as Escalation;
    tellWriters(draft, escalation, toldTried);
    tellLineNow(draft, escalation);
    expect(textsIn(draft)).toEqual([
      `tried-to-ring (safety) to ${MARY}`,
      `tried-to-ring (safety) to ${HUSBAND}`,
      `line-now (safety) to ${MARY}`,
      `line-now (safety) to ${HUSBAND}`,
    ]);
    expect(draft.dispatches[2]?.body).toContain('01632 960010');
  });

  test.each<[string, Partial<Person>]>([
    ['cannot use a call', { needs: { noVoice: true } }],
    ['is abroad', { abroad: {} }],
    ['is at a death at home', { plans: PLANS, ...said('dying') }],
    ['is a child', said('child')],
  ])('whoever %s was told of no line, and hears of none when it closes', (_, more) => {
    const escalation = { id: 'e', from: MARY, openedAt: NOW, line: { id: 'advice-line' } } as Escalation;
    const draft = decision(mary(more), NOW, { escalation });
    tellLineNow(draft, escalation);
    expect(draft.dispatches).toEqual([]);
  });
});
