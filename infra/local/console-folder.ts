import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the console's files are made from: when none of it has changed, what was made before serves again. */
function sources(): string[] {
  const templates = join(root, 'templates', 'console');
  return [
    ...readdirSync(templates)
      .filter((name) => !name.endsWith('.yaml'))
      .sort()
      .map((name) => join(templates, name)),
    join(root, 'infra', 'console-files.ts'),
    join(root, 'package-lock.json'),
  ];
}

/** The folder with the console's files for the local run, made when it is missing, which takes a second or two. */
export async function consoleFolder(): Promise<string> {
  const digest = createHash('sha256');
  for (const path of sources()) digest.update(path).update(readFileSync(path));
  const folder = join(root, '.cache', `console-${digest.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const { writeConsoleFiles } = await import('../console-files.ts');
  const made = `${folder}.${process.pid}`;
  writeConsoleFiles(made);
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process was faster and made the same.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
