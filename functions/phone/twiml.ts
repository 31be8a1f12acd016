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
  listen?: { seconds: number; keys: string; silent: string };
  dial?: { number: string; from: string; after: string };
}

/** One step of a call: says, then waits for one key, puts through, or hangs up. */
export function callTwiml({ say, language, listen, dial }: SpokenStep): string {
  const response = new VoiceResponse();
  const spoken = { language: language as 'en-GB' };
  if (listen) {
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      timeout: listen.seconds,
      action: listen.keys,
      method: 'POST',
    });
    for (const words of say) gather.say(spoken, words);
    response.redirect({ method: 'POST' }, listen.silent);
    return response.toString();
  }
  for (const words of say) response.say(spoken, words);
  if (dial) response.dial({ callerId: dial.from, action: dial.after, method: 'POST' }).number(dial.number);
  else response.hangup();
  return response.toString();
}
