import RequestClient from 'twilio/lib/base/RequestClient.js';
import type { HttpAnswer } from '../../functions/platform/http.ts';
import type { WebRequest } from './gateway.ts';
import type { PhoneNetwork } from './phone-network/index.ts';
import { LOST } from './phone-network/server.ts';
import type { Carry } from './phone-network/webhook.ts';

/**
 * The ways between the service and the phone network without sockets, for a simulation of years: the same requests, signatures
 * and answers, handed over in the same turn. Nothing in them waits for real time, so a history depends on its seed alone.
 */

const HERE = '127.0.0.1';

/** The network's webhooks, straight to the service's web door. */
export function carriedTo(door: (request: WebRequest) => Promise<HttpAnswer>): Carry {
  return async (url, form, headers, { signal }) => {
    if (signal?.aborted) return { failed: 'ct' };
    const small = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const { statusCode = 200, body = '' } = await door({
      method: form === undefined ? 'GET' : 'POST',
      url: url.slice(url.indexOf('/', 'http://'.length)),
      headers: form === undefined ? small : { ...small, 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body: Buffer.from(form ?? ''),
      address: HERE,
    });
    if (statusCode >= 200 && statusCode < 300) return { body };
    return { failed: statusCode >= 500 ? '5xx' : '4xx' };
  };
}

/** The official client's requests, straight to the network. */
export function clientOf(ask: PhoneNetwork['ask']): InstanceType<typeof RequestClient> {
  const client = new RequestClient();
  client.request = (async ({ method, uri, username, password, params, data }) => {
    const url = new URL(uri);
    for (const [name, value] of pairs(params as object)) url.searchParams.append(name, value);
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const body = new URLSearchParams(pairs(data as object)).toString();
    const reply = await ask({ method: method.toUpperCase(), url, headers: { authorization }, body });
    if (reply === LOST) throw new Error('socket hang up');
    // What is not asked over a wire must not be shared either.
    return { statusCode: reply.status, body: JSON.stringify(reply.body ?? {}), headers: {} };
  }) as typeof client.request;
  return client;
}

/** As the client writes a form: a list is its name again for each. */
function pairs(values: object | undefined): [string, string][] {
  return Object.entries(values ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): [string, string] => [name, String(each)]),
  );
}
