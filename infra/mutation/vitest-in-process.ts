/** What a test file gets as `vitest` under mutation: vitest's own expectations, and a registry that stays in the process. */
export { expect, vi } from 'vitest';
export { injected as inject } from './load.ts';
export { afterAll, afterEach, beforeAll, beforeEach, describe, onTestFinished, test } from './suite.ts';
