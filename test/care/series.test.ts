import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { correctEvent, type Happening, recordEvent, takeBackEvent } from '../../functions/care/clinical-events.ts';
import type { Draft } from '../../functions/care/draft.ts';
import type { Known } from '../../functions/care/known.ts';
import type { Person } from '../../functions/care/person.ts';
import { checkInDue } from '../../functions/care/series.ts';
import { pathwayFor } from '../../functions/care/slots.ts';
import { decision, demo, after as leaves, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** The plan of check-ins as tables: what is recorded when, and when the next one comes. */

function planned({ agenda, person }: Pick<Draft, 'agenda' | 'person'>): string[] {
  return agenda
    .filter(({ kind }) => kind === 'check-in')
    .map(({ due }) => DateTime.fromISO(due, { zone: person.timeZone }).toFormat('ccc yyyy-MM-dd HH:mm'))
    .sort();
}

function recorded(happening: Happening, at: string, person: Partial<Person> = {}): Draft {
  const draft = decision(mary(person), at);
  recordEvent(draft, happening);
  return draft;
}

const skips = ({ history }: Draft) => history.filter(({ what }) => what === 'check-in-skipped').map(({ why }) => why);

describe('when the first check-in comes', () => {
  test.each<[string, Happening, string, Partial<Person>, string]>([
    ['the next day', { kind: 'diagnosis', on: '2026-11-25' }, '2026-11-25T10:00:00Z', {}, 'Thu 2026-11-26 10:14'],
    [
      'on Monday instead of Saturday',
      { kind: 'diagnosis', on: '2026-11-27' },
      '2026-11-27T10:00:00Z',
      {},
      'Mon 2026-11-30 10:14',
    ],
    [
      'but not on Saint Andrew’s Day in Scotland',
      { kind: 'diagnosis', on: '2026-11-27' },
      '2026-11-27T10:00:00Z',
      { nation: 'scotland' },
      'Tue 2026-12-01 10:14',
    ],
    [
      'on Tuesday for somebody in Auckland, where it is Saturday while London’s Friday ends',
      { kind: 'diagnosis', on: '2026-11-27' },
      '2026-11-27T10:00:00Z',
      { timeZone: 'Pacific/Auckland' },
      'Tue 2026-12-01 10:14',
    ],
    ['after Christmas', { kind: 'diagnosis', on: '2026-12-24' }, '2026-12-24T10:00:00Z', {}, 'Tue 2026-12-29 10:14'],
    [
      'at two for somebody who likes the afternoon',
      { kind: 'diagnosis', on: '2026-11-25' },
      '2026-11-25T10:00:00Z',
      { timeOfDay: 'afternoon' },
      'Thu 2026-11-26 14:14',
    ],
    [
      'at six for somebody who likes the evening',
      { kind: 'diagnosis', on: '2026-11-25' },
      '2026-11-25T10:00:00Z',
      { timeOfDay: 'evening' },
      'Thu 2026-11-26 18:14',
    ],
    [
      'when quiet hours end, for somebody who sleeps long',
      { kind: 'diagnosis', on: '2026-11-25' },
      '2026-11-25T10:00:00Z',
      { quietHours: { from: '21:00', to: '11:30' } },
      'Thu 2026-11-26 11:30',
    ],
    [
      'on the clock of Madrid',
      { kind: 'diagnosis', on: '2026-11-25' },
      '2026-11-25T10:00:00Z',
      { timeZone: 'Europe/Madrid' },
      'Thu 2026-11-26 10:14',
    ],
    [
      'after the clocks went forward, at ten by the wall',
      { kind: 'diagnosis', on: '2027-03-25' },
      '2027-03-25T10:00:00Z',
      {},
      'Tue 2027-03-30 10:14',
    ],
    ['on 29 February', { kind: 'diagnosis', on: '2028-02-28' }, '2028-02-28T10:00:00Z', {}, 'Tue 2028-02-29 10:14'],
    [
      'a day beforehand, for what is still to come',
      { kind: 'treatment-start', on: '2026-12-07', treatment: 'Xeloda' },
      '2026-11-25T10:00:00Z',
      {},
      'Thu 2026-12-10 10:14',
    ],
    [
      'at once, when somebody asks for it',
      { kind: 'on-request', on: '2026-11-25' },
      '2026-11-25T13:20:00Z',
      {},
      'Wed 2026-11-25 13:20',
    ],
    [
      'in the morning of a day to come, though there are no quiet hours',
      { kind: 'on-request', on: '2026-12-02' },
      '2026-11-25T13:20:00Z',
      { quietHours: { from: '00:00', to: '00:00' } },
      'Wed 2026-12-02 10:14',
    ],
    [
      'in the morning, when somebody asks for it by night',
      { kind: 'on-request', on: '2026-11-25' },
      '2026-11-25T22:00:00Z',
      {},
      'Thu 2026-11-26 09:00',
    ],
    [
      'at once, when recorded late but within its window',
      { kind: 'diagnosis', on: '2026-11-23' },
      '2026-11-25T13:20:00Z',
      {},
      'Wed 2026-11-25 13:20',
    ],
  ])('%s', (_, happening, at, person, first) => {
    expect(planned(recorded(happening, at, person))[0]).toBe(first);
  });

  test('what is recorded late is skipped with the reason, place by place, as far as windows are past', () => {
    const draft = recorded({ kind: 'diagnosis', on: '2026-10-20' }, '2026-11-25T10:00:00Z');
    expect(skips(draft)).toEqual(['window-past', 'window-past', 'window-past', 'window-past']);
    expect(planned(draft)).toEqual(['Mon 2026-12-14 10:14']);
  });

  test('people of one time of day are spread over the service’s half hour, each at a time of their own', () => {
    const times = Array.from({ length: 200 }, (_, n) => {
      const phone = `+4477009${String(10_000 + n * 37)}`;
      return planned(recorded({ kind: 'diagnosis', on: '2026-11-25' }, '2026-11-25T10:00:00Z', { phone }))[0] ?? '';
    });
    expect(new Set(times).size).toBeGreaterThan(20);
    for (const time of times) expect(time >= 'Thu 2026-11-26 10:00' && time < 'Thu 2026-11-26 10:30', time).toBe(true);
  });
});

describe('which pathway a treatment begins', () => {
  test.each([
    ['treatment-start', 'Enhertu', 'treatment-start-any-month'],
    ['treatment-start', 'capecitabine', 'treatment-start'],
    ['treatment-start', undefined, 'treatment-start'],
    ['treatment-end', 'trastuzumab deruxtecan', 'treatment-end-lungs'],
    ['treatment-end', 'Keytruda', 'treatment-end-late'],
    ['treatment-end', 'Denosumab', 'treatment-end-late'],
    ['treatment-end', 'letrozole', 'treatment-end'],
    ['treatment-end', 'something that no table names', 'treatment-end'],
    ['diagnosis', 'Enhertu', 'diagnosis'],
  ] as const)('%s of %s: %s', (kind, treatment, pathway) => {
    expect(pathwayFor(catalogue, kind, treatment)).toBe(pathway);
  });

  test('what may do harm after it has stopped is asked about for as long as the reading of texts looks back', () => {
    for (const { name, lookBackDays } of catalogue.reading.treatments.treatments.filter(
      ({ lookBackDays: days }) => days >= 180,
    )) {
      const pathway = catalogue.pathways[pathwayFor(catalogue, 'treatment-end', name)];
      expect(pathway?.ongoing, name).toBeDefined();
      expect(pathway?.endsAfterDays, name).toBeGreaterThanOrEqual(lookBackDays);
    }
  });

  test('a start and an end stand among the treatments as well, which the reading of texts looks at', () => {
    const draft = recorded({ kind: 'treatment-start', on: '2026-11-02', treatment: 'Enhertu' }, '2026-11-25T10:00:00Z');
    recordEvent(draft, { kind: 'treatment-end', on: '2026-11-20', treatment: 'trastuzumab deruxtecan' });
    expect(draft.person.treatments).toEqual([{ class: 'Enhertu', startedOn: '2026-11-02', endedOn: '2026-11-20' }]);
    takeBackEvent(draft, draft.person.events[1]?.id ?? '');
    expect(draft.person.treatments).toEqual([{ class: 'Enhertu', startedOn: '2026-11-02' }]);
  });
});

describe('one voice, however many series', () => {
  const kinds = (draft: Draft) => draft.series.map(({ kind }) => kind).sort();

  test('a newer event ends the older plan; the watch over a medicine goes on beside it', () => {
    const draft = recorded({ kind: 'diagnosis', on: '2026-11-02' }, '2026-11-25T10:00:00Z');
    recordEvent(draft, { kind: 'treatment-end', on: '2026-11-10', treatment: 'Keytruda' });
    recordEvent(draft, { kind: 'progression', on: '2026-11-20' });
    expect(kinds(draft)).toEqual(['progression', 'treatment-end']);
    recordEvent(draft, { kind: 'treatment-start', on: '2026-11-25', treatment: 'capecitabine' });
    expect(kinds(draft)).toEqual(['progression', 'treatment-end', 'treatment-start']);
  });

  test('what happened before the event that the plan is about is history, and begins nothing', () => {
    const draft = recorded({ kind: 'progression', on: '2026-11-20' }, '2026-11-25T10:00:00Z');
    recordEvent(draft, { kind: 'diagnosis', on: '2026-08-01' });
    expect(kinds(draft)).toEqual(['progression']);
    expect(draft.person.events.map(({ kind }) => kind)).toEqual(['progression', 'diagnosis']);
    expect(draft.history).toContainEqual(expect.objectContaining({ what: 'series-ended', why: 'older-than-plan' }));
  });

  test('what is still to come leaves the older plan in place until its date', () => {
    const draft = recorded({ kind: 'diagnosis', on: '2026-11-24' }, '2026-11-25T10:00:00Z');
    recordEvent(draft, { kind: 'treatment-change', on: '2026-12-01' });
    expect(kinds(draft)).toEqual(['diagnosis', 'treatment-change']);
    expect(planned(draft)).toEqual(['Thu 2026-12-03 10:14', 'Wed 2026-11-25 10:14']);
    const next = decision(leaves(draft), '2026-11-30T10:14:00Z');
    const [diagnosis] = next.series;
    if (!diagnosis) throw new Error('the diagnosis has no series');
    diagnosis.next = 1;
    checkInDue(next, diagnosis);
    // The check-in of day 4 went out; the next would lie beyond the change of treatment.
    expect(next.dispatches.map(({ message }) => message)).toEqual(['check-in']);
    expect(kinds(next)).toEqual(['treatment-change']);
  });

  test('two that are due close together are one: the older series leaves its own out', () => {
    const known = leaves(recorded({ kind: 'diagnosis', on: '2026-11-24' }, '2026-11-24T10:00:00Z'));
    const draft = decision(known, '2026-11-25T09:00:00Z');
    recordEvent(draft, { kind: 'treatment-start', on: '2026-11-22', treatment: 'capecitabine' });
    const due = decision(leaves(draft), '2026-11-25T10:14:00Z');
    const diagnosis = due.series.find(({ kind }) => kind === 'diagnosis');
    if (!diagnosis) throw new Error('the diagnosis has no series');
    checkInDue(due, diagnosis);
    expect(skips(due)).toEqual(['another-check-in']);
    expect(due.dispatches).toEqual([]);
  });

  test.each([
    ['first', ['treatment-start', 'on-request']],
    ['last', ['on-request', 'treatment-start']],
  ])('of two that are due in one minute the one asked for goes out, also when the other is woken %s', (_, order) => {
    const draft = recorded({ kind: 'on-request', on: '2026-11-30' }, '2026-12-03T09:30:00Z');
    recordEvent(draft, { kind: 'treatment-start', on: '2026-11-30', treatment: 'capecitabine' });
    expect(planned(draft)).toEqual(['Thu 2026-12-03 10:14', 'Thu 2026-12-03 10:14']);
    let known = leaves(draft);
    for (const kind of order) {
      const due = decision(known, '2026-12-03T10:14:00Z', { fresh: kind });
      const series = due.series.find((each) => each.kind === kind);
      if (!series) throw new Error(`there is no series after ${kind}`);
      checkInDue(due, series);
      if (kind === 'treatment-start') expect(skips(due)).toEqual(['another-check-in']);
      known = leaves(due);
    }
    expect(known.dispatches.map(({ asks }) => asks?.series)).toEqual(['mary-sor20261130']);
  });

  test.each<[string, (known: Known) => void, string | undefined]>([
    ['nothing', () => {}, undefined],
    ['that she told us today how she is, unasked', ({ person }) => (person.toldAt = '2026-11-26T09:10:00.000Z'), 'told-already'],
    ['that she told us yesterday, unasked', ({ person }) => (person.toldAt = '2026-11-25T15:00:00.000Z'), undefined],
    [
      'that she told us yesterday, asked',
      (known) => {
        known.person.toldAt = '2026-11-25T15:00:00.000Z';
        known.question = ASKED;
      },
      'told-already',
    ],
    ['that she told us the week before', ({ person }) => (person.toldAt = '2026-11-18T15:00:00.000Z'), undefined],
    ['that she has paused', ({ person }) => (person.standing.paused = { at: '2026-11-25T15:00:00.000Z' }), 'paused'],
    ['an urgent matter with the nurse', ({ queue }) => queue.push(URGENT), 'moved: matter-open'],
    [
      'an urgent matter about which somebody has spoken to her',
      ({ queue }) => queue.push({ ...URGENT, attended: { words: '', by: 'ann', at: '' } }),
      undefined,
    ],
    ['one unasked text earlier that day', ({ person }) => person.unsolicited.push('2026-11-26T09:01:00.000Z'), 'moved: limits'],
    [
      'four in the week before',
      ({ person }) => person.unsolicited.push(...['20', '21', '23', '24'].map((day) => `2026-11-${day}T10:00:00.000Z`)),
      'moved: limits',
    ],
  ])('what stands in the way of a check-in: %s', (_, change, expected) => {
    const known = leaves(recorded({ kind: 'diagnosis', on: '2026-11-25' }, '2026-11-25T10:00:00Z'));
    change(known);
    const draft = decision(known, '2026-11-26T10:14:00Z');
    const [series] = draft.series;
    if (!series) throw new Error('there is no series');
    checkInDue(draft, series);
    const [event] = draft.history.filter(({ what }) => what === 'check-in-skipped' || what === 'check-in-moved');
    expect(event?.what === 'check-in-moved' ? `moved: ${event.why}` : event?.why).toBe(expected);
    expect(draft.dispatches.length).toBe(expected ? 0 : 1);
    // What is moved comes at its usual time on the next day that is allowed.
    if (expected?.startsWith('moved')) expect(planned(draft)[0]).toBe('Fri 2026-11-27 10:14');
  });

  test('an urgent matter that stays open past the window is the reason for which a check-in is skipped', () => {
    const known = leaves(recorded({ kind: 'diagnosis', on: '2026-11-25' }, '2026-11-25T10:00:00Z'));
    known.queue.push(URGENT);
    const draft = decision(known, '2026-12-01T10:14:00Z');
    const [series] = draft.series;
    if (!series) throw new Error('there is no series');
    checkInDue(draft, series);
    expect(skips(draft)).toEqual(['matter-open']);
  });
});

const ASKED: NonNullable<Known['question']> = {
  kind: 'check-in',
  series: 'mary-sd20261125',
  dispatch: 'mary-d1',
  askedAt: '2026-11-25T10:14:00.000Z',
  answeredAt: '2026-11-25T15:00:00.000Z',
  silentSince: '2026-11-25T10:14:00.000Z',
  silence: 0,
  step: 1,
};

const URGENT: Known['queue'][number] = {
  id: 'mary-q1',
  team: 'cns',
  urgency: 'urgent',
  topic: 'symptom',
  reason: 'infection.fever',
  because: [],
  words: 'shivering',
  from: '+447700900201',
  since: '2026-11-26T09:30:00.000Z',
  dueBy: '2026-11-26T09:40:00.000Z',
  texts: 1,
  step: 1,
};

describe('what was recorded wrongly', () => {
  test('a corrected date keeps what was asked and plans the rest anew', () => {
    const draft = recorded({ kind: 'diagnosis', on: '2026-11-10' }, '2026-11-11T10:14:00Z');
    const [series] = draft.series;
    if (!series) throw new Error('there is no series');
    checkInDue(draft, series);
    expect(planned(draft)).toEqual(['Mon 2026-11-16 10:14']);
    const event = correctEvent(draft, draft.person.events[0]?.id ?? '', '2026-11-17');
    expect(event).toMatchObject({ on: '2026-11-17' });
    expect(draft.series[0]).toMatchObject({ next: 1, on: '2026-11-17' });
    expect(planned(draft)).toEqual(['Mon 2026-11-23 10:14']);
  });

  test('an event put off to a date still to come gives the plan back to what it had replaced', () => {
    const draft = recorded({ kind: 'diagnosis', on: '2026-11-24' }, '2026-11-25T09:00:00Z');
    recordEvent(draft, { kind: 'treatment-change', on: '2026-11-25' });
    expect(draft.series.map(({ kind }) => kind)).toEqual(['treatment-change']);
    correctEvent(draft, draft.person.events[1]?.id ?? '', '2026-12-08');
    expect(draft.series.map(({ kind }) => kind).sort()).toEqual(['diagnosis', 'treatment-change']);
    expect(planned(draft)).toEqual(['Thu 2026-12-10 10:14', 'Wed 2026-11-25 10:14']);
  });

  test('an event taken back is as if it had never been', () => {
    const before = recorded({ kind: 'diagnosis', on: '2026-11-24' }, '2026-11-25T09:00:00Z');
    const draft = decision(leaves(before), '2026-11-25T09:05:00Z');
    const { event } = recordEvent(draft, { kind: 'progression', on: '2026-11-25' });
    takeBackEvent(draft, event.id);
    expect(draft.person.events).toEqual(before.person.events);
    expect(draft.series.map(({ id, on, next }) => ({ id, on, next }))).toEqual(
      before.series.map(({ id, on, next }) => ({ id, on, next })),
    );
    expect(planned(draft)).toEqual(planned(before));
    // Recorded again it is another event with an id of its own, as the first stands in the history.
    expect(recordEvent(draft, { kind: 'progression', on: '2026-11-25' }).isNew).toBe(true);
  });

  test('one date cannot hold the same event twice', () => {
    const draft = recorded({ kind: 'progression', on: '2026-11-20' }, '2026-11-25T10:00:00Z');
    const { event } = recordEvent(draft, { kind: 'progression', on: '2026-11-24' });
    expect(correctEvent(draft, event.id, '2026-11-20')).toBe('same-event');
    expect(correctEvent(draft, 'mary-nothing', '2026-11-20')).toBe('not-found');
  });
});

test('the service’s times of day lie outside its quiet hours', () => {
  const { from, to } = demo.quietHours;
  for (const time of Object.values(demo.timesOfDay)) expect(time >= to && time < from, time).toBe(true);
});
