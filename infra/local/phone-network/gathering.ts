import { resolveAddress } from './exchange.ts';
import type { Line, OpenGather, Program } from './line.ts';
import { type Element, secondsOf } from './twiml.ts';
import type { Parameters } from './webhook.ts';

/** What a verb that listens needs of the player. */
export interface Playing {
  speak(line: Line, verb: Element): void;
  /** Waits until all has been said and then `seconds` more. */
  wait(line: Line, seconds: number, happen: () => Promise<void>): void;
  next(line: Line): Promise<void>;
  fetch(line: Line, address: string, extra: Parameters, method: string | undefined): Promise<void>;
}

const DEFAULT_SECONDS = 5;
/** How sure the provider is of what it heard, between 0 and 1; nobody mumbles on this network. */
const CONFIDENCE = '0.9';

/**
 * Plays `<Gather>`: keys, speech or both, whichever comes first. Keys end it by their number, by `finishOnKey` or by silence;
 * speech by `speechTimeout` seconds of silence (`timeout` unless given), or at once when that is `auto`. A caller who hangs up
 * ends it without a word to the action. Source: https://www.twilio.com/docs/voice/twiml/gather
 */
export function gathering({ speak, wait, next, fetch }: Playing) {
  async function open(line: Line, verb: Element, program: Program): Promise<void> {
    for (const child of verb.children) {
      if (child.name === 'Say' || child.name === 'Play') speak(line, child);
      else if (child.name === 'Pause') line.spoken += secondsOf(child, 'length', 1);
    }
    const gather: OpenGather = { verb, program, keys: '', words: '' };
    line.gather = gather;
    listen(line, gather, secondsOf(verb, 'timeout', DEFAULT_SECONDS));
    const waiting = line.digits;
    line.digits = '';
    if (waiting !== '') await press(line, gather, waiting);
  }

  /** Silence ends the gather: with what came so far, or by falling through to the next verb. */
  function listen(line: Line, gather: OpenGather, seconds: number): void {
    wait(line, seconds, () => close(line, gather));
  }

  async function close(line: Line, gather: OpenGather): Promise<void> {
    if (line.gather !== gather) return;
    line.gather = undefined;
    line.stopWaiting?.();
    const { keys, words, verb, program } = gather;
    const { action = '', method, actionOnEmptyResult } = verb.attributes;
    if (keys === '' && words === '' && actionOnEmptyResult !== 'true') return next(line);
    const heard: Parameters = words === '' ? { Digits: keys } : { SpeechResult: words, Confidence: CONFIDENCE };
    await fetch(line, resolveAddress(action, program.address), heard, method);
  }

  const takes = (gather: OpenGather, kind: 'dtmf' | 'speech') =>
    (gather.verb.attributes.input ?? 'dtmf').split(/\s+/).includes(kind);

  async function press(line: Line, gather: OpenGather, digits: string): Promise<void> {
    if (!takes(gather, 'dtmf') || gather.words !== '') return;
    const { numDigits, finishOnKey = '#' } = gather.verb.attributes;
    for (const [position, key] of [...digits].entries()) {
      const isFinish = finishOnKey !== '' && finishOnKey.includes(key);
      if (!isFinish) gather.keys += key;
      if (isFinish || gather.keys.length === Number(numDigits)) {
        line.digits = digits.slice(position + 1);
        return close(line, gather);
      }
    }
    listen(line, gather, secondsOf(gather.verb, 'timeout', DEFAULT_SECONDS));
  }

  async function hear(line: Line, gather: OpenGather, words: string): Promise<void> {
    if (!takes(gather, 'speech') || gather.keys !== '') return;
    gather.words = [gather.words, words].filter(Boolean).join(' ');
    if (gather.verb.attributes.speechTimeout === 'auto') return close(line, gather);
    listen(line, gather, secondsOf(gather.verb, 'speechTimeout', secondsOf(gather.verb, 'timeout', DEFAULT_SECONDS)));
  }

  return { open, press, hear };
}
