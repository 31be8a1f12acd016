import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as browsers } from 'playwright-core';

/**
 * A real browser that comes out of npm. The package carries one for Linux on x64, with the few libraries that a bare
 * machine may lack; elsewhere the Chrome that is installed is used.
 */

const LIBRARIES = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'];
const FOLDERS = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu'];

function isBare(): boolean {
  return LIBRARIES.some((library) => !FOLDERS.some((folder) => existsSync(join(folder, library))));
}

/** The package brings its own libraries out only where it believes to be on AWS Lambda. */
async function packed(bare: boolean) {
  if (bare) process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  return (await import('@sparticuz/chromium')).default;
}

/** Unpacks the browser, once and before the tests, which run in several processes. */
export async function unpackBrowser(): Promise<void> {
  if (process.platform === 'linux' && process.arch === 'x64') await (await packed(isBare())).executablePath();
}

export async function launchBrowser(bare: boolean = isBare()): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return browsers.launch({ channel: 'chrome', headless: true });
  const chromium = await packed(bare);
  // In a single process, closing one test's pages would end the browser for the next.
  const args = chromium.args.filter((arg) => arg !== '--single-process');
  const env = bare ? { ...process.env, LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib') } : process.env;
  return browsers.launch({
    args,
    executablePath: await chromium.executablePath(),
    headless: true,
    env: env as Record<string, string>,
  });
}

/** vitest's global set-up. */
export default unpackBrowser;
