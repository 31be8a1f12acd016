/**
 * Keys that our own phone presses when the report of every day rings it: that somebody is there, and that they accept. Each `w` is half a
 * second (https://www.twilio.com/docs/voice/twiml/play#attributes-digits): the words before each key need a moment, and the last is for
 * when the first came too early. Once it is accepted, the key only has the report read again.
 */
export const PROBE_KEYS = 'wwwwwwww1wwwwwwwwwwww1wwwwwwwwwwww1';
