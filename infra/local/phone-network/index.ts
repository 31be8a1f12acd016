import type { AddressInfo } from 'node:net';
import { callTraffic } from './calls.ts';
import { doors } from './doors.ts';
import { exchange as newExchange } from './exchange.ts';
import type { PhoneNetworkOptions } from './options.ts';
import { receipts } from './receipts.ts';
import type { Role } from './records.ts';
import { rest } from './rest.ts';
import type { Reply } from './rest-bodies.ts';
import type { LOST } from './server.ts';
import { type NetworkRequest, networkDoor, networkServer } from './server.ts';
import { defaultSettings } from './settings.ts';
import { openStore } from './store.ts';
import { textTraffic } from './texts.ts';

export interface PhoneNetwork {
  /** Answers what is asked of the network by whoever is in the same process. */
  ask(request: NetworkRequest): Promise<Reply | typeof LOST>;
  /** Opens the port; 0 takes any that is free. */
  listen(port: number, host: string): Promise<{ url: string; port: number }>;
  /** Says whose handset a number is. Texts and calls to a number with the role `service` go to the webhooks, and so do calls to a `probe`. */
  label(number: string, who: { label: string; role: Role; patientId?: string }): void;
  /** Takes up again what was under way when the last process ended: when the service can be asked, and not before. */
  resume(): void;
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
  const door = networkDoor({
    rest: rest(exchange, texts, calls),
    doors: doors(exchange, texts, calls),
    isAnswerLost: () => settings.sends === 'timeout-after-success',
  });
  const server = networkServer(door);

  function label(number: string, who: { label: string; role: Role; patientId?: string }): void {
    const { behaviour, failsWith, detectedAs } = exchange.handset(number);
    store.handsets.keep({ number, ...who, behaviour, ...(failsWith && { failsWith }), ...(detectedAs && { detectedAs }) });
  }

  const service = store.handsets.get(options.serviceNumber);
  if (service?.role !== 'service') label(options.serviceNumber, { label: 'The service', role: 'service' });

  const { probeNumber } = options;
  if (probeNumber && !exchange.isProbe(probeNumber)) label(probeNumber, { label: 'The test phone', role: 'probe' });

  return {
    label,
    ask: door,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: taken } = server.address() as AddressInfo;
          const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
          exchange.origin = `http://${named}:${taken}`;
          resolve({ url: exchange.origin, port: taken });
        });
      }),
    resume() {
      texts.resume();
      calls.resume();
    },
    async close() {
      exchange.close();
      if (server.listening) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
      store.close();
    },
  };
}
