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

/** Plays `<Dial>`: rings its numbers together, joins the first that answers, and tells the action how it ended. */
export function dialling(board: Switchboard) {
  async function start(line: Line, verb: Element): Promise<void> {
    const { callerId = line.call.from, timeout } = verb.attributes;
    line.dial = { verb, program: line.program };
    const numbers = verb.children.filter((child) => child.name === 'Number');
    const called = numbers.length > 0 ? numbers : [verb];
    const legs = called.flatMap((each) => {
      const to = each.text.trim();
      const { statusCallback, statusCallbackEvent } =
        each === verb ? {} : (each.attributes as Record<string, string | undefined>);
      const request = {
        timeout: Number(timeout ?? DEFAULT_DIAL_SECONDS),
        ...(statusCallback && { statusCallback: resolveAddress(statusCallback, line.program?.address ?? '') }),
        ...(statusCallbackEvent && { statusCallbackEvents: statusCallbackEvent.split(' ') }),
      };
      return board.isAllowed(to) ? [board.openLeg(line, to, callerId, request)] : [];
    });
    line.legs = legs;
    if (legs.length === 0) return finish(line, 'failed');
    for (const leg of legs) board.begin(leg);
  }

  /** The first leg that is answered is joined to the call; the others stop ringing. */
  async function answered(leg: Line): Promise<void> {
    const line = leg.parent;
    if (!line?.dial || line.connected) return board.end(leg, 'canceled');
    line.connected = leg;
    board.join(line, leg);
    await Promise.all(line.legs.filter((each) => each !== leg).map((each) => board.end(each, 'canceled')));
  }

  async function ended(leg: Line): Promise<void> {
    const line = leg.parent;
    if (!line) return;
    line.legs = line.legs.filter((each) => each !== leg);
    if (!line.dial) return;
    if (line.connected === leg) return finish(line, 'completed', leg);
    if (!line.connected && line.legs.length === 0) return finish(line, leg.call.status, leg);
  }

  async function finish(line: Line, status: string, leg?: Line): Promise<void> {
    const { dial } = line;
    line.dial = undefined;
    line.connected = undefined;
    board.part(line);
    const { action, method } = dial?.verb.attributes ?? {};
    if (action === undefined) return board.next(line);
    await board.fetch(line, resolveAddress(action, dial?.program?.address ?? ''), outcome(status, leg), method);
  }

  /** Stops the legs of a call without telling the action. */
  async function drop(line: Line): Promise<void> {
    const { connected, legs } = line;
    line.dial = undefined;
    line.connected = undefined;
    line.legs = [];
    board.part(line);
    await Promise.all(legs.map((leg) => board.end(leg, leg === connected ? 'completed' : 'canceled')));
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
      outcome(connected ? 'completed' : 'canceled', connected),
    );
  }

  return { start, answered, ended, drop, abandoned };
}

function outcome(status: string, leg: Line | undefined): Parameters {
  const sid: Parameters = leg ? { DialCallSid: leg.call.sid } : {};
  const duration: Parameters = leg?.call.ended ? { DialCallDuration: String(durationOf(leg.call)) } : {};
  return { DialCallStatus: status, ...sid, ...duration };
}
