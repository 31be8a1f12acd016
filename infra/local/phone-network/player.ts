import { resolveAddress } from './exchange.ts';
import type { Line, OpenGather, Program } from './line.ts';
import type { CallEnding } from './records.ts';
import { type Element, readTwiml } from './twiml.ts';
import type { Parameters } from './webhook.ts';

/** What playing a document needs of the calls. */
export interface Stage {
  ask(line: Line, address: string, extra: Parameters, method: string | undefined): Promise<(readonly Element[])[]>;
  isLive(line: Line): boolean;
  isRinging(line: Line): boolean;
  connect(line: Line): void;
  say(line: Line, words: string): void;
  wait(line: Line, seconds: number, happen: () => Promise<void> | void): void;
  end(line: Line, ending: CallEnding): Promise<void>;
  dial(line: Line, verb: Element): Promise<void>;
  secondsToSay(words: string): number;
}

export interface Player {
  /** Asks the service what to play, and plays it until it waits or ends. */
  fetch(line: Line, address: string, extra?: Parameters, method?: string): Promise<void>;
  document(line: Line, twiml: string): Promise<void>;
  /** Goes on with the document that is playing. */
  next(line: Line): Promise<void>;
  press(line: Line, digits: string): Promise<void>;
}

const DEFAULT_GATHER_SECONDS = 5;
const MOST_DOCUMENTS_AT_ONCE = 50;

/** Plays voice TwiML. Source of each verb's meaning: https://www.twilio.com/docs/voice/twiml */
export function player(stage: Stage): Player {
  async function fetch(line: Line, address: string, extra: Parameters = {}, method?: string): Promise<void> {
    if (!stage.isLive(line)) return;
    line.program = undefined;
    line.gather = undefined;
    const asked = ++line.asked;
    // When the webhook is sent twice, one answer can be played: the call has one line.
    const [verbs = []] = await stage.ask(line, address, extra, method);
    if (line.asked === asked) await start(line, verbs, address);
  }

  async function start(line: Line, verbs: readonly Element[], address: string): Promise<void> {
    if (!stage.isLive(line)) return;
    line.program = { verbs: [...verbs], address };
    line.gather = undefined;
    line.digits = '';
    if (++line.documents > MOST_DOCUMENTS_AT_ONCE) return stage.end(line, 'failed');
    if (stage.isRinging(line)) {
      const first = line.program.verbs[0];
      if (first?.name === 'Reject') return stage.end(line, first.attributes.reason === 'busy' ? 'busy' : 'no-answer');
      stage.connect(line);
    }
    await next(line);
  }

  async function next(line: Line): Promise<void> {
    const { program } = line;
    while (program && stage.isLive(line) && line.program === program) {
      const verb = program.verbs.shift();
      if (!verb || verb.name === 'Hangup' || verb.name === 'Reject') return stage.end(line, 'completed');
      if (verb.name === 'Say' || verb.name === 'Play') speak(line, verb);
      else if (verb.name === 'Pause') return wait(line, secondsOf(verb, 'length', 1), () => next(line));
      else if (verb.name === 'Gather') return gather(line, verb, program);
      else if (verb.name === 'Dial') return stage.dial(line, verb);
      else if (verb.name === 'Redirect') {
        return fetch(line, resolveAddress(verb.text.trim(), program.address), {}, verb.attributes.method);
      }
    }
  }

  /** Waits until all has been said and then `seconds` more. */
  function wait(line: Line, seconds: number, happen: () => Promise<void>): void {
    stage.wait(line, line.spoken + seconds, () => {
      line.documents = 0;
      return happen();
    });
    line.spoken = 0;
  }

  function speak(line: Line, verb: Element): void {
    stage.say(line, verb.name === 'Play' ? `(plays ${verb.text.trim()})` : verb.text);
    line.spoken += stage.secondsToSay(verb.text);
  }

  async function gather(line: Line, verb: Element, program: Program): Promise<void> {
    for (const child of verb.children) {
      if (child.name === 'Say' || child.name === 'Play') speak(line, child);
      else if (child.name === 'Pause') line.spoken += secondsOf(child, 'length', 1);
    }
    const open: OpenGather = { verb, program, keys: '' };
    line.gather = open;
    listen(line, open);
    const waiting = line.digits;
    line.digits = '';
    if (waiting !== '') await take(line, open, waiting);
  }

  /** Waits for the next key. Silence ends the gather: with the keys so far, or by falling through to the next verb. */
  function listen(line: Line, open: OpenGather): void {
    wait(line, secondsOf(open.verb, 'timeout', DEFAULT_GATHER_SECONDS), () => close(line, open));
  }

  async function close(line: Line, open: OpenGather): Promise<void> {
    if (line.gather !== open) return;
    line.gather = undefined;
    line.stopWaiting?.();
    const { action = '', method, actionOnEmptyResult } = open.verb.attributes;
    if (open.keys === '' && actionOnEmptyResult !== 'true') return next(line);
    await fetch(line, resolveAddress(action, open.program.address), { Digits: open.keys }, method);
  }

  async function take(line: Line, open: OpenGather, digits: string): Promise<void> {
    const { numDigits, finishOnKey = '#', input = 'dtmf' } = open.verb.attributes;
    if (!input.split(' ').includes('dtmf')) return;
    for (const [position, key] of [...digits].entries()) {
      const isFinish = finishOnKey !== '' && finishOnKey.includes(key);
      if (!isFinish) open.keys += key;
      if (isFinish || open.keys.length === Number(numDigits)) {
        line.digits = digits.slice(position + 1);
        return close(line, open);
      }
    }
    listen(line, open);
  }

  return {
    fetch,
    next,
    document: (line, twiml) => start(line, readTwiml(twiml), line.request.url ?? ''),
    async press(line, digits) {
      line.documents = 0;
      if (line.isMailbox || line.connected) return;
      if (line.gather) await take(line, line.gather, digits);
      else line.digits += digits;
    },
  };
}

function secondsOf(verb: Element, attribute: string, otherwise: number): number {
  const seconds = Number(verb.attributes[attribute] ?? otherwise);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : otherwise;
}
