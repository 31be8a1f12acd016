import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { localAlongside } from '../alongside.ts';
import { rounded } from '../bench/measure.ts';
import { type LocalClock, localClock } from '../clock.ts';
import { type Danger, danger, watchedProvider } from './danger.ts';
import { checkInsKept } from './kept-check-ins.ts';
import { type Outside, outside } from './outside.ts';
import { type Enrolled, enrol } from './people.ts';
import { loadNow } from './shares.ts';

/** A morning on which very many check-ins are due in one minute, on a clock that stands until it is moved. */

export interface BurstOptions {
  checkIns: number;
  /** How many texts the provider takes a minute; as the service's own settings say when absent. */
  rate?: number;
}

export const BURST: Record<'usual' | 'brief', BurstOptions> = {
  usual: { checkIns: 10_000 },
  // Few have to wait for the rate as well.
  brief: { checkIns: 50, rate: 20 },
};

/** All are enrolled on a Monday in winter; their first check-in is due the next morning. */
const ENROLLED = '2026-11-30T10:00:00.000Z';
const MORNING = '2026-12-01T09:00:00.000Z';
/** Other work of the morning shares the rate: the last may go out a minute later than they alone would need. */
const MINUTES_MORE = 1;
/** Megabytes that may be taken beside what was taken before, however many are waiting. */
const MOST_MORE = 200;
const MEGABYTE = 2 ** 20;

export async function loadBurst(catalogue: Catalogue, { checkIns, rate: given }: BurstOptions) {
  const rate = given ?? catalogue.services[0]?.limits.textsPerMinute ?? 1;
  const data = mkdtempSync(join(tmpdir(), 'alongside-load-'));
  const clock = localClock({ mode: 'standing', start: DateTime.fromISO(ENROLLED, { zone: 'utc' }) });
  const complaints: string[] = [];
  const note = (what: string) => void complaints.push(what);
  const log = { info: () => undefined, warn: note, error: note };
  const seen = watchedProvider();
  const settings = { clock, catalogue: allInOneMinute(catalogue, rate), data, log, alter: seen.alter };
  const local = await localAlongside({ ...settings, host: '127.0.0.1', port: 0, phonePort: 0 });
  const doors = outside(local.url, local.phoneUrl);
  const asked = await enrolSlowly(doors, clock, checkIns, rate);
  const [first, second] = (await enrol(doors, 2, { from: checkIns })) as [Enrolled, Enrolled];
  const idle = await danger({ local, doors, seen }, first);

  await clock.moveTo(DateTime.fromISO(MORNING).minus({ minutes: 1 }));
  const before = megabytes();
  const waited = Math.ceil(checkIns / rate);
  let busy: Danger | undefined;
  let most = before;
  // Then nearly all are waiting still.
  let afterFirst: number | undefined;
  const began = performance.now();
  for (let minute = 0; minute <= waited + MINUTES_MORE; minute += 1) {
    const sentBefore = seen.sent();
    const moving = clock.moveTo(DateTime.fromISO(MORNING).plus({ minutes: minute }));
    if (minute === 1) {
      let isOver = false;
      moving.finally(() => {
        isOver = true;
      });
      while (!isOver && seen.sent() < sentBefore + rate / 4) await new Promise((resolve) => setImmediate(resolve));
      busy = await danger({ local, doors, seen }, second);
      busy.checkInsBehind = sentBefore + rate - busy.sentBefore;
    }
    await moving;
    most = Math.max(most, megabytes());
    afterFirst ??= most;
  }
  const seconds = (performance.now() - began) / 1_000;
  const kept = await checkInsKept(doors, asked, { from: MORNING, to: clock.now().toISO() ?? '' });
  doors.close();
  await local.close();
  rmSync(data, { recursive: true });

  const mostInAMinute = Math.max(...kept.perMinute.values());
  const isAtRate = mostInAMinute <= rate && kept.perMinute.size <= waited + MINUTES_MORE;
  return {
    checkIns,
    rate,
    minutes: kept.perMinute.size,
    mostInAMinute,
    ...kept.counts,
    secondsOfRealTime: rounded(seconds),
    load: loadNow(),
    danger: { idle, busy },
    megabytes: { before, afterFirstMinute: afterFirst, most },
    complaints: [...new Set(complaints)],
    broken: kept.broken.slice(0, 20),
    aim: `${rate} a minute, each once, danger not behind them, less than ${MOST_MORE} MB more`,
    isMet: kept.broken.length === 0 && isAtRate && (busy?.checkInsBehind ?? 0) > 0 && most - before < MOST_MORE,
  };
}

/** Everybody's check-in is due at nine, and not spread over half an hour. */
function allInOneMinute(catalogue: Catalogue, textsPerMinute: number): Catalogue {
  const services = catalogue.services.map((service) => ({
    ...service,
    timesOfDay: { ...service.timesOfDay, morning: '09:00' },
    limits: { ...service.limits, spread: 'PT0M', textsPerMinute },
  }));
  return { ...catalogue, services };
}

/** No faster than the provider would take the first text of each. */
async function enrolSlowly(doors: Outside, clock: LocalClock, count: number, rate: number): Promise<Enrolled[]> {
  const people: Enrolled[] = [];
  const event = { kind: 'diagnosis', on: ENROLLED.slice(0, 10) };
  for (let from = 0; from < count; from += rate) {
    people.push(...(await enrol(doors, Math.min(rate, count - from), { from, more: { timeOfDay: 'morning' }, event })));
    await clock.moveTo(clock.now().plus({ minutes: 1 }));
  }
  return people;
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / MEGABYTE);
}
