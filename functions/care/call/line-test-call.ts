import type { Dispatch } from '../dispatch.ts';
import { type Draft, record } from '../draft.ts';
import type { LineTestResult } from '../line-records.ts';
import { voiceOf } from '../say.ts';
import type { CallStep } from './call-step.ts';

/** How often it is said before silence counts as nobody being there. */
const TIMES = 3;

/** The house rings a line of the directory to ask whether it may be given to people. Only a key answers: a voicemail presses none. */
export function lineTestCall(draft: Draft, dispatch: Dispatch, stage: string, digits: string): CallStep {
  if (dispatch.answeredWith) return { say: dispatch.answeredWith, language: 'en' };
  const [, count = '1'] = stage.split('-');
  if (digits === '1') return ended(draft, dispatch, 'accepted');
  if (digits === '2') return ended(draft, dispatch, 'refused');
  // A wrong key is asked again, as silence is: it is no answer.
  const time = digits === '' ? Number(count) : Number(count) + 1;
  if (time > TIMES) return ended(draft, dispatch, 'no-key');
  return {
    say: [voiceOf(draft, 'line-test-call', {}, 'en')],
    listen: { stage: `test-${time}`, silent: `test-${time + 1}` },
    language: 'en',
  };
}

const SAID = { accepted: 'line-test-accepted', refused: 'line-test-refused', 'no-key': 'line-test-no-key' } as const;

function ended(draft: Draft, dispatch: Dispatch, result: 'accepted' | 'refused' | 'no-key'): CallStep {
  lineTested(draft, dispatch, result);
  dispatch.answeredWith = [voiceOf(draft, SAID[result], {}, 'en')];
  return { say: dispatch.answeredWith, language: 'en' };
}

/** Leaves a note of what has come of it, which is kept with the directory by the same commit. */
export function lineTested(draft: Draft, { id, tests, answeredWith }: Dispatch, result: LineTestResult): void {
  if (!tests || !('line' in tests) || answeredWith) return;
  draft.lineTests.push({ line: tests.line, dispatch: id, result });
  record(draft, 'line-tested', tests.line, result);
}
