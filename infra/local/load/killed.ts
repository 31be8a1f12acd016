import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { type Chance, chance } from '../simulation/random.ts';
import { checkInsKept } from './kept-check-ins.ts';
import { escalationsKept } from './kept-escalations.ts';
import { historiesKept, type Snapshot, snapshot } from './kept-histories.ts';
import { nothingAfterStop, STOP, textsKept, writtenByHandKept } from './kept-texts.ts';
import { type Outside, outside } from './outside.ts';
import { enrol } from './people.ts';
import { type Served, serve } from './server.ts';
import { loadNow } from './shares.ts';
import { type Arrived, bringing, type Text, traffic, whenDue } from './traffic.ts';

/** A process that is killed again and again while texts come and while check-ins go out, and what was promised to those who wrote. */

export interface KilledOptions {
  seed: number;
  patients: number;
  perSecond: number;
  seconds: number;
  /** How often it is killed while texts come, and how often while check-ins go out. */
  kills: { texts: number; burst: number };
}

export const KILLED: Record<'usual' | 'brief', KilledOptions> = {
  usual: { seed: 6, patients: 300, perSecond: 60, seconds: 30, kills: { texts: 5, burst: 5 } },
  brief: { seed: 6, patients: 20, perSecond: 15, seconds: 4, kills: { texts: 1, burst: 1 } },
};

/** Of those who write so many want no more texts. */
const STOPS = 0.05;
/** Milliseconds after the clock began to move: check-ins go out from then on. */
const BURST_LASTS = 3_000;

export async function loadKilled(catalogue: Catalogue, options: KilledOptions) {
  const { seed, patients, perSecond, seconds, kills } = options;
  const luck = chance(seed, 'kills');
  const data = mkdtempSync(join(tmpdir(), 'alongside-load-'));
  const mortal = await mortalServer(data);
  const { doors } = mortal;
  const days = workingDays(catalogue, await doors.now());
  await doors.moveTo(days.first.set({ hour: 10 }).toUTC().toISO() ?? '');
  const people = await enrol(doors, patients, { event: { kind: 'diagnosis', on: days.first.toISODate() ?? '' } });

  await doors.moveTo(days.first.set({ hour: 20, minute: 30 }).toUTC().toISO() ?? '');
  const evening = await doors.now();
  const numbers = people.map(({ number }) => number);
  const written = withStops(luck, traffic({ seed, perSecond, seconds, numbers, strangers: numbers.slice(0, 1) }));
  const snapshots: Snapshot[] = [];
  const killing = killAtRandom(luck, mortal, { times: kills.texts, within: seconds * 1_000 }, async () => {
    snapshots.push(await snapshot(doors, people));
  });
  const receipts = { count: 0, work: [] as Promise<unknown>[] };
  const bring = bringing(doors, receipts);
  const arrived: Arrived[] = [];
  const byHand = writeByHand(luck, doors, numbers, seconds);
  await whenDue(written, async (text, due) => void arrived.push(await bring(text, due)));
  await Promise.all([...receipts.work, killing, byHand]);
  const { broken, untaken } = await textsKept(doors, people, arrived);
  await doors.moveTo(later(await doors.now(), { minutes: 10 }));
  const escalations = await escalationsKept(doors, people, arrived, evening);
  broken.push(...escalations.broken);

  await doors.moveTo(days.second.set({ hour: 9, minute: 59 }).toUTC().toISO() ?? '');
  const morning = days.second.set({ hour: 10 }).toUTC();
  for (let kill = 0; kill < kills.burst; kill += 1) {
    const moving = doors.moveTo(morning.plus({ minutes: 31 }).toISO() ?? '').catch(() => undefined);
    await Promise.race([moving, wait(luck.whole(0, BURST_LASTS))]);
    await mortal.killed();
    snapshots.push(await snapshot(doors, people));
  }
  await doors.moveTo(morning.plus({ minutes: 60 }).toISO() ?? '');
  const stopped = new Map(
    arrived.filter(({ words, answer }) => words === STOP && answer.body !== undefined).map(({ number }) => [number, evening]),
  );
  // A STOP may have been taken although its answer was lost: then it holds as well.
  const wrote = new Set(arrived.filter(({ words }) => words === STOP).map(({ number }) => number));
  const asked = people.filter(({ number }) => !wrote.has(number));
  const checkIns = await checkInsKept(doors, asked, {
    from: morning.toISO() ?? '',
    to: morning.plus({ minutes: 60 }).toISO() ?? '',
  });
  broken.push(...checkIns.broken, ...(await historiesKept(doors, snapshots)));
  broken.push(...(await nothingAfterStop(doors, people, stopped)), ...(await writtenByHandKept(doors, people)));
  doors.close();
  await mortal.server().stop();
  rmSync(data, { recursive: true });
  return {
    patients: people.length,
    texts: arrived.length,
    kills,
    triedAgain: arrived.filter(({ answer }) => answer.tries > 1).length,
    untaken,
    danger: escalations.count,
    stopped: stopped.size,
    checkIns: checkIns.counts,
    load: loadNow(),
    complaints: mortal.complaints(),
    broken: broken.slice(0, 40),
    aim: 'every promise is kept',
    isMet: broken.length === 0,
  };
}

const BY_HAND_A_SECOND = 5;

function withStops(luck: Chance, texts: readonly Text[]): Text[] {
  return texts.map((text) => (text.need !== 'danger' && luck.happens(STOPS) ? { ...text, words: STOP, need: 'nobody' } : text));
}

/** People also write on handsets of the phone network, which dies with the process: what it has kept, it has to bring. */
async function writeByHand(luck: Chance, { handset }: Outside, numbers: readonly string[], seconds: number): Promise<void> {
  const all = Array.from({ length: seconds * BY_HAND_A_SECOND }, (_, place) => ({ at: (place * 1_000) / BY_HAND_A_SECOND }));
  await whenDue(all, async ({ at }) => {
    await handset(luck.pick(numbers), 'POST', '/texts', { body: `fine thanks ${at}` }).catch(() => undefined);
  });
}

function later(iso: string, by: object): string {
  return DateTime.fromISO(iso, { zone: 'utc' }).plus(by).toISO() ?? '';
}

/** The next day on which somebody is there, and the one after it. */
function workingDays({ services: [service], bankHolidays }: Catalogue, now: string) {
  const zone = service?.timeZone ?? 'utc';
  const isStaffed = (day: DateTime) => day.weekday <= 5 && !bankHolidays.england.includes(day.toISODate() ?? '');
  const next = (from: DateTime): DateTime => {
    const day = from.plus({ days: 1 }).startOf('day');
    return isStaffed(day) ? day : next(day);
  };
  const first = next(DateTime.fromISO(now, { zone }));
  return { first, second: next(first) };
}

interface Mortal {
  doors: Outside;
  server(): Served;
  /** Pulls its plug and starts it again, on the same folder and at the same addresses. */
  killed(): Promise<void>;
  complaints(): Record<string, number>;
}

async function mortalServer(data: string): Promise<Mortal> {
  const settings = { DATA: data, CLOCK: 'running' };
  let server = await serve('start.ts', 2, { ...settings, PORT: '0', PHONE_PORT: '0' });
  const [url = '', phoneUrl = ''] = server.addresses;
  const ports = { PORT: new URL(url).port, PHONE_PORT: new URL(phoneUrl).port };
  const all = [server];
  let living: Promise<unknown> = Promise.resolve();
  const doors = outside(url, phoneUrl, () => living);
  return {
    doors,
    server: () => server,
    async killed() {
      const again = server.kill().then(() => {
        // A connection to the dead one would be found broken only by whoever uses it next.
        doors.close();
        return serve('start.ts', 2, { ...settings, ...ports });
      });
      living = again;
      server = await again;
      all.push(server);
    },
    complaints: () =>
      Object.fromEntries(
        all.flatMap(({ complaints }, place) => [...complaints].map(([what, count]) => [`${place}: ${what}`, count])),
      ),
  };
}

/** @param after what is done as soon as it lives again */
async function killAtRandom(
  luck: Chance,
  mortal: Mortal,
  { times, within }: { times: number; within: number },
  after: () => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const moments = Array.from({ length: times }, () => luck.whole(0, within)).sort((a, b) => a - b);
  for (const moment of moments) {
    await wait(Math.max(began + moment - performance.now(), 0));
    await mortal.killed();
    await after();
  }
}
