import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unprovedControls } from './hazards.ts';

/** `node infra/hazards-command.ts RESULTS.json`: fails when a control of the hazard log is not proved by the tests that ran. */
const [, , results] = process.argv;
if (!results) throw new Error('say where the test results are: node infra/hazards-command.ts RESULTS.json');
const log = fileURLToPath(new URL('papers/hazards.yaml', import.meta.url));
const { hazards, unproved } = unprovedControls(readFileSync(log, 'utf8'), JSON.parse(readFileSync(results, 'utf8')));
for (const line of unproved) console.error(line);
console.log(
  `Hazard log: ${hazards} hazards, ${unproved.length === 0 ? 'every control proved' : `${unproved.length} controls not proved`}`,
);
process.exitCode = unproved.length === 0 ? 0 : 1;
