import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rounded } from '../bench/measure.ts';
import { phoneNumber } from '../simulation/numbers.ts';
import { textsKept } from './kept-texts.ts';
import { type Outside, outside } from './outside.ts';
import { type Enrolled, enrol } from './people.ts';
import { calm, memoryOf, processorSeconds, serve } from './server.ts';
import { loadNow, sharesOf } from './shares.ts';
import { type Arrived, bringing, traffic, whenDue } from './traffic.ts';

/** The local run under texts that come as fast as five times the busiest hour of a service with 60,000 patients. */

const AIM = 250;

export interface TextsOptions {
  patients: number;
  perSecond: number;
  seconds: number;
  /** How long the floor is measured. */
  floorSeconds: number;
}

export const TEXTS: Record<'usual' | 'brief', TextsOptions> = {
  usual: { patients: 3_000, perSecond: 200, seconds: 60, floorSeconds: 15 },
  brief: { patients: 20, perSecond: 30, seconds: 2, floorSeconds: 1 },
};

const SEED = 6;
const STRANGERS = 50;

export async function loadTexts(options: TextsOptions) {
  const { perSecond, seconds, floorSeconds } = options;
  const data = mkdtempSync(join(tmpdir(), 'alongside-load-'));
  const settings = { DATA: data, PORT: '0', PHONE_PORT: '0', CLOCK: 'real' };
  const server = await serve('start.ts', 2, settings);
  const [url = '', phoneUrl = ''] = server.addresses;
  const doors = outside(url, phoneUrl);
  const people = await enrol(doors, options.patients);
  await calm(server.pid);
  const before = { ...memoryOf(server.pid), processor: processorSeconds(server.pid) };
  const measured = await measure(doors, people, { perSecond, seconds });
  const processor = processorSeconds(server.pid) - before.processor;
  const memory = { before: before.now, after: memoryOf(server.pid).now, most: memoryOf(server.pid).most };
  const { broken, untaken } = await textsKept(doors, people, measured.arrived);
  doors.close();
  await server.stop();
  rmSync(data, { recursive: true });

  const floor = await measureFloor(people, { perSecond, seconds: floorSeconds });
  const milliseconds = sharesOf(measured.arrived.map(({ milliseconds: each }) => each));
  const { receipts, arrived, load } = measured;
  return {
    patients: people.length,
    texts: arrived.length,
    perSecond: rounded(arrived.length / seconds),
    repeated: arrived.filter(({ again }) => again !== undefined).length,
    danger: arrived.filter(({ need }) => need === 'danger').length,
    receipts,
    cores: availableParallelism(),
    load,
    milliseconds,
    floorMilliseconds: floor.milliseconds,
    floorLoad: floor.load,
    ratio: rounded(milliseconds.p99 / floor.milliseconds.p99),
    processorShare: rounded(processor / seconds),
    processorMillisecondsPerText: rounded((processor * 1_000) / arrived.length),
    floorProcessorMillisecondsPerText: floor.processorMillisecondsPerText,
    megabytes: memory,
    complaints: Object.fromEntries(server.complaints),
    untaken,
    broken: broken.slice(0, 20),
    aim: `p99 < ${AIM} ms, nothing lost`,
    isMet: milliseconds.p99 < AIM && broken.length === 0 && untaken === 0,
  };
}

async function measure(
  doors: Outside,
  people: readonly Enrolled[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
) {
  const numbers = people.map(({ number }) => number);
  const strangers = Array.from({ length: STRANGERS }, (_, place) => phoneNumber(people.length + place));
  const receipts = { count: 0, work: [] as Promise<unknown>[] };
  const bring = bringing(doors, receipts);
  const arrived: Arrived[] = [];
  const loads = [loadNow()];
  const written = traffic({ seed: SEED, perSecond, seconds, numbers, strangers });
  await whenDue(written, async (text, due) => void arrived.push(await bring(text, due)));
  await Promise.all(receipts.work);
  loads.push(loadNow());
  return { arrived, receipts: receipts.count, load: loads };
}

/** The same texts at a server that does the least that any service would have to: the signature, two reads and one commit. */
async function measureFloor(people: readonly Enrolled[], { perSecond, seconds }: { perSecond: number; seconds: number }) {
  const data = mkdtempSync(join(tmpdir(), 'alongside-load-'));
  const server = await serve('load-floor-command.ts', 1, { DATA: data, PORT: '0' });
  const doors = outside(server.addresses[0] ?? '', '');
  const before = processorSeconds(server.pid);
  const { arrived, load } = await measure(doors, people, { perSecond, seconds });
  const processor = processorSeconds(server.pid) - before;
  doors.close();
  await server.stop();
  rmSync(data, { recursive: true });
  return {
    load,
    milliseconds: sharesOf(arrived.map(({ milliseconds }) => milliseconds)),
    processorMillisecondsPerText: rounded((processor * 1_000) / arrived.length),
  };
}
