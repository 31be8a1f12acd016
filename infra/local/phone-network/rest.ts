import type { Calls } from './calls.ts';
import type { Exchange } from './exchange.ts';
import type { Request } from './line.ts';
import { type Call, isReachable, type Message } from './records.ts';
import { callBody, listBody, messageBody, type Reply, refusal } from './rest-bodies.ts';
import { filterBy } from './rest-filters.ts';
import { restRecordings } from './rest-recordings.ts';
import { MOST_VALID_SECONDS, type Texts } from './texts.ts';
import { MalformedTwiml, readTwiml } from './twiml.ts';

export interface RestRequest {
  readonly method: string;
  /** Below `/2010-04-01/Accounts/`, decoded, without `.json`. */
  readonly path: readonly string[];
  readonly isJson: boolean;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
}

/** Plays the provider's REST interface, version 2010-04-01, as far as the official client uses it. */
export function rest(exchange: Exchange, texts: Texts, calls: Calls): (request: RestRequest) => Reply {
  const { options, store } = exchange;
  const credentials = `Basic ${Buffer.from(`${options.accountSid}:${options.authToken}`).toString('base64')}`;
  const account = options.accountSid;
  const recordings = restRecordings(exchange);

  function send(form: URLSearchParams): Reply {
    const from = form.get('From') ?? (form.has('MessagingServiceSid') ? options.serviceNumber : '');
    const to = form.get('To') ?? '';
    const body = form.get('Body') ?? '';
    if (to === '') return refusal(400, 21604, "A 'To' phone number is required.");
    if (body === '') return refusal(400, 21602, 'Message body is required.');
    if (body.length > 1600) return refusal(400, 21617, 'The concatenated message body exceeds the 1600 character limit.');
    if (!exchange.isService(from) && !exchange.isProbe(from))
      return refusal(400, 21606, "The 'From' phone number provided is not a message-capable number.");
    if (!isReachable(to)) return refusal(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (to === from) return refusal(400, 21266, "'To' and 'From' number cannot be the same.");
    if (cannotText(to)) return refusal(400, 21614, "'To' number is not a valid mobile number.");
    const statusCallback = form.get('StatusCallback');
    const validity = form.get('ValidityPeriod');
    const validSeconds = Number(validity ?? MOST_VALID_SECONDS);
    if (!Number.isInteger(validSeconds) || validSeconds < 1 || validSeconds > MOST_VALID_SECONDS)
      return refusal(400, 90007, 'Invalid validity period value');
    const message = texts.send({ from, to, body, validSeconds, ...(statusCallback && { statusCallback }) }, 'outbound-api');
    return message
      ? { status: 201, body: messageBody(message, account) }
      : refusal(400, 21610, 'Attempt to send to unsubscribed recipient');
  }

  function place(form: URLSearchParams): Reply {
    const [from, to] = [form.get('From') ?? '', form.get('To') ?? ''];
    const wanted = playable(form);
    if ('status' in wanted) return wanted;
    if (to === '') return refusal(400, 21201, "No 'To' number is specified");
    if (wanted.url === undefined && wanted.twiml === undefined) return refusal(400, 21205, 'Url parameter is required.');
    if (!exchange.isService(from))
      return refusal(400, 21210, 'Source phone number provided is not yet verified for your account.');
    if (!isReachable(to)) return refusal(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    return { status: 201, body: callBody(calls.place(from, to, { ...wanted, ...callOptions(form) }), account) };
  }

  let lastTaken = 0;

  /** One send in a second is taken. What is only asked, and a call that is ended, is never one too many. */
  function isThrottled({ method, path }: RestRequest): boolean {
    if (exchange.settings.sends !== 'throttled' || method !== 'POST' || path.length > 2) return false;
    const now = exchange.clock.now().toMillis();
    if (now - lastTaken < 1000) return true;
    lastTaken = now;
    return false;
  }

  function update(call: Call, form: URLSearchParams): Reply {
    const wanted = playable(form);
    if ('status' in wanted) return wanted;
    const ending = form.get('Status');
    if (ending !== null && ending !== 'canceled' && ending !== 'completed') return refusal(400, 21218, 'Invalid Status');
    const isPlayable = wanted.url !== undefined || wanted.twiml !== undefined;
    const done = ending ? calls.finish(call.sid, ending) : isPlayable ? calls.redirect(call.sid, wanted) : true;
    return done
      ? { status: 200, body: callBody(call, account) }
      : refusal(400, 21220, 'Call is not in-progress. Cannot redirect.');
  }

  function answer({ method, path, isJson, query, form }: RestRequest): Reply {
    const [sid, resource = '', id, ...rest] = path;
    const what = `${method} ${resource}`;
    if (sid === account && rest.length === 0 && id === undefined) {
      if (what === 'POST Messages') return send(form);
      if (what === 'POST Calls') return place(form);
      if (what === 'GET Messages') return listMessages(query);
      if (what === 'GET Calls') return listCalls(query);
    }
    if (sid === account && rest.length === 0 && id !== undefined) {
      if (resource === 'Recordings') return recordings(method, id, !isJson);
      const message = store.messages.get(id);
      const call = store.calls.get(id);
      if (what === 'GET Messages' && message && isListed(message)) return { status: 200, body: messageBody(message, account) };
      if (what === 'GET Calls' && call) return { status: 200, body: callBody(call, account) };
      if (what === 'POST Calls' && call) return update(call, form);
    }
    return refusal(404, 20404, 'The requested resource was not found');
  }

  /** All that could match: the records of one number when the query names one. */
  function candidates<T>(collection: { all(): Iterable<T>; of(number: string): readonly T[] }, query: URLSearchParams): T[] {
    const number = [query.get('To'), query.get('From')].find((each) => each && !exchange.isService(each));
    return number ? [...collection.of(number)] : [...collection.all()];
  }

  function listMessages(query: URLSearchParams): Reply {
    const instants = { DateSent: (message: Message) => message.sent ?? message.created };
    const found = filterBy(candidates(store.messages, query).filter(isListed), query, ['To', 'From'], instants);
    return listBody(
      'messages',
      found.map((each) => messageBody(each, account)),
      query,
      account,
    );
  }

  function listCalls(query: URLSearchParams): Reply {
    const instants = { StartTime: (call: Call) => call.started, EndTime: (call: Call) => call.ended };
    const found = filterBy(candidates(store.calls, query), query, ['To', 'From', 'Status'], instants);
    return listBody(
      'calls',
      found.map((each) => callBody(each, account)),
      query,
      account,
    );
  }

  return (request) => {
    if (exchange.settings.sends === 'down') return refusal(503, 20503, 'Service is unavailable. Please try again.');
    if (request.authorization !== credentials) return refusal(401, 20003, 'Authenticate');
    if (isThrottled(request)) return refusal(429, 20429, 'Too Many Requests');
    return answer(request);
  };
}

const isListed = (message: Message) => message.direction !== 'between-handsets';

/** Freephone, shared-cost and premium numbers of the United Kingdom take no texts. Source: Ofcom, National Telephone Numbering Plan. */
const cannotText = (number: string) => ['+443', '+448', '+449'].some((prefix) => number.startsWith(prefix));

function playable(form: URLSearchParams): Pick<Request, 'url' | 'method' | 'twiml'> | Reply {
  const [url, method, twiml] = [form.get('Url'), form.get('Method'), form.get('Twiml')];
  if (url !== null && !URL.canParse(url)) return refusal(400, 21205, 'Url is not a valid URL');
  try {
    if (twiml !== null) readTwiml(twiml);
  } catch (error) {
    if (error instanceof MalformedTwiml) return refusal(400, 12100, `Document parse failure: ${error.message}`);
    throw error;
  }
  // A document that comes with the request goes before an address, as with the provider.
  if (twiml !== null) return { twiml };
  return { ...(url !== null && { url }), ...(method !== null && { method }) };
}

function callOptions(form: URLSearchParams): Request {
  const detection = form.get('MachineDetection');
  const statusCallback = form.get('StatusCallback');
  const events = form.getAll('StatusCallbackEvent').flatMap((each) => each.split(' '));
  const timeout = Number(form.get('Timeout') ?? 60);
  return {
    timeout: timeout > 0 ? Math.min(timeout, 600) : 60,
    ...(statusCallback && { statusCallback }),
    ...(events.length > 0 && { statusCallbackEvents: events }),
    ...((detection === 'Enable' || detection === 'DetectMessageEnd') && { machineDetection: detection }),
  };
}
