import type { Exchange } from './exchange.ts';
import type { Line } from './line.ts';
import type { Report } from './receipts.ts';
import { durationOf } from './records.ts';
import type { Parameters } from './webhook.ts';

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/**
 * What the service is told about a call. Source of the parameters:
 * https://www.twilio.com/docs/voice/api/call-resource#statuscallback
 */
export function callEvents(exchange: Exchange, report: Report) {
  /** The parameters that every webhook of a call carries. */
  function describe({ call }: Line): Parameters {
    const { sid, from, to, status, direction, parentSid } = call;
    const account = { AccountSid: exchange.options.accountSid, ApiVersion: '2010-04-01' };
    const named = { CallSid: sid, From: from, To: to, Caller: from, Called: to, CallStatus: status, Direction: direction };
    const parent: Parameters = parentSid ? { ParentCallSid: parentSid } : {};
    const answeredBy: Parameters = call.answeredBy ? { AnsweredBy: call.answeredBy } : {};
    return { ...account, ...named, ...parent, ...answeredBy };
  }

  /** Tells an event that was asked for; by default only that the call has ended. */
  function tell(line: Line, event: CallEvent): void {
    const { statusCallback, statusCallbackEvents = ['completed'] } = line.request;
    const isLast = event === 'completed';
    const wanted = statusCallbackEvents.includes(event) ? statusCallback : undefined;
    const duration: Parameters = isLast ? { CallDuration: String(durationOf(line.call)) } : {};
    const status: Parameters = event === 'initiated' ? { CallStatus: 'initiated' } : {};
    const source = { Timestamp: exchange.clock.now().toRFC2822(), CallbackSource: 'call-progress-events' };
    const sequence = { SequenceNumber: String(wanted ? line.events++ : line.events) };
    const parameters = { ...describe(line), ...duration, ...status, ...source, ...sequence };
    // One event is told after the other, but the call never waits for the telling.
    line.told = (line.told ?? Promise.resolve()).then(() => report(line.call.sid, wanted, parameters, isLast));
    exchange.clock.track(line.told);
  }

  return { describe, tell };
}
