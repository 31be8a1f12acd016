import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/harness/browser.ts', 'test/harness/write-catalogue.ts'],
    // CommonJS packages are imported as Node itself imports them.
    deps: { interopDefault: false },
    maxWorkers: 2,
    // Reading the tables and compiling them is the larger part of a short file: a worker does it once. No file leaves anything behind in a module.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Every story cleans up after itself; one that leaves a server open is a defect worth seeing.
    teardownTimeout: 5_000,
  },
});
