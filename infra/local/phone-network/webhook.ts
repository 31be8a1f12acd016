import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import webhooks from 'twilio/lib/webhooks/webhooks.js';

export type Parameters = Readonly<Record<string, string>>;

/** How a webhook can fail, in the provider's words: not connected, no answer in time, a 4xx or a 5xx answer. */
export type Failure = 'ct' | 'rt' | '4xx' | '5xx';
export type Answer = { readonly body: string } | { readonly failed: Failure };

/** How one signed request reaches the service. A form of `undefined` is a GET. */
export type Carry = (
  url: string,
  form: string | undefined,
  headers: Readonly<Record<string, string>>,
  patience: Patience,
) => Promise<Answer>;

interface Patience {
  /** Milliseconds until the answer must have come. */
  readonly readTimeout: number;
  /** Gives up at once when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

interface Overrides {
  readonly address: string;
  /** How often a failure is retried: 1 unless told, and only failed connections unless told. */
  readonly retries: number;
  readonly retried: ReadonlySet<string>;
  readonly readTimeout: number;
}

export interface Delivery {
  readonly method?: string | undefined;
  /** Gives up at once when it is aborted. */
  readonly signal?: AbortSignal;
  readonly carry?: Carry | undefined;
}

const TOTAL_TIMEOUT = 15_000;

/**
 * Takes the connection overrides off an address: `rc` retries, `rp` which failures are retried, `rt` the read timeout in
 * milliseconds. Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function connectionOverrides(address: string): Overrides {
  const hash = address.indexOf('#');
  const given = new URLSearchParams(hash < 0 ? '' : address.slice(hash + 1));
  return {
    address: hash < 0 ? address : address.slice(0, hash),
    retries: Math.min(wholeNumber(given.get('rc')) ?? 1, 5),
    retried: new Set((given.get('rp') ?? 'ct').split(',')),
    readTimeout: Math.min(wholeNumber(given.get('rt')) ?? TOTAL_TIMEOUT, TOTAL_TIMEOUT),
  };
}

const wholeNumber = (text: string | null) => (text !== null && /^\d+$/.test(text) ? Number(text) : undefined);

/**
 * Sends one signed webhook to this machine and retries it as its address says. The signature covers the address exactly as
 * it is written, raw query included, without the overrides. A failure is a value; 15 s are all that it may take, retries included.
 */
export async function deliver(
  target: string,
  parameters: Parameters,
  authToken: string,
  delivery: Delivery = {},
): Promise<Answer> {
  const { method = 'POST', signal, carry = overHttp } = delivery;
  const { address, retries, retried, readTimeout } = connectionOverrides(target);
  const form = new URLSearchParams(parameters).toString();
  const isGet = method.toUpperCase() === 'GET';
  const url = isGet ? `${address}${address.includes('?') ? '&' : '?'}${form}` : address;
  const headers = {
    'X-Twilio-Signature': webhooks.getExpectedTwilioSignature(authToken, url, isGet ? {} : parameters),
    'I-Twilio-Idempotency-Token': randomUUID(),
    'User-Agent': 'TwilioProxy/1.1',
    Accept: '*/*',
  };
  const began = performance.now();
  const left = () => Math.max(Math.floor(TOTAL_TIMEOUT - (performance.now() - began)), 0);
  for (let attempt = 0; ; attempt++) {
    const patience = { readTimeout: Math.min(readTimeout, left()), signal };
    const answer = await carry(url, isGet ? undefined : form, headers, patience);
    if (!('failed' in answer) || attempt >= retries || left() === 0 || signal?.aborted) return answer;
    if (!retried.has('all') && !retried.has(answer.failed)) return answer;
  }
}

const overHttp: Carry = (url, form, headers, { readTimeout, signal }) => {
  // The request line carries the address as written: a parsed URL would change characters that were signed.
  const [, authority = '', path = '/'] = /^http:\/\/([^/?#]+)(.*)$/.exec(url) ?? [];
  if (!authority) return Promise.resolve({ failed: 'ct' });
  const { hostname, port } = new URL(`http://${authority}`);
  return new Promise((resolve) => {
    const timeout = AbortSignal.timeout(readTimeout);
    const sending = request({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port || 80,
      path: path.startsWith('/') ? path : `/${path}`,
      method: form === undefined ? 'GET' : 'POST',
      headers:
        form === undefined
          ? { ...headers }
          : {
              ...headers,
              'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
              'Content-Length': Buffer.byteLength(form),
            },
      agent: false,
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    const fail = (error: NodeJS.ErrnoException) => resolve({ failed: error.syscall === 'connect' ? 'ct' : 'rt' });
    sending.on('error', fail);
    sending.on('response', (response) => {
      const status = response.statusCode ?? 500;
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () => {
        if (status >= 200 && status < 300) resolve({ body: Buffer.concat(parts).toString('utf8') });
        else resolve({ failed: status >= 500 ? '5xx' : '4xx' });
      });
    });
    sending.end(form);
  });
};
