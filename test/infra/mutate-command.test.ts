import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What it measures takes hours, so here it is only asked for what it cannot do. */

test.each([
  [['functions/flows'], 'functions/flows is no file or folder of functions/care'],
  [['functions/care/no-such-rule.ts'], 'functions/care/no-such-rule.ts is no file or folder of functions/care'],
  [['--concurrency', 'many'], '--concurrency many is no number of processes'],
  [['--quickly'], "Unknown option '--quickly'"],
])('`npm run -s mutate -- %s` names what is wrong and how it is used', (given, words) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/mutate-command.ts', ...given], { encoding: 'utf8' });
  expect(stderr).toContain(words);
  expect(stderr).toContain('npm run -s mutate [-- PATH ...]');
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
