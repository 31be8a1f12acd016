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
import { figures, rounded } from './measure.ts';
import { workbench } from './workbench.ts';

/** Handling a text, from its webhook to its TwiML, against the least that any service like this one would have to do for it. */

const TOKEN = 'bench-token';
const PATIENTS = 200;
const BODIES = [...texts.somebody, ...texts.nobody, ...texts.danger.slice(0, 3)];

export async function benchTexts(catalogue: Catalogue, count: number) {
  const floor = sqliteLedger();
  let commits: Change[][] = [];
  const bench = await workbench(catalogue, (changes) => commits.push([...changes]));
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

  const whole: number[] = [];
  const least: number[] = [];
  const cpu: number[] = [];
  for (let place = 0; place < count + PATIENTS; place += 1) {
    const { id, phone } = people[place % PATIENTS] ?? { id: '', phone: '' };
    const form = {
      MessageSid: `SM${place}`,
      From: phone,
      To: service.number,
      Body: BODIES[place % BODIES.length] ?? '',
      NumMedia: '0',
    };
    const event = signed(world.publicUrl, '/phone/text', '', form);
    bench.advance({ seconds: 4 });
    const used = process.cpuUsage();
    const began = performance.now();
    const { body = '' } = await arrived(event);
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(used);
    const commit = commits.at(-1) ?? [];
    commits = commits.slice(0, -1);
    await replay();

    const from = performance.now();
    const { rawPath: path, rawQueryString: query } = event;
    const signature = event.headers['x-twilio-signature'] ?? '';
    if (
      !isSignedByProvider({ signature, path, query, form: formOf(event) }, { publicUrl: world.publicUrl, tokens: await tokens() })
    )
      throw new Error('the bench signs its webhooks wrongly');
    await floor.get(numberKey(service.id, phone));
    await floor.query(personKey(service.id, id), STATE);
    await floor.commit(commit);
    const bare = performance.now() - from;

    // The first text of each person is enrolment's, and a cold engine's.
    if (place >= PATIENTS) {
      whole.push(took);
      least.push(bare);
      cpu.push((user + system) / 1_000);
    }
    for (const [, address = ''] of body.matchAll(/statusCallback="([^"]+)"/g)) {
      const { pathname, search } = new URL(address.replaceAll('&amp;', '&'));
      await receipt(signed(world.publicUrl, pathname, search.slice(1), { MessageSid: `RE${place}`, MessageStatus: 'delivered' }));
    }
    await replay();
    bench.takeWork();
  }
  bench.sqlite.close();
  floor.close();
  const [handling, bare] = [figures(whole), figures(least)];
  return {
    count,
    milliseconds: handling,
    floorMilliseconds: bare,
    ratio: rounded(handling.median / bare.median),
    cpuMilliseconds: rounded(cpu.reduce((sum, each) => sum + each, 0) / cpu.length),
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
