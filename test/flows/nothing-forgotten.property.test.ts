import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { holdOn, isInHospital } from '../../functions/care/hold.ts';
import type { AgendaKind, Known } from '../../functions/care/known.ts';
import { isQuiet } from '../../functions/care/time.ts';
import { acceptEscalation, closeEscalation } from '../../functions/flows/attend-escalation.ts';
import { claimItem, closeItem, replyToItem } from '../../functions/flows/attend-item.ts';
import { changeStanding, STANDINGS } from '../../functions/flows/change-standing.ts';
import { load } from '../../functions/flows/decide.ts';
import { doWork } from '../../functions/flows/do-work.ts';
import { enrolPatient } from '../../functions/flows/enrol-patient.ts';
import { receiveReceipt } from '../../functions/flows/receive-receipt.ts';
import { receiveText } from '../../functions/flows/receive-text.ts';
import { recordEvent } from '../../functions/flows/record-event.ts';
import { sweep } from '../../functions/flows/sweep.ts';
import type { HandOver, Provider } from '../../functions/phone/provider.ts';
import { demo } from '../harness/known.ts';
import { smallWorld } from '../harness/world.ts';

/**
 * Whatever happens in whatever order, everything that is open has a place in the agenda from which it will go on by
 * itself, and nothing unsolicited goes out when it may not. The flows are real, and so is the ledger; the provider takes,
 * refuses or never answers as the case wants.
 */

const PHONE = '+447700900201';
const BODIES = [
  'ok',
  '1',
  '2',
  '3',
  'temp 39',
  'STOP',
  'START',
  'pause',
  'later',
  'less',
  'NURSE',
  'cant breathe',
  'who is this',
  'WRONG',
  'feet sore',
  'she died on sunday',
];

type Act =
  | { does: 'text'; body: string }
  | { does: 'standing'; change: (typeof STANDINGS)[number] }
  | { does: 'event'; kind: 'diagnosis' | 'progression' | 'treatment-change'; daysAgo: number }
  | { does: 'pass'; minutes: number }
  | { does: 'provider'; answers: HandOver['kind'] }
  | { does: 'receipt'; status: 'delivered' | 'undelivered' | 'sent' | 'no-answer' | 'completed' }
  | { does: 'staff'; what: 'claim' | 'reply' | 'close' | 'could-not-reach' | 'accept' | 'end' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('text' as const), body: fc.constantFrom(...BODIES) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('standing' as const), change: fc.constantFrom(...STANDINGS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('event' as const),
      kind: fc.constantFrom('diagnosis' as const, 'progression' as const, 'treatment-change' as const),
      daysAgo: fc.integer({ min: 0, max: 40 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('pass' as const), minutes: fc.constantFrom(1, 11, 61, 400, 1_440, 4_400) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('provider' as const),
      answers: fc.constantFrom('taken' as const, 'refused' as const, 'unknown' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('receipt' as const),
      status: fc.constantFrom(
        'delivered' as const,
        'undelivered' as const,
        'sent' as const,
        'no-answer' as const,
        'completed' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('staff' as const),
      what: fc.constantFrom(
        'claim' as const,
        'reply' as const,
        'close' as const,
        'could-not-reach' as const,
        'accept' as const,
        'end' as const,
      ),
    }),
  },
);

/** Mary in a small world, and what can happen to her. */
async function oneLife() {
  let answers: HandOver['kind'] = 'taken';
  let given = 0;
  const take = async (): Promise<HandOver> => {
    given += 1;
    if (answers === 'taken') return { kind: 'taken', providerId: `SM${given}` };
    return answers === 'refused' ? { kind: 'refused', code: '21610' } : { kind: 'unknown', cause: new Error('no answer') };
  };
  const nothing = async () => undefined;
  const provider: Provider = {
    sendText: take,
    makeCall: take,
    hangUp: async () => {},
    redirect: async () => {},
    findText: nothing,
    findCall: nothing,
    recording: nothing,
    statusOf: nothing,
  };
  const small = smallWorld({ provider });
  const { world, woken } = small;
  let now = DateTime.fromISO('2026-11-25T10:00:00Z', { zone: 'utc' });
  const enrolled = await enrolPatient(world, 'demo', 'lena', {
    name: 'Mary Thornton',
    phone: PHONE,
    nhsNumber: '9434765919',
    nurse: 'ann',
  });
  if ('refused' in enrolled) throw new Error('Mary could not be enrolled');
  const key = { service: 'demo', person: enrolled.done.id };
  await recordEvent(world, key, 'lena', { kind: 'diagnosis', on: '2026-11-25' });
  const known = async (): Promise<Known> => {
    const loaded = await load(world, key);
    if (!loaded) throw new Error('Mary is gone');
    return loaded.known;
  };

  /** Works off what is due now, as the queue and the sweep would. */
  async function work(): Promise<void> {
    for (let round = 0; round < 40; round += 1) {
      const due = woken.splice(0).filter(({ delaySeconds }) => delaySeconds === 0);
      for (const each of due) await doWork(world, each);
      if (woken.length === 0 && (await sweep(world)).released === 0) return;
    }
  }

  let texts = 0;
  async function does(each: Act): Promise<void> {
    const before = await known();
    const [item] = before.queue;
    const { escalation } = before;
    const by = { service: 'demo', staff: 'ann' };
    if (each.does === 'text')
      await receiveText(world, {
        service: 'demo',
        from: PHONE,
        to: demo.number,
        body: each.body,
        providerId: `IN${++texts}`,
        pictures: 0,
      });
    if (each.does === 'standing') await changeStanding(world, key, 'ann', each.change);
    if (each.does === 'event')
      await recordEvent(world, key, 'ann', { kind: each.kind, on: now.minus({ days: each.daysAgo }).toISODate() ?? '' });
    if (each.does === 'provider') answers = each.answers;
    if (each.does === 'receipt') {
      const [dispatch] = before.dispatches.filter(({ state }) => state !== 'pending');
      if (dispatch)
        await receiveReceipt(world, {
          service: 'demo',
          dispatch: dispatch.id,
          providerId: 'SM0',
          status: each.status,
          code: '30003',
        });
    }
    if (each.does === 'staff' && item) {
      if (each.what === 'claim') await claimItem(world, { ...by, item: item.id });
      if (each.what === 'reply') await replyToItem(world, { ...by, item: item.id }, 'hello', false);
      if (each.what === 'close') await closeItem(world, { ...by, item: item.id }, 'spoke');
      if (each.what === 'could-not-reach') await closeItem(world, { ...by, item: item.id }, 'could-not-reach');
    }
    if (each.does === 'staff' && escalation) {
      if (each.what === 'accept') await acceptEscalation(world, { ...by, escalation: escalation.id });
      if (each.what === 'end') await closeEscalation(world, { ...by, escalation: escalation.id }, 'spoke');
    }
    if (each.does === 'pass') {
      now = now.plus({ minutes: each.minutes });
      small.set(now.toISO() ?? '');
    }
    await work();
  }

  return { known, does, now: () => now };
}

/** What is open and has no place in the agenda from which it would go on. */
function forgotten({ person, series, question, queue, escalation, dispatches, agenda }: Known, now: DateTime): string[] {
  const has = (kind: AgendaKind, subject: string) => agenda.some((entry) => entry.kind === kind && entry.subject === subject);
  const held = holdOn(person, now, false);
  const isSilent =
    question && !question.answeredAt && question.silence < demo.silence.length && !held && !isInHospital(person, now);
  return [
    ...dispatches.filter(({ id }) => !has('dispatch', id)).map(({ message }) => `dispatch ${message}`),
    ...queue.filter(({ id }) => !has('queue-clock', id)).map(({ reason }) => `item ${reason}`),
    ...(held ? [] : series.filter(({ id }) => !has('check-in', id)).map(({ kind }) => `series ${kind}`)),
    ...(escalation && !has(escalation.state === 'accepted' ? 'contact' : 'rung', escalation.id)
      ? [`escalation ${escalation.state}`]
      : []),
    ...(isSilent && !has('silence', person.id) ? ['silence'] : []),
    ...(person.standing.inHospital?.until && !has('home', person.id) ? ['hospital'] : []),
    ...(person.standing.paused?.until && !has('resume', person.id) ? ['pause'] : []),
  ];
}

test('everything that is open has a place in the agenda, and nothing unsolicited goes out when it may not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
      const life = await oneLife();
      for (const each of acts) {
        const before = await life.known();
        await life.does(each);
        const after = await life.known();
        expect(forgotten(after, life.now()), JSON.stringify(each)).toEqual([]);
        expect(new Set(after.queue.map(({ team }) => team)).size).toBe(after.queue.length);
        const sent = after.person.unsolicited.filter((at) => !before.person.unsolicited.includes(at));
        expect(sent.length).toBeLessThanOrEqual(1);
        for (const at of sent) expect(isQuiet(after.person, DateTime.fromISO(at))).toBe(false);
        if (sent.length > 0)
          expect(holdOn(before.person, life.now(), false) && holdOn(after.person, life.now(), false)).toBeFalsy();
      }
    }),
    { numRuns: 250 },
  );
}, 60_000);
