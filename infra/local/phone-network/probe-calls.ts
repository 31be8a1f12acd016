import type { Line } from './line.ts';
import type { CallEnding } from './records.ts';

/** What the two ends of a call to a number of the service's own need of the calls. */
interface Ends {
  openInbound(from: string, to: string): Line;
  pickUp(line: Line, by: 'human'): Promise<void>;
  end(line: Line, ending: CallEnding): Promise<void>;
  fetchFirst(line: Line): Promise<void>;
  track(work: Promise<unknown>): void;
}

/**
 * Joins a call that the service has placed with the call that arrives at its own probe number: two calls of one account, each with a
 * Sid and a document of its own, as when one number of an account rings another.
 * Source: https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
 */
export function probeCalls({ openInbound, pickUp, end, fetchFirst, track }: Ends) {
  return {
    /** The call rings at the probe number: its webhook is asked what to do with it. */
    arrive(line: Line): void {
      const arrived = openInbound(line.call.from, line.call.to);
      line.farEnd = arrived;
      arrived.farEnd = line;
      track(fetchFirst(arrived));
    },
    /** One end is taken up: so is the other. */
    connected({ farEnd }: Line): void {
      if (farEnd?.call.status === 'ringing') track(pickUp(farEnd, 'human'));
    },
    /** One end is over: so is the other. */
    async ended({ call, farEnd }: Line): Promise<void> {
      if (!farEnd) return;
      if (farEnd.call.status === 'in-progress') return end(farEnd, 'completed');
      await end(farEnd, call.direction === 'inbound' ? refusalOf(call.status) : 'canceled');
    },
  };
}

const refusalOf = (status: string): CallEnding => (status === 'busy' ? 'busy' : 'no-answer');
