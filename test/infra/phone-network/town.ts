import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DateTime, type DurationLike } from 'luxon';
import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { onTestFinished } from 'vitest';
import { localClock } from '../../../infra/local/clock.ts';
import { phoneNetwork } from '../../../infra/local/phone-network/index.ts';
import type { PhoneNetworkOptions } from '../../../infra/local/phone-network/options.ts';

export const SERVICE = '+441632960000';
export const ANNA = '+447700900001';
export const BEN = '+447700900002';
export const ACCOUNT = `AC${'0'.repeat(32)}`;
export const TOKEN = 'local-token';
export const NOON = DateTime.fromISO('2026-03-02T12:00:00Z', { zone: 'utc' });

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly parameters: Record<string, string>;
  readonly isSigned: boolean;
  readonly at: string;
}

/** An answer of the service: a body is TwiML with status 200, 'silence' never answers. */
export type Respond = (asked: Asked) => string | number | 'silence' | Promise<string | number>;

export interface SeenHandset {
  readonly number: string;
  readonly label: string;
  readonly role: string;
  readonly behaviour: string;
  readonly texts: { from: string; to: string; body: string; at: string }[];
  readonly calls: {
    id: string;
    from: string;
    to: string;
    state: string;
    status: string;
    connectedTo?: string;
    transcript: { who: string; says?: string; keys?: string; at: string }[];
  }[];
}

/** `callStatus` is a path of the service. */
type TownOptions = Partial<PhoneNetworkOptions> & { overrides?: string; callStatus?: string };

/** A phone network, a service that answers its webhooks, and the official client that the service would use. */
export async function town(respond: Respond = () => '', options: TownOptions = {}) {
  const failures: unknown[] = [];
  const clock = options.clock ?? localClock({ mode: 'standing', start: NOON, onError: (error) => failures.push(error) });
  const asked: Asked[] = [];

  const service = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const { method = '', url = '', headers } = request;
    const isGet = method === 'GET';
    const form = Buffer.concat(parts).toString();
    const parameters = Object.fromEntries(new URLSearchParams(isGet ? (url.split('?')[1] ?? '') : form));
    const signature = String(headers['x-twilio-signature'] ?? '');
    const isSigned = webhooks.validateRequest(TOKEN, signature, `http://${headers.host}${url}`, isGet ? {} : parameters);
    const seen = { method, path: url, parameters, isSigned, at: clock.now().toISO() };
    asked.push(seen);
    const answer = await respond(seen);
    if (answer === 'silence') return;
    response.writeHead(typeof answer === 'number' ? answer : 200, { 'Content-Type': 'text/xml' });
    response.end(typeof answer === 'number' ? '' : answer);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;

  const { overrides = '', callStatus, ...given } = options;
  const own = callStatus === undefined ? {} : { callStatus: base + callStatus };
  const network = phoneNetwork({
    clock,
    serviceNumber: SERVICE,
    authToken: TOKEN,
    accountSid: ACCOUNT,
    webhooks: { text: `${base}/phone/text${overrides}`, call: `${base}/phone/call${overrides}`, ...own },
    ...given,
  });
  const { url } = await network.listen(0, '127.0.0.1');
  network.resume();
  let isClosed = false;
  async function close() {
    if (isClosed) return;
    isClosed = true;
    await network.close();
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
    if (failures.length > 0) throw new AggregateError(failures, 'work on the clock failed');
  }
  onTestFinished(close);

  const real = new RequestClient();
  const httpClient = new RequestClient();
  httpClient.request = (sent: Parameters<typeof real.request>[0]) =>
    real.request({ ...sent, uri: sent.uri.replace('https://api.twilio.com', url) }) as never;
  const client = twilio(ACCOUNT, TOKEN, { httpClient });

  async function ask(method: string, path: string, body?: unknown) {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(url + path, { method, ...sent });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Uses a handset; what it looks like then. Throws unless the door says 200. */
  async function use(number: string, action = '', body?: unknown): Promise<SeenHandset> {
    const path = `/handsets/${encodeURIComponent(number)}${action && `/${action}`}`;
    const answer = await ask(action ? 'POST' : body ? 'PUT' : 'GET', path, body);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as unknown as SeenHandset;
  }

  return {
    network,
    client,
    clock,
    asked,
    base,
    url,
    ask,
    use,
    close,
    /** Requests to one address of the service, its query left out. */
    askedAt: (path: string) => asked.filter((each) => each.path.split('?')[0] === path),
    pass: (time: DurationLike) => clock.moveTo(clock.now().plus(time)),
    behave: (behaviour: object) => ask('PUT', '/network', behaviour),
  };
}

export const reply = (...bodies: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${bodies.map((body) => `<Message>${body}</Message>`).join('')}</Response>`;

export const voice = (...verbs: string[]): string => `<Response>${verbs.join('')}</Response>`;
