import { resolveAddress } from './exchange.ts';
import { gathering } from './gathering.ts';
import type { Line } from './line.ts';
import { type Recorder, recording } from './recording.ts';
import type { CallEnding } from './records.ts';
import { type Element, readTwiml, secondsOf } from './twiml.ts';
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
  /** A key that the document presses, for the other end of the call. */
  key(line: Line, key: string): void;
  /** The document that a leg hears before it is joined is over. */
  join(leg: Line): Promise<void>;
  secondsToSay(words: string): number;
  readonly recorder: Recorder;
}

export interface Player {
  /** Asks the service what to play, and plays it until it waits or ends. */
  fetch(line: Line, address: string, extra?: Parameters, method?: string): Promise<void>;
  document(line: Line, twiml: string): Promise<void>;
  /** Goes on with the document that is playing. */
  next(line: Line): Promise<void>;
  press(line: Line, digits: string): Promise<void>;
  /** The person says something: heard by a gather that listens to speech, or by a recording. */
  hear(line: Line, words: string): Promise<void>;
  /** The call is over: what has been recorded is kept, and told. */
  hungUp(line: Line): Promise<void>;
}

const MOST_DOCUMENTS_AT_ONCE = 50;

/** Plays voice TwiML. Source of each verb's meaning: https://www.twilio.com/docs/voice/twiml */
export function player(stage: Stage): Player {
  async function fetch(line: Line, address: string, extra: Parameters = {}, method?: string): Promise<void> {
    if (!stage.isLive(line)) return;
    line.program = undefined;
    line.gather = undefined;
    records.drop(line);
    const asked = ++line.asked;
    // When the webhook is sent twice, one answer can be played: the call has one line.
    const [verbs = []] = await stage.ask(line, address, extra, method);
    if (line.asked === asked) await start(line, verbs, address);
  }

  async function start(line: Line, verbs: readonly Element[], address: string): Promise<void> {
    if (!stage.isLive(line)) return;
    line.program = { verbs: [...verbs], address };
    line.gather = undefined;
    records.drop(line);
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
      if (!verb && line.isAside) return stage.join(line);
      if (!verb || verb.name === 'Hangup' || verb.name === 'Reject') return stage.end(line, 'completed');
      if (verb.name === 'Play' && verb.attributes.digits) return pressKeys(line, verb.attributes.digits);
      if (verb.name === 'Say' || verb.name === 'Play') speak(line, verb);
      else if (verb.name === 'Pause') return wait(line, secondsOf(verb, 'length', 1), () => next(line));
      else if (verb.name === 'Gather') return gathers.open(line, verb, program);
      else if (verb.name === 'Record') return records.open(line, verb, program);
      else if (verb.name === 'Dial') return line.isAside ? stage.end(line, 'completed') : stage.dial(line, verb);
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

  /**
   * Presses keys for the other end, one after the other; each `w` is half a second.
   * Source: https://www.twilio.com/docs/voice/twiml/play#attributes-digits
   */
  function pressKeys(line: Line, digits: string): void {
    const [pauses = ''] = /^w*/.exec(digits) ?? [];
    const [key, ...left] = digits.slice(pauses.length);
    wait(line, pauses.length / 2, async () => {
      if (key === undefined) return next(line);
      stage.key(line, key);
      pressKeys(line, left.join(''));
    });
  }

  const playing = { speak, wait, next, fetch };
  const gathers = gathering(playing);
  const records = recording(playing, stage.recorder);

  return {
    fetch,
    next,
    document: (line, twiml) => start(line, readTwiml(twiml), line.request.url ?? ''),
    async press(line, digits) {
      line.documents = 0;
      if (line.isMailbox || line.connected) return;
      if (line.record) await records.press(line, line.record, digits);
      else if (line.gather) await gathers.press(line, line.gather, digits);
      else line.digits += digits;
    },
    async hear(line, words) {
      line.documents = 0;
      if (line.isMailbox || line.connected) return;
      if (line.record) await records.hear(line, line.record, words);
      else if (line.gather) await gathers.hear(line, line.gather, words);
    },
    hungUp: records.hungUp,
  };
}
