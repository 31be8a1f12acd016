import { DateTime } from 'luxon';
import type { Work, World } from '../../functions/flows/world.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import type { Provider } from '../../functions/phone/provider.ts';
import { catalogue } from './town.ts';

/** A world of parts that can be looked into: a real ledger in memory, a clock that is set, and a list of what was woken. */
export function smallWorld(more: Partial<World> = {}) {
  let now = DateTime.fromISO('2026-11-25T10:00:00Z', { zone: 'utc' }) as DateTime<true>;
  let drawn = 0;
  let codes = 0;
  const woken: Work[] = [];
  const nobody = () => Promise.reject(new Error('nobody was to be rung'));
  const provider: Provider = {
    sendText: nobody,
    makeCall: nobody,
    hangUp: nobody,
    redirect: nobody,
    findText: nobody,
    findCall: nobody,
    recording: nobody,
    statusOf: nobody,
  };
  const world: World = {
    ledger: sqliteLedger({}),
    clock: { now: () => now },
    ids: { fresh: () => `id${++drawn}`, code: () => String(1_000 + (++codes % 9_000)) },
    provider,
    catalogue,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    publicUrl: 'http://127.0.0.1:1',
    production: false,
    wake: async (work) => void woken.push(...work),
    wait: async () => {},
    jitter: () => 0.5,
    ...more,
  };
  return {
    world,
    woken,
    set(iso: string) {
      now = DateTime.fromISO(iso, { zone: 'utc' }) as DateTime<true>;
    },
  };
}

/** A ledger that counts what is asked of it. */
export function counted(ledger: Ledger) {
  const counts = { get: 0, query: 0, due: 0, list: 0, commit: 0, items: 0 };
  const counting: Ledger = {
    get: (key) => {
      counts.get += 1;
      return ledger.get(key);
    },
    query: (pk, range) => {
      counts.query += 1;
      return ledger.query(pk, range);
    },
    async due(shard, range) {
      counts.due += 1;
      const items = await ledger.due(shard, range);
      counts.items += items.length;
      return items;
    },
    list: (name, range) => {
      counts.list += 1;
      return ledger.list(name, range);
    },
    commit: (changes) => {
      counts.commit += 1;
      return ledger.commit(changes);
    },
  };
  return { counting, counts };
}
