import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { LookUp, Provider } from '../../../functions/phone/provider.ts';
import type { HttpEvent, HttpHandler } from '../../../functions/platform/http.ts';
import { callTraffic } from '../../../infra/local/phone-network/calls.ts';
import { type Exchange, exchange as newExchange } from '../../../infra/local/phone-network/exchange.ts';
import type { PhoneNetworkOptions } from '../../../infra/local/phone-network/options.ts';
import { receipts } from '../../../infra/local/phone-network/receipts.ts';
import type { Behaviour } from '../../../infra/local/phone-network/records.ts';
import { defaultSettings } from '../../../infra/local/phone-network/settings.ts';
import { openStore } from '../../../infra/local/phone-network/store.ts';
import { textTraffic } from '../../../infra/local/phone-network/texts.ts';
import { MalformedTwiml, readTwiml } from '../../../infra/local/phone-network/twiml.ts';
import { type Answer, connectionOverrides, type Parameters } from '../../../infra/local/phone-network/webhook.ts';

/** The real phone network without a socket: webhooks are function calls, and so is what the service asks of the provider. */

const CLOCK_TOLERANCE = 5_000;

/**
 * @param name stands in every id that the network gives, so that those of two networks are never the same
 * @param arrive takes a webhook to the service; undefined when it never came
 */
export function steppedNetwork(
  name: string,
  options: PhoneNetworkOptions,
  arrive: (event: HttpEvent) => ReturnType<HttpHandler>,
) {
  const { clock, serviceNumber } = options;
  const store = openStore(undefined, clock.now().toISO());
  const settings = defaultSettings();
  let sids = 0;

  async function deliver(target: string, parameters: Parameters): Promise<Answer> {
    const { address, retries, retried } = connectionOverrides(target);
    for (let attempt = 0; ; attempt += 1) {
      const { statusCode = 200, body = '' } = await arrive(signed(address, parameters, options.authToken));
      if (statusCode < 300) return { body };
      const failed = statusCode < 500 ? '4xx' : '5xx';
      if (attempt >= retries || !(retried.has('all') || retried.has(failed))) return { failed };
    }
  }

  const post: Exchange['post'] = (address, parameters) => {
    const work = deliver(address, parameters);
    clock.track(work);
    return work;
  };

  const exchange: Exchange = {
    ...newExchange(options, store, settings),
    post,
    async ask(address, parameters, fallback = '') {
      const answer = await post(address, parameters);
      return [readOr(fallback, 'failed' in answer ? fallback : answer.body)];
    },
    newSid: (prefix) => `${prefix}${name}${++sids}`,
  };
  const report = receipts(exchange);
  const texts = textTraffic(exchange, report);
  const calls = callTraffic(exchange, report);
  store.handsets.keep({ number: serviceNumber, label: 'The service', role: 'service', behaviour: 'manual' });
  const { probeNumber } = options;
  if (probeNumber) store.handsets.keep({ number: probeNumber, label: 'Test phone', role: 'probe', behaviour: 'manual' });

  const given = new Set<string>();
  const isSince = (at: string | undefined, { since }: LookUp) => Date.parse(at ?? '') >= Date.parse(since) - CLOCK_TOLERANCE;
  const provider: Provider = {
    async sendText({ to, from, body, receipts: statusCallback, validSeconds }) {
      given.add(statusCallback);
      const message = texts.send({ from, to, body, statusCallback, ...(validSeconds && { validSeconds }) }, 'outbound-api');
      return message ? { kind: 'taken', providerId: message.sid } : { kind: 'refused', code: '21610' };
    },
    async makeCall({ to, from, instructions: url, receipts: statusCallback, ringSeconds, detectMachine, waitsForTone }) {
      const machineDetection = detectMachine ? (waitsForTone ? 'DetectMessageEnd' : 'Enable') : undefined;
      const detection = machineDetection && ({ machineDetection } as const);
      given.add(statusCallback);
      const call = calls.place(from, to, { url, statusCallback, timeout: ringSeconds, ...detection });
      return { kind: 'taken', providerId: call.sid };
    },
    hangUp: async (sid) => void calls.finish(sid, 'completed'),
    redirect: async (sid, url) => void calls.redirect(sid, { url, method: 'POST' }),
    findText: async (look) =>
      store.messages
        .of(look.to)
        .findLast(
          ({ sid, to, body, direction, sent, created }) =>
            to === look.to &&
            direction !== 'inbound' &&
            body === look.body &&
            !look.except.includes(sid) &&
            isSince(sent ?? created, look),
        )?.sid,
    findCall: async (look) =>
      store.calls
        .of(look.to)
        .findLast(({ sid, to, started }) => to === look.to && !look.except.includes(sid) && isSince(started, look))?.sid,
    async statusOf(medium, sid) {
      const found = medium === 'text' ? store.messages.get(sid) : store.calls.get(sid);
      if (!found) return undefined;
      const code = 'willFail' in found && found.status === 'undelivered' ? String(found.willFail) : undefined;
      return { status: found.status, ...(code && { code }) };
    },
    recording: async () => undefined,
  };

  return {
    provider,
    texts,
    calls,
    store,
    /** Where the receipts of everything go that the provider was given. */
    given,
    settings,
    /** How a phone behaves from now on. */
    is(number: string, behaviour: Behaviour): void {
      store.handsets.keep({ ...exchange.handset(number), behaviour });
      texts.reached(number);
    },
    close: exchange.close,
  };
}

function readOr(fallback: string, body: string) {
  try {
    return readTwiml(body);
  } catch (error) {
    if (!(error instanceof MalformedTwiml)) throw error;
    return readTwiml(fallback);
  }
}

function signed(address: string, parameters: Parameters, token: string): HttpEvent {
  const signature = webhooks.getExpectedTwilioSignature(token, address, parameters);
  const { pathname } = new URL(address);
  return eventOf('POST', pathname, address.split('?')[1] ?? '', {
    headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams(parameters).toString()).toString('base64'),
    isBase64Encoded: true,
  });
}

/** A request as the gateway hands it on. */
export function eventOf(method: string, rawPath: string, rawQueryString: string, more: Partial<HttpEvent>): HttpEvent {
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    headers: {},
    isBase64Encoded: false,
    ...more,
    requestContext: { http, ...more.requestContext } as HttpEvent['requestContext'],
  };
}
