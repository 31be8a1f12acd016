import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A server as a process of its own, looked at from outside: what `npm start` runs, killed and started again. */

export interface Served {
  /** The addresses that it has printed, in order. */
  addresses: string[];
  pid: number;
  /** What it has written to its log so far: how often each complaint. */
  complaints: ReadonlyMap<string, number>;
  /** As when the machine's plug is pulled: nothing is finished, nothing is folded in. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

/** Starts a file of this folder's parent and waits until it has printed so many addresses. @throws when it ends before that. */
export async function serve(file: string, addresses: number, settings: Record<string, string> = {}): Promise<Served> {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path], {
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints = new Map<string, number>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    const what = complaintIn(line);
    complaints.set(what, (complaints.get(what) ?? 0) + 1);
  });
  const found: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    found.push(/http:\S+/.exec(line)?.[0] ?? '');
    if (found.length === addresses) break;
  }
  if (found.length < addresses || child.pid === undefined)
    throw new Error(`${file} did not start: ${[...complaints.keys()].join(', ')}`);
  return {
    addresses: found,
    pid: child.pid,
    complaints,
    kill: () => ended(child, 'SIGKILL'),
    stop: () => ended(child, 'SIGTERM'),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** A line of the log is named by what it says; anything else is shown as it is. */
function complaintIn(line: string): string {
  try {
    const { what, causes } = JSON.parse(line) as { what: string; causes?: unknown };
    return causes ? `${what} ${JSON.stringify(causes)}` : what;
  } catch {
    return line;
  }
}

const TICKS_A_SECOND = 100;
const MEGABYTE = 1024;

/** What a process has used of the processors since it began, in seconds. Linux counts in hundredths: `man 5 proc_pid_stat`. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Megabytes that a process has in memory now, and has had at most. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / MEGABYTE);
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

/** A process that uses less than this of a processor has nothing to do. */
const CALM = 0.1;

/** Waits until a process has done what it was set to. */
export async function calm(pid: number): Promise<void> {
  for (let last = processorSeconds(pid); ; ) {
    await wait(1_000);
    const now = processorSeconds(pid);
    if (now - last < CALM) return;
    last = now;
  }
}
