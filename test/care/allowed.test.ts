import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { isMatterOpen, isStaffedDay, isWithinLimits, nextAllowed, nextFree, stillToGo } from '../../functions/care/allowed.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { Person } from '../../functions/care/person.ts';
import { raise } from '../../functions/care/queue.ts';
import { say } from '../../functions/care/say.ts';
import { decision, mary } from '../harness/known.ts';

/** Promise 5 by the calendar: once a day, four times in seven days, outside quiet hours, whoever asks. Mary's quiet hours are from eight to nine. */

const moment = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' });
const draftOf = (more: Partial<Person> = {}, at?: string) => decision(mary(more), at);
const iso = (at: DateTime | undefined) => at?.toUTC().toISO() ?? undefined;

describe('the limits', () => {
  test.each<[string, string[], string, boolean]>([
    ['nothing was sent', [], '2026-11-25T10:00:00Z', true],
    ['one the same day', ['2026-11-25T09:00:00.000Z'], '2026-11-25T18:00:00Z', false],
    ['one the day before', ['2026-11-24T19:00:00.000Z'], '2026-11-25T09:00:00Z', true],
    ['three in seven days', ['20', '21', '22'].map((day) => `2026-11-${day}T10:00:00.000Z`), '2026-11-25T10:00:00Z', true],
    ['four in seven days', ['20', '21', '22', '23'].map((day) => `2026-11-${day}T10:00:00.000Z`), '2026-11-25T10:00:00Z', false],
    [
      'the first of four seven days ago',
      ['18', '21', '22', '23'].map((day) => `2026-11-${day}T10:00:00.000Z`),
      '2026-11-25T10:00:00Z',
      true,
    ],
    [
      'the first of four a minute less ago',
      ['2026-11-18T10:01:00.000Z', ...['21', '22', '23'].map((day) => `2026-11-${day}T10:00:00.000Z`)],
      '2026-11-25T10:00:00Z',
      false,
    ],
  ])('%s', (_, unsolicited, at, is) => {
    expect(isWithinLimits(draftOf({ unsolicited }), moment(at))).toBe(is);
  });

  test('a day is one where she is', () => {
    const unsolicited = ['2026-11-25T10:30:00.000Z'];
    // Half past eleven in the evening in Auckland, and the next afternoon.
    expect(isWithinLimits(draftOf({ unsolicited, timeZone: 'Pacific/Auckland' }), moment('2026-11-25T11:30:00Z'))).toBe(true);
    expect(isWithinLimits(draftOf({ unsolicited }), moment('2026-11-25T11:30:00Z'))).toBe(false);
  });

  test('what is planned counts with what was sent', () => {
    expect(isWithinLimits(draftOf(), moment('2026-11-25T10:00:00Z'), ['2026-11-25T18:00:00.000Z'])).toBe(false);
  });
});

describe('the next moment', () => {
  test.each<[string, Partial<Person>, string, string | undefined]>([
    ['is now', {}, '2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z'],
    ['is the end of the quiet hours', {}, '2026-11-25T21:00:00Z', '2026-11-26T09:00:00.000Z'],
    [
      'is the next morning, after one today',
      { unsolicited: ['2026-11-25T09:00:00.000Z'] },
      '2026-11-25T10:00:00Z',
      '2026-11-26T09:00:00.000Z',
    ],
    [
      'is when a week has passed since the first of four',
      { unsolicited: ['20', '21', '22', '23'].map((day) => `2026-11-${day}T08:00:00.000Z`) },
      '2026-11-25T10:00:00Z',
      '2026-11-27T09:00:00.000Z',
    ],
    ['is at her own nine o’clock', { timeZone: 'America/New_York' }, '2026-11-25T05:00:00Z', '2026-11-25T14:00:00.000Z'],
  ])('%s', (_, more, from, expected) => {
    expect(iso(nextAllowed(draftOf(more), moment(from)))).toBe(expected);
  });

  test('is one that suits, looked for over eight days', () => {
    const suits = (day: string) => (at: DateTime) => at.toISODate() === day;
    const from = moment('2026-11-25T10:00:00Z');
    expect(iso(nextAllowed(draftOf(), from, [], suits('2026-12-02')))).toBe('2026-12-02T09:00:00.000Z');
    expect(nextAllowed(draftOf(), from, [], suits('2026-12-03'))).toBeUndefined();
  });

  test('for something more counts what is still to go out: pending, and unasked', () => {
    const draft = draftOf();
    const unasked = say(draft, { message: 'check-in', purpose: 'unsolicited', at: moment('2026-11-25T12:00:00Z') });
    const sent = say(draft, { message: 'check-in', purpose: 'unsolicited', at: moment('2026-11-26T12:00:00Z') });
    sent.state = 'sent';
    say(draft, { message: 'thanks-neutral', purpose: 'staff', at: moment('2026-11-26T12:00:00Z') });
    expect(stillToGo(draft)).toEqual([unasked.at]);
    expect(iso(nextFree(draft, moment('2026-11-25T10:00:00Z')))).toBe('2026-11-26T09:00:00.000Z');
    expect(iso(nextAllowed(draft, moment('2026-11-25T10:00:00Z')))).toBe('2026-11-25T10:00:00.000Z');
  });
});

describe('somebody is there to read the answer', () => {
  test.each<[string, Partial<Person>, string, boolean]>([
    ['on a Wednesday', {}, '2026-11-25T10:00:00Z', true],
    ['on a Saturday', {}, '2026-11-28T10:00:00Z', false],
    ['at Christmas', {}, '2026-12-25T10:00:00Z', false],
    [
      'on Saturday morning in Auckland, which is Friday evening here',
      { timeZone: 'Pacific/Auckland' },
      '2026-11-27T20:00:00Z',
      false,
    ],
    ['on St Andrew’s Day, here', {}, '2026-11-30T10:00:00Z', true],
    ['on St Andrew’s Day, in Scotland', { nation: 'scotland' }, '2026-11-30T10:00:00Z', false],
    ['where she has told of no nation, by that of the service', { nation: undefined }, '2026-12-28T10:00:00Z', false],
  ] as [string, Partial<Person>, string, boolean][])('%s', (_, more, at, is) => {
    expect(isStaffedDay(draftOf(more), moment(at))).toBe(is);
  });
});

describe('an urgent matter is open', () => {
  const MARY = '+447700900201';
  const raised = (urgency: 'urgent' | 'routine') => {
    const draft = draftOf();
    raise(draft, { urgency, topic: 'symptom', reason: 'read', words: '', from: MARY });
    return draft;
  };

  test('while danger is in the queue, or rings', () => {
    expect(isMatterOpen(draftOf())).toBe(false);
    expect(isMatterOpen(raised('routine'))).toBe(false);
    expect(isMatterOpen(raised('urgent'))).toBe(true);
    const rings = draftOf();
    escalate(rings, { from: MARY, urgency: 'urgent', topic: 'symptom', words: '' }, '4711');
    expect(isMatterOpen(rings)).toBe(true);
  });

  test('until somebody has spoken to her', () => {
    const draft = raised('urgent');
    Object.assign(draft.queue[0] as object, { attended: { words: 'Spoke to the patient', by: 'ann', at: '' } });
    expect(isMatterOpen(draft)).toBe(false);
  });
});
