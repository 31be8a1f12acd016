import { randomBytes } from 'node:crypto';
import type { LocalClock } from '../clock.ts';
import type { PhoneNetworkOptions } from './options.ts';
import { type Handset, isNumber, WITHHELD } from './records.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { type Element, MalformedTwiml, readTwiml } from './twiml.ts';
import { type Answer, deliver, type Parameters } from './webhook.ts';

/** What texts and calls share: the clock, what is kept, how the network behaves, and the way to the service. */
export interface Exchange {
  readonly options: PhoneNetworkOptions;
  readonly clock: LocalClock;
  readonly store: Store;
  readonly settings: Settings;
  now(): string;
  /** Lets `happen` in `seconds` of the clock, unless it is cancelled or the network closes. Returns a function that cancels it. */
  after(seconds: number, happen: () => Promise<void> | void): () => void;
  /** Sends a signed webhook. The clock counts it as under way. */
  post(address: string, parameters: Parameters, method?: string): Promise<Answer>;
  /** Sends a webhook (twice when the network is told to) and reads the verbs of each answer, or of the fallback. */
  ask(address: string, parameters: Parameters, fallback: string | undefined, method?: string): Promise<(readonly Element[])[]>;
  /** The handset of a number; a number that nobody has used yet becomes one. */
  handset(number: string): Handset;
  isService(number: string): boolean;
  isProbe(number: string): boolean;
  newSid(prefix: 'SM' | 'CA' | 'RE'): string;
  /** Where the network itself is found, once it listens. */
  origin: string;
  close(): void;
}

export function exchange(options: PhoneNetworkOptions, store: Store, settings: Settings): Exchange {
  const { clock } = options;
  const planned = new Set<() => void>();
  const closing = new AbortController();
  const { signal } = closing;
  const { carry, digits = () => randomBytes(16).toString('hex') } = options;

  const post = (address: string, parameters: Parameters, method?: string) => {
    const work = deliver(address, parameters, options.authToken, { method, signal, carry });
    clock.track(work);
    return work;
  };

  return {
    options,
    clock,
    store,
    settings,
    now: () => clock.now().toISO(),
    post,
    after(seconds, happen) {
      const cancel = clock.at(clock.now().plus({ seconds }), async () => {
        planned.delete(cancel);
        if (!signal.aborted) await happen();
      });
      planned.add(cancel);
      return () => {
        planned.delete(cancel);
        cancel();
      };
    },
    async ask(address, parameters, fallback = '', method) {
      const copies = settings.webhooks === 'twice' ? [0, 1] : [0];
      const answers = await Promise.all(copies.map(() => post(address, parameters, method)));
      if (signal.aborted) return [];
      return answers.map((answer) => ('failed' in answer ? readTwiml(fallback) : readOr(fallback, answer.body)));
    },
    handset(number) {
      const known = store.handsets.get(number);
      if (known) return known;
      const label = number === WITHHELD ? 'A withheld number' : 'Unknown number';
      const made: Handset = { number, label, role: 'unknown', behaviour: 'manual' };
      if (isNumber(number)) store.handsets.keep(made);
      return made;
    },
    isService: (number) => store.handsets.get(number)?.role === 'service',
    isProbe: (number) => store.handsets.get(number)?.role === 'probe',
    origin: '',
    newSid: (prefix) => prefix + digits(),
    close() {
      closing.abort();
      for (const cancel of planned) cancel();
      planned.clear();
    },
  };
}

/** An answer that the provider cannot read counts as a failed webhook: the fallback is played. */
function readOr(fallback: string, body: string): readonly Element[] {
  try {
    return readTwiml(body);
  } catch (error) {
    if (!(error instanceof MalformedTwiml)) throw error;
    return readTwiml(fallback);
  }
}

/** An address in a TwiML document, read against the address that the document came from. */
export function resolveAddress(address: string, base: string): string {
  if (address.includes('://')) return address;
  const origin = base.split('#')[0] ?? base;
  return address === '' ? origin : new URL(address, origin).href;
}
