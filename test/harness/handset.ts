import { expect } from 'vitest';

/** A phone in somebody's hand, used through the doors of the phone network. */

interface Line {
  who: 'service' | 'person';
  says?: string;
  keys?: string;
}

interface SeenCall {
  id: string;
  from: string;
  to: string;
  state: 'ringing' | 'answered' | 'ended';
  transcript: Line[];
}

export interface SeenHandset {
  number: string;
  texts: { from: string; to: string; body: string; at: string }[];
  calls: SeenCall[];
}

export type Behaviour = 'manual' | 'answers' | 'voicemail' | 'busy' | 'no-answer' | 'unreachable' | 'landline';

export interface Handset {
  phone: string;
  texts(body: string): Promise<void>;
  /** The next text from the service that no story has yet expected must be like this one. Answers its words. */
  hears(pattern: RegExp): Promise<string>;
  hearsNothing(): Promise<void>;
  /** Texts that nobody has expected. */
  unheard(): Promise<string[]>;
  look(): Promise<SeenHandset>;
  rings(): Promise<void>;
  isQuiet(): Promise<void>;
  answers(): Promise<void>;
  presses(digits: string): Promise<void>;
  /** Says something in the call, to whatever listens there. */
  says(words: string): Promise<void>;
  hangsUp(): Promise<void>;
  ringsTheService(): Promise<void>;
  is(behaviour: Behaviour): Promise<void>;
  /** What the service has said in the newest call. */
  hasBeenTold(pattern: RegExp): Promise<void>;
  hasNotBeenTold(pattern: RegExp): Promise<void>;
  /** How many calls there have been. */
  calls(): Promise<number>;
}

export function handsetAt(phoneUrl: string, number: string): Handset {
  const address = `${phoneUrl}/handsets/${encodeURIComponent(number)}`;
  let heard = 0;

  async function door(method: string, path: string, body?: object): Promise<SeenHandset> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.status, `${method} ${path} on ${number}`).toBe(200);
    return (await response.json()) as SeenHandset;
  }

  const look = () => door('GET', '');
  const incoming = async () => (await look()).texts.filter(({ to }) => to === number);

  async function saidInLastCall(): Promise<string> {
    const call = (await look()).calls.at(-1);
    return (call?.transcript ?? []).flatMap(({ who, says }) => (who === 'service' && says ? [says] : [])).join('\n');
  }

  return {
    phone: number,
    look,
    async texts(body) {
      await door('POST', '/texts', { body });
    },
    async hears(pattern) {
      const next = (await incoming())[heard];
      expect(next?.body, `the next text to ${number}`).toMatch(pattern);
      heard += 1;
      return next?.body ?? '';
    },
    async hearsNothing() {
      expect((await incoming()).slice(heard).map(({ body }) => body)).toEqual([]);
    },
    async unheard() {
      return (await incoming()).slice(heard).map(({ body }) => `${number}: ${body}`);
    },
    async rings() {
      const { calls } = await look();
      expect(calls.at(-1)?.state, `the last call to ${number}`).toBe('ringing');
    },
    async isQuiet() {
      const { calls } = await look();
      expect(calls.filter(({ state }) => state !== 'ended')).toEqual([]);
    },
    async answers() {
      await door('POST', '/answer');
    },
    async presses(digits) {
      await door('POST', '/keys', { digits });
    },
    async says(words) {
      await door('POST', '/speak', { words });
    },
    async hangsUp() {
      await door('POST', '/hangup');
    },
    async ringsTheService() {
      await door('POST', '/calls', {});
    },
    async is(behaviour) {
      await door('PUT', '', { behaviour });
    },
    async hasBeenTold(pattern) {
      expect(await saidInLastCall()).toMatch(pattern);
    },
    async hasNotBeenTold(pattern) {
      expect(await saidInLastCall()).not.toMatch(pattern);
    },
    async calls() {
      return (await look()).calls.length;
    },
  };
}
