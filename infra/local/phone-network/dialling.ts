import { resolveAddress } from './exchange.ts';
import type { Line, Request } from './line.ts';
import { type CallEnding, durationOf } from './records.ts';
import type { Element } from './twiml.ts';
import type { Parameters } from './webhook.ts';

/** What a `<Dial>` needs of the calls. */
export interface Switchboard {
  openLeg(parent: Line, to: string, callerId: string, request: Request): Line;
  begin(leg: Line): void;
  end(line: Line, ending: CallEnding): Promise<void>;
  next(line: Line): Promise<void>;
  fetch(line: Line, address: string, extra: Parameters, method: string | undefined): Promise<void>;
  post(line: Line, address: string, extra: Parameters): Promise<void>;
  join(line: Line, leg: Line): void;
  part(line: Line): void;
  isAllowed(number: string): boolean;
}

const DEFAULT_DIAL_SECONDS = 30;

/**
 * Plays `<Dial>`: rings its numbers together, joins the first that answers, and tells the action how it ended. A `<Number>` with a
 * `url` first hears that document alone: it is joined when the document is over, and not when it or the person hangs up; the
 * others ring on until one is joined. The provider says `completed` when "the called party answered the call and was connected to
 * the caller"; for a person who answered and was never connected this network says `no-answer`. `DialBridged` says it outright.
 * Sources: https://www.twilio.com/docs/voice/twiml/dial and https://www.twilio.com/docs/voice/twiml/number#attributes-url
 */
export function dialling(board: Switchboard) {
  async function start(line: Line, verb: Element): Promise<void> {
    const { callerId = line.call.from, timeout } = verb.attributes;
    line.dial = { verb, program: line.program };
    const numbers = verb.children.filter((child) => child.name === 'Number');
    const called = numbers.length > 0 ? numbers : [verb];
    const legs = called.flatMap((each) => {
      const to = each.text.trim();
      const request = { timeout: Number(timeout ?? DEFAULT_DIAL_SECONDS), ...(each !== verb && askedOf(each, line)) };
      return board.isAllowed(to) ? [board.openLeg(line, to, callerId, request)] : [];
    });
    line.legs = legs;
    if (legs.length === 0) return finish(line, 'failed');
    for (const leg of legs) board.begin(leg);
  }

  async function answered(leg: Line): Promise<void> {
    const { url, method } = leg.request;
    if (url === undefined) return join(leg);
    leg.isAside = true;
    await board.fetch(leg, url, {}, method);
  }

  /** The first leg that is ready is joined to the call; the others are let go. */
  async function join(leg: Line): Promise<void> {
    const line = leg.parent;
    leg.isAside = false;
    if (!line?.dial || line.connected) return letGo(leg);
    line.connected = leg;
    board.join(line, leg);
    await Promise.all(line.legs.filter((each) => each !== leg).map(letGo));
  }

  const letGo = (leg: Line) => board.end(leg, leg.call.status === 'in-progress' ? 'completed' : 'canceled');

  async function ended(leg: Line): Promise<void> {
    const line = leg.parent;
    if (!line) return;
    line.legs = line.legs.filter((each) => each !== leg);
    if (!line.dial) return;
    if (line.connected === leg) return finish(line, 'completed', leg);
    const { status } = leg.call;
    if (!line.connected && line.legs.length === 0) return finish(line, status === 'completed' ? 'no-answer' : status, leg);
  }

  async function finish(line: Line, status: string, leg?: Line): Promise<void> {
    const { dial, connected } = line;
    line.dial = undefined;
    line.connected = undefined;
    board.part(line);
    const { action, method } = dial?.verb.attributes ?? {};
    if (action === undefined) return board.next(line);
    await board.fetch(line, resolveAddress(action, dial?.program?.address ?? ''), outcome(status, leg, connected), method);
  }

  /** Stops the legs of a call without telling the action. */
  async function drop(line: Line): Promise<void> {
    const { legs } = line;
    line.dial = undefined;
    line.connected = undefined;
    line.legs = [];
    board.part(line);
    await Promise.all(legs.map(letGo));
  }

  /** The caller has hung up: the legs end, and the action hears of it although nothing more can be played. */
  async function abandoned(line: Line): Promise<void> {
    const { dial, connected } = line;
    if (!dial) return;
    await drop(line);
    const { action } = dial.verb.attributes;
    if (action === undefined) return;
    await board.post(
      line,
      resolveAddress(action, dial.program?.address ?? ''),
      outcome(connected ? 'completed' : 'canceled', connected, connected),
    );
  }

  return { start, answered, join, ended, drop, abandoned };
}

/** What a `<Number>` asks for its leg. */
function askedOf({ attributes }: Element, line: Line): Request {
  const { url, method, statusCallback, statusCallbackEvent, machineDetection: detection } = attributes;
  const base = line.program?.address ?? '';
  return {
    ...(url !== undefined && { url: resolveAddress(url, base), ...(method !== undefined && { method }) }),
    ...(statusCallback && { statusCallback: resolveAddress(statusCallback, base) }),
    ...(statusCallbackEvent && { statusCallbackEvents: statusCallbackEvent.split(' ') }),
    ...((detection === 'Enable' || detection === 'DetectMessageEnd') && { machineDetection: detection }),
  };
}

function outcome(status: string, leg: Line | undefined, connected: Line | undefined): Parameters {
  const sid: Parameters = leg ? { DialCallSid: leg.call.sid } : {};
  const duration: Parameters = leg?.call.ended ? { DialCallDuration: String(durationOf(leg.call)) } : {};
  return { DialCallStatus: status, DialBridged: String(connected !== undefined), ...sid, ...duration };
}
