import { describe, expect, test } from 'vitest';
import type { Draft } from '../../functions/care/draft.ts';
import { otherChannel } from '../../functions/care/other-channel.ts';
import type { Person } from '../../functions/care/person.ts';
import { failed } from '../../functions/care/receipts.ts';
import { say } from '../../functions/care/say.ts';
import { heard } from '../../functions/care/silence.ts';
import { days } from '../harness/days.ts';
import { demo, mary } from '../harness/known.ts';

/** A check-in that goes out on Wednesday 25 November 2026 at ten. */
function asked(person: Partial<Person> = {}, more: Partial<Draft> = {}) {
  const life = days(mary(person), more);
  life.decide('2026-11-25T10:00:00Z', (draft) =>
    say(draft, { message: 'check-in', purpose: 'unsolicited', asks: { kind: 'check-in', series: 's', place: 0 } }),
  );
  return life;
}

/** What went out and what was put into the queue, in order, until three days and a little after the question. */
function ladder(life: ReturnType<typeof asked>, until = '2026-11-28T10:30:00Z') {
  life.until(until);
  return [
    ...life.sent.map(({ at, message, medium }) => `${at} ${medium} ${message}`),
    ...life.known().queue.map(({ since, reason, urgency }) => `${since.slice(0, 16).replace('T', ' ')} ${urgency} ${reason}`),
  ];
}

describe('the ladder of silence', () => {
  test.each<[string, Partial<Person>, string[]]>([
    [
      'somebody who gets texts is rung',
      {},
      [
        '2026-11-25 10:00 text check-in',
        '2026-11-26 10:00 text nudge',
        '2026-11-27 10:00 call second-offer',
        '2026-11-28 10:00 routine silence',
      ],
    ],
    [
      'somebody who gets calls is texted',
      { channel: 'voice' },
      [
        '2026-11-25 10:00 text check-in',
        '2026-11-26 10:00 call nudge',
        '2026-11-27 10:00 text second-offer',
        '2026-11-28 10:00 routine silence',
      ],
    ],
    [
      'a number that has never answered gets words that name nobody',
      { standing: {} },
      [
        '2026-11-25 10:00 text check-in',
        '2026-11-26 10:00 text check-in-neutral',
        '2026-11-27 10:00 call second-offer',
        '2026-11-28 10:00 routine silence',
      ],
    ],
    [
      'in quiet hours a step waits for their end',
      { quietHours: { from: '09:30', to: '12:00' } },
      [
        '2026-11-25 12:00 text check-in',
        '2026-11-26 12:00 text nudge',
        '2026-11-27 12:00 call second-offer',
        '2026-11-28 12:00 routine silence',
      ],
    ],
    [
      'two more in the week before: the call would come after the task, and is left out',
      { unsolicited: ['2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z'] },
      ['2026-11-25 10:00 text check-in', '2026-11-26 10:00 text nudge', '2026-11-28 10:00 routine silence'],
    ],
    [
      'three more in the week before: only the task is left, and it comes in time',
      { unsolicited: ['2026-11-22T10:00:00.000Z', '2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z'] },
      ['2026-11-25 10:00 text check-in', '2026-11-28 10:00 routine silence'],
    ],
  ])('%s', (_, person, steps) => {
    expect(ladder(asked(person), '2026-11-28T12:30:00Z')).toEqual(steps);
  });

  test('what the limits leave out is recorded with the reason', () => {
    const life = asked({ unsolicited: ['2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z'] });
    life.until('2026-11-28T12:00:00Z');
    expect(life.history.filter((line) => line.startsWith('silence'))).toEqual([
      'silence: nudge',
      'silence-left-out: limits',
      'silence: other-channel',
      'silence: task',
    ]);
  });

  test('a call that the provider does not take is no end of the question: the task still comes', () => {
    const life = asked();
    life.until('2026-11-27T10:00:00Z');
    life.decide('2026-11-27T10:01:00Z', (draft) => {
      const call = draft.dispatches.find(({ message }) => message === 'second-offer');
      if (call) failed(draft, call, '13224');
    });
    expect(life.known().question).toMatchObject({ kind: 'check-in', silence: 2 });
    life.until('2026-11-28T12:00:00Z');
    expect(life.known().queue).toMatchObject([{ reason: 'silence' }]);
  });

  test('the ladder is the service’s own', () => {
    const service = { ...demo, silence: [{ after: 'PT12H', does: 'task' as const }] };
    expect(ladder(asked({}, { service }))).toEqual(['2026-11-25 10:00 text check-in', '2026-11-25 22:00 routine silence']);
  });

  test('an answer ends it at any step', () => {
    for (const at of ['2026-11-25T11:00:00Z', '2026-11-26T11:00:00Z', '2026-11-27T11:00:00Z']) {
      const life = asked();
      life.until(at);
      const before = life.sent.length;
      life.texts(at, '1');
      life.until('2026-11-30T10:00:00Z');
      expect(life.sent.length).toBe(before);
      expect(life.known().queue).toEqual([]);
    }
  });
});

test.each<[string, Partial<Person>, 'text' | 'call']>([
  ['gets texts', {}, 'call'],
  ['gets calls', { channel: 'voice' }, 'text'],
  ['uses BSL', { needs: { bsl: true } }, 'text'],
  ['uses Relay UK', { needs: { relayUk: true } }, 'text'],
  ['needs an interpreter', { needs: { interpreter: 'Polish' } }, 'text'],
  ['wants nothing left on a voicemail', { reach: { voicemail: false } }, 'text'],
  ['may be rung at some times only', { reach: { safeTimes: 'mornings, when he is out' } }, 'text'],
  ['has the use of somebody else’s phone', { reach: { phoneOf: 'her daughter' } }, 'text'],
  ['may have a voicemail', { reach: { voicemail: true } }, 'call'],
  ['gets calls on a landline', { channel: 'voice', phone: '+441632960777' }, 'call'],
  ['gets calls because she cannot read a text', { channel: 'voice', needs: { sight: 'blind' } }, 'call'],
])('how whoever %s gets the second offer', (_, person, medium) => {
  expect(otherChannel(mary(person).person)).toBe(medium);
});

/** A question that ends in silence: it is asked, and three days later the task is there. */
function silentFrom(life: ReturnType<typeof days>, monday: string): void {
  const at = `${monday}T10:00:00Z`;
  life.decide(at, (draft) =>
    say(draft, { message: 'check-in', purpose: 'unsolicited', asks: { kind: 'check-in', series: 's', place: 0 } }),
  );
  life.until(`${monday.slice(0, 8)}${String(Number(monday.slice(8)) + 4).padStart(2, '0')}T10:00:00Z`);
}

describe('silences that follow one another', () => {
  test('the second is a reason of its own, and does not wait as long', () => {
    const life = days(mary());
    silentFrom(life, '2026-11-02');
    expect(life.known().queue).toMatchObject([{ reason: 'silence', urgency: 'routine' }]);
    silentFrom(life, '2026-11-16');
    expect(life.known().queue).toMatchObject([{ reason: 'silence-repeated', urgency: 'soon' }]);
  });

  test('anything she writes in between ends the row; what somebody else writes does not', () => {
    const life = days(mary());
    silentFrom(life, '2026-11-02');
    life.decide('2026-11-10T10:00:00Z', (draft) => heard(draft, '+447700900999'));
    expect(life.known().person.silences).toBe(1);
    life.decide('2026-11-10T11:00:00Z', (draft) => heard(draft, draft.person.phone));
    silentFrom(life, '2026-11-16');
    expect(life.known().queue).toMatchObject([{ reason: 'silence', urgency: 'routine' }]);
  });

  test('a service that has not set it never says so', () => {
    const { repeatedSilence: _, ...service } = demo;
    const life = days(mary(), { service });
    for (const monday of ['2026-11-02', '2026-11-16']) silentFrom(life, monday);
    expect(life.known().queue).toMatchObject([{ reason: 'silence' }]);
  });
});
