import type { Exchange } from './exchange.ts';
import type { Line, Request } from './line.ts';
import type { Call } from './records.ts';

/** The calls that are under way, and what each of them waits for. */
export interface OpenLines {
  readonly lines: ReadonlyMap<string, Line>;
  isLive(line: Line): boolean;
  open(call: Pick<Call, 'direction' | 'from' | 'to' | 'status' | 'parentSid'>, request: Request, parent?: Line): Line;
  /** A call that rings at a number of the service. */
  openInbound(from: string, to: string): Line;
  /** Puts off whatever this call was waiting for and waits for this instead. */
  wait(line: Line, seconds: number, happen: () => Promise<void> | void): void;
  close(line: Line): void;
}

/** A call, as it begins or when nothing is left of it but what is kept. */
export function lineOf(call: Call, request: Request): Line {
  return { call, request, digits: '', legs: [], events: 0, asked: 0, spoken: 0, documents: 0 };
}

export function openLines(exchange: Exchange): OpenLines {
  const { store, options } = exchange;
  const lines = new Map<string, Line>();
  const isLive = (line: Line) => lines.get(line.call.sid) === line;

  const open: OpenLines['open'] = (call, request, parent) => {
    const { statusCallback } = request;
    const told = statusCallback === undefined ? {} : { statusCallback };
    const made: Call = { ...call, sid: exchange.newSid('CA'), created: exchange.now(), rang: false, transcript: [], ...told };
    const line = { ...lineOf(made, request), ...(parent && { parent }) };
    lines.set(made.sid, line);
    exchange.handset(made.from);
    exchange.handset(made.to);
    store.calls.keep(made);
    return line;
  };

  return {
    lines,
    isLive,
    open,
    openInbound(from, to) {
      const { callStatus } = options.webhooks;
      const request = callStatus === undefined ? {} : { statusCallback: callStatus };
      const line = open({ direction: 'inbound', from, to, status: 'ringing' }, request);
      line.call.rang = true;
      line.call.started = exchange.now();
      store.calls.keep(line.call);
      return line;
    },
    wait(line, seconds, happen) {
      line.stopWaiting?.();
      line.stopWaiting = exchange.after(seconds, () => (isLive(line) ? happen() : undefined));
    },
    close(line) {
      lines.delete(line.call.sid);
      line.stopWaiting?.();
      line.stopLimit?.();
    },
  };
}
