import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Catalogue } from '../../functions/care/catalogue.ts';
import { fallbackWords } from '../../functions/care/say.ts';
import type { Service } from '../../functions/care/service.ts';
import { type ConsoleFiles, readConsoleFiles } from '../../functions/console/pages/console-files.ts';
import { apiAsked } from '../../functions/entry/api-asked.ts';
import { callMoved } from '../../functions/entry/call-moved.ts';
import { consoleAsked } from '../../functions/entry/console-asked.ts';
import { minutePassed } from '../../functions/entry/minute-passed.ts';
import { receiptArrived } from '../../functions/entry/receipt-arrived.ts';
import { textArrived } from '../../functions/entry/text-arrived.ts';
import { workDue } from '../../functions/entry/work-due.ts';
import { startServices } from '../../functions/flows/start-services.ts';
import type { World } from '../../functions/flows/world.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { RETRIES } from '../../functions/phone/addresses.ts';
import { twilioProvider } from '../../functions/phone/twilio-provider.ts';
import { callTwiml, textsTwiml } from '../../functions/phone/twiml.ts';
import { heartbeatTo } from '../../functions/platform/heartbeat.ts';
import type { HttpAnswer, HttpEvent, HttpHandler } from '../../functions/platform/http.ts';
import { randomIdentifiers } from '../../functions/platform/identifiers.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { LocalClock } from './clock.ts';
import { clockDoor } from './clock-door.ts';
import { consoleFolder } from './console-folder.ts';
import { gateway, type WebRequest, webDoor } from './gateway.ts';
import { handsetNames } from './handset-names.ts';
import { carriedTo, clientOf } from './in-process.ts';
import { localPages } from './pages.ts';
import { type PhoneNetwork, phoneNetwork } from './phone-network/index.ts';
import { localClaims } from './sign-in.ts';
import { sweeper, watched } from './sweeper.ts';
import { terminalLog } from './terminal-log.ts';
import { turns } from './turns.ts';
import { type WorkQueue, workQueue } from './work-queue.ts';

export const AUTH_TOKEN = 'local-token';
const ACCOUNT_SID = `AC${'0'.repeat(32)}`;

/** There are several receipts for each text, and one process for all: they wait while somebody writes or rings. */
const RECEIPTS_AT_ONCE = 4;

export interface LocalOptions {
  clock: LocalClock;
  catalogue: Catalogue;
  host: string;
  /** 0 takes any that is free. */
  port: number;
  phonePort: number;
  /** A folder; everything is kept in memory when absent. */
  data?: string;
  /** Speech takes its time, for people; for programs it is said at once. */
  wordsPerMinute?: number;
  /** As the phone network's. */
  secondsBetweenCalls?: number;
  log?: Log;
  /** An address that is called every minute while all is well. */
  heartbeat?: string | undefined;
  /** No ports are opened and nothing waits for real time: `ask` and `network.ask` are the only doors. `digits` name what the network makes. */
  inProcess?: { digits: () => string };
  /** Replaces parts of the world, for stories about faults. */
  alter?: (world: World) => Partial<World>;
}

export interface LocalAlongside {
  url: string;
  phoneUrl: string;
  world: World;
  clock: LocalClock;
  network: PhoneNetwork;
  queue: WorkQueue;
  /** What the gateway answers to a request. */
  ask(request: WebRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** The whole service on one machine: the functions that AWS runs, on a local ledger, queue, clock, gateway and phone network. */
export async function localAlongside(options: LocalOptions): Promise<LocalAlongside> {
  const { clock, catalogue, host, data, inProcess } = options;
  const [service] = catalogue.services;
  if (!service) throw new Error('templates/service holds no service');
  if (data) mkdirSync(data, { recursive: true });
  const log = options.log ?? terminalLog();
  const lead = service.staff.find(({ role }) => role === 'lead')?.id ?? '';

  // The addresses stand in everything that the provider is given, so the ports are opened before anything is made.
  let route = (_: HttpEvent): HttpHandler => notReady;
  const onError = (error: unknown) => log.error('request-failed', error);
  const ask = webDoor({ route: (event) => route(event), claims: (event) => localClaims(event, service.id, lead), onError });
  const server = inProcess ? undefined : gateway(ask, onError);
  const url = server ? await listen(server, options.port, host) : 'http://alongside';
  const network = phoneNetwork({
    clock,
    serviceNumber: service.number,
    ...(service.probe && { probeNumber: service.probe.number }),
    authToken: AUTH_TOKEN,
    accountSid: ACCOUNT_SID,
    webhooks: { text: `${url}/phone/text${RETRIES}`, call: `${url}/phone/call${RETRIES}` },
    fallbackTwiml: fallbackTwiml(catalogue, service, clock),
    consoleUrl: url,
    ...(data && { file: join(data, 'phone-network.db') }),
    ...(options.wordsPerMinute && { wordsPerMinute: options.wordsPerMinute }),
    ...(options.secondsBetweenCalls !== undefined && { secondsBetweenCalls: options.secondsBetweenCalls }),
    ...(inProcess && { carry: carriedTo(ask), digits: inProcess.digits }),
  });
  const { url: phoneUrl } = inProcess ? { url: 'http://phones' } : await network.listen(options.phonePort, host);

  const name = handsetNames(network);
  const sqlite = sqliteLedger(data ? { file: join(data, 'ledger.db') } : {});
  const queue = workQueue({
    clock,
    worker: () => work as never,
    onDeadLetter: ({ does }) => log.error('dead-letter', undefined, { does }),
  });
  const base: World = {
    ledger: watched(sqlite, (changes) => {
      schedule.committed(changes);
      name(changes);
    }),
    clock,
    ids: randomIdentifiers,
    provider: twilioProvider({
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      apiOrigin: phoneUrl,
      ...(inProcess && { httpClient: clientOf(network.ask) }),
    }),
    catalogue,
    log,
    publicUrl: url,
    production: false,
    wake: queue.wake,
    wait: async (milliseconds) => void (await setTimeout(milliseconds)),
    jitter: Math.random,
    ...(options.heartbeat && { heartbeat: heartbeatTo(options.heartbeat) }),
  };
  const world = { ...base, ...options.alter?.(base) };
  const work = workDue(world);
  const schedule = sweeper(clock, sqlite.earliestDue, minutePassed(world));

  await startServices(world);
  for (const staff of service.staff) {
    if (staff.phone) network.label(staff.phone, { label: staff.name, role: staff.role === 'lead' ? 'staff' : 'responder' });
  }
  route = routes(world, clock, phoneUrl, await readConsoleFiles(await consoleFolder()));
  schedule.arm(world.heartbeat !== undefined);
  network.resume();

  return {
    url,
    phoneUrl,
    world,
    clock,
    network,
    queue,
    ask,
    async close() {
      clock.close();
      await network.close();
      server?.closeAllConnections();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
      sqlite.close();
    },
  };
}

/** Which function answers a path, as the HTTP API's routes say. */
function routes(world: World, clock: LocalClock, phoneUrl: string, files: ConsoleFiles): (event: HttpEvent) => HttpHandler {
  const tokens = async () => [AUTH_TOKEN];
  const receipt = receiptArrived(world, tokens);
  const inTurn = turns(RECEIPTS_AT_ONCE);
  const webhooks: Record<string, HttpHandler> = {
    '/phone/text': textArrived(world, tokens),
    '/phone/call': callMoved(world, tokens),
    '/phone/receipt': (event) => inTurn(() => receipt(event)),
    '/local/clock': clockDoor(clock, world.catalogue.console),
  };
  const program = apiAsked(world);
  const page = localPages(world, clock, phoneUrl, consoleAsked(world, files));
  return ({ rawPath, requestContext }) => {
    const exact = webhooks[rawPath];
    if (exact && (rawPath.startsWith('/local/') || requestContext.http.method === 'POST')) return exact;
    return rawPath.startsWith('/api/') ? program : page;
  };
}

/** What production sets at the provider for when no webhook answers: static words with the emergency numbers. */
function fallbackTwiml(catalogue: Catalogue, service: Service, { now }: LocalClock): { text: string; call: string } {
  const { text, voice } = fallbackWords(catalogue, service, now());
  return { text: textsTwiml([{ body: text }]), call: callTwiml({ say: [voice], language: 'en-GB' }) };
}

const notReady: HttpHandler = async () => ({ statusCode: 503 });

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host === '0.0.0.0' ? 'localhost' : host}:${taken}`);
    });
  });
}
