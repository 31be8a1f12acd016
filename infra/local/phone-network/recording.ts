import type { DateTime } from 'luxon';
import { resolveAddress } from './exchange.ts';
import type { Playing } from './gathering.ts';
import type { Line, OpenRecord, Program } from './line.ts';
import { type Element, secondsOf } from './twiml.ts';
import type { Parameters } from './webhook.ts';

/** What recording needs beside the player. */
export interface Recorder {
  now(): DateTime;
  beep(line: Line): void;
  secondsSpoken(words: string): number;
  /** Keeps what was said; gives what is told of it. */
  keep(line: Line, record: OpenRecord): Parameters;
  post(line: Line, address: string, extra: Parameters, method: string | undefined): Promise<void>;
}

const DEFAULT_SECONDS = 5;
const LONGEST = 3600;
const ANY_KEY = '1234567890*#';

/**
 * Plays `<Record>`: what is said until a key, silence, `maxLength` or the end of the call becomes a recording, of which the action is
 * told (`Digits` is the key, or `hangup`). When nothing was said the action is not asked and the next verb follows.
 * Source: https://www.twilio.com/docs/voice/twiml/record
 */
export function recording({ wait, next, fetch }: Playing, { now, beep, secondsSpoken, keep, post }: Recorder) {
  async function open(line: Line, verb: Element, program: Program): Promise<void> {
    if (verb.attributes.playBeep !== 'false') beep(line);
    const until = now().plus({ seconds: line.spoken + secondsOf(verb, 'maxLength', LONGEST) });
    const record: OpenRecord = { verb, program, until, words: '' };
    line.record = record;
    listen(line, record);
  }

  function listen(line: Line, record: OpenRecord): void {
    const silence = secondsOf(record.verb, 'timeout', DEFAULT_SECONDS);
    const left = record.until.diff(now()).as('seconds') - line.spoken;
    wait(line, Math.max(Math.min(silence, left), 0), () => close(line, record));
  }

  async function close(line: Line, record: OpenRecord, key?: string): Promise<void> {
    if (line.record !== record) return;
    line.record = undefined;
    line.stopWaiting?.();
    if (record.words === '') return next(line);
    const told = { ...keep(line, record), ...(key && { Digits: key }) };
    await fetch(line, actionOf(record), told, record.verb.attributes.method);
  }

  return {
    open,
    async press(line: Line, record: OpenRecord, digits: string): Promise<void> {
      const { finishOnKey = ANY_KEY } = record.verb.attributes;
      const key = [...digits].find((each) => finishOnKey.includes(each));
      if (key !== undefined) await close(line, record, key);
    },
    async hear(line: Line, record: OpenRecord, words: string): Promise<void> {
      record.words = [record.words, words].filter(Boolean).join(' ');
      if (secondsSpoken(record.words) >= secondsOf(record.verb, 'maxLength', LONGEST)) return close(line, record);
      listen(line, record);
    },
    /** The caller has hung up: the action hears of it although nothing more can be played. */
    async hungUp(line: Line): Promise<void> {
      const { record } = line;
      line.record = undefined;
      if (!record || record.words === '') return;
      await post(line, actionOf(record), { ...keep(line, record), Digits: 'hangup' }, record.verb.attributes.method);
    },
    /** The service plays something else: what was said so far is kept. */
    drop(line: Line): void {
      const { record } = line;
      line.record = undefined;
      if (record && record.words !== '') keep(line, record);
    },
  };
}

const actionOf = ({ verb, program }: OpenRecord) => resolveAddress(verb.attributes.action ?? '', program.address);
