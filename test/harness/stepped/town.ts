import { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { apiAsked } from '../../../functions/entry/api-asked.ts';
import { callMoved } from '../../../functions/entry/call-moved.ts';
import { minutePassed } from '../../../functions/entry/minute-passed.ts';
import { receiptArrived } from '../../../functions/entry/receipt-arrived.ts';
import { textArrived } from '../../../functions/entry/text-arrived.ts';
import { workDue } from '../../../functions/entry/work-due.ts';
import { startServices } from '../../../functions/flows/start-services.ts';
import type { Work, World } from '../../../functions/flows/world.ts';
import type { Change, Item, Ledger } from '../../../functions/ledger/ledger.ts';
import { keyOf } from '../../../functions/ledger/limits.ts';
import { sqliteLedger } from '../../../functions/ledger/sqlite-ledger.ts';
import { RETRIES } from '../../../functions/phone/addresses.ts';
import type { HttpEvent, HttpHandler } from '../../../functions/platform/http.ts';
import { serialClock } from '../../../infra/local/simulation/serial-clock.ts';
import { sweeper, watched } from '../../../infra/local/sweeper.ts';
import { workQueue } from '../../../infra/local/work-queue.ts';
import { eventOf, steppedNetwork } from './network.ts';
import { type Does, type Interference, inProcess, stepped, stepping } from './steps.ts';

/**
 * A town in one process and without a socket, in which every step is taken one after the other and may go wrong: the real
 * functions, ledger, agenda, queues and phone network on a clock that stands until it is moved.
 */

const URL = 'http://alongside';
const TOKEN = 'local-token';
/** How many of the newest commits an index that lags does not show. */
const LAGGING = 6;
/** What is carried late is overtaken by what comes after it. */
const LATE = { text: { seconds: 45 }, receipt: { hours: 1 } } as const;

export interface SteppedOptions {
  /** UTC. */
  at: string;
  catalogue: Catalogue;
  /** What the ledger begins with. */
  items?: readonly Item[];
  /** Where ids begin, so that those of the beginning are not drawn again. */
  ids?: string;
  interference?: Interference['at'];
  /** Puts a deliberate defect between the flows and the ledger, the queue or the provider. */
  defect?: ((world: World) => Partial<World>) | undefined;
}

export interface LogLine {
  level: 'warn' | 'error';
  what: string;
  error?: unknown;
}

export type SteppedTown = Awaited<ReturnType<typeof steppedTown>>;

export async function steppedTown({ at, catalogue, items = [], ids = 'a', interference, defect }: SteppedOptions) {
  const [service] = catalogue.services;
  if (!service) throw new Error('templates/service holds no service');
  const lines: LogLine[] = [];
  const failed = (error: unknown) => void lines.push({ level: 'error', what: 'work-failed', error });
  const ticking = serialClock(DateTime.fromISO(at, { zone: 'utc' }), failed);
  let held: Promise<void> | undefined;
  let ahead = 0;
  /** While it is held nothing begins by itself: not even what is due. */
  const clock: typeof ticking = {
    ...ticking,
    now: () => ticking.now().plus(ahead),
    at: (instant, happen) =>
      ticking.at(instant, async () => {
        await held;
        return happen();
      }),
  };
  const dead: Work[] = [];
  let lagging = 0;
  /** Since it began: no index lags by days. */
  let commits = 0;
  const sqlite = sqliteLedger({ indexLag: () => lagging });
  const kept = new Map<string, Item>();
  for (let place = 0; place < items.length; place += 100)
    await sqlite.commit(items.slice(place, place + 100).map((put) => ({ put, expect: 'any' })));
  for (const item of items) kept.set(`${item.pk} ${item.sk}`, item);

  const lag = () => {
    lagging = Math.min(LAGGING, commits);
  };
  const take = stepping({ at: interference ?? (() => undefined), lag });
  /** An index shows the past for one read only. */
  const once = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } finally {
      lagging = 0;
    }
  };
  const ledger: Ledger = watched(
    { ...sqlite, due: (...asked) => once(() => sqlite.due(...asked)), list: (...asked) => once(() => sqlite.list(...asked)) },
    (changes) => {
      commits += 1;
      for (const change of changes) keep(kept, change);
      schedule.arm();
    },
  );
  const queue = workQueue({ clock, worker: () => work as never, onDeadLetter: (each) => dead.push(each) });

  const handlers: Record<string, HttpHandler> = {};
  const arrivals: Record<string, Does> = { '/phone/text': 'text', '/phone/call': 'call', '/phone/receipt': 'receipt' };
  const network = steppedNetwork(
    ids,
    {
      clock,
      serviceNumber: service.number,
      ...(service.probe && { probeNumber: service.probe.number }),
      authToken: TOKEN,
      accountSid: `AC${'0'.repeat(32)}`,
      webhooks: { text: `${URL}/phone/text${RETRIES}`, call: `${URL}/phone/call${RETRIES}` },
      fallbackTwiml: { text: FALLBACK('Message'), call: FALLBACK('Say') },
    },
    (event) => {
      const does = arrivals[event.rawPath] ?? 'call';
      const handle = () => handlers[event.rawPath]?.(event) ?? Promise.resolve({ statusCode: 404 });
      const later = (act: () => Promise<unknown>) => put(LATE.receipt, act);
      return inProcess(does, () => take(does, event.rawQueryString, handle, { later, lost: { statusCode: 204 } }));
    },
  );

  function put(after: object, act: () => Promise<unknown>): void {
    clock.at(clock.now().plus(after), async () => void (await act()));
  }

  let drawn = 0;
  let codes = 0;
  const log = (level: LogLine['level']) => (what: string, error?: unknown) =>
    void lines.push({ level, what, ...(level === 'error' && { error }) });
  const plain: World = {
    ledger,
    clock,
    ids: { fresh: () => `${ids}${++drawn}`, code: () => String(1_000 + (++codes % 9_000)) },
    provider: network.provider,
    catalogue,
    log: { info: () => undefined, warn: log('warn'), error: log('error') },
    publicUrl: URL,
    production: false,
    wake: queue.wake,
    wait: async () => undefined,
    jitter: () => 0.5,
  };
  const steps = { ...plain, ...stepped(take, plain) };
  const world: World = { ...steps, ...defect?.(steps) };
  const tokens = async () => [TOKEN];
  handlers['/phone/text'] = textArrived(world, tokens);
  handlers['/phone/call'] = callMoved(world, tokens);
  handlers['/phone/receipt'] = receiptArrived(world, tokens);
  const program = apiAsked(world);
  const worker = workDue(world);
  const work: typeof worker = (event, context) => inProcess(`work ${nameOf(event)}`, () => worker(event, context));
  const minute = minutePassed(world);
  const missed = { later: () => undefined, lost: { again: true } };
  const sweep = () => inProcess('sweep', () => take('sweep', '', minute, missed));
  const schedule = sweeper(clock, sqlite.earliestDue, () => sweep().catch(() => ({ again: true })));
  if (items.length === 0) await startServices(plain);
  schedule.arm();

  return {
    clock,
    /** The world of the flows, with all that may go wrong. */
    world,
    /** The world of somebody who looks. */
    plain,
    network,
    service,
    queue,
    log: lines,
    dead,
    earliestDue: sqlite.earliestDue,
    items: () => [...kept.values()],
    sweep,

    /** What a program or a page asks, as a member of staff. */
    async ask(
      staff: string,
      method: string,
      path: string,
      body?: object,
    ): Promise<{ status: number; body: Record<string, unknown> }> {
      const claims = { 'custom:service': service.id, 'custom:staff': staff };
      const event = eventOf(method, `/api/v1${path}`, '', {
        ...(body && { body: JSON.stringify(body) }),
        requestContext: { authorizer: { jwt: { claims, scopes: [] } } } as unknown as HttpEvent['requestContext'],
      });
      const { statusCode = 200, body: text = '' } = await inProcess(
        `api ${method} ${path.replace(/\/[^/]*\d[^/]*/g, '/…')}`,
        () => program(event),
      );
      return { status: statusCode, body: text ? JSON.parse(text) : {} };
    },

    /** Somebody writes. It may be carried late. */
    async write(from: string, body: string): Promise<void> {
      const carry = () => network.texts.write(from, service.number, body);
      const later = (act: () => Promise<unknown>) => put(LATE.text, act);
      await inProcess('carry', () => take('carry', body, carry, { later, lost: undefined }));
    },

    put,

    /** Holds back whatever would begin by itself, until it is let go. What is due in a millisecond is due then, but nothing has begun it. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      ahead = 1;
      return () => {
        held = undefined;
        ahead = 0;
        resolve();
      };
    },

    /** A worker takes what the agenda has of a kind, as it lies there. */
    async work(kind: string): Promise<void> {
      const found = [...kept.values()].filter(({ sk }) => sk.startsWith(`state#agenda#${kind}#`));
      const now = clock.now().toISO();
      for (const { pk, data } of found.filter((item) => String(item.data.due) <= now)) {
        const [, , person] = pk.split('#');
        const body = JSON.stringify({ does: 'agenda', service: service.id, person, delaySeconds: 0, ...data });
        await work(
          { Records: [{ messageId: 'm', receiptHandle: 'r', body, eventSource: 'aws:sqs', attributes: {} }] } as never,
          {} as never,
        );
      }
    },

    async pass(until: DateTime): Promise<void> {
      await clock.moveTo(until);
    },

    close() {
      clock.close();
      network.close();
      sqlite.close();
    },
  };
}

/** What production sets at the provider for when nothing answers. */
const FALLBACK = (verb: string) =>
  `<Response><${verb}>We could not take your message. Please ring 01632 960010 now, or 999.</${verb}></Response>`;

function keep(kept: Map<string, Item>, change: Change): void {
  const { pk, sk } = keyOf(change);
  if ('put' in change) kept.set(`${pk} ${sk}`, change.put);
  else if ('remove' in change) kept.delete(`${pk} ${sk}`);
}

function nameOf({ Records }: { Records: { body: string }[] }): string {
  const work = JSON.parse(Records[0]?.body ?? '{}') as Work;
  return work.does === 'agenda' ? work.kind : work.does;
}
