import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

const TEMPLATES = join(import.meta.dirname, '../../templates');

/** The templates with one change in one file. */
export function templatesWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(TEMPLATES, folder, { recursive: true });
  const before = readFileSync(join(folder, file), 'utf8');
  const changed = change(before);
  expect(changed, 'the change must change something').not.toBe(before);
  writeFileSync(join(folder, file), changed);
  return folder;
}
