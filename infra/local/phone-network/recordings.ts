import type { Exchange } from './exchange.ts';
import { resolveAddress } from './exchange.ts';
import type { Line, OpenRecord } from './line.ts';
import type { Report } from './receipts.ts';
import type { Recording } from './records.ts';
import { secondsOf } from './twiml.ts';
import type { Parameters } from './webhook.ts';

/** How long the provider works on a recording before it can be fetched; the action is asked before that. */
const SECONDS_TO_COMPLETED = 1;
const LONGEST = 3600;
const USUAL_WORDS_PER_MINUTE = 150;

export interface Recordings {
  secondsSpoken(words: string): number;
  keep(line: Line, record: OpenRecord): Parameters;
}

/**
 * Keeps what callers say into a `<Record>` and tells its status callback when it can be fetched.
 * Source: https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback
 */
export function recordings(exchange: Exchange, report: Report): Recordings {
  const { store, options } = exchange;
  const { accountSid, wordsPerMinute = USUAL_WORDS_PER_MINUTE } = options;

  const secondsSpoken = (words: string) =>
    Math.max(1, Math.ceil((words.split(/\s+/).filter(Boolean).length * 60) / wordsPerMinute));

  function complete(recording: Recording, address: string | undefined, told: Parameters): Promise<void> {
    recording.status = 'completed';
    // Whoever has deleted it meanwhile must not see it come back.
    if (store.recordings.get(recording.sid)) store.recordings.keep(recording);
    const source = { RecordingStatus: 'completed', RecordingChannels: '1', RecordingSource: 'RecordVerb' };
    return report(recording.sid, address, { ...told, ...source, RecordingStartTime: recording.created }, true);
  }

  return {
    secondsSpoken,
    keep(line, { verb, program, words }) {
      const seconds = Math.min(secondsSpoken(words), secondsOf(verb, 'maxLength', LONGEST));
      const sid = exchange.newSid('RE');
      const recording: Recording = {
        sid,
        callSid: line.call.sid,
        created: exchange.now(),
        says: words,
        seconds,
        status: 'processing',
      };
      store.recordings.keep(recording);
      const url = `${exchange.origin}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`;
      const told = { RecordingSid: sid, RecordingUrl: url, RecordingDuration: String(seconds) };
      const { recordingStatusCallback: callback, recordingStatusCallbackEvent = 'completed' } = verb.attributes;
      const isAsked = callback !== undefined && recordingStatusCallbackEvent.split(/\s+/).includes('completed');
      const address = isAsked ? resolveAddress(callback, program.address) : undefined;
      const account = { AccountSid: accountSid, CallSid: line.call.sid };
      exchange.after(SECONDS_TO_COMPLETED, () => complete(recording, address, { ...account, ...told }));
      return told;
    },
  };
}
