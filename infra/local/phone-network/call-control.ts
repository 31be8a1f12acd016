import type { LocalClock } from '../clock.ts';
import type { Line, Request } from './line.ts';
import type { Player } from './player.ts';
import type { CallEnding } from './records.ts';

/** What the service can do with a call that is under way; false when it is over. */
export interface CallControl {
  finish(sid: string, only: 'canceled' | 'completed'): boolean;
  redirect(sid: string, request: Pick<Request, 'url' | 'method' | 'twiml'>): boolean;
}

interface Lines {
  readonly lines: ReadonlyMap<string, Line>;
  readonly clock: LocalClock;
  end(line: Line, ending: CallEnding): Promise<void>;
  readonly play: Player;
  readonly dial: { drop(line: Line): Promise<void> };
}

/** Source: https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
export function callControl({ lines, clock, end, play, dial }: Lines): CallControl {
  return {
    finish(sid, only) {
      const line = lines.get(sid);
      if (!line) return false;
      const isAnswered = line.call.status === 'in-progress';
      // "canceled" leaves a call alone that has been answered; "completed" ends it whatever it is doing.
      if (!isAnswered || only === 'completed') clock.track(end(line, isAnswered ? 'completed' : 'canceled'));
      return true;
    },
    redirect(sid, request) {
      const line = lines.get(sid);
      if (!line) return false;
      line.request = { ...line.request, url: undefined, twiml: undefined, method: undefined, ...request };
      if (line.call.status !== 'in-progress') return true;
      line.stopWaiting?.();
      clock.track(dial.drop(line));
      const { twiml, url, method } = line.request;
      if (twiml !== undefined) clock.track(play.document(line, twiml));
      else if (url !== undefined) clock.track(play.fetch(line, url, {}, method));
      return true;
    },
  };
}
