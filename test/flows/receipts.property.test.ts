import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Dispatch, Purpose } from '../../functions/care/dispatch.ts';
import { say } from '../../functions/care/say.ts';
import { decide, load } from '../../functions/flows/decide.ts';
import { doWork } from '../../functions/flows/do-work.ts';
import { historyOf } from '../../functions/flows/look.ts';
import { receiveReceipt } from '../../functions/flows/receive-receipt.ts';
import { sweep } from '../../functions/flows/sweep.ts';
import type { Change } from '../../functions/ledger/ledger.ts';
import { MESSAGES, personKey } from '../../functions/ledger/shapes.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import type { HandOver, Provider } from '../../functions/phone/provider.ts';
import { watched } from '../../infra/local/sweeper.ts';
import { mary } from '../harness/known.ts';
import { smallWorld } from '../harness/world.ts';

/**
 * Whatever the provider says of a message, in whatever order and however often, in the midst of handing it over or long
 * after: it never goes backwards, it ends once, and what is said after its end changes nothing. The flows and the ledger are
 * real; the provider takes, loses, refuses and reports as the case wants.
 */

interface Receipt {
  status: 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed';
  code: string;
}

type Act =
  | { does: 'receipt'; receipt: Receipt; of: number }
  | { does: 'pass'; minutes: number }
  /** What becomes of the next message given to the provider, and which receipts overtake the answer to it. */
  | { does: 'provider'; answers: 'taken' | 'answer-lost' | 'lost' | 'refused' | 'throttled'; code: string; first: Receipt[] };

const CODES = ['21610', '21211', '21614', '30003', '30004', '30005', '30006', '30007', '30008', '39999'];
const code = fc.constantFrom(...CODES);
const receipt = fc.record({
  status: fc.constantFrom('queued' as const, 'sent' as const, 'delivered' as const, 'undelivered' as const, 'failed' as const),
  code,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('receipt' as const), receipt, of: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('pass' as const), minutes: fc.constantFrom(0, 1, 6, 20, 400) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('provider' as const),
      answers: fc.constantFrom(
        'taken' as const,
        'answer-lost' as const,
        'lost' as const,
        'refused' as const,
        'throttled' as const,
      ),
      code,
      first: fc.array(receipt, { maxLength: 3 }),
    }),
  },
);

const KEY = { service: 'demo', person: 'mary' };
const ORDER: Dispatch['state'][] = ['pending', 'handing-over', 'handed-over', 'sent', 'delivered'];
const ENDS = ['delivered', 'failed', 'withdrawn', 'skipped'];

/** Adds to the trail of each dispatch the state that a commit has left it in. */
function follow(trails: Map<string, Dispatch['state'][]>, changes: readonly Change[]): void {
  for (const change of changes) {
    if (!('put' in change) || !/^(state#dispatch|message)#/.test(change.put.sk)) continue;
    const { id, state } = change.put.data as unknown as Dispatch;
    trails.set(id, [...(trails.get(id) ?? []), state]);
  }
}

/** The places of a trail at which a message has gone backwards. */
function backwards(trail: readonly Dispatch['state'][]): string[] {
  return trail.flatMap((state, place) => {
    const last = trail[place - 1] ?? 'pending';
    // It was not taken, or seems not to have been: it waits as before.
    const waits = last === 'handing-over' && state === 'pending';
    const isBack = ENDS.includes(last) || (!ENDS.includes(state) && ORDER.indexOf(state) < ORDER.indexOf(last));
    return isBack && !waits ? [`${last} to ${state}`] : [];
  });
}

async function story(purpose: Purpose) {
  let next: Extract<Act, { does: 'provider' }> = { does: 'provider', answers: 'taken', code: '21610', first: [] };
  /** Each message that the provider has, by the dispatch that it was given for. */
  const has: { id: string; dispatch: string; to: string; body: string }[] = [];
  const given = new Map<string, number>();

  async function take({ to, body = '', receipts }: { to: string; body?: string; receipts: string }): Promise<HandOver> {
    const { answers, first, code: refusal } = next;
    const dispatch = new URL(receipts).searchParams.get('d') ?? '';
    if (answers === 'throttled') return { kind: 'throttled' };
    if (answers === 'refused') return { kind: 'refused', code: refusal };
    given.set(dispatch, (given.get(dispatch) ?? 0) + 1);
    if (answers === 'lost') return { kind: 'unknown', cause: new Error('it was never heard') };
    const id = `SM${has.length + 1}`;
    has.push({ id, dispatch, to, body });
    for (const each of first) await tell(has.length - 1, each);
    return answers === 'taken' ? { kind: 'taken', providerId: id } : { kind: 'unknown', cause: new Error('its answer was lost') };
  }
  async function tell(place: number, { status, code: error }: Receipt): Promise<void> {
    const about = has[place];
    if (!about) return;
    const isFailure = status === 'failed' || status === 'undelivered';
    const told = { service: 'demo', dispatch: about.dispatch, providerId: about.id, status, ...(isFailure && { code: error }) };
    await receiveReceipt(world, told);
  }
  const find = async ({ to, body, except }: { to: string; body?: string; except: readonly string[] }) =>
    has.find((each) => each.to === to && (!body || each.body === body) && !except.includes(each.id))?.id;
  const provider: Provider = {
    sendText: take,
    makeCall: take,
    hangUp: async () => {},
    redirect: async () => {},
    findText: find,
    findCall: find,
    recording: async () => undefined,
    statusOf: async () => undefined,
  };
  const trails = new Map<string, Dispatch['state'][]>();
  const small = smallWorld({ provider, ledger: watched(sqliteLedger({}), (changes) => follow(trails, changes)) });
  const { world, woken } = small;
  let now = DateTime.fromISO('2026-11-25T10:00:00Z', { zone: 'utc' });
  await decide(world, {
    ...KEY,
    who: 'test',
    create: () => mary(),
    rule: (draft) => say(draft, { message: 'check-in', purpose, until: draft.now.plus({ days: 3 }) }),
  });

  return {
    given,
    trails,
    async does(each: Act): Promise<void> {
      if (each.does === 'provider') next = each;
      if (each.does === 'receipt') await tell(each.of, each.receipt);
      if (each.does === 'pass') {
        now = now.plus({ minutes: each.minutes });
        small.set(now.toISO() ?? '');
        for (let round = 0; round < 20; round += 1) {
          for (const work of woken.splice(0)) await doWork(world, work);
          if ((await sweep(world)).released === 0 && woken.length === 0) return;
        }
      }
    },
    /** Every dispatch there is or was, in its present state; and all that is known. */
    async look() {
      const loaded = await load(world, KEY);
      const messages = await world.ledger.query(personKey('demo', 'mary'), MESSAGES);
      const over = messages.map(({ data }) => data as unknown as Dispatch);
      return { known: loaded?.known, open: loaded?.known.dispatches ?? [], over };
    },
    history: async () => (await historyOf(world, KEY, { limit: 1_000 })).history.flatMap(({ events }) => events),
  };
}

test('receipts in any order, twice or never, in the midst of a hand-over or after: nothing goes backwards, and it ends once', async () => {
  const purpose = fc.constantFrom<Purpose>('unsolicited', 'answer', 'staff', 'safety', 'responder');
  await fc.assert(
    fc.asyncProperty(purpose, fc.array(act, { minLength: 2, maxLength: 14 }), async (why, acts) => {
      const { does, look, history, given, trails } = await story(why);
      let before = await look();
      for (const each of [...acts, { does: 'pass', minutes: 0 } as const]) {
        await does(each);
        const now = await look();
        const seen = JSON.stringify(each);
        const events = await history();
        for (const was of before.over)
          expect(
            now.over.find(({ id }) => id === was.id),
            seen,
          ).toEqual(was);
        for (const was of before.open)
          expect(
            [...now.open, ...now.over].some(({ id }) => id === was.id),
            seen,
          ).toBe(true);
        for (const trail of trails.values()) expect(backwards(trail), seen).toEqual([]);
        for (const { id } of now.over)
          expect(events.filter(({ what, about }) => about === id && ENDS.includes(what)).length, seen).toBeLessThanOrEqual(1);
        for (const [id, times] of given) {
          const { purpose: of } = [...now.open, ...now.over].find((dispatch) => dispatch.id === id) ?? {};
          expect(times, seen).toBeLessThanOrEqual(of === 'safety' || of === 'responder' ? 2 : 1);
        }
        before = now;
      }
    }),
    { numRuns: 250 },
  );
}, 120_000);

test('what is said of a message that has been delivered changes nothing at all', async () => {
  for (const purpose of ['unsolicited', 'answer', 'staff', 'safety', 'responder'] as const) {
    const { does, look } = await story(purpose);
    await does({ does: 'pass', minutes: 0 });
    await does({ does: 'receipt', of: 0, receipt: { status: 'delivered', code: '' } });
    const before = await look();
    expect(before.over).toMatchObject([{ state: 'delivered' }]);
    for (const status of ['undelivered', 'failed', 'sent', 'queued', 'delivered'] as const)
      for (const each of CODES) await does({ does: 'receipt', of: 0, receipt: { status, code: each } });
    expect(await look(), purpose).toEqual(before);
  }
});
