import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readCatalogue } from '../../functions/platform/catalogue/read-catalogue.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Everything under `templates/`, as JSON. */
    readonly catalogueFile: string;
  }
}

/** Reads `templates/` once for a run, as a build does: to read it anew takes each test file longer than most take to run. */
export default function writeCatalogue(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const file = join(folder, 'catalogue.json');
  const write = () => writeFileSync(file, JSON.stringify(readCatalogue(join(import.meta.dirname, '../../templates'))));
  write();
  project.onTestsRerun(write);
  project.provide('catalogueFile', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
