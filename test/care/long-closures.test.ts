import Holidays from 'date-holidays';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { isAskedDaily } from '../../functions/care/daily-question.ts';
import type { Nation } from '../../functions/care/person.ts';
import { claim, closeItem } from '../../functions/care/queue.ts';
import { checkInDue } from '../../functions/care/series.ts';
import { isQuiet, nextOpening, openNow } from '../../functions/care/time.ts';
import { days } from '../harness/days.ts';
import { demo, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

const { bankHolidays } = catalogue;
const LONDON = 'Europe/London';
/** A moment on the clock on the wall in London. */
const wall = (local: string) => DateTime.fromISO(local.replace(' ', 'T'), { zone: LONDON });
const utc = (local: string) => wall(local).toUTC().toISO() ?? '';

/**
 * The three longest closures of each year, worked out by hand from the bank holidays of each nation: the clock on the wall when
 * it closes and opens, the hours between, and the days on which somebody is asked who writes an hour after it has closed.
 */
const CLOSURES: [nation: Nation, year: number, closes: string, opens: string, hours: number, asked: string][] = [
  // Good Friday and Easter Monday; Christmas Day on a Friday, Boxing Day kept on the Monday; the early May bank holiday.
  ['england', 2026, '2026-04-02 17:00', '2026-04-07 09:00', 112, '03 04 05 06'],
  ['england', 2026, '2026-12-24 17:00', '2026-12-29 09:00', 112, '25 26 27 28'],
  ['england', 2026, '2026-05-01 17:00', '2026-05-05 09:00', 88, '02 03 04'],
  // Easter, in which the clocks go forward on Sunday 28 March; Christmas on a weekend, kept on Monday and Tuesday; New Year's Day kept on 3 January 2028.
  ['england', 2027, '2027-03-25 17:00', '2027-03-30 09:00', 111, '26 27 28 29'],
  ['england', 2027, '2027-12-24 17:00', '2027-12-29 09:00', 112, '25 26 27 28'],
  ['england', 2027, '2027-12-31 17:00', '2028-01-04 09:00', 88, '01 02 03'],
  ['wales', 2026, '2026-04-02 17:00', '2026-04-07 09:00', 112, '03 04 05 06'],
  ['wales', 2026, '2026-12-24 17:00', '2026-12-29 09:00', 112, '25 26 27 28'],
  ['wales', 2026, '2026-08-28 17:00', '2026-09-01 09:00', 88, '29 30 31'],
  ['wales', 2027, '2027-03-25 17:00', '2027-03-30 09:00', 111, '26 27 28 29'],
  ['wales', 2027, '2027-12-24 17:00', '2027-12-29 09:00', 112, '25 26 27 28'],
  ['wales', 2027, '2027-04-30 17:00', '2027-05-04 09:00', 88, '01 02 03'],
  // New Year's Day and 2 January on a Thursday and a Friday; Christmas; New Year's Day on a Friday and 2 January kept on the Monday.
  ['scotland', 2026, '2025-12-31 17:00', '2026-01-05 09:00', 112, '01 02 03 04'],
  ['scotland', 2026, '2026-12-24 17:00', '2026-12-29 09:00', 112, '25 26 27 28'],
  ['scotland', 2026, '2026-12-31 17:00', '2027-01-05 09:00', 112, '01 02 03 04'],
  // Christmas; 1 and 2 January 2028 on a weekend, kept on Monday and Tuesday; the early May bank holiday. Easter Monday is a working day.
  ['scotland', 2027, '2027-12-24 17:00', '2027-12-29 09:00', 112, '25 26 27 28'],
  ['scotland', 2027, '2027-12-31 17:00', '2028-01-05 09:00', 112, '01 02 03 04'],
  ['scotland', 2027, '2027-04-30 17:00', '2027-05-04 09:00', 88, '01 02 03'],
  // Easter; Christmas; the Battle of the Boyne, in 2026 kept on Monday 13 July.
  ['northern-ireland', 2026, '2026-04-02 17:00', '2026-04-07 09:00', 112, '03 04 05 06'],
  ['northern-ireland', 2026, '2026-12-24 17:00', '2026-12-29 09:00', 112, '25 26 27 28'],
  ['northern-ireland', 2026, '2026-07-10 17:00', '2026-07-14 09:00', 88, '11 12 13'],
  ['northern-ireland', 2027, '2027-03-25 17:00', '2027-03-30 09:00', 111, '26 27 28 29'],
  ['northern-ireland', 2027, '2027-12-24 17:00', '2027-12-29 09:00', 112, '25 26 27 28'],
  ['northern-ireland', 2027, '2027-07-09 17:00', '2027-07-13 09:00', 88, '10 11 12'],
];

/** Closures in which the clocks change, and which are not among the longest. */
const CLOCK_CHANGES: typeof CLOSURES = [
  ['england', 2026, '2026-03-27 17:00', '2026-03-30 09:00', 63, '28 29'],
  ['scotland', 2026, '2026-10-23 17:00', '2026-10-26 09:00', 65, '24 25'],
  ['scotland', 2027, '2027-03-25 17:00', '2027-03-29 09:00', 87, '26 27 28'],
  ['northern-ireland', 2027, '2027-10-29 17:00', '2027-11-01 09:00', 65, '30 31'],
];

const STATES = { england: 'ENG', wales: 'WLS', scotland: 'SCT', 'northern-ireland': 'NIR' } as const;

describe('the tables of closures', () => {
  test.each([...CLOSURES, ...CLOCK_CHANGES])('%s %d: closed from %s to %s, %d hours', (nation, _, closes, opens, hours) => {
    const service = { ...demo, nation };
    const opening = nextOpening(service, bankHolidays, wall(closes));
    expect(opening.from.toFormat('yyyy-MM-dd HH:mm')).toBe(opens);
    expect(opening.from.diff(wall(closes), 'hours').hours).toBe(hours);
    expect(openNow(service, bankHolidays, wall(closes).minus({ minutes: 1 }))).toBeDefined();
    expect(openNow(service, bankHolidays, wall(closes))).toBeUndefined();
  });

  test.each(CLOSURES)('%s %d from %s agrees with another source of bank holidays', (nation, _, closes, opens) => {
    const other = new Holidays('GB', STATES[nation]);
    const free = [wall(closes).year, wall(opens).year].flatMap((year) =>
      other.getHolidays(year).flatMap(({ type, date }) => (type === 'public' ? date.slice(0, 10) : [])),
    );
    const isFree = (day: DateTime) => day.weekday > 5 || free.includes(day.toISODate() ?? '');
    expect(isFree(wall(closes))).toBe(false);
    expect(isFree(wall(opens))).toBe(false);
    for (let day = wall(closes).plus({ days: 1 }); day.startOf('day') < wall(opens).startOf('day'); day = day.plus({ days: 1 }))
      expect(isFree(day), day.toISODate() ?? '').toBe(true);
  });

  test.each(Object.keys(STATES) as Nation[])('no other closure of %s is longer than its third', (nation) => {
    const service = { ...demo, nation };
    for (const year of [2026, 2027]) {
      const listed = CLOSURES.filter((each) => each[0] === nation && each[1] === year);
      const shortest = Math.min(...listed.map(([, , , , hours]) => hours));
      const from = wall(`${year}-01-02 12:00`);
      for (let open = nextOpening(service, bankHolidays, from); open.to < wall(`${year + 1}-01-01 00:00`); ) {
        const next = nextOpening(service, bankHolidays, open.to);
        const closes = open.to.toFormat('yyyy-MM-dd HH:mm');
        const isListed = CLOSURES.some((each) => each[0] === nation && each[2] === closes);
        // New Year's closures stand in the table of one of the two years.
        if (!isListed) expect(next.from.diff(open.to, 'hours').hours, closes).toBeLessThanOrEqual(shortest);
        open = next;
      }
    }
  });
});

/** What Mary is told, and when she is asked, who writes at a moment on the wall and never answers. */
function reportAt(nation: Nation, local: string, person: Parameters<typeof mary>[0] = {}) {
  const life = days(mary({ nation, ...person }), { service: { ...demo, nation } });
  const [reply] = life.texts(utc(local), 'my feet are sore');
  return { life, reply };
}

describe('what is asked and told in a closure', () => {
  test.each([...CLOSURES, ...CLOCK_CHANGES])(
    '%s %d: who writes an hour after %s is told of %s (%d hours), and asked on %s',
    (nation, _, closes, opens, __, asked) => {
      const { life, reply } = reportAt(nation, wall(closes).plus({ hours: 1 }).toFormat('yyyy-MM-dd HH:mm'));
      expect(reply?.message).toBe('closed-asked-daily');
      expect(reply?.body).toContain(`will read this at 9am ${wall(opens).toFormat('cccc')}.`);
      expect(reply?.body).toContain('ring 01632 960010 at any hour');
      life.until(utc(wall(opens).plus({ days: 3 }).toFormat('yyyy-MM-dd HH:mm')));
      expect(life.of('daily-question').map(({ at }) => `${at.slice(8, 10)} ${at.slice(11)}`)).toEqual(
        asked.split(' ').map((day) => `${day} 10:00`),
      );
    },
  );

  test.each<[Nation, string, string, string[]]>([
    // Easter 2026 in England.
    [
      'england',
      '2026-04-02 16:59',
      'received-soon',
      ['2026-04-03 10:00', '2026-04-04 10:00', '2026-04-05 10:00', '2026-04-06 10:00'],
    ],
    [
      'england',
      '2026-04-03 05:59',
      'closed-asked-daily',
      ['2026-04-03 10:00', '2026-04-04 10:00', '2026-04-05 10:00', '2026-04-06 10:00'],
    ],
    ['england', '2026-04-03 06:01', 'closed-asked-daily', ['2026-04-04 10:00', '2026-04-05 10:00', '2026-04-06 10:00']],
    ['england', '2026-04-04 23:30', 'closed-asked-daily', ['2026-04-05 10:00', '2026-04-06 10:00']],
    ['england', '2026-04-06 05:00', 'closed-asked-daily', ['2026-04-06 10:00']],
    ['england', '2026-04-06 08:59', 'closed-until', []],
    ['england', '2026-04-06 09:00', 'received-soon', []],
    ['england', '2026-04-06 12:00', 'received-soon', []],
    // Easter 2027: the clocks go from one to two on Sunday, so that the night has an hour less.
    ['england', '2027-03-28 00:59', 'closed-asked-daily', ['2027-03-28 10:00', '2027-03-29 10:00']],
    ['england', '2027-03-28 02:01', 'closed-asked-daily', ['2027-03-28 10:00', '2027-03-29 10:00']],
    ['england', '2027-03-28 05:30', 'closed-asked-daily', ['2027-03-28 10:00', '2027-03-29 10:00']],
    ['scotland', '2027-03-28 08:59', 'closed-until', []],
    ['scotland', '2027-03-28 09:00', 'received-soon', []],
    // A Saturday night before the clocks go on: 24 hours before Monday at nine it is eight on Sunday in the old time.
    ['england', '2026-03-28 09:01', 'closed-asked-daily', ['2026-03-29 10:00']],
    // The hour that comes twice.
    ['england', '2026-10-25 01:30', 'closed-asked-daily', ['2026-10-25 10:00']],
    // New Year in Scotland, where 2 January is free as well.
    ['scotland', '2027-01-01 11:00', 'closed-asked-daily', ['2027-01-02 10:00', '2027-01-03 10:00', '2027-01-04 10:00']],
    ['england', '2027-01-01 11:00', 'closed-asked-daily', ['2027-01-02 10:00', '2027-01-03 10:00']],
    // An ordinary night is no long closure, a weekend is.
    ['england', '2026-11-25 18:00', 'received-soon', []],
    ['england', '2026-11-27 18:00', 'closed-asked-daily', ['2026-11-28 10:00', '2026-11-29 10:00']],
  ])('%s, written at %s: %s, asked at %j', (nation, local, message, asked) => {
    const { life, reply } = reportAt(nation, local);
    expect(reply?.message).toBe(message);
    life.until(utc(wall(local).plus({ days: 7 }).toFormat('yyyy-MM-dd HH:mm')));
    expect(life.of('daily-question').map(({ at }) => at)).toEqual(asked);
  });

  test('at her own time of day, and when that is quiet for her, after it', () => {
    const at = (person: Parameters<typeof mary>[0]) => {
      const { life } = reportAt('england', '2026-11-27 18:00', person);
      life.until('2026-12-02T10:00:00Z');
      return life.of('daily-question').map((each) => each.at);
    };
    expect(at({ timeOfDay: 'evening' })).toEqual(['2026-11-28 18:00', '2026-11-29 18:00']);
    expect(at({ timeOfDay: 'afternoon' })).toEqual(['2026-11-28 14:00', '2026-11-29 14:00']);
    expect(at({ timeOfDay: 'evening', quietHours: { from: '17:00', to: '11:00' } })).toEqual([
      '2026-11-28 11:00',
      '2026-11-29 11:00',
    ]);
    // In Auckland it is Saturday morning when it is Friday evening in London.
    expect(at({ timeZone: 'Pacific/Auckland' })).toEqual(['2026-11-28 21:00', '2026-11-29 21:00']);
  });

  test('whoever gets calls is rung', () => {
    const { life } = reportAt('england', '2026-11-27 18:00', { channel: 'voice' });
    life.until('2026-12-02T10:00:00Z');
    expect(life.of('daily-question').map(({ medium }) => medium)).toEqual(['call', 'call']);
  });

  test('it is no check-in: nobody is nudged about it, and no silence is counted from it', () => {
    const { life } = reportAt('england', '2026-12-24 18:00');
    life.until('2027-01-08T10:00:00Z');
    expect(life.sent.map(({ message }) => message)).toEqual(Array(4).fill('daily-question'));
    expect(life.known().queue).toMatchObject([{ reason: 'fever-and-skin.skin-mouth-hands', urgency: 'soon' }]);
  });

  test('it counts as unasked: the week’s limit leaves days out, with the reason', () => {
    const unsolicited = ['2026-12-22T10:00:00.000Z', '2026-12-23T10:00:00.000Z', '2026-12-24T10:00:00.000Z'];
    const { life } = reportAt('england', '2026-12-24 18:00', { unsolicited });
    life.until('2026-12-30T10:00:00Z');
    expect(life.of('daily-question').map(({ at }) => at)).toEqual(['2026-12-25 10:00']);
    expect(life.history.filter((line) => line.startsWith('daily-question-left-out'))).toEqual([
      'daily-question-left-out: limits',
      'daily-question-left-out: limits',
      'daily-question-left-out: limits',
    ]);
  });

  test.each([
    ['paused', { paused: { at: '2026-12-24T10:00:00.000Z' } }],
    ['opted-out', { optedOutAt: '2026-12-24T10:00:00.000Z' }],
  ])('whoever has %s is told when it is read and is not asked', (held, standing) => {
    const { life, reply } = reportAt('england', '2026-12-24 18:00', {
      standing: { answeredAt: '2026-11-01T10:00:00.000Z', ...standing },
    });
    expect(reply?.message).toBe('closed-until');
    life.until('2026-12-30T10:00:00Z');
    expect(life.sent).toEqual([]);
    expect(life.history).toContain(`daily-question-left-out: ${held}`);
  });

  test('what is no symptom and no feeling waits as it did', () => {
    const life = days(mary());
    expect(life.texts('2026-12-24T18:00:00Z', 'MONEY')[0]?.message).toBe('keyword-money');
    life.until('2026-12-30T10:00:00Z');
    expect(life.sent).toEqual([]);
  });

  test('a service that has not set it does nothing of it', () => {
    const { longClosure: _, ...service } = demo;
    const life = days(mary(), { service });
    expect(life.texts('2026-12-24T18:00:00Z', 'my feet are sore')[0]?.message).toBe('received-soon');
    life.until('2026-12-30T10:00:00Z');
    expect(life.sent).toEqual([]);
  });

  test('it ends when a nurse claims or closes the item, also for a question that was just about to go', () => {
    for (const how of ['claim', 'close'] as const) {
      const { life } = reportAt('england', '2026-12-24 18:00');
      life.until('2026-12-25T11:00:00Z');
      expect(isAskedDaily({ ...life.known(), now: DateTime.fromISO('2026-12-25T11:00:00Z') })).toBe(true);
      life.decide('2026-12-25T12:00:00Z', (draft) => {
        const [item] = draft.queue;
        if (item && how === 'claim') claim(draft, item, 'ann');
        if (item && how === 'close') closeItem(draft, item, 'ann', { id: 'spoke', words: 'Spoke', contact: true });
      });
      expect(isAskedDaily({ ...life.known(), now: DateTime.fromISO('2026-12-25T12:00:00Z') })).toBe(false);
      life.until('2026-12-30T10:00:00Z');
      expect(life.sent).toHaveLength(1);
    }
  });
});

describe('what she answers', () => {
  const asked = () => {
    const { life } = reportAt('england', '2026-12-24 18:00');
    life.until('2026-12-25T10:00:00Z');
    return life;
  };

  test('better leaves the item as it is, and says that it will still be read', () => {
    const life = asked();
    expect(life.texts('2026-12-25T11:00:00Z', '1')[0]?.body).toMatch(
      /we are glad\. Ann or a colleague will still read this by 5pm Tuesday/,
    );
    expect(life.known().queue).toMatchObject([{ urgency: 'soon', words: 'my feet are sore', texts: 2 }]);
    expect(life.known().queue[0]?.because.at(-1)).toEqual({ rule: 'questions.better-same-worse.1', words: '1' });
    life.until('2026-12-30T10:00:00Z');
    expect(life.of('daily-question')).toHaveLength(4);
  });

  test('the same joins it too, on three days running as well: an answer is no contact of her own', () => {
    const life = asked();
    for (const day of ['25', '26', '27']) {
      life.until(`2026-12-${day}T10:00:00Z`);
      life.texts(`2026-12-${day}T11:00:00Z`, 'the same');
    }
    expect(life.known().queue).toMatchObject([{ urgency: 'soon', words: 'my feet are sore', texts: 4 }]);
    expect(life.known().escalation).toBeUndefined();
  });

  test('worse rings, says what is worse, and ends the questions', () => {
    const life = asked();
    expect(life.texts('2026-12-25T11:00:00Z', '3')[0]).toMatchObject({ purpose: 'safety', message: 'safety-urgent' });
    expect(life.known().queue).toMatchObject([{ urgency: 'urgent', reason: 'daily-3' }]);
    expect(life.known().escalation).toMatchObject({ state: 'open', words: 'It is worse now (3). Before that: my feet are sore' });
    life.until('2026-12-25T11:00:01Z');
    expect(isAskedDaily({ ...life.known(), now: DateTime.fromISO('2026-12-25T12:00:00Z') })).toBe(false);
  });

  test.each([
    ['the same symptom again', 'my feet are still sore', undefined],
    ['a second symptom', 'feeling sick now', 'second-symptom'],
    ['a feeling beside the symptom', 'feeling low', 'second-symptom'],
    ['a question about money', 'can someone help me with a benefits form', undefined],
  ])('%s, hours later: %s', (_, words, reason) => {
    const { life } = reportAt('england', '2026-12-24 18:00');
    life.texts('2026-12-25T14:00:00Z', words);
    expect(life.known().escalation === undefined).toBe(reason === undefined);
    if (reason) expect(life.known().queue).toMatchObject([{ urgency: 'urgent', reason }]);
  });

  test('what follows within minutes belongs to the report, as it would in one text', () => {
    const { life } = reportAt('england', '2026-12-24 18:00');
    life.texts('2026-12-24T18:04:00Z', 'feeling sick too');
    expect(life.known().escalation).toBeUndefined();
    life.texts('2026-12-25T14:00:00Z', 'still feeling sick');
    expect(life.known().escalation).toBeUndefined();
  });
});

test('whatever the moment: told a time at which somebody is there, never asked in quiet hours, twice a day, or once it has opened', () => {
  const clock = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
  const person = fc.record(
    {
      timeOfDay: fc.constantFrom('morning' as const, 'afternoon' as const, 'evening' as const),
      quietHours: fc.record({ from: clock, to: clock }),
      timeZone: fc.constantFrom(LONDON, 'Europe/Madrid', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'),
      channel: fc.constantFrom('text' as const, 'voice' as const),
    },
    { requiredKeys: [] },
  );
  const nation = fc.constantFrom(...(Object.keys(STATES) as Nation[]));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 730 * 24 * 60 - 1 }), nation, person, (minutes, where, more) => {
      const service = { ...demo, nation: where };
      const life = days(mary({ nation: where, ...more }), { service });
      const now = DateTime.fromISO('2026-01-01T00:00:00Z', { zone: 'utc' }).plus({ minutes });
      const [reply] = life.texts(now.toISO() ?? '', 'my feet are sore');
      const [item] = life.known().queue;
      const until = item?.waits && DateTime.fromISO(item.waits.until, { zone: 'utc' });
      const isClosed = openNow(service, bankHolidays, now) === undefined;
      if (reply?.message.startsWith('closed')) {
        const told = /will read this at (\S+) ([A-Z]\w+|tomorrow|today)/.exec(reply.body);
        expect(told?.[0], reply.body).toBeDefined();
        expect(until && openNow(service, bankHolidays, until)).toBeDefined();
        expect(until && until > now.plus({ hours: 24 }) && isClosed).toBe(true);
        const there = (at: DateTime | undefined) => at?.setZone(life.known().person.timeZone);
        const isTomorrow = there(until)?.hasSame(there(now)?.plus({ days: 1 }) ?? now, 'day');
        expect(told?.[2]).toBe(isTomorrow ? 'tomorrow' : there(until)?.toFormat('cccc'));
      } else {
        const opens = nextOpening(service, bankHolidays, now).from;
        expect(!isClosed || opens <= now.plus({ hours: 24 })).toBe(true);
      }
      life.until(now.plus({ days: 9 }).toISO() ?? '');
      const { timeZone } = life.known().person;
      const asked = life.of('daily-question').map(({ at }) => DateTime.fromISO(at.replace(' ', 'T'), { zone: service.timeZone }));
      const askedOn = asked.map((at) => at.setZone(timeZone).toISODate());
      expect(new Set(askedOn).size).toBe(askedOn.length);
      if (reply?.message === 'closed-asked-daily') expect(asked.length).toBeGreaterThan(0);
      if (reply?.message === 'closed-until' || !until) expect(asked).toEqual([]);
      for (const at of asked) {
        expect(isQuiet(life.known().person, at)).toBe(false);
        expect(until && at < until && at > now).toBe(true);
        expect(openNow(service, bankHolidays, at)).toBeUndefined();
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);

test('a check-in that falls on a day of the daily question is left out, with the reason', () => {
  const { life } = reportAt('england', '2026-12-24 18:00');
  life.until('2026-12-25T10:00:00Z');
  life.decide('2026-12-26T09:30:00Z', (draft) => {
    const series = {
      id: 's',
      pathway: 'diagnosis',
      kind: 'diagnosis' as const,
      on: '2026-12-25',
      startedAt: '',
      next: 0,
      step: 1,
    };
    draft.series = [series];
    checkInDue(draft, series);
    expect(draft.dispatches.filter(({ asks }) => asks?.series === 's')).toEqual([]);
  });
  expect(life.history).toContain('check-in-skipped: daily-question');
});
