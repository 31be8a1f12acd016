import { setTimeout as realTime } from 'node:timers/promises';
import type { Calls } from './calls.ts';
import type { Exchange } from './exchange.ts';
import { handsetView, listView } from './handset-view.ts';
import { type Behaviour, behaviours, type Failure, failures, isNumber, WITHHELD } from './records.ts';
import type { Reply } from './rest-bodies.ts';
import { choices, type Setting } from './settings.ts';
import type { Texts } from './texts.ts';

export interface DoorRequest {
  readonly method: string;
  readonly path: readonly string[];
  /** The body as JSON; undefined when there is none. */
  readonly json: unknown;
  readonly query: URLSearchParams;
}

/** How long, in real milliseconds, a door waits for what it has set going elsewhere. */
const LONGEST_SETTLING = 1000;
const LONGEST_TEXT = 1600;
const LONGEST_SPEECH = 5000;

/** The doors by which a person, a page or a test uses the handsets and sets how the network behaves. */
export function doors(exchange: Exchange, texts: Texts, calls: Calls): (request: DoorRequest) => Promise<Reply> {
  const { store, settings, options, clock } = exchange;

  /** The handset as it is when all that was set going is done; a clock that is kept busy by others is not waited for. */
  async function settled(number: string, newest: number | undefined): Promise<Reply> {
    if (options.carry) await clock.idle();
    else {
      const patience = new AbortController();
      await Promise.race([clock.idle(), realTime(LONGEST_SETTLING, undefined, { signal: patience.signal })]);
      patience.abort();
    }
    return { status: 200, body: handsetView(exchange, number, newest) };
  }

  async function act(number: string, action: string, body: Record<string, unknown>, newest: number | undefined): Promise<Reply> {
    if (exchange.isService(number)) return problem(409, 'service-number', "This is the service's own number: nobody holds it.");
    exchange.handset(number);
    const { body: text, to = options.serviceNumber, digits, words } = body;
    if ((action === 'texts' || action === 'calls') && !isNumber(to)) return badNumber('to');
    if (action === 'texts') {
      if (typeof text !== 'string' || text === '') return problem(400, 'empty', 'A text needs words.', 'body');
      if (text.length > LONGEST_TEXT) return problem(400, 'too-long', `A text has at most ${LONGEST_TEXT} characters.`, 'body');
      await texts.write(number, to as string, text);
      return settled(number, newest);
    }
    if (action === 'calls') {
      if (!exchange.isService(to as string)) return problem(400, 'not-the-service', 'Handsets can ring the service only.', 'to');
      await calls.ring(number, to as string);
      return settled(number, newest);
    }
    if (action === 'keys' && (typeof digits !== 'string' || !/^[0-9*#]+$/.test(digits))) {
      return problem(400, 'bad-keys', 'Keys are 0 to 9, * and #.', 'digits');
    }
    if (action === 'speak') {
      if (typeof words !== 'string' || words.trim() === '') return problem(400, 'empty', 'Say some words.', 'words');
      if (words.length > LONGEST_SPEECH)
        return problem(400, 'too-long', `Say at most ${LONGEST_SPEECH} characters at a time.`, 'words');
    }
    const done =
      action === 'answer'
        ? calls.answer(number)
        : action === 'hangup'
          ? calls.hangUp(number)
          : action === 'speak'
            ? calls.speak(number, (words as string).trim())
            : calls.press(number, digits as string);
    if (!done) return problem(409, 'no-call', action === 'answer' ? 'No call is ringing here.' : 'No call is open here.');
    await done;
    return settled(number, newest);
  }

  async function behave(number: string, given: Record<string, unknown>, newest: number | undefined): Promise<Reply> {
    const handset = exchange.handset(number);
    const isKept = 'failsWith' in given || 'detectedAs' in given;
    const { behaviour = isKept ? handset.behaviour : undefined, failsWith, detectedAs } = given;
    if (!behaviours.includes(behaviour as Behaviour)) {
      return problem(400, 'unknown-behaviour', `The behaviour is one of ${behaviours.join(', ')}.`, 'behaviour');
    }
    if (failsWith !== undefined && failsWith !== null && !Object.hasOwn(failures, String(failsWith))) {
      const codes = Object.keys(failures).join(', ');
      return problem(400, 'unknown-code', `Texts fail with one of ${codes}, or with null are delivered.`, 'failsWith');
    }
    if (detectedAs !== undefined && detectedAs !== null && detectedAs !== 'human' && detectedAs !== 'machine') {
      const choice = 'Whoever answers is taken for a human or a machine, or with null for what they are.';
      return problem(400, 'unknown-detection', choice, 'detectedAs');
    }
    handset.behaviour = behaviour as Behaviour;
    if (failsWith) handset.failsWith = Number(failsWith) as Failure;
    if (failsWith === null) delete handset.failsWith;
    if (detectedAs) handset.detectedAs = detectedAs;
    if (detectedAs === null) delete handset.detectedAs;
    store.handsets.keep(handset);
    texts.reached(number);
    return settled(number, newest);
  }

  const networkView = (): Reply => {
    const { serviceNumber, consoleUrl } = options;
    return { status: 200, body: { ...settings, now: exchange.now(), serviceNumber, ...(consoleUrl && { consoleUrl }) } };
  };

  function setNetwork(given: Record<string, unknown>): Reply {
    for (const [name, value] of Object.entries(given)) {
      if (['now', 'serviceNumber', 'consoleUrl'].includes(name)) continue;
      if (!Object.hasOwn(choices, name)) return problem(400, 'unknown-setting', 'There is no such setting.', name);
      const allowed: readonly unknown[] = choices[name as Setting];
      if (!allowed.includes(value)) return problem(400, 'unknown-value', `It is one of ${allowed.join(', ')}.`, name);
    }
    for (const name of Object.keys(choices)) if (name in given) Object.assign(settings, { [name]: given[name] });
    return networkView();
  }

  return async ({ method, path, json, query }) => {
    const [first, called, action, ...rest] = path;
    const name = called === 'anonymous' ? WITHHELD : called;
    const body = json === undefined ? {} : json;
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      return problem(400, 'bad-json', 'The body is not a JSON object.');
    const given = body as Record<string, unknown>;
    if (first === 'network' && name === undefined) {
      return method === 'GET' ? networkView() : method === 'PUT' ? setNetwork(given) : wrongMethod();
    }
    if (first !== 'handsets' || rest.length > 0) return problem(404, 'not-found', 'There is no such address.');
    if (name === undefined) return method === 'GET' ? { status: 200, body: listView(exchange) } : wrongMethod();
    if (!isNumber(name)) return badNumber('number');
    const newest = query.get('newest') ?? undefined;
    if (newest !== undefined && !/^\d{1,4}$/.test(newest))
      return problem(
        400,
        'bad-count',
        'How many of the newest texts and calls are shown is a whole number up to 9999.',
        'newest',
      );
    const shown = newest === undefined ? undefined : Number(newest);
    if (action === undefined) {
      if (method === 'GET') return { status: 200, body: handsetView(exchange, name, shown) };
      return method === 'PUT' ? behave(name, given, shown) : wrongMethod();
    }
    if (!['texts', 'calls', 'answer', 'keys', 'speak', 'hangup'].includes(action))
      return problem(404, 'not-found', 'There is no such address.');
    return method === 'POST' ? act(name, action, given, shown) : wrongMethod();
  };
}

export function problem(status: number, code: string, message: string, field?: string): Reply {
  return { status, body: { error: { code, message, ...(field !== undefined && { field }) } } };
}

const badNumber = (field: string) => problem(400, 'bad-number', 'A number is written as + and 7 to 15 digits.', field);
const wrongMethod = () => problem(405, 'wrong-method', 'This address does not take that method.');
