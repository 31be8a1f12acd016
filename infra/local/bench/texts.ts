import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { receiptArrived } from '../../../functions/entry/receipt-arrived.ts';
import { textArrived } from '../../../functions/entry/text-arrived.ts';
import type { Change } from '../../../functions/ledger/ledger.ts';
import { numberKey, personKey, STATE } from '../../../functions/ledger/shapes.ts';
import { sqliteLedger } from '../../../functions/ledger/sqlite-ledger.ts';
import { isSignedByProvider } from '../../../functions/phone/signature.ts';
import { formOf, type HttpEvent } from '../../../functions/platform/http.ts';
import texts from '../simulation/texts.json' with { type: 'json' };
import { atMost, ratioOf, rounded, times } from './measure.ts';
import { workbench } from './workbench.ts';

/** Handling a text, from its webhook to its TwiML, against the least that any service like this one would have to do for it. */

const AIM = 2;
const TOKEN = 'bench-token';
/** With a text from somebody every few seconds, each of them writes every quarter of an hour: what they wrote last is no part of what they write now. */
const PATIENTS = 200;
const SECONDS_BETWEEN = 4.5;
const BODIES = [...texts.somebody, ...texts.nobody, ...texts.danger.slice(0, 3)];
/** The first texts are a cold engine's. */
const WARMING = 0.5;

/** With the ledger in memory, and in a file as the local run has it, where the disk is waited for. */
export async function benchTexts(catalogue: Catalogue, count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
  try {
    return {
      inMemory: await handle(catalogue, count, {}, {}),
      inFile: await handle(catalogue, count, { file: join(folder, 'whole.db') }, { file: join(folder, 'floor.db') }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Place = { file?: string };

async function handle(catalogue: Catalogue, count: number, wholeIn: Place, floorIn: Place) {
  const floor = sqliteLedger(floorIn);
  let commits: Change[][] = [];
  const bench = await workbench(catalogue, { ...wholeIn, committed: (changes) => commits.push([...changes]) });
  const { world, service } = bench;
  const tokens = async () => [TOKEN];
  const arrived = textArrived(world, tokens);
  const receipt = receiptArrived(world, tokens);
  const people = [];
  for (let place = 0; place < PATIENTS; place += 1) people.push(await bench.enrol(place));
  await replay();

  /** The floor's ledger gets every commit of the other one, so that both hold the same. */
  async function replay(): Promise<void> {
    for (const changes of commits) await floor.commit(changes);
    commits = [];
  }

  /** The same check of the signature, the same two reads, and one commit of the same items. */
  async function bare(event: HttpEvent, { id, phone }: { id: string; phone: string }, commit: Change[]): Promise<void> {
    const { rawPath: path, rawQueryString: query } = event;
    const signature = event.headers['x-twilio-signature'] ?? '';
    const settings = { publicUrl: world.publicUrl, tokens: await tokens() };
    if (!isSignedByProvider({ signature, path, query, form: formOf(event) }, settings))
      throw new Error('the bench signs its webhooks wrongly');
    await floor.get(numberKey(service.id, phone));
    await floor.query(personKey(service.id, id), STATE);
    await floor.commit(commit);
  }

  const taken = { whole: [] as number[], floor: [] as number[] };
  const cpu = { whole: 0, floor: 0 };
  const take = async <T>(kind: 'whole' | 'floor', isWarm: boolean, does: () => Promise<T>): Promise<T> => {
    const used = process.cpuUsage();
    const began = performance.now();
    const result = await does();
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(used);
    if (isWarm) {
      taken[kind].push(took);
      cpu[kind] += (user + system) / 1_000;
    }
    return result;
  };
  const warming = Math.ceil(count * WARMING) + PATIENTS;
  for (let place = 0; place < warming + count; place += 1) {
    const isWarm = place >= warming;
    const person = people[place % PATIENTS] ?? { id: '', phone: '' };
    const body = BODIES[place % BODIES.length] ?? '';
    const form = { MessageSid: `SM${place}`, From: person.phone, To: service.number, Body: body, NumMedia: '0' };
    // One each, as what is read of a request is kept with it.
    const event = signed(world.publicUrl, '/phone/text', '', form);
    const again = signed(world.publicUrl, '/phone/text', '', form);
    bench.advance({ seconds: SECONDS_BETWEEN });
    const { body: twiml = '' } = await take('whole', isWarm, () => arrived(event));
    const commit = commits.pop() ?? [];
    await replay();

    // Before the floor as before the other there is other work: what comes second would find everything warm.
    for (const [, address = ''] of twiml.matchAll(/statusCallback="([^"]+)"/g)) {
      const { pathname, search } = new URL(address.replaceAll('&amp;', '&'));
      await receipt(signed(world.publicUrl, pathname, search.slice(1), { MessageSid: `RE${place}`, MessageStatus: 'delivered' }));
    }
    bench.takeWork();
    await take('floor', isWarm, () => bare(again, person, commit));
    await replay();
  }
  bench.sqlite.close();
  floor.close();
  return {
    count,
    milliseconds: times(taken.whole),
    floorMilliseconds: times(taken.floor),
    ...atMost(AIM, ratioOf(taken.whole, taken.floor)),
    cpu: {
      milliseconds: rounded(cpu.whole / count),
      floorMilliseconds: rounded(cpu.floor / count),
      ratio: rounded(cpu.whole / cpu.floor),
    },
  };
}

/** A webhook as the gateway hands it on. */
export function signed(publicUrl: string, path: string, query: string, form: Record<string, string>): HttpEvent {
  const address = `${publicUrl}${path}${query ? `?${query}` : ''}`;
  return {
    rawPath: path,
    rawQueryString: query,
    ...(query && { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(TOKEN, address, form),
    },
    body: Buffer.from(new URLSearchParams(form).toString()).toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method: 'POST', path } },
  } as unknown as HttpEvent;
}
