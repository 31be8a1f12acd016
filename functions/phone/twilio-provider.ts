import { DateTime } from 'luxon';
import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import Domain from 'twilio/lib/base/Domain.js';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import Version from 'twilio/lib/base/Version.js';
import { type CallInstance, CallListInstance } from 'twilio/lib/rest/api/v2010/account/call.js';
import { type MessageInstance, MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { HandOver, LookUp, Provider } from './provider.ts';
import { twilioRecordings } from './twilio-recordings.ts';

export interface TwilioSettings {
  accountSid: string;
  authToken: string;
  /** Another origin than Twilio's own: the local phone network's. */
  apiOrigin?: string | undefined;
  /** What carries the requests: Twilio's own client over HTTPS when absent. */
  httpClient?: InstanceType<typeof RequestClient>;
}

const TWILIO_ORIGIN = 'https://api.twilio.com';

/** Twilio's error for a call that has ended already: https://www.twilio.com/docs/api/errors/21220 */
const CALL_IS_OVER = 21220;

const NOT_FOUND = 404;

/** Milliseconds that one request to the provider may take, so that a worker can still commit what came of it. */
const REQUEST_TIMEOUT = 10_000;

/** Twilio takes nothing while too much is asked of it: https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY = 429;

/** Whoever answers hears nothing while the provider listens, so not for long: https://www.twilio.com/docs/voice/answering-machine-detection */
const DETECTION_SECONDS = 4;

/** Calls are looked for from a moment before they were asked for: the two clocks differ. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** The provider through Twilio's own client. https://www.twilio.com/docs/messaging/api and /docs/voice/api */
export function twilioProvider({
  accountSid,
  authToken,
  apiOrigin,
  httpClient = new RequestClient({ timeout: REQUEST_TIMEOUT, autoRetry: false }),
}: TwilioSettings): Provider {
  if (apiOrigin) sendElsewhere(httpClient, apiOrigin);
  // The whole client is 3.7 MB for all that Twilio sells; its parts for messages and calls are a sixth of that.
  const domain = new Domain.default(new BaseTwilio.Client(accountSid, authToken, { httpClient }), TWILIO_ORIGIN);
  // These lists need no more of the version than its domain and its name; their types ask for all of it.
  const version = new Version.default(domain, '2010-04-01') as unknown as Parameters<typeof MessageListInstance>[0];
  const messages = MessageListInstance(version, accountSid);
  const calls = CallListInstance(version, accountSid);
  return {
    sendText: ({ to, from, body, receipts, validSeconds: validityPeriod }) =>
      handOver(() => messages.create({ to, from, body, statusCallback: receipts, ...(validityPeriod && { validityPeriod }) })),
    makeCall: ({ to, from, instructions, receipts, ringSeconds, detectMachine, waitsForTone }) =>
      handOver(() =>
        calls.create({
          to,
          from,
          url: instructions,
          statusCallback: receipts,
          timeout: ringSeconds,
          // A greeting lasts longer than the provider may listen otherwise; a person is known as one as soon as they speak.
          ...(detectMachine && waitsForTone && { machineDetection: 'DetectMessageEnd' }),
          ...(detectMachine && !waitsForTone && { machineDetection: 'Enable', machineDetectionTimeout: DETECTION_SECONDS }),
        }),
      ),
    hangUp: (providerId) => unlessOver(() => calls(providerId).update({ status: 'completed' })),
    redirect: (providerId, url) => unlessOver(() => calls(providerId).update({ url, method: 'POST' })),
    async findText(look) {
      const sent = await messages.list({ to: look.to, dateSentAfter: since(look), limit: 50 });
      return sent.find(({ body, sid, direction }) => body === look.body && direction !== 'inbound' && !look.except.includes(sid))
        ?.sid;
    },
    async findCall(look) {
      const made = await calls.list({ to: look.to, startTimeAfter: since(look), limit: 50 });
      return made.find(({ sid }) => !look.except.includes(sid))?.sid;
    },
    recording: twilioRecordings({ accountSid, authToken, apiOrigin: apiOrigin ?? TWILIO_ORIGIN }),
    async statusOf(medium, providerId) {
      const found = await unlessGone<MessageInstance | CallInstance>(() =>
        medium === 'text' ? messages(providerId).fetch() : calls(providerId).fetch(),
      );
      if (!found) return undefined;
      const code = 'errorCode' in found && found.errorCode ? String(found.errorCode) : undefined;
      return { status: found.status, ...(code && { code }) };
    },
  };
}

/** What the provider has deleted, or never had, is nothing that asking again would bring. */
async function unlessGone<T>(fetch: () => Promise<T>): Promise<T | undefined> {
  try {
    return await fetch();
  } catch (error) {
    if ((error as { status?: number }).status !== NOT_FOUND) throw error;
    return undefined;
  }
}

/** A call that has ended by itself meanwhile needs nothing more. */
async function unlessOver(change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if ((error as { code?: number }).code !== CALL_IS_OVER) throw error;
  }
}

function since({ since: from }: LookUp): Date {
  return DateTime.fromISO(from).minus({ seconds: CLOCK_TOLERANCE_SECONDS }).toJSDate();
}

function sendElsewhere(httpClient: InstanceType<typeof RequestClient>, origin: string): void {
  const request = httpClient.request.bind(httpClient);
  httpClient.request = (options) => request({ ...options, uri: options.uri.replace(TWILIO_ORIGIN, origin) });
}

/** A refusal carries Twilio's own error code. Anything else, such as a timeout, leaves open whether it was taken. */
async function handOver(ask: () => Promise<{ sid: string }>): Promise<HandOver> {
  try {
    const { sid } = await ask();
    return { kind: 'taken', providerId: sid };
  } catch (error) {
    const { status, code } = error as { status?: number; code?: number | string };
    if (status === TOO_MANY) return { kind: 'throttled' };
    if (status !== undefined && status >= 400 && status < 500 && code !== undefined)
      return { kind: 'refused', code: String(code) };
    return { kind: 'unknown', cause: error };
  }
}
