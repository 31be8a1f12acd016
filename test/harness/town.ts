import { DateTime } from 'luxon';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { expect, onTestFinished } from 'vitest';
import type { Catalogue } from '../../functions/care/catalogue.ts';
import type { Service } from '../../functions/care/service.ts';
import type { World } from '../../functions/flows/world.ts';
import type { Log } from '../../functions/platform/log.ts';
import { AUTH_TOKEN, localAlongside } from '../../infra/local/alongside.ts';
import { localClock } from '../../infra/local/clock.ts';
import { loadCatalogue } from './catalogue.ts';
import { type Handset, handsetAt } from './handset.ts';
import { withoutProofs } from './without-proofs.ts';

/**
 * A town to tell stories in: the whole service on one machine with a clock that stands until it is moved, a real ledger
 * and the real phone network, reached by the doors that any outside program uses. A text that the service sends and that
 * no story expected fails the story.
 */

export const catalogue = loadCatalogue();

/** The demonstration service's people and numbers. */
export const SERVICE = '+441632960000';
/** The number with which the service tries itself. */
export const TEST_PHONE = '+441632960099';
export const LENA = '+447700900971';
export const BEL = '+447700900973';
export const DUTY = '+447700900974';
export const SAM = '+447700900975';
export const ALEX = '+447700900976';
export const MARY = '+447700900201';
/** A second patient, beside whom Mary is not alone. */
export const JOAN = {
  name: 'Joan Fletcher',
  preferredName: 'Joan',
  nhsNumber: '9434765870',
  phone: '+447700900203',
  quiet: true,
};
export const NHS_NUMBERS = ['9434765919', '9434765870', '4010232137', '9000000009'];

export interface QueueItem {
  id: string;
  patientId: string | null;
  personId: string;
  urgency: string;
  topic: string;
  words: string;
  reason: string;
  reasonCode: string;
  since: string;
  dueBy: string;
  claimedBy: string | null;
  texts: number;
  candidates?: string[];
  overdueAt?: string;
  also?: string[];
}

export interface SeenEscalation {
  id: string;
  patientId: string;
  from: string;
  state: string;
  line: string;
  acceptedBy: string | null;
  rungs: { name: string; number: string | null; result: string }[];
  round: number;
}

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
}

export interface TownOptions {
  /** UTC, or with an offset. */
  at?: string;
  alter?: (world: World) => Partial<World>;
  /** The clock ticks with the machine's and can jump forward. */
  running?: boolean;
  data?: string;
  /** The daily proofs that the service works: test calls, presence and the synthetic report. Off unless a story is about them. */
  proofs?: true;
  /** What the files say otherwise than the demonstration's. */
  service?: Partial<Service>;
  heartbeat?: string;
}

/** Whatever the service logs, so that a story can ask what a log must never hold. */
export interface LogLine {
  level: 'info' | 'warn' | 'error';
  what: string;
  fields: object;
}

export async function newTown({
  at = '2026-11-25T10:00:00Z',
  alter,
  running = false,
  data,
  proofs,
  service = {},
  heartbeat,
}: TownOptions = {}) {
  const failures: unknown[] = [];
  const lines: LogLine[] = [];
  const start = DateTime.fromISO(at, { zone: 'utc' });
  const clock = localClock({ mode: running ? 'running' : 'standing', start, onError: (error) => failures.push(error) });
  const log: Log = {
    info: (what, fields = {}) => lines.push({ level: 'info', what, fields }),
    warn: (what, fields = {}) => lines.push({ level: 'warn', what, fields }),
    error: (what, error, fields = {}) => lines.push({ level: 'error', what, fields: { ...fields, error } }),
  };
  const options = {
    clock,
    catalogue: setUp(proofs ? catalogue : withoutProofs(catalogue), service),
    heartbeat,
    host: '127.0.0.1',
    port: 0,
    phonePort: 0,
    log,
    ...(alter && { alter }),
    ...(data && { data }),
  };
  const local = await localAlongside(options);
  const handsets = new Map<string, Handset>();

  async function ask<T>(method: string, path: string, body?: unknown, staff = 'lena'): Promise<Answer<T>> {
    const headers = {
      authorization: staff === 'lena' ? 'Bearer local' : `Bearer local:${staff}`,
      'content-type': 'application/json',
    };
    const response = await fetch(`${local.url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    await clock.idle();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as T };
  }

  function handset(number: string): Handset {
    const known = handsets.get(number) ?? handsetAt(local.phoneUrl, number);
    handsets.set(number, known);
    return known;
  }

  let closed = false;
  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    await local.close();
  }

  const town = {
    local,
    clock,
    log: lines,
    failures,
    ask,
    handset,
    close,

    /** Moves the clock by an ISO duration, through everything that falls due. */
    async pass(duration: string): Promise<void> {
      await ask('POST', '/local/clock', { advance: duration });
    },
    async until(instant: string): Promise<void> {
      await ask('POST', '/local/clock', { to: instant });
    },

    /** A webhook as the provider would post it; signed unless told otherwise. */
    async webhook(path: string, form: Record<string, string>, signature?: string): Promise<{ status: number; text: string }> {
      const address = `${local.url}${path}`;
      const signed = signature ?? webhooks.getExpectedTwilioSignature(AUTH_TOKEN, address, form);
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signed },
        body: new URLSearchParams(form),
      });
      const text = await response.text();
      await clock.idle();
      return { status: response.status, text };
    },

    /** How the provider behaves from now on. */
    async network(settings: object): Promise<void> {
      const response = await fetch(`${local.phoneUrl}/network`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      });
      expect(response.status).toBe(200);
    },

    /** Enrols a patient; unless told otherwise she has answered the first text and been welcomed. */
    async enrol({ quiet = false, ...more }: Record<string, unknown> & { quiet?: boolean } = {}) {
      const phone = (more.phone as string) ?? MARY;
      const enrolment = {
        name: 'Mary Thornton',
        preferredName: 'Mary',
        nhsNumber: NHS_NUMBERS[0],
        nurse: 'ann',
        deputy: 'bel',
        ...more,
        phone,
      };
      const { status, body } = await ask<{ id: string; phone: string }>('POST', '/api/v1/patients', enrolment);
      expect(status).toBe(201);
      const mary = handset(body.phone);
      if (!quiet) {
        await mary.hears(/^Hello from Alongside\. Somebody gave us this number/);
        await mary.texts('ok');
        await mary.hears(/thank you/);
        await mary.hears(/cannot see pictures/);
      }
      return { id: body.id, ...mary };
    },
    async event(id: string, kind: string, on: string) {
      return ask<{ id: string }>('POST', `/api/v1/patients/${id}/events`, { kind, on });
    },
    async queue(team = 'cns'): Promise<QueueItem[]> {
      return (await ask<{ items: QueueItem[] }>('GET', `/api/v1/queues/${team}`)).body.items;
    },
    async unmatched(): Promise<QueueItem[]> {
      return (await ask<{ items: QueueItem[] }>('GET', '/api/v1/unmatched')).body.items;
    },
    async escalations(): Promise<SeenEscalation[]> {
      return (await ask<{ escalations: SeenEscalation[] }>('GET', '/api/v1/escalations')).body.escalations;
    },
    /** The words on the queue page, as the lead sees it. */
    async page(staff = 'lena'): Promise<string> {
      const response = await fetch(local.url, { headers: { cookie: `local-staff=${staff}` } });
      const html = await response.text();
      await clock.idle();
      return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    },
    async conversation(id: string) {
      type Message = { from: string; body: string; at: string; status: string; providerId?: string };
      return (await ask<{ messages: Message[] }>('GET', `/api/v1/patients/${id}/conversation`)).body.messages;
    },
    async agenda(id: string) {
      type Entry = { due: string; kind: string; words: string; why: string; because: string[]; medium: string };
      return (await ask<{ entries: Entry[] }>('GET', `/api/v1/patients/${id}/agenda`)).body.entries;
    },
    async history(id: string): Promise<string[]> {
      type Event = { events: { what: string; why?: string }[] };
      const { body } = await ask<{ history: Event[] }>('GET', `/api/v1/patients/${id}/history`);
      return body.history.reverse().flatMap(({ events }) => events.map(({ what, why }) => (why ? `${what}: ${why}` : what)));
    },
  };

  onTestFinished(async ({ task }) => {
    const unheard = closed || task.result?.state === 'fail' ? [] : await unexpected(local.phoneUrl, handset);
    await close();
    expect(unheard, 'texts that no story expected').toEqual([]);
    expect(failures, 'work that failed and nobody saw').toEqual([]);
  });
  return town;
}

function setUp(from: Catalogue, change: Partial<Service>): Catalogue {
  return { ...from, services: from.services.map((each) => ({ ...each, ...change })) };
}

async function unexpected(phoneUrl: string, handset: (number: string) => Handset): Promise<string[]> {
  const { handsets } = (await (await fetch(`${phoneUrl}/handsets`)).json()) as { handsets: { number: string }[] };
  const left = await Promise.all(
    handsets.filter(({ number }) => number !== SERVICE && number !== TEST_PHONE).map(({ number }) => handset(number).unheard()),
  );
  return left.flat();
}
