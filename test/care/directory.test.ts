import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { chooseLine, crisisChoice, professionalLineFor } from '../../functions/care/choose-line.ts';
import { contactsToCheck, isAgreedAndTested, isPastItsDate, mayBeTold } from '../../functions/care/contacts.ts';
import { answersBetween, answersNext } from '../../functions/care/line-hours.ts';
import { holderOf, isCrisis, ladderFor, rungsNow } from '../../functions/care/lines.ts';
import type { Line } from '../../functions/care/service.ts';
import { historyOf } from '../harness/decided.ts';
import { decision, demo, mary } from '../harness/known.ts';
import { line, serviceWith } from '../harness/lines.ts';
import { catalogue } from '../harness/town.ts';

/** The directory: how long a number may be told, when a line answers, whom it is for, and who is rung for it. */

const NIGHT = '2026-11-25T23:00:00Z';
const moment = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' });

describe('how long a number may be told', () => {
  // Checked on 24 November 2026: good for eighteen months, to the end of that day in London.
  const own = line('own');

  test.each([
    ['2028-05-24T22:59:59.999Z', false],
    ['2028-05-24T23:00:00Z', true],
  ])('at %s it is past its date: %s', (at, isPast) => {
    expect(isPastItsDate(own, demo, moment(at))).toBe(isPast);
    expect(mayBeTold(own, demo, moment(at))).toBe(!isPast);
  });

  test.each<[string, Partial<Line>, boolean]>([
    ['agreed and tested', {}, true],
    ['not agreed', { agreed: undefined }, false],
    ['not tested', { tested: undefined }, false],
    ['refused when it was tested', { tested: { by: 'lena', on: '2026-11-20', how: 'call', refused: true } }, false],
    ['neither', { agreed: undefined, tested: undefined }, false],
  ])('a line that is %s may be told: %s', (_, more, may) => {
    expect(isAgreedAndTested(line('own', more))).toBe(may);
    expect(mayBeTold(line('own', more), demo, moment(NIGHT))).toBe(may);
  });

  test('a month before its end somebody is asked to make sure of it, the oldest first, and longer after it has passed', () => {
    const lines = [
      line('late', { checkedOn: '2025-06-10' }),
      line('past', { checkedOn: '2025-05-01' }),
      line('good', { checkedOn: '2025-07-01' }),
    ];
    const service = { ...demo, lines };
    expect(
      contactsToCheck(service, moment('2026-11-25T10:00:00Z')).map(({ line: { id }, until, isPast }) => [id, until, isPast]),
    ).toEqual([
      ['past', '2026-11-01', true],
      ['late', '2026-12-10', false],
    ]);
  });
});

describe('when a line answers next', () => {
  const around = { service: demo, holidays: catalogue.bankHolidays };
  const own = line('own', {
    hours: { '1': { from: '08:00', to: '20:00' }, '6': { from: '22:00', to: '06:00' }, bankHolidays: 'closed' },
  });

  test.each<[string, Partial<Line>, string, string | undefined]>([
    ['that always does', { hours: 'always' }, '2026-11-25T10:00:00Z', undefined],
    ['that does now', own, '2026-11-30T10:00:00Z', undefined],
    ['with hours of its own', own, '2026-11-25T10:00:00Z', '2026-11-28T22:00:00.000Z'],
    ['an hour before it does', own, '2026-11-30T07:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['in the moment in which it ends', own, '2026-11-30T20:00:00Z', '2026-12-05T22:00:00.000Z'],
    ['with the service, by night', { hours: 'staffed' }, '2026-11-25T21:00:00Z', '2026-11-26T09:00:00.000Z'],
    ['with the service, by day', { hours: 'staffed' }, '2026-11-25T10:00:00Z', undefined],
    ['that never does', { hours: { bankHolidays: 'closed' } }, '2026-11-25T10:00:00Z', undefined],
  ])('%s', (_, more, at, next) => {
    expect(answersNext(line('own', more), around, moment(at))?.toUTC().toISO() ?? undefined).toBe(next);
  });

  test.each<[string, string, string, string[]]>([
    ['only what lies between', '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z', ['28 22:00-29 06:00', '30 08:00-30 20:00']],
    ['no more than lies between', '2026-11-29T01:00:00Z', '2026-11-30T10:00:00Z', ['29 01:00-29 06:00', '30 08:00-30 10:00']],
    ['nothing between', '2026-11-29T06:00:00Z', '2026-11-30T08:00:00Z', []],
  ])('of its hours, %s', (_, from, to, expected) => {
    const said = answersBetween(own, around, moment(from), moment(to)).map(
      (each) => `${each.from.toUTC().toFormat('d HH:mm')}-${each.to.toUTC().toFormat('d HH:mm')}`,
    );
    expect(said).toEqual(expected);
  });

  test('a line without hours of its own has none to list', () => {
    expect(answersBetween(line('own'), around, moment(NIGHT), moment('2026-11-30T00:00:00Z'))).toEqual([]);
  });
});

describe('the line for thoughts of suicide', () => {
  const wales = line('wales', { crisis: true, nations: ['wales'] });
  const uk = line('uk', { crisis: true });
  const choice = (lines: Line[], more = {}) => {
    const { line: found, because } = crisisChoice(
      decision(mary(more), NIGHT, { service: { ...demo, lines: [line('other'), ...lines] } }),
    );
    return { line: found?.id, because };
  };

  test.each<[string, Line[], object, string | undefined, [string, string][]]>([
    ['is the first that fits where she lives', [wales, uk], { nation: 'wales' }, 'wales', []],
    ['passes that of another nation', [wales, uk], { nation: 'england' }, 'uk', [['wales', 'other-nation']]],
    ['there is none but a crisis line', [], {}, undefined, []],
    [
      'may not be told any more: its words are used all the same, without a number',
      [
        { ...wales, agreed: undefined },
        { ...uk, tested: undefined },
      ],
      { nation: 'england' },
      'uk',
      [
        ['wales', 'not-agreed'],
        ['uk', 'not-tested'],
      ],
    ],
    [
      'is none where none is for her nation',
      [{ ...wales, agreed: undefined }],
      { nation: 'england' },
      undefined,
      [['wales', 'not-agreed']],
    ],
    [
      'is hers, though she has told of no nation, where it is for all',
      [wales, uk],
      { nation: undefined },
      'uk',
      [['wales', 'other-nation']],
    ],
  ])('%s', (_, lines, more, expected, because) => {
    expect(choice(lines, more)).toEqual({ line: expected, because: because.map(([id, why]) => ({ line: id, why })) });
  });
});

describe('whom a line is for', () => {
  const choose = (service: typeof demo, report = {}) => chooseLine(decision(mary(), NIGHT, { service }), report);

  test('a row that names a line which is not there is passed, and says so', () => {
    expect(choose(serviceWith([], [{ id: 'r', line: 'gone' }]))).toMatchObject({
      isDefault: true,
      because: [{ rule: 'r', line: 'gone', why: 'no-such-line' }],
    });
  });

  test('a number that stands in a text is only one that always answers', () => {
    const service = serviceWith([line('own', { hours: { '3': { from: '22:00', to: '23:59' }, bankHolidays: 'closed' } })]);
    expect(choose(service).line.id).toBe('own');
    expect(choose(service, { stands: true })).toMatchObject({ isDefault: true, because: [{ why: 'not-always-open' }] });
    expect(choose(serviceWith([line('own')]), { stands: true }).line.id).toBe('own');
  });

  test('one for professionals is told to them and to nobody else', () => {
    const service = serviceWith([line('own', { audience: 'professionals' }), line('hers')]);
    const draft = decision(mary(), NIGHT, { service });
    expect(professionalLineFor(draft)?.id).toBe('own');
    expect(chooseLine(draft).line.id).toBe('hers');
    expect(professionalLineFor(decision(mary(), NIGHT, { service: serviceWith([line('hers')]) }))).toBeUndefined();
  });

  test('a service without a default is a mistake that is named', () => {
    const { lineRules: _, ...service } = { ...demo, lines: [line('own')] };
    expect(() => choose(service)).toThrow('service demo has no default line');
  });

  test('a treatment that begins today counts from its first moment where the service is', () => {
    const own = serviceWith([line('own', { treatedWithin: 'P6W' })]);
    const treated = (startedOn: string, at: string) =>
      chooseLine(
        decision(mary({ treatments: [{ class: 'x', startedOn }] }), at, { service: { ...own, timeZone: 'Europe/Madrid' } }),
      ).line.id;
    expect(treated('2026-11-26', '2026-11-25T23:00:00Z')).toBe('own');
    expect(treated('2026-11-26', '2026-11-25T22:59:59Z')).toBe('advice-line');
  });

  test('a treatment that has ended counts to the last moment of its last day', () => {
    const own = serviceWith([line('own', { treatedWithin: 'P6W' })]);
    const ended = (at: string) =>
      chooseLine(
        decision(mary({ treatments: [{ class: 'x', startedOn: '2026-01-01', endedOn: '2026-10-14' }] }), at, { service: own }),
      ).line.id;
    expect(ended('2026-11-25T23:59:59.999Z')).toBe('own');
    expect(ended('2026-11-26T00:00:00Z')).toBe('advice-line');
  });
});

describe('who is rung', () => {
  test.each([
    ['2026-11-25T11:00:00Z', 'day'],
    ['2026-11-25T21:00:00Z', 'night'],
  ])('at %s by the ladder of the %s; by night a line may have one of its own', (at, ladder) => {
    const { ladder: _, ...own } = line('own');
    expect(ladderFor(decision(mary(), at), own)).toBe(ladder);
    expect(ladderFor(decision(mary(), at), { ...own, ladder: 'palliative' })).toBe(ladder === 'day' ? 'day' : 'palliative');
  });

  test('each rung has its place, its time, and whoever holds it now; one that nobody holds is empty', () => {
    const { phone: _, ...noPhone } = demo.staff.find(({ id }) => id === 'alex') as (typeof demo.staff)[0];
    const staff = demo.staff.map((each) => (each.id === 'alex' ? noPhone : each));
    const draft = decision(mary(), NIGHT, { service: { ...demo, staff } });
    expect(rungsNow(draft, 'night')).toEqual([
      { name: 'First on call', seconds: 45, result: 'waiting', staff: 'sam', number: '+447700900975' },
      { name: 'Second on call', seconds: 45, result: 'empty' },
      { name: 'Lead', seconds: 45, result: 'waiting', staff: 'lena', number: '+447700900971' },
    ]);
    expect(draft.history).toEqual([{ what: 'empty-rung', about: 'night-second' }]);
    expect(draft.asksRota).toBe(true);
  });

  test('a rung that is tried three times comes again after the others have had their turn', () => {
    const ladders = {
      night: [
        { name: 'A', duty: 'lead', seconds: 45, times: 3 },
        { name: 'B', duty: 'nurse', seconds: 45, times: 2 },
        { name: 'C', duty: 'deputy', seconds: 45 },
      ],
    };
    const draft = decision(mary(), NIGHT, { service: { ...demo, ladders } });
    expect(rungsNow(draft, 'night').map(({ name }) => name)).toEqual(['A', 'B', 'C', 'A', 'B', 'A']);
  });

  test.each<[string, string | undefined]>([
    ['nurse', 'ann'],
    ['deputy', 'bel'],
    ['lead', 'lena'],
    ['day-duty', 'duty'],
    ['night-first', 'sam'],
    ['night-second', 'alex'],
    ['no-such-duty', undefined],
  ])('the duty "%s" is held by %s', (duty, staff) => {
    expect(holderOf(decision(mary(), NIGHT), { name: '', duty, seconds: 45 })?.id).toBe(staff);
  });

  test('a ladder that the service does not have is a mistake that is named', () => {
    expect(() => rungsNow(decision(mary(), NIGHT), 'none')).toThrow('service demo has no ladder "none"');
  });

  test('for its own daily report the service rings itself', () => {
    const draft = decision(mary({ kind: 'probe' }), NIGHT);
    expect(rungsNow(draft, 'night').map(({ name, staff, number }) => [name, staff, number])).toEqual([
      ['Test phone', 'probe', '+441632960099'],
    ]);
    expect(historyOf(draft)).toEqual([]);
    expect(draft.asksRota).toBeUndefined();
  });
});

test.each([
  ['emergency', 'feeling', true],
  ['urgent', 'feeling', true],
  ['soon', 'feeling', false],
  ['urgent', 'symptom', false],
] as const)('a report that is %s and of a %s asks for the line for thoughts of suicide: %s', (urgency, topic, is) => {
  expect(isCrisis(urgency, topic)).toBe(is);
});
