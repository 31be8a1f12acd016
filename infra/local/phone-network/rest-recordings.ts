import type { Exchange } from './exchange.ts';
import type { Recording } from './records.ts';
import { type Reply, refusal, rfc2822 } from './rest-bodies.ts';
import { silence } from './wav.ts';

/**
 * Plays the recordings of the REST interface: what is known of one, its sound (with `.wav` or without), and its end. The sound
 * is silence as long as what was said; it can be fetched once the recording is completed.
 * Source: https://www.twilio.com/docs/voice/api/recording
 *
 * @param id what stands last in the address, without `.json`: a Sid, or a Sid and `.wav`
 * @param isSound whether the address asks for the sound
 */
export function restRecordings(exchange: Exchange) {
  const { store } = exchange;
  return function answer(method: string, id: string, isSound: boolean): Reply {
    const recording = store.recordings.get(id.replace(/\.wav$/, ''));
    if (!recording) return refusal(404, 20404, 'The requested resource was not found');
    if (method === 'DELETE' && !isSound) {
      store.recordings.forget(recording.sid);
      return { status: 204, body: undefined };
    }
    if (method !== 'GET') return refusal(405, 20004, 'Method not allowed');
    if (!isSound) return { status: 200, body: recordingBody(recording, exchange) };
    if (recording.status !== 'completed') return refusal(404, 20404, 'The requested resource was not found');
    const media = { type: 'audio/x-wav', bytes: silence(recording.seconds, recording.says) };
    return { status: 200, body: undefined, media };
  };
}

function recordingBody({ sid, callSid, created, seconds, status }: Recording, { options, origin }: Exchange): object {
  const account = options.accountSid;
  const uri = `/2010-04-01/Accounts/${account}/Recordings/${sid}`;
  return {
    sid,
    account_sid: account,
    api_version: '2010-04-01',
    call_sid: callSid,
    conference_sid: null,
    date_created: rfc2822(created),
    date_updated: rfc2822(created),
    start_time: rfc2822(created),
    duration: status === 'completed' ? String(seconds) : '-1',
    channels: 1,
    source: 'RecordVerb',
    status,
    error_code: null,
    encryption_details: null,
    price: null,
    price_unit: 'USD',
    media_url: `${origin}${uri}`,
    uri: `${uri}.json`,
    subresource_uris: {},
  };
}
