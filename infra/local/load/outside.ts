import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { AUTH_TOKEN } from '../alongside.ts';

/** The ways in from outside: the provider's signed webhooks with its retries, the JSON API, the handsets and the clock. */

export interface Reached {
  status: number;
  body: string;
}

/** What the provider got for a webhook in the end: no answer when all its tries failed, and it played its fallback. */
export interface Delivered {
  body: string | undefined;
  tries: number;
}

/** `#rc=2`: asked again twice, all within fifteen seconds. Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const RETRIES = 2;
const ALL_WITHIN = 15_000;
const EACH_WITHIN = 4_500;

/** @param lives resolves when somebody answers at the address again: the retries are put off until then, as far as their time allows */
export function outside(url: string, phoneUrl: string, lives: () => Promise<unknown> = async () => undefined) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const base = new URL(url);

  function ask(method: string, address: string, headers: Record<string, string>, body = '', within = 0): Promise<Reached> {
    return new Promise((resolve, reject) => {
      const { hostname, port, pathname, search } = new URL(address, base);
      const asking = request({ hostname, port, path: pathname + search, method, headers, agent }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }));
      });
      asking.on('error', reject);
      if (within > 0) asking.setTimeout(within, () => asking.destroy(new Error('nobody answered in time')));
      asking.end(body);
    });
  }

  async function webhook(path: string, form: Record<string, string>): Promise<Delivered> {
    const address = `${url}${path}`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(AUTH_TOKEN, address, form),
    };
    const body = new URLSearchParams(form).toString();
    const until = performance.now() + ALL_WITHIN;
    for (let tries = 1; ; tries += 1) {
      const reached = await ask('POST', address, headers, body, EACH_WITHIN).catch(() => undefined);
      if (reached && reached.status >= 200 && reached.status < 300) return { body: reached.body, tries };
      const left = until - performance.now();
      if (tries > RETRIES || left <= 0) return { body: undefined, tries };
      const patience = new AbortController();
      await Promise.race([lives(), wait(left, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
    }
  }

  // Whoever asks knows the shape of the door.
  // biome-ignore lint/suspicious/noExplicitAny: the doors answer plain JSON
  async function json(method: string, address: string, body?: object): Promise<any> {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer local' };
    const reached = await ask(method, address, headers, body && JSON.stringify(body));
    if (reached.status >= 400) throw new Error(`${method} ${new URL(address).pathname} answered ${reached.status}`);
    return JSON.parse(reached.body || '{}');
  }

  return {
    webhook,
    api: (method: string, path: string, body?: object) => json(method, `${url}/api/v1${path}`, body),
    now: async (): Promise<string> => (await json('GET', `${url}/local/clock`)).now,
    moveTo: (to: string) => json('POST', `${url}/local/clock`, { to }),
    handset: (number: string, method = 'GET', path = '', body?: object) =>
      json(method, `${phoneUrl}/handsets/${encodeURIComponent(number)}${path}`, body),
    /** Lets go of every connection; whoever is asked next gets a new one. */
    close: () => agent.destroy(),
  };
}

export type Outside = ReturnType<typeof outside>;

/** Does the same for each of many, so many at a time. */
export async function eachOf<T>(all: readonly T[], atOnce: number, does: (each: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let place = next++; place < all.length; place = next++) await does(all[place] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
