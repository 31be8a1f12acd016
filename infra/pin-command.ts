import { createInterface } from 'node:readline/promises';
import { pinDigest } from '../functions/platform/pin.ts';

/** `npm run -s pin -- <staff id>`: reads four digits from standard input and prints what goes into `pin:` of that member of staff. */
const [staff] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin });
const digits = (await lines[Symbol.asyncIterator]().next()).value?.trim() ?? '';
lines.close();
if (!staff || !/^\d{4}$/.test(digits)) {
  process.stderr.write('Say whose it is, and give four digits: echo 2468 | npm run -s pin -- sam\n');
  process.exitCode = 1;
} else {
  process.stdout.write(`${pinDigest(staff, digits)}\n`);
}
