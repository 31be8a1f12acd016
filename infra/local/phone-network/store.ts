import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Call, type Handset, isOpen, type Message, type Recording } from './records.ts';

/** All that the network remembers, held in memory and written through to a file when there is one. */
export interface Store {
  readonly handsets: Collection<Handset>;
  readonly messages: Collection<Message>;
  readonly calls: Collection<Call>;
  readonly recordings: Collection<Recording>;
  /** Whether `person` has opted out of texts from `service`. */
  isBlocked(service: string, person: string): boolean;
  block(service: string, person: string): void;
  unblock(service: string, person: string): void;
  /** How often anything of this number has changed: the page reads again only what did. */
  changes(number: string): number;
  close(): void;
}

export interface Collection<T> {
  get(id: string): T | undefined;
  /** Keeps a new record, or a kept one that has changed. */
  keep(record: T): void;
  /** In the order in which they were first kept. */
  all(): Iterable<T>;
  of(number: string): readonly T[];
  forget(id: string): void;
}

interface Row {
  readonly kind: string;
  readonly data: string;
}

/** Opens the store. Calls that were open when the process ended are over: nobody holds their line any more. */
export function openStore(file: string | undefined, now: string): Store {
  const database = file === undefined ? undefined : openDatabase(file);
  const write = database?.prepare(
    'INSERT INTO records (kind, id, data) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET data = excluded.data',
  );
  const remove = database?.prepare('DELETE FROM records WHERE kind = ? AND id = ?');
  // What is still under way when the process ends has no file to go to.
  let isOpenFile = true;
  const changes = new Map<string, number>();
  const rows = (database?.prepare('SELECT kind, data FROM records ORDER BY position').all() ?? []) as unknown as Row[];

  function collection<T extends object>(kind: string, idOf: (record: T) => string, numbersOf: (record: T) => string[]) {
    const byId = new Map<string, T>();
    const byNumber = new Map<string, T[]>();

    function hold(record: T): void {
      const isNew = !byId.has(idOf(record));
      byId.set(idOf(record), record);
      for (const number of new Set(numbersOf(record))) {
        changes.set(number, (changes.get(number) ?? 0) + 1);
        if (!isNew) continue;
        const known = byNumber.get(number);
        if (known) known.push(record);
        else byNumber.set(number, [record]);
      }
    }

    for (const row of rows) if (row.kind === kind) hold(JSON.parse(row.data) as T);
    return {
      get: (id: string) => byId.get(id),
      all: () => byId.values(),
      of: (number: string) => byNumber.get(number) ?? [],
      keep(record: T) {
        hold(record);
        if (isOpenFile) write?.run(kind, idOf(record), JSON.stringify(record));
      },
      forget(id: string) {
        byId.delete(id);
        if (isOpenFile) remove?.run(kind, id);
      },
    };
  }

  const handsets = collection<Handset>(
    'handset',
    (each) => each.number,
    (each) => [each.number],
  );
  const messages = collection<Message>(
    'message',
    (each) => each.sid,
    (each) => [each.from, each.to],
  );
  const calls = collection<Call>(
    'call',
    (each) => each.sid,
    (each) => [each.from, each.to],
  );
  const recordings = collection<Recording>(
    'recording',
    (each) => each.sid,
    () => [],
  );
  const blocks = collection<{ pair: string }>(
    'opt-out',
    (each) => each.pair,
    () => [],
  );
  const pair = (service: string, person: string) => `${service} ${person}`;

  for (const call of [...calls.all()].filter(isOpen)) {
    call.status = call.status === 'in-progress' ? 'completed' : 'failed';
    call.ended = now;
    call.isUntold = true;
    delete call.connectedTo;
    calls.keep(call);
  }
  for (const recording of recordings.all()) recording.status = 'completed';

  return {
    handsets,
    messages,
    calls,
    recordings,
    isBlocked: (service, person) => blocks.get(pair(service, person)) !== undefined,
    block: (service, person) => blocks.keep({ pair: pair(service, person) }),
    unblock: (service, person) => blocks.forget(pair(service, person)),
    changes: (number) => changes.get(number) ?? 0,
    close() {
      isOpenFile = false;
      database?.close();
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS records (
      position INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (kind, id)
    );
  `);
  return database;
}
