import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DateTime } from 'luxon';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { Service } from '../../../functions/care/service.ts';
import { closeEscalation } from '../../../functions/flows/attend-escalation.ts';
import { load } from '../../../functions/flows/decide.ts';
import { enrolPatient } from '../../../functions/flows/enrol-patient.ts';
import type { World } from '../../../functions/flows/world.ts';
import { AUTH_TOKEN, type LocalAlongside, localAlongside } from '../alongside.ts';
import { localClock } from '../clock.ts';
import { nhsNumber, phoneNumber } from '../simulation/numbers.ts';
import texts from '../simulation/texts.json' with { type: 'json' };
import { withServices } from './many-services.ts';
import { rounded } from './measure.ts';

/**
 * How soon somebody's phone is rung: the whole local run with real HTTP, signatures, a ledger in a file and the phone network, on a clock that
 * runs. The provider starts a call a second for a service, and the second is not what is asked about: reports are spread over many services,
 * and each waits until its own line is free before it refuses a call.
 */

const AIMS = { textToCall: 300, refusalToCall: 1_000 };
const NIGHT = '2026-10-07T20:00:00.000Z';
const URGENT = 'burning up and shaking';
/** Nobody writes so often that it becomes urgent by that. */
const BODIES = [...texts.nobody, 'feet a bit sore'];
const WRITERS_EACH = 30;
/** Milliseconds until a service's line is free again after a call. */
const LINE_IS_FREE = 1_100;

export interface RingsOptions {
  services: number;
  /** Urgent texts, each of another patient; two calls of each are refused. */
  reports: number;
  /** Ordinary texts a second beside them. */
  ordinary: number;
}

interface Patient {
  id: string;
  phone: string;
}

export async function benchRings(catalogue: Catalogue, usual: RingsOptions, idle: RingsOptions) {
  const still = await ring(catalogue, idle);
  const busy = await ring(catalogue, usual);
  const figure = (name: 'textToCall' | 'refusalToCall') => {
    const [milliseconds, idleMilliseconds] = [shares(busy[name]), shares(still[name])];
    return {
      count: busy[name].length,
      milliseconds,
      idleMilliseconds,
      ratio: rounded(milliseconds.p99 / idleMilliseconds.p99),
      aim: `p99 < ${AIMS[name]} ms`,
      isMet: milliseconds.p99 < AIMS[name],
    };
  };
  return {
    services: usual.services,
    ordinaryTextsASecond: rounded(busy.ordinaryASecond),
    textToCall: figure('textToCall'),
    refusalToCall: figure('refusalToCall'),
  };
}

/** Milliseconds. */
function shares(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function ring(catalogue: Catalogue, { services: count, reports, ordinary }: RingsOptions) {
  const data = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
  const waiting = new Map<string, (at: number) => void>();
  /** When the network has taken the request for a call to that number. */
  const called = (number: string) => new Promise<number>((resolve) => waiting.set(number, resolve));
  const alter = ({ provider }: World): Partial<World> => ({
    provider: {
      ...provider,
      async makeCall(call) {
        const outcome = await provider.makeCall(call);
        waiting.get(call.to)?.(performance.now());
        return outcome;
      },
    },
  });
  const many = withServices(catalogue, count);
  const clock = localClock({ mode: 'running', start: DateTime.fromISO(NIGHT, { zone: 'utc' }) });
  const silent = () => undefined;
  const log = { info: silent, warn: silent, error: (what: string, error: unknown) => console.error(what, error) };
  const local = await localAlongside({
    clock,
    catalogue: many,
    host: '127.0.0.1',
    port: 0,
    phonePort: 0,
    data,
    log,
    alter,
    secondsBetweenCalls: 0,
  });
  const http = poster(local);
  for (const { number, name } of many.services) local.network.label(number, { label: name, role: 'service' });
  let place = 0;
  const enrol = async (service: Service) => {
    const [nhs, phone] = [nhsNumber(place), phoneNumber(place)];
    place += 1;
    const done = await enrolPatient(local.world, service.id, 'lena', {
      name: `Person ${place}`,
      nhsNumber: nhs,
      phone,
      nurse: 'ann',
    });
    if ('refused' in done) throw new Error(`somebody could not be enrolled: ${done.refused.code}`);
    return { id: done.done.id, phone };
  };
  const each = Math.ceil(reports / count);
  const lives: { service: Service; patients: Patient[]; writers: Patient[] }[] = [];
  for (const service of many.services) {
    const patients: Patient[] = [];
    for (let of = 0; of < each; of += 1) patients.push(await enrol(service));
    const writers: Patient[] = [];
    for (let of = 0; of < WRITERS_EACH; of += 1) writers.push(await enrol(service));
    lives.push({ service, patients, writers });
  }

  /** A door of a handset answers when all is quiet again, which nobody waits for. */
  const answers: Promise<unknown>[] = [];
  const textToCall: number[] = [];
  const refusalToCall: number[] = [];
  /** A key pressed before the greeting is heard by nobody. */
  async function greeted(number: string): Promise<void> {
    const address = `${local.phoneUrl}/handsets/${encodeURIComponent(number)}`;
    for (;;) {
      const { calls } = (await (await fetch(address)).json()) as { calls: { state: string; transcript: unknown[] }[] };
      if (calls.some(({ state, transcript }) => state === 'answered' && transcript.length > 0)) return;
      await wait(20);
    }
  }

  /** One service's night, one report after the other: the first call is declined, at the second a wrong key is pressed. */
  async function live({ service, patients }: (typeof lives)[number], offset: number): Promise<void> {
    await wait(offset);
    const [first = '', second = '', third = ''] = ['sam', 'alex', 'lena'].map(
      (id) => service.staff.find((staff) => staff.id === id)?.phone ?? '',
    );
    for (const { id, phone } of patients) {
      const ringsFirst = called(first);
      const began = performance.now();
      await http.text(phone, service.number, URGENT);
      textToCall.push((await ringsFirst) - began);

      await wait(LINE_IS_FREE);
      const ringsSecond = called(second);
      const declined = performance.now();
      answers.push(http.hand(first, 'hangup'));
      refusalToCall.push((await ringsSecond) - declined);

      await wait(LINE_IS_FREE);
      answers.push(http.hand(second, 'answer'));
      await greeted(second);
      const ringsThird = called(third);
      const pressed = performance.now();
      answers.push(http.hand(second, 'keys', { digits: '7' }));
      refusalToCall.push((await ringsThird) - pressed);

      const escalation = (await load(local.world, { service: service.id, person: id }))?.known.escalation?.id ?? '';
      await closeEscalation(local.world, { service: service.id, escalation, staff: 'lena' }, 'spoke');
      await wait(LINE_IS_FREE);
    }
  }

  let isOver = false;
  let sent = 0;
  /** Texts come when they come, whether or not the last one has been answered. */
  async function write(): Promise<void> {
    if (ordinary === 0) return;
    const writers = lives.flatMap(({ service, writers: all }) => all.map(({ phone }) => ({ phone, to: service.number })));
    const began = performance.now();
    while (!isOver) {
      for (const due = ((performance.now() - began) / 1_000) * ordinary; sent < due; sent += 1) {
        const { phone, to } = writers[(sent * 7) % writers.length] ?? { phone: '', to: '' };
        answers.push(http.text(phone, to, BODIES[sent % BODIES.length] ?? ''));
      }
      await wait(5);
    }
  }

  const began = performance.now();
  const writing = write();
  await Promise.all(lives.map((life, at) => live(life, (at * 3 * LINE_IS_FREE) / lives.length)));
  const seconds = (performance.now() - began) / 1_000;
  isOver = true;
  await writing;
  await Promise.all(answers);
  await local.close();
  rmSync(data, { recursive: true });
  return { textToCall, refusalToCall, ordinaryASecond: sent / seconds };
}

/** Whoever is outside: the provider with its signed webhooks, and people with phones in their hands. */
function poster({ url, phoneUrl }: LocalAlongside) {
  let sent = 0;

  function post(address: string, headers: Record<string, string>, body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const asking = request(address, { method: 'POST', agent: false, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${new URL(address).pathname} answered ${response.statusCode}`));
        });
      });
      asking.on('error', reject);
      asking.end(body);
    });
  }

  return {
    text(From: string, To: string, Body: string): Promise<void> {
      sent += 1;
      const form = { MessageSid: `SM${sent}`, From, To, Body, NumMedia: '0' };
      const address = `${url}/phone/text`;
      const signature = webhooks.getExpectedTwilioSignature(AUTH_TOKEN, address, form);
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
      return post(address, headers, new URLSearchParams(form).toString());
    },
    hand: (number: string, does: string, body: object = {}) =>
      post(
        `${phoneUrl}/handsets/${encodeURIComponent(number)}/${does}`,
        { 'content-type': 'application/json' },
        JSON.stringify(body),
      ),
  };
}
