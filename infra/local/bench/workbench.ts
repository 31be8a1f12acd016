import { DateTime } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { enrolPatient } from '../../../functions/flows/enrol-patient.ts';
import { seedSettings } from '../../../functions/flows/settings.ts';
import type { Work, World } from '../../../functions/flows/world.ts';
import type { Change } from '../../../functions/ledger/ledger.ts';
import { type SqliteLedger, sqliteLedger } from '../../../functions/ledger/sqlite-ledger.ts';
import type { Provider } from '../../../functions/phone/provider.ts';
import { nhsNumber, phoneNumber } from '../simulation/numbers.ts';
import { chance } from '../simulation/random.ts';
import { type CountingLedger, countingLedger } from './counting-ledger.ts';

/** A world without a network: the real flows on a real ledger in memory, a clock that is set, and a provider that takes everything. */

export interface Workbench {
  world: World & { ledger: CountingLedger };
  sqlite: SqliteLedger;
  service: Catalogue['services'][number];
  /** Work that was handed on since it was last taken. */
  takeWork(): Work[];
  advance(duration: object): void;
  /** Enrols the `place`th patient. */
  enrol(place: number): Promise<{ id: string; phone: string }>;
}

/** A Wednesday morning at which somebody is there. */
const START = '2026-10-07T09:30:00.000Z';

/** @param options.file where its ledger is; in memory when absent. @param options.committed is told each commit that stands, in order */
export async function workbench(
  catalogue: Catalogue,
  { committed, ...place }: { file?: string; committed?: (changes: readonly Change[]) => void } = {},
): Promise<Workbench> {
  const [service] = catalogue.services;
  if (!service) throw new Error('templates/service holds no service');
  const sqlite = sqliteLedger(place);
  const luck = chance(1, 'bench');
  let now = DateTime.fromISO(START, { zone: 'utc' }) as DateTime<true>;
  let handed: Work[] = [];
  let taken = 0;
  let made = 0;
  const provider: Provider = {
    sendText: async () => ({ kind: 'taken', providerId: `SM${taken++}` }),
    makeCall: async () => ({ kind: 'taken', providerId: `CA${taken++}` }),
    hangUp: async () => undefined,
    redirect: async () => undefined,
    findText: async () => undefined,
    findCall: async () => undefined,
    recording: async () => undefined,
    statusOf: async () => undefined,
  };
  const silent = () => undefined;
  const world = {
    ledger: countingLedger(sqlite, committed),
    clock: { now: () => now },
    ids: { fresh: () => (made++).toString(36).padStart(16, '0'), code: () => String(luck.whole(1000, 9999)) },
    provider,
    catalogue,
    log: { info: silent, warn: silent, error: silent },
    publicUrl: 'https://bench.example',
    production: false,
    wake: async (work: readonly Work[]) => void handed.push(...work),
    wait: async () => undefined,
    jitter: luck.number,
  };
  await seedSettings(world);
  return {
    world,
    sqlite,
    service,
    takeWork() {
      const work = handed;
      handed = [];
      return work;
    },
    advance(duration) {
      now = now.plus(duration);
    },
    async enrol(place) {
      const enrolment = { name: `Person ${place}`, nhsNumber: nhsNumber(place), phone: phoneNumber(place), nurse: 'ann' };
      const outcome = await enrolPatient(world, service.id, 'lena', enrolment);
      if ('refused' in outcome) throw new Error(`person ${place} could not be enrolled: ${outcome.refused.code}`);
      return { id: outcome.done.id, phone: outcome.done.phone };
    },
  };
}
