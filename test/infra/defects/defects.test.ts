import { expect, test } from 'vitest';
import { simulate } from '../../../infra/local/simulation/run.ts';
import { catalogue } from '../../harness/town.ts';
import { DEFECTS, type Defect } from './defects.ts';

/** Each history has another seed: what somebody must do to meet a defect happens in the one or the other. */
const MOST_HISTORIES = 12;

/** One for each promise, and all of them where there is time. */
const TRIED = process.env.TEST_SIZE === 'full' ? DEFECTS : firstOfEachPromise();

function firstOfEachPromise(): Defect[] {
  return DEFECTS.filter(({ promise }, place) => DEFECTS.findIndex((each) => each.promise === promise) === place);
}

/** Each of them alone is caught, for the right reason, within a minute. */
test.each(TRIED)('it is caught that $name', { timeout: 60_000 }, async ({ promise, says, patients = 8, days = 8, ...rest }) => {
  const seen: string[] = [];
  for (let seed = 1; seed <= (rest.acts ? 1 : MOST_HISTORIES); seed += 1) {
    const { broken } = await simulate({ ...rest, patients, days, seed, faults: false, catalogue, patience: 0 });
    if (broken.some((each) => each.promise === promise && says.test(each.what))) return;
    seen.push(...broken.map((each) => `${each.promise} ${each.what}`));
  }
  expect.fail(`not caught; seen: ${seen.join('\n')}`);
});
