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
  for (const { body, receipts } of texts) response.message(receipts ? { statusCallback: receipts } : {}, legal(body));
  return response.toString();
}

/** What no XML may hold is left out: the builder would throw, and the number would have no answer. https://www.w3.org/TR/xml/#charsets */
const legal = (text: string) => text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');

export interface SpokenStep {
  /** Words in the language of the step, or in their own. */
  say: readonly (string | { words: string; language: string })[];
  /** BCP 47, such as `en-GB`. */
  language: string;
  pace?: 'slow';
  /** Keys, and with `speech` (hints of what may be said) words as well. */
  listen?: { seconds: number; keys: number; speech?: readonly string[]; heard: string; silent: string };
  /** `whisper` is played to the other side alone, before the two are joined. */
  dial?: { number: string; from: string; after: string; seconds?: number; whisper?: string };
  record?: { seconds: number; after: string };
  /** Keys to press for the other side: https://www.twilio.com/docs/voice/twiml/play#attributes-digits */
  press?: string;
  /** The end of a whisper: the two are joined, where a hang-up would end the other side's call. */
  joins?: boolean;
}

/** One step of a call: says, then waits for keys or words, puts through, records, joins, or hangs up. */
export function callTwiml({ say, language, pace, listen, dial, record, joins, press }: SpokenStep): string {
  const response = new VoiceResponse();
  const speak = (on: Speaker) => {
    for (const each of say) {
      const said = typeof each === 'string' ? { words: each, language } : each;
      saySlowly(on, said.words, said.language, pace);
    }
  };
  if (listen) {
    const { speech } = listen;
    const gather = response.gather({
      input: speech ? ['dtmf', 'speech'] : ['dtmf'],
      numDigits: listen.keys,
      timeout: listen.seconds,
      action: listen.heard,
      method: 'POST',
      // No key only ends what is pressed: each of them means something.
      finishOnKey: '',
      ...(speech && { hints: speech.join(', '), language: language as 'en-GB', speechTimeout: 'auto' }),
    });
    speak(gather);
    response.redirect({ method: 'POST' }, listen.silent);
    return response.toString();
  }
  speak(response);
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
    // The action is not asked when nothing was said.
    response.redirect({ method: 'POST' }, record.after);
  } else if (!joins) {
    response.hangup();
  }
  return response.toString();
}

type Speaker = Pick<VoiceResponse, 'say'>;

/** A moment between choices, so that one can be pressed before the next is said. */
const BREATH = '700ms';

/** What ends in a comma or a full stop before a key is named is followed by a moment's rest. SSML: https://www.twilio.com/docs/voice/twiml/say/text-speech */
function saySlowly(on: Speaker, words: string, language: string, pace: SpokenStep['pace']): void {
  const parts = words.split(/(?<=[,.]) (?=[^,.]*\b[0-9]\b)/);
  const attributes = { language: language as 'en-GB', voice: VOICES[language] as 'Polly.Amy' };
  const [first = '', ...rest] = parts;
  const say = on.say(attributes, pace ? '' : first);
  if (pace) say.prosody({ rate: pace }, first);
  for (const part of rest) {
    say.break({ time: BREATH });
    if (pace) say.prosody({ rate: pace }, ` ${part}`);
    else say.s(` ${part}`);
  }
}

/** The voices that speak SSML, of which one speaks Welsh: https://www.twilio.com/docs/voice/twiml/say/text-speech#available-voices-and-languages */
const VOICES: Readonly<Record<string, string>> = { 'en-GB': 'Polly.Amy', 'cy-GB': 'Polly.Gwyneth' };
