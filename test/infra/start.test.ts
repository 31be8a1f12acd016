import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';

const START = join(import.meta.dirname, '../../infra/local/start.ts');
const ARGUMENTS = ['--disable-warning=ExperimentalWarning', START];
const SETTINGS = { DATA: 'memory', PORT: '0', PHONE_PORT: '0', CLOCK: '2026-11-25T10:00:00Z' };

test('it prints one line an address when it is ready, and both answer', async () => {
  const child = spawn(process.execPath, ARGUMENTS, {
    env: { ...process.env, ...SETTINGS },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for await (const part of child.stdout) {
    said += String(part);
    if (said.split('\n').length > 2) break;
  }
  const addresses = said.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  expect(said.trim().split('\n')).toHaveLength(2);
  expect(addresses).toHaveLength(2);
  expect((await fetch(`${addresses[0]}/local/clock`)).status).toBe(200);
  expect((await fetch(`${addresses[1]}/handsets`)).status).toBe(200);
  const queue = await fetch(`${addresses[0]}/api/v1/queues/cns`, { headers: { authorization: 'Bearer local' } });
  expect(((await queue.json()) as { items: unknown[] }).items.length).toBeGreaterThan(0);
});

test.each([
  ['a port that is none', { PORT: 'eighty' }, /PORT/],
  ['a clock that is none', { CLOCK: 'yesterday' }, /CLOCK must be running, real, or an instant.*"yesterday"/],
])('%s is told in a line, without a stack', (_, wrong, message) => {
  const { status, stderr } = spawnSync(process.execPath, ARGUMENTS, {
    env: { ...process.env, ...SETTINGS, ...wrong },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a port in use is told with what to set', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  const port = String((holder.address() as { port: number }).port);
  const child = spawn(process.execPath, ARGUMENTS, {
    env: { ...process.env, ...SETTINGS, PORT: port },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for await (const part of child.stderr) said += String(part);
  expect(said).toBe(`port ${port} is in use: set PORT and PHONE_PORT to two that are free\n`);
});

describe('a clock that runs, on a folder', () => {
  async function begun(data: string) {
    const child = spawn(process.execPath, ARGUMENTS, {
      env: { ...process.env, ...SETTINGS, CLOCK: 'running', DATA: data },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const door = `${/http:\S+/.exec(line)?.[0]}/local/clock`;
    return {
      now: async () => Date.parse(((await (await fetch(door)).json()) as { now: string }).now),
      advance: (by: string) => fetch(door, { method: 'POST', body: JSON.stringify({ advance: by }) }),
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }

  function folder(): string {
    const data = mkdtempSync(join(tmpdir(), 'alongside-start-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    return data;
  }

  test('begins after a kill where it would be by now, having jumped an hour ago', { timeout: 60_000 }, async () => {
    const data = folder();
    const first = await begun(data);
    await first.advance('PT3H');
    const jumpedTo = await first.now();
    await first.kill();
    const file = join(data, 'clock.txt');
    const hourAgo = new Date(statSync(file).mtimeMs - 3_600_000);
    utimesSync(file, hourAgo, hourAgo);
    const second = await begun(data);
    expect((await second.now()) - jumpedTo).toBeGreaterThanOrEqual(3_600_000);
  });

  test('begins after a kill in the middle of a move at no moment that it has passed', { timeout: 60_000 }, async () => {
    const data = folder();
    const first = await begun(data);
    const start = await first.now();
    const moving = first.advance('P30D').catch(() => undefined);
    let last = start;
    while (last < start + 86_400_000) last = await first.now();
    await first.kill();
    await moving;
    expect(await (await begun(data)).now()).toBeGreaterThanOrEqual(last);
  });
});
