import type { AddressInfo } from 'node:net';
import type { LocalClock } from '../clock.ts';
import { callTraffic } from './calls.ts';
import { doors } from './doors.ts';
import { exchange as newExchange } from './exchange.ts';
import { receipts } from './receipts.ts';
import type { Role } from './records.ts';
import { rest } from './rest.ts';
import { networkServer } from './server.ts';
import { defaultSettings } from './settings.ts';
import { openStore } from './store.ts';
import { textTraffic } from './texts.ts';

export interface PhoneNetworkOptions {
  readonly clock: LocalClock;
  /** The number of the service, E.164. */
  readonly serviceNumber: string;
  /** Signs webhooks and opens the REST interface, together with the account. */
  readonly authToken: string;
  readonly accountSid: string;
  /** Absolute addresses, read when they are used; each may end in connection overrides (`#rc=2&rp=all&rt=4500`). */
  readonly webhooks: { text: string; call: string };
  /** What is played when a webhook fails. */
  readonly fallbackTwiml?: { text: string; call: string };
  /** Where handsets, messages, calls and opt-outs are kept; in memory when absent. */
  readonly file?: string;
  /** Where the page links to. */
  readonly consoleUrl?: string;
  /** How fast words are spoken before the silence of a gather begins to count; at once when absent. */
  readonly wordsPerMinute?: number;
}

export interface PhoneNetwork {
  /** Opens the port; 0 takes any that is free. */
  listen(port: number, host: string): Promise<{ url: string; port: number }>;
  /** Says whose handset a number is. Texts and calls to a number with the role `service` go to the webhooks. */
  label(number: string, who: { label: string; role: Role; patientId?: string }): void;
  close(): Promise<void>;
}

/**
 * Plays the telephone provider on this machine: its REST interface, its signed webhooks, TwiML understood and played, and
 * handsets that a person or a program uses. Everything that takes time takes it on the local clock.
 */
export function phoneNetwork(options: PhoneNetworkOptions): PhoneNetwork {
  const store = openStore(options.file, options.clock.now().toISO());
  const settings = defaultSettings();
  const exchange = newExchange(options, store, settings);
  const report = receipts(exchange);
  const texts = textTraffic(exchange, report);
  const calls = callTraffic(exchange, report);
  const server = networkServer({
    rest: rest(exchange, texts, calls),
    doors: doors(exchange, texts, calls),
    isAnswerLost: () => settings.sends === 'timeout-after-success',
  });

  function label(number: string, who: { label: string; role: Role; patientId?: string }): void {
    const { behaviour } = exchange.handset(number);
    store.handsets.keep({ number, ...who, behaviour });
  }

  const service = store.handsets.get(options.serviceNumber);
  if (service?.role !== 'service') label(options.serviceNumber, { label: 'The service', role: 'service' });

  return {
    label,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          texts.resume();
          const { port: taken } = server.address() as AddressInfo;
          const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
          resolve({ url: `http://${named}:${taken}`, port: taken });
        });
      }),
    async close() {
      exchange.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      store.close();
    },
  };
}
