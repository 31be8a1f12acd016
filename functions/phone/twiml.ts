import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** What the provider is answered with: https://www.twilio.com/docs/messaging/twiml and /docs/voice/twiml */

export interface ReplyText {
  body: string;
  /** Where its receipts are to be posted; nowhere for words that stand at the provider. */
  receipts?: string;
}

/** Texts for the number that wrote, in order; none is a valid answer. */
export function textsTwiml(texts: readonly ReplyText[]): string {
  const response = new MessagingResponse();
  for (const { body, receipts } of texts) response.message(receipts ? { statusCallback: receipts } : {}, body);
  return response.toString();
}

export interface SpokenStep {
  say: readonly string[];
  /** BCP 47, such as `en-GB`. */
  language: string;
  /** Keys, and with `speech` (hints of what may be said) words as well. */
  listen?: { seconds: number; keys: number; speech?: readonly string[]; heard: string; silent: string };
  /** `whisper` is played to the other side alone, before the two are joined. */
  dial?: { number: string; from: string; after: string; seconds?: number; whisper?: string };
  record?: { seconds: number; after: string };
  /** Keys to press for the other side: https://www.twilio.com/docs/voice/twiml/play#attributes-digits */
  press?: string;
}

/** One step of a call: says, then waits for keys or words, puts through, records, or hangs up. */
export function callTwiml({ say, language, listen, dial, record, press }: SpokenStep): string {
  const response = new VoiceResponse();
  const spoken = { language: language as 'en-GB' };
  if (listen) {
    const { speech } = listen;
    const gather = response.gather({
      input: speech ? ['dtmf', 'speech'] : ['dtmf'],
      numDigits: listen.keys,
      timeout: listen.seconds,
      action: listen.heard,
      method: 'POST',
      ...(speech && { hints: speech.join(', '), language: language as 'en-GB', speechTimeout: 'auto' }),
    });
    for (const words of say) gather.say(spoken, words);
    response.redirect({ method: 'POST' }, listen.silent);
    return response.toString();
  }
  for (const words of say) response.say(spoken, words);
  if (press) response.play({ digits: press });
  if (dial) {
    const dialled = response.dial({
      callerId: dial.from,
      action: dial.after,
      method: 'POST',
      ...(dial.seconds && { timeout: dial.seconds }),
    });
    dialled.number(dial.whisper ? { url: dial.whisper, method: 'POST' } : {}, dial.number);
  } else if (record) {
    response.record({ action: record.after, method: 'POST', maxLength: record.seconds, playBeep: true });
  } else {
    response.hangup();
  }
  return response.toString();
}
